// The verbs of headroomctl: how one is declared, chosen and run.
//
//   void addPing(Program& program) {
//     struct Options { std::string url; };
//     auto options = std::make_shared<Options>();
//     CLI::App* verb = program.addVerb({"ping", "Says whether a server answers.",
//                                       "headroomctl ping --url http://127.0.0.1:8010"});
//     verb->add_option("--url", options->url, "The server")->required();
//     program.onRun(verb, [options](Console& console, std::stop_token stop) { ...; return ExitCode::done; });
//   }
//
// Every verb gets --help with its example, and --json. Help, errors of use and the man page come from these
// declarations alone.
#pragma once

#include "app/headroomctl/console.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::ctl {

// Options that a verb takes from elsewhere than its command line, as a person would type them.
struct CompletedArguments {
  std::vector<std::string> positionals;
  std::vector<std::string> options;  // "--samples=100"
};

struct VerbText {
  std::string name;
  std::string summary;   // one or more sentences: what it does, ending in a full stop
  std::string examples;  // command lines, one a line
};

class Program {
 public:
  using Action = std::function<ExitCode(Console&, std::stop_token)>;

  Program();

  // A verb of the program, or of a group of verbs such as `store`.
  CLI::App* addVerb(const VerbText& text, CLI::App* group = nullptr);
  // A name that only holds verbs.
  CLI::App* addGroup(const VerbText& text);
  void onRun(CLI::App* verb, Action action);
  // Where `trigger` is given, the verb is parsed a second time, with what `complete` adds to the command
  // line.
  using Complete = std::function<Result<CompletedArguments>(Console&)>;
  void completeArguments(CLI::App* verb, CLI::Option* trigger, Complete complete);

  CLI::App& root() { return m_root; }
  // Parses, runs the chosen verb, and returns the exit code of the process.
  int run(int argc, char** argv, std::stop_token stop);

 private:
  struct Completion {
    CLI::Option* trigger;
    Complete complete;
  };

  // The exit code, where there is nothing left to run.
  std::optional<ExitCode> parse(std::vector<std::string> words);

  CLI::App m_root;
  std::map<const CLI::App*, Completion> m_completions;
  Console m_console;
  bool m_json = false;
  Action m_chosen;
};

}  // namespace headroom::ctl
