// headroomctl probe: what an endpoint can do, and whether it can be benchmarked.
#include "core/endpoint/probe.h"

#include "app/headroomctl/endpoint_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace headroom::ctl {
namespace {

nlohmann::json asJson(const ProbeReport& report) {
  nlohmann::json checks = nlohmann::json::array();
  for (const ProbeCheck& check : report.checks)
    checks.push_back({{"name", check.name}, {"state", name(check.state)}, {"words", check.words}});
  nlohmann::json value{{"url", report.url},
                       {"models", report.models},
                       {"model", report.model.empty() ? nlohmann::json() : nlohmann::json(report.model)},
                       {"canBenchmark", report.canBenchmark()},
                       {"checks", checks}};
  if (report.maxModelLength) value["maxModelLength"] = *report.maxModelLength;
  if (report.roundTripSeconds) value["roundTripSeconds"] = *report.roundTripSeconds;
  return value;
}

std::string asText(const ProbeReport& report) {
  std::string text = report.url + "\n";
  for (const ProbeCheck& check : report.checks)
    text += fmt::format("  {:<11} {:<7} {}\n", check.name, name(check.state), check.words);
  return text;
}

}  // namespace

void addProbe(Program& program) {
  auto options = std::make_shared<EndpointOptions>();
  CLI::App* verb = program.addVerb({"probe",
                                    "Says what an inference endpoint can do: models, streaming, usage, "
                                    "tokenize, ignore_eos, metrics, health, round-trip "
                                    "time. Ends with 3 when it cannot be benchmarked (no model, no "
                                    "streaming), with 1 when nobody answers.",
                                    "headroomctl probe --url http://127.0.0.1:8010\n"
                                    "headroomctl probe --url https://llm.example.com --model llama-3-8b "
                                    "--api chat --api-key-env LLM_KEY --json"});
  // A person waits for this answer: what a request may take under the load of a sweep is too long here.
  options->firstTokenTimeoutSeconds = 30;
  options->totalTimeoutSeconds = 60;
  options->addTo(verb);
  takeFromWorkspace(program, verb, {WorkspacePart::target}, endpointArguments);
  program.onRun(verb, [options](Console& console, std::stop_token stop) {
    const auto opened = options->open(stop);
    if (!opened) return console.fail(opened.error());
    const auto report = probe(opened->endpoint, options->timeouts(), stop);
    if (!report) return console.fail(report.error());
    if (console.json())
      console.answerJson(asJson(*report));
    else
      console.answer(asText(*report));
    if (report->canBenchmark()) return ExitCode::done;
    console.note(report->model.empty()
                     ? "It cannot be benchmarked as it stands: no model is known. Name one with --model."
                     : "It cannot be benchmarked as it stands: no streamed answer came through.");
    return ExitCode::no;
  });
}

}  // namespace headroom::ctl
