// The library as a local web app: the published site, made again when a record changes, and "check your plan".
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>

namespace fieldbook::site {

struct ServeOptions {
  std::filesystem::path site;     // the published site
  std::filesystem::path library;  // watched: a change publishes anew
  std::filesystem::path index;    // as for publish
  std::filesystem::path program;  // fieldbook, for publishing and assessing
  std::filesystem::path theme;    // empty: the one that comes with the program
  int port = 8080;                // 0: any that is free
};

// Answers on 127.0.0.1 until `stop` is set; `ready` is called once with the port. Only requests that name this computer
// as their host are answered, so that a page elsewhere cannot read a library through a name of its own. Throws Error
// invalid where the port is taken.
void serve(const ServeOptions&, const std::function<void(int port)>& ready, const std::atomic<bool>& stop);

}  // namespace fieldbook::site
