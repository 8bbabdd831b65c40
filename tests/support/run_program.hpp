// Runs a program of ours as a user would, and sees what it said.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fieldbook::test {

struct Ran {
  int exit_code = -1;      // 128 + signal where a signal ended it
  bool timed_out = false;  // it was killed
  std::string out, err;
};

struct RunOptions {
  std::string input;
  std::filesystem::path working_folder;              // empty: this process's
  std::map<std::string, std::string> environment;    // beside ours
  std::chrono::milliseconds timeout{120'000};
};

// The program NAME of this build (bin/NAME).
std::filesystem::path built_program(const std::string& name);

Ran run(const std::filesystem::path& program, const std::vector<std::string>& arguments, const RunOptions& = {});

}  // namespace fieldbook::test
