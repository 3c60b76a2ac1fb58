// Completions for shells, made from the very declarations that --help is made from.
#include "app/headroomctl/program.h"
#include "app/headroomctl/verb_table.h"
#include "app/headroomctl/verbs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace headroom::ctl {
namespace {

// Within single quotes, as all three shells take them; fish has no way but the backslash.
std::string quoted(const std::string& text, const char* quote = "'\\''") {
  std::string out = "'";
  for (const char c : text)
    if (c == '\'')
      out += quote;
    else
      out += c;
  return out + "'";
}

std::string escaped(const std::string& text, const char* which) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(which).find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::vector<std::string> words(const VerbEntry& verb) {
  std::vector<std::string> all = verb.verbs;
  for (const OptionEntry& option : verb.options)
    all.insert(all.end(), option.names.begin(), option.names.end());
  for (const OptionEntry& one : verb.positionals)
    all.insert(all.end(), one.choices.begin(), one.choices.end());
  return all;
}

bool takesFiles(const VerbEntry& verb) {
  return std::ranges::any_of(verb.positionals, [](const OptionEntry& one) {
    return one.takes == Takes::file || one.takes == Takes::folder;
  });
}

// "benchmark --output", "benchmark -o", …: what stands before a value.
std::vector<std::string> before(const VerbEntry& verb, const OptionEntry& option) {
  std::vector<std::string> all;
  for (const std::string& name : option.names) all.push_back(fmt::format("\"{} {}\"", verb.path, name));
  return all;
}

std::string bash(const std::vector<VerbEntry>& table) {
  std::string paths, values, offers;
  for (const VerbEntry& verb : table) {
    for (const std::string& inner : verb.verbs)
      paths += fmt::format("      \"{} {}\") path={} ;;\n", verb.path, inner,
                           quoted(verb.path.empty() ? inner : verb.path + " " + inner));
    for (const OptionEntry& option : verb.options) {
      if (option.takes == Takes::nothing || option.names.empty()) continue;
      std::string reply = "return";
      if (option.takes == Takes::file) reply = "_headroomctl_files -f; return";
      if (option.takes == Takes::folder) reply = "_headroomctl_files -d; return";
      if (option.takes == Takes::choice)
        reply = fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$current\")); return",
                            fmt::join(option.choices, " "));
      values += fmt::format("    {}) {} ;;\n", fmt::join(before(verb, option), " | "), reply);
    }
    offers += fmt::format("    '{}') words='{}' files={} ;;\n", verb.path, fmt::join(words(verb), " "),
                          takesFiles(verb) ? "yes" : "");
  }
  return fmt::format(R"(# bash completion for headroomctl; made by headroomctl completion bash
_headroomctl_files() {{
  local name
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$1" -- "$current")
}}

_headroomctl() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} path='' words='' files='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path ${{COMP_WORDS[i]}}" in
{}    esac
  done
  case "$path $previous" in
{}  esac
  case "$path" in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ -n $files && $current != -* ]]; then _headroomctl_files -f; fi
}}

complete -F _headroomctl headroomctl
)",
                     paths, values, offers);
}

std::string zshAction(const OptionEntry& option) {
  const std::string kind = escaped(option.kind.empty() ? "VALUE" : option.kind, ":[]\\");
  switch (option.takes) {
    case Takes::nothing: return "";
    case Takes::file: return fmt::format(":{}:_files", kind);
    case Takes::folder: return fmt::format(":{}:_files -/", kind);
    case Takes::choice: return fmt::format(":{}:({})", kind, fmt::join(option.choices, " "));
    default: return fmt::format(":{}: ", kind);
  }
}

std::string zshFunction(const VerbEntry& verb) {
  std::string name = "_headroomctl";
  if (!verb.path.empty()) name += "_" + verb.path;
  std::ranges::replace(name, ' ', '_');
  return name;
}

std::string zshOption(const OptionEntry& option) {
  const std::string text = "[" + escaped(option.text, "[]\\") + "]";
  std::string lines;
  for (const std::string& name : option.names) {
    const std::string excluded = option.repeats            ? "*"
                                 : option.names.size() > 1 ? fmt::format("({})", fmt::join(option.names, " "))
                                                           : "";
    lines += " \\\n    " + quoted(excluded + name + text + zshAction(option));
  }
  return lines;
}

