#include "site/serve/serve.hpp"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <semaphore>
#include <thread>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "site/pages/words.hpp"
#include "site/serve/answers.hpp"
#include "site/serve/approaches.hpp"
#include "site/serve/connection.hpp"
#include "site/serve/watch.hpp"
#include "site/theme.hpp"
#include "site/values.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t threads = 160;                        // each open connection holds one: slow ones must not be all
constexpr std::size_t largest_text_bytes = std::size_t{16} << 20;
constexpr std::size_t largest_answer_bytes = std::size_t{64} << 20;
constexpr unsigned longest_check_seconds = 120;
constexpr std::size_t most_passed_over_bytes = 4 * largest_text_bytes;  // of a text that is too large, to say so
constexpr std::size_t largest_text_given_back_bytes = std::size_t{1} << 20;  // with a message
constexpr int checks_at_once = 4;                           // each is a process of its own
constexpr const char* unknown_approach = "An approach was asked for that is not one of those at /check.\n";
constexpr auto patience_with_checks = std::chrono::seconds(60);
constexpr auto look_again = std::chrono::milliseconds(500);

// One request a connection: what follows a request that was not understood is not taken for another one.
class Server : public httplib::Server {
 public:
  // Once bound. The library lets five connections wait; the next one would be told nothing, and try again after a second.
  void let_many_wait() const { ::listen(svr_sock_, SOMAXCONN); }

 private:
  bool process_and_close_socket(socket_t socket) override {
    try {
      Connection connection(socket, held_bytes_);
      bool closed = false;
      return process_request(connection, true, closed, [&](httplib::Request& request) {
        request.ranges.clear();  // a server may give the whole; a thousand ranges of a file would be a thousand files
        if (request.get_header_value<std::uint64_t>("Content-Length") > largest_text_bytes) connection.pass_over_body(most_passed_over_bytes);
        else connection.hold_body(largest_text_bytes);
      });
    } catch (const std::exception&) {
      return false;
    }
  }

  std::atomic<std::size_t> held_bytes_{0};
};

