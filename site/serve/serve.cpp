#include "site/serve/serve.hpp"

#include <httplib.h>

#include <chrono>
#include <iostream>
#include <mutex>
#include <thread>

#include "core/base/error.hpp"
#include "core/base/process.hpp"
#include "core/base/text.hpp"
#include "site/serve/answers.hpp"
#include "site/serve/watch.hpp"
#include "site/theme.hpp"
#include "site/values.hpp"

namespace fieldbook::site {
namespace {

constexpr std::size_t threads = 160;                        // each open connection holds one: slow ones must not be all
constexpr std::size_t largest_text_bytes = std::size_t{16} << 20;
constexpr std::size_t largest_answer_bytes = std::size_t{64} << 20;
constexpr unsigned longest_check_seconds = 120;
constexpr time_t patience_seconds = 5;
constexpr auto look_again = std::chrono::milliseconds(500);

class App {
 public:
  App(const ServeOptions& options) : options_(options), theme_(options.theme.empty() ? Theme::installed() : options.theme), watch_(options.library, {options.site, options.index}) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(threads); };
    server_.set_read_timeout(patience_seconds);
    server_.set_write_timeout(patience_seconds);
    server_.set_keep_alive_timeout(2);
    server_.set_payload_max_length(largest_text_bytes);
    server_.set_default_headers({{"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}, {"Cache-Control", "no-cache"}});
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) { return admit(request, response); });
    server_.Get("/check", [this](const httplib::Request&, httplib::Response& response) { form({}, response); });
    server_.Post("/check", [this](const httplib::Request& request, httplib::Response& response) { check(request, response); });
    server_.Get("/-/edition", [this](const httplib::Request&, httplib::Response& response) { response.set_content(std::to_string(edition_), "text/plain"); });
    server_.Get("/-/reload.js", [](const httplib::Request&, httplib::Response& response) { response.set_content(std::string(reload_script), "text/javascript"); });
    server_.Get(".*", [this](const httplib::Request& request, httplib::Response& response) { page(request, response); });
    server_.set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) { response.status = 500; });
  }

  int bind() {
    if (options_.port == 0) return port_ = server_.bind_to_any_port("127.0.0.1");
    if (!server_.bind_to_port("127.0.0.1", options_.port))
      throw Error(Errc::invalid, "port " + std::to_string(options_.port) + " is in use", "choose another one with --port, or 0 for any that is free");
    return port_ = options_.port;
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

  Admitted admit(const httplib::Request& request, httplib::Response& response) const {
    const bool known = is_this_computer(request.get_header_value("Host"), port_);
    const auto origin = request.get_header_value("Origin");
    const bool own = request.method != "POST" || origin.empty() || origin == "null" || (origin.starts_with("http://") && is_this_computer(origin.substr(7), port_));
    if (known && own) return Admitted::Unhandled;
    response.status = 403;
    response.set_content("This address answers only to this computer.\n", "text/plain");
    return Admitted::Handled;
  }

  void page(const httplib::Request& request, httplib::Response& response) const {
    const auto found = file_of(options_.site, request.path);
    if (!found) {
      response.status = 404;
      if (const auto page = file_of(options_.site, "/404.html")) response.set_content(with_reload(page->bytes), "text/html; charset=utf-8");
      return;
    }
    response.set_content(found->html ? with_reload(found->bytes) : found->bytes, found->type.c_str());
  }

  void form(const std::string& message, httplib::Response& response) const {
    Values values;
    values.set("LANG", "en").set("TITLE", "Fieldbook").set("MADE_BY", "Fieldbook " + version()).set("LARGEST", "16 MB").optional("MESSAGE", message);
    values.set_raw("STYLE_HTML", theme_.files().at("css/site.css"));
    response.set_content(theme_.render("check", values), "text/html; charset=utf-8");
  }

  void check(const httplib::Request& request, httplib::Response& response) const {
    const auto [text, extension] = submitted(request);
    if (trim(text).empty()) {
      response.status = 400;
      return form("There was no text to check.", response);
    }
    const ScratchFile file(text, extension);
    const auto ended = output_of(options_.program, arguments({"assess", file.path().string(), "--format", "html"}), {},
                                 largest_answer_bytes, longest_check_seconds);
    if (ended.status == 0 && !ended.output.empty()) return response.set_content(ended.output, "text/html; charset=utf-8");
    response.status = 422;
    form("This text could not be read. If it is a scan, it needs OCR first; the reason stands in the terminal.", response);
  }

  static std::pair<std::string, std::string> submitted(const httplib::Request& request) {
    if (request.has_file("file")) {
      const auto file = request.get_file_value("file");
      if (!file.content.empty()) return {file.content, extension_of(file.filename)};
    }
    if (request.has_file("text")) return {request.get_file_value("text").content, ".txt"};
    return {request.get_param_value("text"), ".txt"};
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
  httplib::Server server_;
  int port_ = 0;
  std::atomic<unsigned> edition_{1};
};

}  // namespace

void serve(const ServeOptions& options, const std::function<void(int port)>& ready, const std::atomic<bool>& stop) {
  App app(options);
  ready(app.bind());
  app.run(stop);
}

}  // namespace fieldbook::site
