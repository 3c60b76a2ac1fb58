// headroomctl lint: what would go wrong in the cluster with these profiles.
#include "app/headroomctl/kubectl_options.h"
#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
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
  ClusterOptions cluster;
};

// Those of --profile, and those that --benchmark makes under the SLOs, with what stands in their way.
Result<std::vector<LintProfile>> givenProfiles(const Options& options, std::stop_token stop) {
  if (options.mix.benchmarks.empty()) return options.mix.profiles(std::move(stop));
  OneModel model;
  auto all = options.mix.generated(model);
  if (!all) return all;
  if (options.mix.profileSources.empty()) return all;
  MixOptions files = options.mix;
  files.benchmarks.clear();
  std::erase_if(files.costs, [&](const std::string& cost) {
    return std::any_of(all->begin(), all->end(), [&](const LintProfile& one) {
      return cost.starts_with(one.parsed.profile.gpu + "=");
    });
  });
  auto read = files.profiles(std::move(stop), model);
  if (!read) return read;
  for (LintProfile& one : *read) all->push_back(std::move(one));
  return all;
}

// The deployments that were named, and those of the namespace where the cluster is to be asked. Absent where
// neither was.
Result<std::optional<std::vector<LintDeployment>>> deploymentsOf(const Options& options,
                                                                 std::stop_token stop) {
  std::vector<LintDeployment> all;
  for (const std::string& name : options.deployments) all.push_back({name});
  const bool ask = !options.cluster.namespaceName.empty() || !options.cluster.kubectl.context.empty();
  if (ask) {
    const auto found =
        Kubectl(options.cluster.kubectl).deployments(options.cluster.namespaceName, std::move(stop));
    if (!found) return found.error();
    for (const KubeDeployment& one : *found) {
      const auto label = one.labels.find("model.aibrix.ai/name");
      all.push_back({one.namespaceName.empty() ? one.name : one.namespaceName + "/" + one.name,
                     label == one.labels.end() ? std::string() : label->second});
    }
  }
  if (!ask && all.empty()) return std::optional<std::vector<LintDeployment>>();
  return std::optional(std::move(all));
}

// Whose profiles they are, as far as the places and the measurements tell.
std::string modelOf(const Options& options) {
  if (!options.mix.store.model.empty()) return options.mix.store.model;
  std::vector<std::string> places = options.mix.profileSources;
  places.push_back(options.stored);
  for (const std::string& place : places)
    if (const auto where = parseDestination(place); where && !where->model.empty()) return where->model;
  return {};
}

ExitCode run(const Options& options, Console& console, std::stop_token stop) {
  auto profiles = givenProfiles(options, stop);
  if (!profiles) return console.fail(profiles.error());
  const std::size_t given = profiles->size();
  if (!options.stored.empty()) {
    auto store = options.mix.store.open(options.stored, StoreOptions::Model::required, stop);
    if (!store) return console.fail(store.error());
    const auto stored = store->list();
    if (!stored) return console.fail(stored.error());
    lintBeside(*stored, *profiles);
  }
  std::optional<LoadedTraffic> traffic;
  if (!options.mix.rates.empty()) {
    auto loaded = options.mix.traffic(stop);
    if (!loaded) return console.fail(loaded.error());
    traffic = std::move(*loaded);
    for (const std::string& warning : traffic->warnings) console.warn(warning);
  }
  LintContext context;
  if (traffic) context.traffic = &traffic->mean;
  auto deployments = deploymentsOf(options, stop);
  if (!deployments) return console.fail(deployments.error());
  context.deployments = std::move(*deployments);
  context.now = unixNow();
  context.model = modelOf(options);
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
    console.answer(fmt::format(
        "{} profiles{}: {} errors, {} warnings\n", given,
        profiles->size() > given ? fmt::format(" beside {} stored", profiles->size() - given) : "", errors,
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
       "mend: grids and SLOs that differ, cells without capacity that traffic hits, NaN, capacity that grows "
       "with length, a stale \"created\", names that match no deployment, costs in different units, an SLO "
       "that no cell meets. Exit code 3: there are errors.",
       "headroomctl lint --profile a10.json --profile a100.json --rates trace.csv --rate 20\n"
       "headroomctl lint --benchmark a10=a10.jsonl --cost a10=1.01 --e2e 5 --percentile 99 "
       "--stored 'redis://localhost?model=llama2-7b'\n"
       "headroomctl lint --profile 'redis://localhost?model=llama2-7b' --namespace inference\n"
       "headroomctl lint --workspace llama.headroom --connection east"});
  options->mix.addProfiles(verb, false);
  options->mix.addBenchmarks(verb);
  options->mix.addTraffic(verb, false);
  verb->add_option("--deployment", options->deployments,
                   "A deployment that there is in the cluster, as name or namespace/name; "
                   "may be repeated")
      ->type_name("NAME");
  verb->add_option("--stored", options->stored,
                   "Where the profiles are to be pushed, to see what readers hold now, and what lies there "
                   "beside them")
      ->type_name("URL");
  options->cluster.addTo(verb, true, false);
  takeFromWorkspace(program, verb,
                    {WorkspacePart::targets, WorkspacePart::scenario, WorkspacePart::namedConnection},
                    lintArguments);
  program.onRun(verb,
                [options](Console& console, std::stop_token stop) { return run(*options, console, stop); });
}

}  // namespace headroom::ctl
