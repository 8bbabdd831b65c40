#include "core/base/diagnostics.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace fieldbook {

std::string to_text(const Diagnostic& d) {
  std::string out = d.where.file;
  if (d.where.line != 0) out += ":" + std::to_string(d.where.line);
  if (d.where.line != 0 && d.where.column != 0) out += ":" + std::to_string(d.where.column);
  out += d.severity == Severity::error ? ": error: " : ": warning: ";
  out += d.what;
  if (!d.advice.empty()) out += "; " + d.advice;
  return out + " [" + d.rule + "]";
}

void Diagnostics::add(Diagnostic d) {
  if (d.severity == Severity::error) ++errors_;
  found_.push_back(std::move(d));
}

void Diagnostics::error(Location where, std::string what, std::string advice, std::string rule) {
  add({Severity::error, std::move(where), std::move(what), std::move(advice), std::move(rule)});
}

void Diagnostics::warning(Location where, std::string what, std::string advice, std::string rule) {
  add({Severity::warning, std::move(where), std::move(what), std::move(advice), std::move(rule)});
}

void Diagnostics::add(const Diagnostics& others) {
  for (const auto& d : others.found_) add(d);
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  auto out = found_;
  std::ranges::sort(out, {}, [](const Diagnostic& d) { return std::tie(d.where, d.severity, d.rule, d.what); });
  const auto twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

}  // namespace fieldbook
