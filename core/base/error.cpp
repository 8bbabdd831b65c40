#include "core/base/error.hpp"

namespace fieldbook {

Error::Error(Errc code, const std::string& what, std::string advice)
    : std::runtime_error(what), code_(code), advice_(std::move(advice)) {}

std::string Error::message() const { return advice_.empty() ? what() : std::string(what()) + "; " + advice_; }

}  // namespace fieldbook
