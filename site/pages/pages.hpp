// Every kind of page a site has; publish.cpp prints them.
#pragma once

#include <cstddef>
#include <functional>

#include "site/pages/press.hpp"
#include "site/reviews.hpp"

namespace fieldbook::site {

// Pages done, pages in all.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

void print_records(Press&, const Progress&);  // one page a record, its forms, and all records as JSON lines
void print_table(Press&);                     // all records as CSV
void print_database(Press&);                  // all records as a SQLite database
void print_moved(Press&);                     // old addresses of records
void print_home(Press&);
void print_lists(Press&);        // by kind, by facet, what is new, what is overdue, the way to all of them
void print_maps(Press&);         // evidence gap maps
void print_comparisons(Press&);  // practice examples of an approach in a sector, side by side
// Before any page: the way to the reviews, and from each evaluation to the reviews that decided on it.
void announce_reviews(Press&, const std::vector<PublishedReview>&);
void print_reviews(Press&, const std::vector<PublishedReview>&);  // evidence reviews that are given out, with the data behind them
void print_vocabularies(Press&);
void print_about(Press&);    // about the evidence, the library, accessibility; what is not there
void print_search(Press&);   // the search page and what it loads; only where its script can rank the library
void print_search_page(Press&);  // without what it loads
void print_feeds(Press&);    // Atom (RFC 4287)
void print_opensearch(Press&);  // OpenSearch 1.1; only where the base URL is known and there is a search page
void print_sitemap(Press&);  // sitemaps.org; only where the base URL is known; last of all

}  // namespace fieldbook::site