class App {
 public:
  App(const ServeOptions& options) : options_(options), theme_(options.theme.empty() ? Theme::installed() : options.theme), watch_(options.library, {options.site, options.index}), approaches_(approaches_of(options.program)) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    server_.set_payload_max_length(largest_text_bytes);
    server_.set_default_headers({{"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}, {"Cache-Control", "no-cache"}});
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) { return admit(request, response); });
    server_.Get("/check", [this](const httplib::Request& request, httplib::Response& response) { open_form(request, response); });
    server_.Post("/check", [this](const httplib::Request& request, httplib::Response& response) { check(request, response); });
    server_.Get("/-/edition", [this](const httplib::Request&, httplib::Response& response) { response.set_content(std::to_string(edition_), "text/plain"); });
    server_.Get("/-/reload.js", [](const httplib::Request&, httplib::Response& response) { response.set_content(std::string(reload_script), "text/javascript"); });
    server_.Get(".*", [this](const httplib::Request& request, httplib::Response& response) { page(request, response); });
    server_.set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) { response.status = 500; });
  }

  int bind() {
    port_ = options_.port != 0 ? options_.port : server_.bind_to_any_port("127.0.0.1");
    if (options_.port != 0 && !server_.bind_to_port("127.0.0.1", options_.port))
      throw Error(Errc::invalid, "port " + std::to_string(options_.port) + " is in use", "choose another one with --port, or 0 for any that is free");
    server_.let_many_wait();
    return port_;
  }

  void run(const std::atomic<bool>& stop) {
    std::thread watcher([&] {
      while (!stop) {
        std::this_thread::sleep_for(look_again);
        if (!stop && watch_.changed()) publish();
      }
      server_.stop();
    });
    server_.listen_after_bind();
    watcher.join();
  }

 private:
  using Admitted = httplib::Server::HandlerResponse;
  using Checks = std::counting_semaphore<checks_at_once>;

  Admitted admit(const httplib::Request& request, httplib::Response& response) const {
    const bool known = is_this_computer(request.get_header_value("Host"), port_);
    const auto origin = request.get_header_value("Origin");
    const bool own = request.method != "POST" || origin.empty() || origin == "null" || (origin.starts_with("http://") && is_this_computer(origin.substr(7), port_));
    const bool posted = request.method == "POST";
    if (!known || !own) refuse(response, 403, "This address answers only to this computer.\n");
    else if (!posted && request.method != "GET" && request.method != "HEAD") refuse(response, 405, "There is nothing here but pages.\n");
    else if (posted && request.path != "/check") refuse(response, 404, "Texts are taken at /check alone.\n");
    else return Admitted::Unhandled;
    return Admitted::Handled;
  }

  static void refuse(httplib::Response& response, int status, const std::string& why) {
    response.status = status;
    response.set_content(why, "text/plain");
  }

  void page(const httplib::Request& request, httplib::Response& response) const {
    auto found = file_of(options_.site, request.path);
    if (!found) {
      response.status = 404;
      found = file_of(options_.site, "/404.html");
      if (!found) return;
    }
    if (found->html || found->size == 0) return response.set_content(page_of(*std::move(found)), found->type.c_str());
    const auto file = std::make_shared<ServedFile>(*std::move(found));
    response.set_content_provider(file->size, file->type.c_str(), [file](std::size_t, std::size_t left, httplib::DataSink& sink) {
      char piece[16384];
      file->bytes.read(piece, static_cast<std::streamsize>(std::min(left, sizeof piece)));
      const auto got = static_cast<std::size_t>(file->bytes.gcount());
      return got != 0 && sink.write(piece, got);
    });
  }

  // All approaches are chosen where the address names none.
  void open_form(const httplib::Request& request, httplib::Response& response) const {
    const auto ids = asked_approaches(request);
    if (const auto chosen = ids.empty() ? approaches_ : chosen_of(approaches_, ids)) return form(response, 200, {}, *chosen);
    refuse(response, 400, unknown_approach);
  }

  void form(httplib::Response& response, int status, const std::string& message, const std::vector<Approach>& chosen, std::string_view text = {}) const {
    Values values;
    values.set("LANG", "en").set("TITLE", "Fieldbook").set("MADE_BY", "Fieldbook " + version()).set("LARGEST", "16 MB").optional("MESSAGE", message);
    values.set_raw("TEXT_HTML", text.size() <= largest_text_given_back_bytes ? inside_text_area(text) : std::string());
    for (const auto& one : approaches_) {
      values.add("APPROACH").set("ID", one.id).set("NAME", one.name).set("ABOUT", one.about)
          .show("CHOSEN", std::ranges::find(chosen, one.id, &Approach::id) != chosen.end());
    }
    values.set_raw("STYLE_HTML", theme_.files().at("css/site.css"));
    response.status = status;
    response.set_content(theme_.render("check", values), "text/html; charset=utf-8");
  }

  void check(const httplib::Request& request, httplib::Response& response) {
    const auto chosen = chosen_of(approaches_, asked_approaches(request));
    if (!chosen) return refuse(response, 400, unknown_approach);
    const auto [text, extension] = submitted(request);
    const auto again = [&, typed = extension == ".txt" ? text : std::string_view()](int status, const std::string& message) { form(response, status, message, *chosen, typed); };
    if (approaches_.empty()) return again(503, "There is no assessor to check a text with; “fieldbook plugin list” says where they are looked for.");
    if (trim(text).empty()) return again(400, "There was no text to check.");
    if (chosen->empty()) return again(400, "Choose at least one approach to check the text against.");
    if (!checks_.try_acquire_for(patience_with_checks)) return again(503, "Too many texts are being checked. Try again in a minute.");
    const std::unique_ptr<Checks, void (*)(Checks*)> place(&checks_, [](Checks* checks) { checks->release(); });
    const ScratchFile file(text, extension);
    std::vector<std::string> what{"assess", file.path().string(), "--format", "html"};
    for (const auto& one : *chosen) what.insert(what.end(), {"--assessor", one.id});
    const auto ended = output_of(options_.program, arguments(std::move(what)), {}, largest_answer_bytes, longest_check_seconds);
    if (ended.status == 0 && !ended.output.empty()) return response.set_content(with_choice(ended.output, *chosen), "text/html; charset=utf-8");
    again(422, "This text could not be read. If it is a scan, it needs OCR first; the reason stands in the terminal.");
  }

  // What the program says of a text, with the way back to the form as it was.
  std::string with_choice(std::string_view page, const std::vector<Approach>& chosen) const {
    std::vector<std::string> names;
    std::ranges::transform(chosen, std::back_inserter(names), &Approach::name);
    Values values;
    values.set("LANG", "en").set("NAMES", listed(names)).set("AGAIN", address_of_form(chosen));
    return with_note(page, theme_.render("checked", values));
  }

  // The ids of a form or of an address.
  static std::vector<std::string> asked_approaches(const httplib::Request& request) {
    std::vector<std::string> out;
    for (auto [at, end] = request.files.equal_range("approach"); at != end; ++at) out.push_back(at->second.content);
    for (auto [at, end] = request.params.equal_range("approach"); at != end; ++at) out.push_back(at->second);
    return out;
  }

  // The text, which the request owns, and the kind of document that it is.
  static std::pair<std::string_view, std::string> submitted(const httplib::Request& request) {
    const auto named = [&](const char* name) {
      const auto found = request.files.find(name);
      return found == request.files.end() ? nullptr : &found->second;
    };
    const auto* const file = named("file");
    if (file != nullptr && !file->content.empty()) return {file->content, extension_of(file->filename)};
    if (const auto* const text = named("text")) return {text->content, ".txt"};
    const auto found = request.params.find("text");
    return {found == request.params.end() ? std::string_view() : found->second, ".txt"};
  }

  std::vector<std::string> arguments(std::vector<std::string> what) const {
    what.insert(what.end(), {"--library", options_.library.string(), "--index", options_.index.string()});
    return what;
  }

  void publish() {
    const int status = fieldbook::run(options_.program, arguments({"publish", "--out", options_.site.string()}));
    if (status > 1) std::cerr << "publishing failed; the last edition stays\n";
    ++edition_;
  }

  const ServeOptions& options_;
  Theme theme_;
  Watch watch_;
  std::vector<Approach> approaches_;  // as they were at the start
  Server server_;
  int port_ = 0;
  std::atomic<unsigned> edition_{1};
  Checks checks_{checks_at_once};
};

}  // namespace

void serve(const ServeOptions& options, const std::function<void(int port)>& ready, const std::atomic<bool>& stop) {
  App app(options);
  ready(app.bind());
  app.run(stop);
}

}  // namespace fieldbook::site
