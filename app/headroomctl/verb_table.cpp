#include "app/headroomctl/verb_table.h"

#include <algorithm>

namespace headroom::ctl {
namespace {

// Up to the first stop of any kind: a completion has one line.
std::string firstPart(const std::string& text) {
  std::string sentence = text;
  for (const char* end : {". ", ": ", "; ", "\n"}) sentence = sentence.substr(0, sentence.find(end));
  if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  return sentence;
}

// CLI11 tells the choices of an option within its type name: "TEXT:{completions,chat}".
std::vector<std::string> choicesOf(const std::string& typeName) {
  const std::size_t open = typeName.find('{'), close = typeName.find('}', open);
  std::vector<std::string> choices;
  if (open == std::string::npos || close == std::string::npos) return choices;
  for (std::size_t start = open + 1; start <= close;) {
    const std::size_t end = std::min(typeName.find(',', start), close);
    choices.push_back(typeName.substr(start, end - start));
    start = end + 1;
  }
  return choices;
}

OptionEntry entryOf(const CLI::Option& option) {
  OptionEntry entry;
  for (const std::string& name : option.get_snames()) entry.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) entry.names.push_back("--" + name);
  entry.text = firstPart(option.get_description());
  entry.repeats = option.get_items_expected_max() > 1;
  const std::string typeName = option.get_type_name();
  entry.kind = typeName.substr(0, typeName.find(':'));
  entry.choices = choicesOf(typeName);
  if (option.get_items_expected_max() == 0)
    entry.takes = Takes::nothing;
  else if (!entry.choices.empty())
    entry.takes = Takes::choice;
  else if (entry.kind.find("DIR") != std::string::npos)
    entry.takes = Takes::folder;
  else if (entry.kind.find("FILE") != std::string::npos)
    entry.takes = Takes::file;
  return entry;
}

void add(const CLI::App& app, const std::string& path, std::vector<VerbEntry>& table) {
  VerbEntry entry;
  entry.path = path;
  entry.text = firstPart(app.get_description());
  const auto inner = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* verb : inner) entry.verbs.push_back(verb->get_name());
  for (const CLI::Option* option : app.get_options())
    (option->get_positional() ? entry.positionals : entry.options).push_back(entryOf(*option));
  table.push_back(std::move(entry));
  for (const CLI::App* verb : inner)
    add(*verb, path.empty() ? verb->get_name() : path + " " + verb->get_name(), table);
}

}  // namespace

std::vector<VerbEntry> verbTable(const CLI::App& root) {
  std::vector<VerbEntry> table;
  add(root, "", table);
  return table;
}

}  // namespace headroom::ctl