std::string zsh(const std::vector<VerbEntry>& table) {
  std::string out =
      "#compdef headroomctl\n# zsh completion for headroomctl; made by headroomctl completion zsh\n";
  for (const VerbEntry& verb : table) {
    out += fmt::format("\n{}() {{\n", zshFunction(verb));
    std::string specs;
    for (const OptionEntry& option : verb.options) specs += zshOption(option);
    if (verb.verbs.empty()) {
      for (const OptionEntry& one : verb.positionals) {
        std::string action = zshAction(one);
        specs += " \\\n    " + quoted((one.repeats ? "*" : "") + (action.empty() ? ":VALUE: " : action));
      }
      out += "  _arguments -s" + specs + "\n}\n";
      continue;
    }
    out += "  local context state state_descr line\n  typeset -A opt_args\n";
    out += "  _arguments -C" + specs + " \\\n    '1:verb:->verb' \\\n    '*::word:->words'\n";
    out += "  case $state in\n    verb)\n      local -a verbs=(\n";
    for (const VerbEntry& inner : table)
      for (const std::string& inName : verb.verbs)
        if (inner.path == (verb.path.empty() ? inName : verb.path + " " + inName))
          out += "        " + quoted(inName + ":" + escaped(inner.text, ":\\")) + "\n";
    out += "      )\n      _describe verb verbs ;;\n    words)\n      case $line[1] in\n";
    for (const std::string& inName : verb.verbs)
      out += fmt::format("        {}) {}_{} ;;\n", inName, zshFunction(verb), inName);
    out += "      esac ;;\n  esac\n}\n";
  }
  return out + "\n_headroomctl \"$@\"\n";
}

std::string fishOption(const VerbEntry& verb, const OptionEntry& option) {
  std::string line = fmt::format("complete -c headroomctl -n {}",
                                 quoted(fmt::format("test (__headroomctl_path) = \"{}\"", verb.path)));
  for (const std::string& name : option.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (option.takes == Takes::file) line += " -r -F";
  if (option.takes == Takes::folder) line += " -x -a '(__fish_complete_directories)'";
  if (option.takes == Takes::choice) line += fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
  if (option.takes == Takes::other) line += " -x";
  return line + " -d " + quoted(escaped(option.text, "\\"), "\\'") + "\n";
}

std::string fish(const std::vector<VerbEntry>& table) {
  std::string paths, lines;
  for (const VerbEntry& verb : table) {
    for (const std::string& inner : verb.verbs)
      paths += fmt::format("      case '{} {}'\n        set path '{}'\n", verb.path, inner,
                           verb.path.empty() ? inner : verb.path + " " + inner);
    for (const VerbEntry& inner : table)
      for (const std::string& name : verb.verbs)
        if (inner.path == (verb.path.empty() ? name : verb.path + " " + name))
          lines += fmt::format("complete -c headroomctl -n {} -a {} -d {}\n",
                               quoted(fmt::format("test (__headroomctl_path) = \"{}\"", verb.path)), name,
                               quoted(escaped(inner.text, "\\"), "\\'"));
    for (const OptionEntry& option : verb.options) lines += fishOption(verb, option);
    for (const OptionEntry& one : verb.positionals)
      for (const std::string& choice : one.choices)
        lines += fmt::format("complete -c headroomctl -n {} -a {}\n",
                             quoted(fmt::format("test (__headroomctl_path) = \"{}\"", verb.path)), choice);
    if (takesFiles(verb))
      lines += fmt::format("complete -c headroomctl -n {} -F\n",
                           quoted(fmt::format("test (__headroomctl_path) = \"{}\"", verb.path)));
  }
  return fmt::format(R"(# fish completion for headroomctl; made by headroomctl completion fish
function __headroomctl_path
  set -l path ''
  for word in (commandline -opc)[2..-1]
    switch "$path $word"
{}    end
  end
  echo $path
end

complete -c headroomctl -f
{})",
                     paths, lines);
}

}  // namespace

void addCompletion(Program& program) {
  auto shell = std::make_shared<std::string>();
  CLI::App* verb = program.addVerb(
      {"completion", "Prints what a shell needs to complete the verbs and options of headroomctl.",
       "source <(headroomctl completion bash)\n"
       "headroomctl completion zsh > ~/.zfunc/_headroomctl\n"
       "headroomctl completion fish > ~/.config/fish/completions/headroomctl.fish"});
  verb->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->type_name("SHELL")
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  program.onRun(verb, [shell, &program](Console& console, std::stop_token) {
    const std::vector<VerbEntry> table = verbTable(program.root());
    const std::string script = *shell == "bash" ? bash(table) : *shell == "zsh" ? zsh(table) : fish(table);
    if (console.json())
      console.answerJson({{"script", script}});
    else
      console.answer(script);
    return ExitCode::done;
  });
}

}  // namespace headroom::ctl
