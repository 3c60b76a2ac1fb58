#include "app/headroomctl/program.h"

#include <algorithm>

namespace headroom::ctl {
namespace {

// CLI11's layout, with the examples last and long descriptions wrapped by the terminal.
std::string footerOf(const std::string& examples) {
  std::string footer = examples.find('\n') == std::string::npos ? "Example:" : "Examples:";
  std::size_t start = 0;
  while (start <= examples.size()) {
    const std::size_t end = std::min(examples.find('\n', start), examples.size());
    footer += "\n  " + examples.substr(start, end - start);
    start = end + 1;
  }
  return footer;
}

// Where a command line led: the innermost verb that was named, and the words before it.
struct Named {
  const CLI::App* app;
  std::string parents;  // "headroomctl store"; empty for the root
  std::string path() const { return parents.empty() ? app->get_name() : parents + " " + app->get_name(); }
};

Named innermost(const CLI::App& root) {
  Named named{&root, ""};
  while (!named.app->get_subcommands().empty()) named = {named.app->get_subcommands().front(), named.path()};
  return named;
}

// How many words at the beginning name the verb: "store push" are two.
std::size_t wordsOfVerb(const CLI::App& root, const std::vector<std::string>& words) {
  std::size_t count = 0;
  const CLI::App* app = &root;
  while (count < words.size() && !app->get_subcommands().empty() &&
         words[count] == app->get_subcommands().front()->get_name()) {
    app = app->get_subcommands().front();
    ++count;
  }
  return count;
}

// The verb of `app` that begins like `word`, for a word that names none.
std::string similarVerb(const CLI::App& app, const std::string& word) {
  std::string best;
  std::size_t bestLength = 1;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    const std::string& name = verb->get_name();
    const auto differ = std::mismatch(name.begin(), name.end(), word.begin(), word.end());
    const auto length = static_cast<std::size_t>(differ.first - name.begin());
    if (length > bestLength) best = name, bestLength = length;
  }
  return best;
}

// What is wrong with the command line, in our words where CLI11's would not say which word it stumbled over.
Error errorOfUse(const CLI::App& root, const CLI::ParseError& wrong) {
  const Named named = innermost(root);
  const std::string seeHelp = "see " + named.path() + " --help";
  const std::vector<std::string> left = named.app->remaining();
  const bool wantsVerb = !named.app->get_subcommands([](const CLI::App*) { return true; }).empty();
  if (!wantsVerb || left.empty()) return {ErrorCode::invalidArgument, wrong.what(), seeHelp};
  if (left.front().starts_with("-"))
    return {ErrorCode::invalidArgument, named.path() + " has no option " + left.front(), seeHelp};
  const std::string similar = similarVerb(*named.app, left.front());
  return {ErrorCode::invalidArgument, named.path() + " has no verb \"" + left.front() + "\"",
          similar.empty() ? seeHelp : "did you mean " + similar + "?"};
}

// CLI11's layout; the list of verbs tells only the first sentence of each.
class BriefFormatter : public CLI::Formatter {
 public:
  std::string make_subcommand(const CLI::App* verb) const override {
    const std::string& all = verb->get_description();
    std::string line = "  " + verb->get_name();
    line.resize(std::max(line.size() + 2, get_column_width()), ' ');
    return line + all.substr(0, all.find(". ")) + (all.find(". ") == std::string::npos ? "\n" : ".\n");
  }
};

}  // namespace

Program::Program()
    : m_root(
          "Measures LLM inference endpoints, turns the measurements into GPU profiles under latency "
          "promises, "
          "and stores them where the cluster reads them.",
          "headroomctl") {
  m_root.set_version_flag("--version", HEADROOM_VERSION);
  m_root.require_subcommand(1);
  auto formatter = std::make_shared<BriefFormatter>();
  formatter->column_width(34);
  m_root.formatter(formatter);
  m_root.footer(
      "Exit codes: 0 done, 1 failed, 2 wrong use, 3 the answer is no.\n"
      "headroomctl VERB --help tells all about a verb.");
}

CLI::App* Program::addVerb(const VerbText& text, CLI::App* group) {
  CLI::App* verb = (group ? group : &m_root)->add_subcommand(text.name, text.summary);
  verb->footer(footerOf(text.examples));
  verb->add_flag("--json", m_json,
                 "Answer as JSON on standard output; progress and errors as JSON lines on standard error");
  return verb;
}

CLI::App* Program::addGroup(const VerbText& text) {
  CLI::App* group = m_root.add_subcommand(text.name, text.summary);
  group->footer(footerOf(text.examples));
  group->require_subcommand(1);
  return group;
}

void Program::onRun(CLI::App* verb, Action action) {
  verb->callback([this, action = std::move(action)] { m_chosen = action; });
}

void Program::completeArguments(CLI::App* verb, CLI::Option* trigger, Complete complete) {
  m_completions.insert_or_assign(verb, Completion{trigger, std::move(complete)});
}

std::optional<ExitCode> Program::parse(std::vector<std::string> words) {
  std::ranges::reverse(words);  // as CLI11 wants them
  try {
    m_root.parse(words);
  } catch (const CLI::CallForHelp&) {
    const Named asked = innermost(m_root);
    m_console.answer(asked.app->help(asked.parents));
    return m_console.finish() ? ExitCode::done : ExitCode::failed;
  } catch (const CLI::Success& success) {  // --version
    m_console.answer(std::string(success.what()) + "\n");
    return m_console.finish() ? ExitCode::done : ExitCode::failed;
  } catch (const CLI::ParseError& wrong) {
    m_console.setJson(m_json);
    return m_console.fail(errorOfUse(m_root, wrong));
  }
  return std::nullopt;
}

int Program::run(int argc, char** argv, std::stop_token stop) {
  std::vector<std::string> words(argv + 1, argv + argc);
  try {
    // What is still missing may be completed, so only the second parse complains.
    std::vector<std::string> tried(words.rbegin(), words.rend());
    m_root.parse(tried);
  } catch (const CLI::ParseError&) {
  }
  const auto completion = m_completions.find(innermost(m_root).app);
  if (completion != m_completions.end() && completion->second.trigger->count() > 0) {
    m_console.setJson(m_json);
    const auto completed = completion->second.complete(m_console);
    if (!completed) return static_cast<int>(m_console.fail(completed.error()));
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(wordsOfVerb(m_root, words)),
                 completed->positionals.begin(), completed->positionals.end());
    words.insert(words.end(), completed->options.begin(), completed->options.end());
  }
  if (const auto ended = parse(std::move(words))) return static_cast<int>(*ended);

  m_console.setJson(m_json);
  ExitCode code = m_chosen(m_console, stop);
  if (const auto flushed = m_console.finish(); !flushed) code = m_console.fail(flushed.error());
  return static_cast<int>(code);
}

}  // namespace headroom::ctl
