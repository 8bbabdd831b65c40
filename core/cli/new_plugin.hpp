// `plugin new`: copies the SDK's template and puts names in it.
#pragma once

#include <filesystem>
#include <string>

namespace fieldbook::cli {

// `id` is in reverse-domain form ("org.example.warm-homes": two or more parts of [a-z0-9-]); `folder` may be empty, then
// it is the id's last part. Returns the folder made. Throws Error invalid for a bad id or name, or a folder that is there.
std::filesystem::path make_plugin(const std::string& id, const std::string& name, const std::string& folder);

}  // namespace fieldbook::cli
