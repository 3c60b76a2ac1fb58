// The man page, made from the very declarations that --help is made from.
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::ctl {
namespace {

// Text as roff takes it: no line starts a request, and '-' stays a plain hyphen.
std::string roff(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool lineStart = i == 0 || text[i - 1] == '\n';
    if (lineStart && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string optionName(const CLI::Option& option) {
  const std::string name = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
  const std::string kind = option.get_items_expected_max() == 0 ? "" : option.get_type_name();
  std::string text = "\\fB" + roff(name) + "\\fR";
  if (!kind.empty() && !option.get_positional()) text += " \\fI" + roff(kind) + "\\fR";
  return text;
}

std::string options(const CLI::App& app) {
  std::string page;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_name() == "--help") continue;
    page += ".TP\n" + optionName(*option) + "\n" + roff(option->get_description());
    if (const std::string value = option->get_default_str(); !value.empty())
      page += " Default: " + roff(value) + ".";
    page += "\n";
  }
  return page;
}

std::string verb(const CLI::App& app, const std::string& path) {
  const std::string full = path + " " + app.get_name();
  std::string page = ".SS " + roff(full) + "\n" + roff(app.get_description()) + "\n" + options(app);
  page += ".PP\n.nf\n" + roff(app.get_footer()) + "\n.fi\n";
  for (const CLI::App* inner : app.get_subcommands([](const CLI::App*) { return true; }))
    page += verb(*inner, full);
  return page;
}

std::string manPage(const CLI::App& root) {
  std::string page = fmt::format(".TH HEADROOMCTL 1 {} \"Headroom {}\" \"User Commands\"\n",
                                 HEADROOM_RELEASE_DATE, HEADROOM_VERSION);
  page += ".SH NAME\nheadroomctl \\- measure inference endpoints and keep GPU profiles\n";
  page += ".SH SYNOPSIS\n.B headroomctl\n.I VERB\n[\\fIOPTION\\fR...]\n";
  page += ".SH DESCRIPTION\n" + roff(root.get_description()) + "\n";
  page += ".SH VERBS\n";
  for (const CLI::App* app : root.get_subcommands([](const CLI::App*) { return true; }))
    page += verb(*app, "headroomctl");
  page +=
      ".SH EXIT STATUS\n.TP\n0\ndone\n.TP\n1\nfailed\n.TP\n2\nwrong use: an unknown option, a wrong number\n"
      ".TP\n3\nthe work was done and the answer is no\n";
  page +=
      ".SH OUTPUT\nThe answer, and nothing else, goes to standard output. Progress, warnings and errors go "
      "to "
      "standard error; an error names the thing and the next step.\n";
  return page;
}

}  // namespace

void addMan(Program& program) {
  CLI::App* app = program.addVerb(
      {"man", "Prints the manual page of headroomctl as roff.", "headroomctl man | man -l -"});
  program.onRun(app, [&program](Console& console, std::stop_token) {
    const std::string page = manPage(program.root());
    if (console.json())
      console.answerJson({{"page", page}});
    else
      console.answer(page);
    return ExitCode::done;
  });
}

}  // namespace headroom::ctl
