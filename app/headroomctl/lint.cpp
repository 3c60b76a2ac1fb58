// headroomctl lint: what would go wrong in the cluster with these profiles.
#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "core/plan/answer_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace headroom::ctl {
namespace {

struct Options {
  MixOptions mix;
  std::vector<std::string> deployments;
  std::string stored;
};

// What readers hold of each deployment now.
Result<void> attachStored(const Options& options, std::vector<LintProfile>& profiles, std::stop_token stop) {
  if (options.stored.empty()) return {};
  auto store = options.mix.store.open(options.stored, StoreOptions::Model::required, std::move(stop));
  if (!store) return store.error();
  auto list = store->list();
  if (!list) return list.error();
  for (LintProfile& one : profiles)
    for (const StoredProfile& stored : *list)
      if (stored.parsed && stored.parsed->profile.gpu == one.parsed.profile.gpu)
        one.stored = stored.parsed->profile;
  return {};
}

ExitCode run(const Options& options, Console& console, std::stop_token stop) {
  auto profiles = options.mix.profiles(stop);
  if (!profiles) return console.fail(profiles.error());
  if (const auto attached = attachStored(options, *profiles, stop); !attached)
    return console.fail(attached.error());
  std::optional<LoadedTraffic> traffic;
  if (!options.mix.rates.empty()) {
    auto loaded = options.mix.traffic(stop);
    if (!loaded) return console.fail(loaded.error());
    traffic = std::move(*loaded);
    for (const std::string& warning : traffic->warnings) console.warn(warning);
  }
  LintContext context;
  if (traffic) context.traffic = &traffic->mean;
  if (!options.deployments.empty()) context.deployments = options.deployments;
  context.now = unixNow();
  const auto findings = lintProfiles(*profiles, context);
  const auto errors =
      static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const LintFinding& found) {
        return found.finding.severity == Severity::error;
      }));
  if (console.json()) {
    console.answerJson(nlohmann::ordered_json{
        {"errors", errors}, {"warnings", findings.size() - errors}, {"findings", lintJson(findings)}});
  } else {
    for (const LintFinding& found : findings)
      console.answer(fmt::format(
          "{}: {}{}\n  mend: {}\n", found.finding.severity == Severity::error ? "error" : "warning",
          found.profile.empty() ? "" : found.profile + ": ", found.finding.message, found.finding.mend));
    console.answer(fmt::format("{} profiles: {} errors, {} warnings\n", profiles->size(), errors,
                               findings.size() - errors));
  }
  return errors > 0 ? ExitCode::no : ExitCode::done;
}

}  // namespace

void addLint(Program& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = program.addVerb(
      {"lint",
       "Says everything that would go wrong in the cluster with the profiles of one model, each with its "
       "mend: grids and SLOs "
       "that differ, cells without capacity that traffic hits, NaN, capacity that grows with length, a stale "
       "\"created\", "
       "names that match no deployment, costs in different units. Exit code 3: there are errors.",
       "headroomctl lint --profile a10.json --profile a100.json --rates trace.csv --rate 20\n"
       "headroomctl lint --profile 'redis://localhost?model=llama2-7b' --deployment a10 --deployment a100"});
  options->mix.addProfiles(verb, true);
  options->mix.addTraffic(verb, false);
  verb->add_option("--deployment", options->deployments,
                   "A deployment that there is in the cluster, as name or namespace/name; "
                   "may be repeated")
      ->type_name("NAME");
  verb->add_option("--stored", options->stored,
                   "Where the profiles are to be pushed, to see what readers hold now")
      ->type_name("URL");
  program.onRun(verb,
                [options](Console& console, std::stop_token stop) { return run(*options, console, stop); });
}

}  // namespace headroom::ctl
