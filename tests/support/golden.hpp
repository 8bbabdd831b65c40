// Expected output kept as files. FIELDBOOK_UPDATE_GOLDEN=1 writes what is seen now instead of comparing.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

namespace fieldbook::test {

// Every regular file below a folder: path relative to it, bytes.
std::map<std::string, std::string> tree(const std::filesystem::path& folder);

// Compares with tests/golden/NAME, and says the first line that differs.
testing::AssertionResult matches_golden(const std::string& name, const std::string& seen);

// The same for a whole tree below tests/golden/NAME: missing, unexpected and changed files are named.
testing::AssertionResult matches_golden_tree(const std::string& name, const std::filesystem::path& seen);

}  // namespace fieldbook::test
