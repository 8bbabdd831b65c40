// The search page of a library of any size, without the other pages of its site.
#pragma once

#include <cstddef>

#include "site/publish.hpp"

namespace fieldbook::site {

// How much is held at once, beside some hundred bytes a record and the words of the library.
struct SearchRoom {
  std::size_t records = 2'000;
  std::size_t postings_bytes = std::size_t{64} << 20;
};

// Writes search/index.html, what it loads, and the theme's styles and scripts; the same files as publish() but for the page, which
// leads nowhere but to `base_url`, where it is given: the pages of records are taken to be there. Results are shown all the
// same. The folder is "search-site" beside the index where none is named. Neither index nor assessments are read. Bad
// records are left out and named in the diagnostics. Throws Error: as publish(), denied where the folder holds a whole
// site, invalid where the page's script cannot rank the library.
PublishReport publish_search_site(const PublishOptions&, const Progress&, const SearchRoom& = {});

}  // namespace fieldbook::site
