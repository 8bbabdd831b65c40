#include "core/cli/reading.hpp"

#include "core/library/index.hpp"

namespace fieldbook::cli {

record::Collection read_for(const Session& session, const std::string& id, bool with_sources) {
  const auto root = session.root();
  if (auto part = library::read_by_index(root, session.index_folder(session.schema()), id, with_sources)) return std::move(*part);
  return record::read_collection(root);
}

}  // namespace fieldbook::cli
