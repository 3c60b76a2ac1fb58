#include "app/headroomctl/program.h"

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

}  // namespace

Program::Program() : m_root("Measures LLM inference endpoints, turns the measurements into GPU profiles under latency promises, and stores them where the cluster reads them.", "headroomctl") {
  m_root.set_version_flag("--version", HEADROOM_VERSION);
  m_root.require_subcommand(1);
  m_root.get_formatter()->column_width(34);
  m_root.footer("Exit codes: 0 done, 1 failed, 2 wrong use, 3 the answer is no.\n"
                "headroomctl VERB --help tells all about a verb.");
}

CLI::App* Program::addVerb(const VerbText& text, CLI::App* group) {
  CLI::App* verb = (group ? group : &m_root)->add_subcommand(text.name, text.summary);
  verb->footer(footerOf(text.examples));
  verb->add_flag("--json", m_json, "Answer as JSON on standard output; progress and errors as JSON lines on standard error");
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

int Program::run(int argc, char** argv, std::stop_token stop) {
  try {
    m_root.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    // The innermost verb that was named is the one asked about.
    const CLI::App* asked = &m_root;
    while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
    m_console.answer(asked->help());
    return static_cast<int>(m_console.finish() ? ExitCode::done : ExitCode::failed);
  } catch (const CLI::Success& success) {  // --version
    m_console.answer(std::string(success.what()) + "\n");
    return static_cast<int>(m_console.finish() ? ExitCode::done : ExitCode::failed);
  } catch (const CLI::ParseError& wrong) {
    const CLI::App* asked = &m_root;
    std::string verb = "headroomctl";
    while (!asked->get_subcommands().empty()) {
      asked = asked->get_subcommands().front();
      verb += " " + asked->get_name();
    }
    m_console.setJson(m_json);
    return static_cast<int>(m_console.fail(
        {ErrorCode::invalidArgument, wrong.what(), "see " + verb + " --help"}));
  }

  m_console.setJson(m_json);
  ExitCode code = m_chosen(m_console, stop);
  if (const auto flushed = m_console.finish(); !flushed) code = m_console.fail(flushed.error());
  return static_cast<int>(code);
}

}  // namespace headroom::ctl
