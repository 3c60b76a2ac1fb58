// What the verbs declare, as plain data: for shell completions, which need every word and what may follow it.
//
//   for (const VerbEntry& verb : verbTable(program.root())) print(verb.path, verb.options.size());
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace headroom::ctl {

enum class Takes { nothing, file, folder, choice, other };

struct OptionEntry {
  std::vector<std::string> names;  // "-m", "--model"; empty for a positional
  std::string text;                // the first part of its description
  std::string kind;                // "FILE", "SECONDS": what its value is, for people
  Takes takes = Takes::other;
  std::vector<std::string> choices;
  bool repeats = false;
};

struct VerbEntry {
  std::string path;                // "store push"; empty for the program itself
  std::string text;                // the first part of its summary
  std::vector<std::string> verbs;  // names of the verbs in it
  std::vector<OptionEntry> options;
  std::vector<OptionEntry> positionals;
};

// The program first, each verb before those in it.
std::vector<VerbEntry> verbTable(const CLI::App& root);

}  // namespace headroom::ctl
