// headroomctl store: the profiles in Redis or in files.
#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/store_options.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/base/file.h"
#include "core/cluster/optimizer_notice.h"
#include "core/plan/lint.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>

namespace headroom::ctl {
namespace {

using Json = nlohmann::ordered_json;
using Model = StoreOptions::Model;

struct Options {
  StoreOptions store;
  std::string destination, deployment, output, notify;
  std::vector<std::string> files;
  MixOptions mix;  // profiles made on the spot
  std::size_t entry = 1;
  bool force = false, noHistory = false, dryRun = false, yes = false;

  WriteOptions write() const { return {.force = force, .keepHistory = !noHistory, .dryRun = dryRun}; }
};

Json numberOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json slosJson(const Slos& slos) {
  Json json{{"percentile", static_cast<int>(slos.statistic)}};
  for (const Metric metric : kSloOrder)
    if (const auto& bound = slos.bound(metric)) json[std::string(lowerCaseName(metric))] = *bound;
  for (const Metric metric : differingStatistics(slos))
    json[fmt::format("{}_percentile", lowerCaseName(metric))] = static_cast<int>(slos.statisticOf(metric));
  return json;
}

Json findingsJson(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings)
    list.push_back({{"severity", finding.severity == Severity::error ? "error" : "warning"},
                    {"code", finding.code},
                    {"message", finding.message},
                    {"mend", finding.mend}});
  return list;
}

Json differenceJson(const ProfileDifference& change) {
  Json json{{"equal", change.empty()}};
  if (change.gpu) json["gpu"] = {change.gpu->first, change.gpu->second};
  if (change.cost) json["cost"] = {change.cost->first, change.cost->second};
  if (change.slos) json["slos"] = {slosJson(change.slos->first), slosJson(change.slos->second)};
  json["gridChanged"] = change.gridChanged;
  json["commonCells"] = change.commonCells;
  Json cells = Json::array();
  for (const CellChange& cell : change.cells)
    cells.push_back({{"outputTokens", cell.outputTokens},
                     {"inputTokens", cell.inputTokens},
                     {"before", numberOrNull(cell.before)},
                     {"after", numberOrNull(cell.after)}});
  json["cells"] = cells;
  json["latencies"] = change.latencies;
  return json;
}

std::string ageText(double unixSeconds) {
  if (!std::isfinite(unixSeconds)) return "unknown";
  const double age = unixNow() - unixSeconds;
  if (age < -1) return "in the future";
  if (age > 2 * 86400) return fmt::format("{:.0f} days ago", age / 86400);
  return durationText(std::max(0.0, age)) + " ago";
}

ExitCode failStore(Console& console, const Error& error) {
  console.fail(error);
  return storeExitCode(error);
}

void warnAbout(Console& console, const std::vector<Finding>& findings, const std::string& name) {
  for (const Finding& finding : findings) console.warn(name + ": " + finding.text());
}

Result<ParsedProfile> readGiven(const std::string& path) {
  if (path != "-") return readProfile(path);
  const std::string text((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  return parseProfile(text, "standard input");
}

// The files and the profiles of --benchmark.
Result<std::vector<ParsedProfile>> givenProfiles(const Options& options, Console& console) {
  std::vector<ParsedProfile> profiles;
  for (const std::string& path : options.files) {
    auto profile = readGiven(path);
    if (!profile) return profile.error();
    profiles.push_back(std::move(*profile));
  }
  OneModel model;
  auto made = options.mix.generated(model);
  if (!made) return made.error();
  for (LintProfile& one : *made) {
    if (one.predicted) console.warn(one.source + " was predicted by the engine, not measured");
    profiles.push_back(std::move(one.parsed));
  }
  if (profiles.empty())
    return Error{ErrorCode::invalidArgument, "there is no profile",
                 "name files, or measurements with --benchmark GPU=FILE or --workspace"};
  return profiles;
}

void tellWrite(Console& console, const WriteReport& report, bool dryRun) {
  warnAbout(console, report.findings, report.name);
  if (console.json()) {
    Json json{{"name", report.name},
              {"gpu", report.profile.gpu},
              {"unchanged", report.unchanged},
              {"new", report.created},
              {"written", !report.unchanged && !dryRun},
              {"created", numberOrNull(report.profile.created)},
              {"findings", findingsJson(report.findings)}};
    if (report.change) json["change"] = differenceJson(*report.change);
    console.answerJson(json);
    return;
  }
  const std::string change = report.created  ? "new"
                             : report.change ? differenceText(*report.change)
                                             : "replaces what was no profile";
  if (report.unchanged)
    console.answer(fmt::format("{}: unchanged\n", report.name));
  else
    console.answer(
        fmt::format("{}: {}{}\n", report.name, dryRun ? "would be written: " : "written: ", change));
}

// What the store does not see: the profiles as a set, beside those that lie there. Errors: unsafe.
Result<void> lintSet(const std::vector<ParsedProfile>& profiles, ProfileStore& store,
                     const std::string& model, const Options& options, Console& console) {
  const auto stored = store.list();
  if (!stored) {
    // A user who may not look around may still write; the store says so.
    if (stored.error().code == ErrorCode::permissionDenied) return {};
    return stored.error();
  }
  std::vector<LintProfile> set;
  for (const ParsedProfile& profile : profiles) set.push_back({profile.profile.gpu, profile});
  lintBeside(*stored, set);
  LintContext context;
  context.now = unixNow();
  context.model = model;
  std::vector<Finding> errors;
  for (const LintFinding& found : lintProfiles(set, context)) {
    const std::string& code = found.finding.code;
    if (code != "slosDiffer" && code != "costUnits" && code != "growsWithLength" && code != "duplicate")
      continue;
    Finding finding = found.finding;
    finding.message = found.profile + ": " + finding.message;
    if (finding.severity == Severity::error && !options.force)
      errors.push_back(finding);
    else
      console.warn(finding.text());
  }
  if (errors.empty()) return {};
  return refusal(errors, "what was to be pushed");
}

// Where the profiles are there, it is no failure of their writing that nobody was told.
void tellOptimizer(const Options& options, const std::string& model, Console& console, std::stop_token stop) {
  if (options.notify.empty() || options.dryRun) return;
  if (const auto told = notifyOptimizer(options.notify, model, options.store.timeoutSeconds, stop); !told)
    console.warn(told.error().text());
}

ExitCode push(const Options& options, Console& console, std::stop_token stop) {
  auto profiles = givenProfiles(options, console);
  if (!profiles) return console.fail(profiles.error());
  const auto where = options.store.destination(options.destination, Model::required);
  if (!where) return console.fail(where.error());
  auto store = options.store.open(options.destination, Model::required, stop);
  if (!store) return console.fail(store.error());
  if (where->isRedis())
    if (const auto sound = lintSet(*profiles, *store, where->model, options, console); !sound)
      return console.fail(sound.error());
  std::vector<PushItem> items;
  for (ParsedProfile& profile : *profiles) items.push_back({std::move(profile)});
  const auto reports = store->push(items, options.write());
  if (!reports) return console.fail(reports.error());
  for (const WriteReport& report : *reports) tellWrite(console, report, options.dryRun);
  const bool written = std::any_of(reports->begin(), reports->end(),
                                   [](const WriteReport& report) { return !report.unchanged; });
  if (written) tellOptimizer(options, where->model, console, stop);
  return ExitCode::done;
}

ExitCode get(const Options& options, Console& console, std::stop_token stop) {
  auto store = options.store.open(options.destination, Model::required, stop);
  if (!store) return console.fail(store.error());
  const auto stored = store->get(options.deployment);
  if (!stored) return failStore(console, stored.error());
  if (stored->parsed)
    warnAbout(console, checkProfile(*stored->parsed, {.now = unixNow()}), stored->name);
  else
    console.warn(stored->problem->text());
  if (options.output.empty()) {
    console.answer(stored->text + "\n");
    return ExitCode::done;
  }
  if (const auto written = writeFileAtomically(options.output, stored->text + "\n"); !written)
    return console.fail(written.error());
  if (console.json())
    console.answerJson(Json{{"name", stored->name}, {"written", options.output}});
  else
    console.note(fmt::format("{} written to {}", stored->name, options.output));
  return ExitCode::done;
}

Json listJson(const StoredProfile& stored) {
  Json json{{"name", stored.name}, {"model", stored.model}, {"deployment", stored.deployment}};
  if (!stored.parsed) {
    json["problem"] = stored.problem->message;
    return json;
  }
  const Profile& profile = stored.parsed->profile;
  json["gpu"] = profile.gpu;
  json["cost"] = numberOrNull(profile.cost);
  json["outputTokens"] = profile.outputTokens;
  json["inputTokens"] = profile.inputTokens;
  json["created"] = numberOrNull(profile.created);
  json["slos"] = slosJson(profile.slos);
  json["findings"] =
      findingsJson(checkProfile(*stored.parsed, {.deployment = stored.deployment, .now = unixNow()}));
  return json;
}

ExitCode list(const Options& options, Console& console, std::stop_token stop) {
  auto store = options.store.open(options.destination, Model::optional, stop);
  if (!store) return console.fail(store.error());
  const auto profiles = store->list();
  if (!profiles) return console.fail(profiles.error());
  if (console.json()) {
    Json all = Json::array();
    for (const StoredProfile& stored : *profiles) all.push_back(listJson(stored));
    console.answerJson(all);
    return ExitCode::done;
  }
  if (profiles->empty()) console.note("no profiles there");
  std::size_t width = 3;
  for (const StoredProfile& stored : *profiles) width = std::max(width, stored.name.size());
  if (!profiles->empty())
    console.answer(fmt::format("{:<{}}  {:<20} {:>7} {:>8}  {:<16}  {}\n", "key", width, "gpu", "cost",
                               "grid", "created", "SLOs"));
  for (const StoredProfile& stored : *profiles) {
    if (!stored.parsed) {
      console.answer(fmt::format("{:<{}}  not a profile\n", stored.name, width));
      console.warn(stored.problem->text());
      continue;
    }
    const Profile& profile = stored.parsed->profile;
    console.answer(fmt::format(
        "{:<{}}  {:<20} {:>7.4g} {:>8}  {:<16}  {}\n", stored.name, width, profile.gpu, profile.cost,
        fmt::format("{} x {}", profile.outputTokens.size(), profile.inputTokens.size()),
        ageText(profile.created), slosText(profile.slos)));
    warnAbout(console, checkProfile(*stored.parsed, {.deployment = stored.deployment, .now = unixNow()}),
              stored.name);
  }
  return ExitCode::done;
}

ExitCode history(const Options& options, Console& console, std::stop_token stop) {
  auto store = options.store.open(options.destination, Model::required, stop);
  if (!store) return console.fail(store.error());
  const auto entries = store->history(options.deployment);
  if (!entries) return failStore(console, entries.error());
  Json all = Json::array();
  std::string text = fmt::format("{:>5}  {:<16}  {:<7} {:>8}  {:<16}  {}\n", "entry", "replaced", "by",
                                 "cost", "created", "SLOs");
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const HistoryEntry& entry = (*entries)[i];
    Json json{{"entry", i + 1}, {"replacedAt", entry.replacedAt}, {"by", entry.by}};
    if (entry.parsed) {
      const Profile& profile = entry.parsed->profile;
      json["created"] = numberOrNull(profile.created);
      json["cost"] = numberOrNull(profile.cost);
      json["slos"] = slosJson(profile.slos);
      json["profile"] = Json::parse(profileJson(profile));
      text += fmt::format("{:>5}  {:<16}  {:<7} {:>8.4g}  {:<16}  {}\n", i + 1, ageText(entry.replacedAt),
                          entry.by, profile.cost, ageText(profile.created), slosText(profile.slos));
    } else {
      text += fmt::format("{:>5}  {:<16}  {:<7} not a profile\n", i + 1, ageText(entry.replacedAt), entry.by);
    }
    all.push_back(json);
  }
  if (console.json())
    console.answerJson(all);
  else
    console.answer(text);
  return ExitCode::done;
}

ExitCode revert(const Options& options, Console& console, std::stop_token stop) {
  const auto where = options.store.destination(options.destination, Model::required);
  if (!where) return console.fail(where.error());
  auto store = options.store.open(options.destination, Model::required, stop);
  if (!store) return console.fail(store.error());
  const auto report = store->revert(options.deployment, options.entry, options.write());
  if (!report) return failStore(console, report.error());
  tellWrite(console, *report, options.dryRun);
  if (!report->unchanged) tellOptimizer(options, where->model, console, stop);
  return ExitCode::done;
}

// Asks on the terminal where there is one.
bool agrees(const std::string& question) {
  if (::isatty(STDIN_FILENO) != 1) return false;
  std::fputs((question + " [y/N] ").c_str(), stderr);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

ExitCode remove(const Options& options, Console& console, std::stop_token stop) {
  auto store = options.store.open(options.destination, Model::required, stop);
  if (!store) return console.fail(store.error());
  const std::string name = store->nameOf(options.deployment);
  if (!options.yes && !options.dryRun && !agrees("Delete " + name + "?"))
    return console.fail({ErrorCode::invalidArgument, name + " was not deleted: it needs a yes", "say --yes"});
  const auto removed = store->remove(options.deployment, options.write());
  if (!removed) return failStore(console, removed.error());
  if (console.json())
    console.answerJson(Json{{"name", name}, {"deleted", !options.dryRun}});
  else
    console.answer(name + (options.dryRun ? ": would be deleted\n" : ": deleted\n"));
  return ExitCode::done;
}

// What a push of `fresh` would change. Absent: nothing lies there yet, which was said.
std::optional<ProfileDifference> tellDifference(const Profile& fresh, ProfileStore& store, Console& console,
                                                ExitCode& code) {
  const auto stored = store.get(fresh.gpu);
  if (!stored) {
    code = failStore(console, stored.error());
    return std::nullopt;
  }
  if (!stored->parsed) {
    code = console.fail(*stored->problem);
    return std::nullopt;
  }
  ProfileDifference change = difference(stored->parsed->profile, fresh);
  if (console.json()) {
    console.answerJson(differenceJson(change));
    return change;
  }
  console.answer(fmt::format("{} -> {}: {}\n", stored->name, fresh.gpu, differenceText(change)));
  for (const CellChange& cell : change.cells)
    console.answer(fmt::format("  input {:>6}, output {:>6}: {:.6g} -> {:.6g} req/s\n", cell.inputTokens,
                               cell.outputTokens, cell.before, cell.after));
  return change;
}

ExitCode diff(const Options& options, Console& console, std::stop_token stop) {
  const auto profiles = givenProfiles(options, console);
  if (!profiles) return console.fail(profiles.error());
  auto store = options.store.open(options.destination, Model::required, stop);
  if (!store) return console.fail(store.error());
  ExitCode answer = ExitCode::done;
  for (const ParsedProfile& fresh : *profiles) {
    ExitCode code = ExitCode::no;
    const auto change = tellDifference(fresh.profile, *store, console, code);
    if (!change && code != ExitCode::no) return code;
    if (!change || !change->empty()) answer = ExitCode::no;
  }
  return answer;
}

class Group {
 public:
  explicit Group(Program& program)
      : m_program(program),
        m_group(program.addGroup({"store",
                                  "Keeps GPU profiles in Redis, where AIBrix reads them, or in files. A "
                                  "place is redis://[user:password@]host"
                                  "[:port][/db]?model=NAME, rediss://… (TLS), unix:///socket?model=NAME, a "
                                  "directory, or a file. Exit code 3: "
                                  "what was asked for is not there, or the profiles differ.",
                                  "headroomctl store push 'redis://localhost:6379?model=llama2-7b' a10.json\n"
                                  "headroomctl store list redis://localhost:6379"})) {}

  // A verb with the place first; `declare` adds the rest, `parts` are those of a workspace.
  void add(const VerbText& text, const std::function<void(CLI::App*, Options&)>& declare,
           ExitCode (*action)(const Options&, Console&, std::stop_token),
           std::initializer_list<WorkspacePart> parts, const WorkspaceArguments& arguments) {
    const auto options = std::make_shared<Options>();
    CLI::App* verb = m_program.addVerb(text, m_group);
    verb->add_option("place", options->destination, "A Redis URL, a directory or a file")->required();
    declare(verb, *options);
    options->store.addTo(verb);
    takeFromWorkspace(m_program, verb, parts, arguments);
    m_program.onRun(verb, [options, action](Console& console, std::stop_token stop) {
      return action(*options, console, stop);
    });
  }

 private:
  Program& m_program;
  CLI::App* m_group;
};

void addDeployment(CLI::App* verb, Options& options) {
  verb->add_option("deployment", options.deployment, "The deployment the profile is of")->required();
}

void addProfiles(CLI::App* verb, Options& options) {
  verb->add_option("file", options.files, "Profiles; - is standard input");
  options.mix.addBenchmarks(verb);
  options.mix.addCosts(verb);
}

void addDryRun(CLI::App* verb, Options& options) {
  verb->add_flag("--dry-run", options.dryRun, "Check and compare, but write nothing");
}

void addNotify(CLI::App* verb, Options& options) {
  verb->add_option("--notify", options.notify,
                   "Tell the GPU optimizer at this URL to read the model's profiles again; that it could not "
                   "be told is only a warning")
      ->type_name("URL");
}

void addWriting(CLI::App* verb, Options& options) {
  verb->add_flag("--force", options.force, "Write also what readers would choke on");
  verb->add_flag("--no-history", options.noHistory, "Do not keep what was there");
  addDryRun(verb, options);
}

}  // namespace

void addStore(Program& program) {
  const auto sets = {WorkspacePart::connection, WorkspacePart::targets, WorkspacePart::scenario};
  const auto one = {WorkspacePart::connection, WorkspacePart::target};
  Group group(program);
  group.add(
      {"push",
       "Writes profiles, each under its own \"gpu\": checks them, each by itself and beside those that are "
       "there, compares with what is there, keeps that in the history, writes all in one step with a fresh "
       "time stamp, and reads back. Writes nothing where nothing differs, and nothing at all where one of "
       "them cannot be written.",
       "headroomctl store push 'redis://localhost:6379?model=llama2-7b' a10.json v100.json\n"
       "headroomctl store push --workspace llama.headroom --connection east --dry-run"},
      [](CLI::App* verb, Options& options) {
        addProfiles(verb, options);
        addNotify(verb, options);
        addWriting(verb, options);
      },
      push, sets, pushArguments);
  group.add(
      {"get", "Prints the profile of a deployment, as it lies there.",
       "headroomctl store get 'redis://localhost:6379?model=llama2-7b' llama2-7b-a10 -o a10.json"},
      [](CLI::App* verb, Options& options) {
        addDeployment(verb, options);
        verb->add_option("-o,--output", options.output, "Write to a file instead")->type_name("FILE");
      },
      get, one, placeArguments);
  group.add(
      {"list", "Lists the profiles of a model, or of all models, and what is wrong with them.",
       "headroomctl store list redis://localhost:6379"},
      [](CLI::App*, Options&) {}, list, {WorkspacePart::connection}, placeArguments);
  group.add({"history", "Lists the profiles that were replaced, newest first; the last ten are kept.",
             "headroomctl store history 'redis://localhost:6379?model=llama2-7b' llama2-7b-a10"},
            addDeployment, history, one, placeArguments);
  group.add(
      {"revert",
       "Writes an entry of the history again, with a fresh time stamp so that readers take it; what it "
       "replaces goes into the history.",
       "headroomctl store revert 'redis://localhost:6379?model=llama2-7b' llama2-7b-a10 --entry 2"},
      [](CLI::App* verb, Options& options) {
        addDeployment(verb, options);
        verb->add_option("--entry", options.entry, "Which one; 1 is the newest")
            ->check(CLI::Range(std::size_t{1}, kHistoryLength))
            ->type_name("N")
            ->capture_default_str();
        addNotify(verb, options);
        addWriting(verb, options);
      },
      revert, one, placeArguments);
  group.add(
      {"delete", "Deletes the profile of a deployment; its history stays, with what was deleted.",
       "headroomctl store delete 'redis://localhost:6379?model=llama2-7b' llama2-7b-a10 --yes"},
      [](CLI::App* verb, Options& options) {
        addDeployment(verb, options);
        verb->add_flag("--yes", options.yes, "Do not ask");
        verb->add_flag("--no-history", options.noHistory, "Do not keep what was there");
        addDryRun(verb, options);
      },
      remove, one, placeArguments);
  group.add(
      {"diff",
       "Shows what a push of a profile would change, cell by cell. Exit code 0: nothing; 3: something, or "
       "there is none yet.",
       "headroomctl store diff 'redis://localhost:6379?model=llama2-7b' a10.json"},
      [](CLI::App* verb, Options& options) { addProfiles(verb, options); }, diff, sets, pushArguments);
}

}  // namespace headroom::ctl
