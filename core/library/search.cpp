#include "core/library/search.hpp"

#include "core/library/asked_words.hpp"
#include "core/library/open_index.hpp"
#include "core/library/page.hpp"
#include "core/library/ranking.hpp"

namespace fieldbook::library {

namespace fs = std::filesystem;

struct Reader::Impl {
  Impl(const fs::path& folder, const Shards& shards) : index(folder, shards) {}
  OpenIndex index;
};

Reader::Reader(const fs::path& index_folder, const Shards& shards) : impl_(std::make_unique<Impl>(index_folder, shards)) {
  impl_->index.on_newest([] { return 0; });
}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Results Reader::search(const Query& query) {
  return impl_->index.on_newest([&] { return page(impl_->index, query); });
}

std::vector<std::pair<std::string, double>> Reader::rank(const Query& query) {
  return impl_->index.on_newest([&] { return library::rank(impl_->index, query); });
}

Results Reader::similar(std::string_view id, std::size_t limit) {
  return impl_->index.on_newest([&] { return similar_page(impl_->index, id, limit); });
}

std::optional<Entry> Reader::find(std::string_view id) {
  return impl_->index.on_newest([&]() -> std::optional<Entry> {
    const auto document = impl_->index.document(id);
    if (!document) return std::nullopt;
    auto kept = impl_->index.card(*document);
    return Entry{std::move(kept.id), std::move(kept.kind), std::move(kept.title), std::move(kept.url),
                 std::move(kept.file)};
  });
}

std::string Reader::gist(std::string_view words) {
  return impl_->index.on_newest([&] {
    auto& index = impl_->index;
    return library::gist(understand(words, index.database(), index.directory(), index.stems()));
  });
}

std::size_t Reader::size() {
  return impl_->index.on_newest([&] { return std::size_t{impl_->index.database().get_doccount()}; });
}

}  // namespace fieldbook::library
