// headroomctl predict: the sweep of benchmark, on the engine in virtual time.
#include "app/headroomctl/engine_options.h"
#include "app/headroomctl/plan_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/bench/sweep.h"
#include "core/bench/whole_grid.h"
#include "core/engine/virtual_backend.h"
#include "core/load/prompts.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace headroom::ctl {
namespace {

struct Options {
  EngineChoice choice;
  PlanOptions plan;
};

// Cells that no server of this kind would take.
void noteRefusedCells(Console& console, const Plan& plan, const Engine& engine) {
  const std::int64_t longest = std::min(engine.maxModelLen(), engine.kvCapacityTokens());
  const auto refused = refusedPointsText(plan, longest);
  if (!refused) return;
  console.note(fmt::format("{} ({}; --max-model-len changes the context)", *refused,
                           engine.maxModelLen() <= engine.kvCapacityTokens() ? "the context is no longer"
                                                                             : "the KV cache holds no more"));
}

ExitCode run(Options options, Console& console, const std::stop_token& stop) {
  const auto chosen = options.choice.choose();
  if (!chosen) return console.fail(chosen.error());
  auto plan = options.plan.plan(chosen->model.name);
  if (!plan) return console.fail(plan.error());
  LengthsOnly prompts;
  plan->predicted = true;
  plan->prompts = prompts.name();
  if (const auto fine = plan->check(); !fine) return console.fail(fine.error());
  auto engine = Engine::create(chosen->gpu, chosen->model, options.choice.engine);
  if (!engine) return console.fail(engine.error());
  if (options.plan.output.empty())
    options.plan.output = fmt::format("result/{}-{}-predicted.jsonl", chosen->model.name, chosen->gpu.name);
  const std::string path = options.plan.outputPath(*plan);
  if (options.plan.dryRun) return tellPlan(console, *plan, path);

  auto journal = Journal::open(path, *plan, options.plan.force);
  if (!journal) return console.fail(journal.error());
  noteRefusedCells(console, *plan, *engine);
  VirtualBackend backend(std::move(*engine));
  const Sweep sweep{
      .plan = *plan, .backend = backend, .prompts = prompts, .journal = *journal, .watchClient = false};
  return tellSweep(console, *plan, path, runSweep(sweep, stop, console.progress()));
}

}  // namespace

void addPredict(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = program.addVerb(
      {"predict",
       "Runs the sweep of headroomctl benchmark on a simulated GPU in virtual time, within seconds, and "
       "writes a benchmark file whose rows say \"predicted\": true. A prediction is a first guess and a "
       "check "
       "on measurements, not a replacement for them.",
       "headroomctl predict --gpu A10 --model llama2-7b -o a10_predicted.jsonl\n"
       "headroomctl predict --gpu H100 -m llama-3-8b --input-start 128 --output-start 64 --rate-limit 32"});
  options->choice.addTo(verb);
  takeFromWorkspace(program, verb, {WorkspacePart::target}, predictArguments);
  options->plan.addTo(verb);
  verb->get_option("--output")
      ->description(
          "The benchmark file; a file that is there is continued. Default: result/MODEL-GPU-predicted.jsonl");
  program.onRun(verb,
                [options](Console& console, std::stop_token stop) { return run(*options, console, stop); });
}

}  // namespace headroom::ctl
