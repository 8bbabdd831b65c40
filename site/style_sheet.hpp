// Style sheets as they are published.
#pragma once

#include <string>
#include <string_view>

namespace fieldbook::site {

// Without comments, the lines that held nothing else, and the indentation of the others: a theme explains itself to whoever changes it, not to every
// reader of a page. What stands in strings and in url() stays as it is.
std::string style_sheet_to_publish(std::string_view css);

}  // namespace fieldbook::site
