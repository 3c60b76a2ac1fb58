#include "app/headroomctl/plan_options.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace headroom::ctl {
namespace {

Result<std::uint64_t> wholeNumber(const char* option, const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure == std::errc() && end == text.data() + text.size() && value <= std::uint64_t{1} << 53)
    return value;
  return Error{ErrorCode::invalidArgument,
               fmt::format("{} {} is not a whole number from 0 to 2^53", option, text), "see --help"};
}

// "4, 8, 16 … 4096", each once, in their order.
template <typename Value, typename Of>
std::string axis(const std::vector<PlanPoint>& points, Of of) {
  std::set<Value> values;
  for (const PlanPoint& point : points) values.insert(of(point));
  std::string text;
  std::size_t index = 0;
  for (const Value value : values) {
    const bool shown = values.size() <= 12 || index < 3 || index + 1 == values.size();
    if (shown)
      text += fmt::format("{}{}",
                          text.empty()                                       ? ""
                          : index + 1 == values.size() && values.size() > 12 ? " … "
                                                                             : ", ",
                          value);
    ++index;
  }
  return text;
}

}  // namespace

void PlanOptions::addTo(CLI::App* verb) {
  const auto length = [&](const char* name, int& value, const char* what) {
    verb->add_option(name, value, what)->capture_default_str()->type_name("TOKENS");
  };
  verb->add_option("-o,--output", output,
                   "The benchmark file; a file that is there is continued. Default: result/MODEL.jsonl")
      ->type_name("FILE");
  length("--input-start", inputTokens.start, "The shortest prompt; doubled up to the limit");
  length("--input-limit", inputTokens.limit, "The longest prompt");
  length("--output-start", outputTokens.start, "The shortest answer; doubled up to the limit");
  length("--output-limit", outputTokens.limit, "The longest answer");
  verb->add_option("--rate-start", rates.start,
                   "The lowest request rate in requests/s; doubled up to the limit, can be a fraction")
      ->capture_default_str()
      ->type_name("RATE");
  verb->add_option("--rate-limit", rates.limit, "The highest request rate in requests/s")
      ->capture_default_str()
      ->type_name("RATE");
  verb->add_option("--temperature", temperature, "The sampling temperature")
      ->capture_default_str()
      ->type_name("NUMBER");
  verb->add_option("--samples", samples, "Requests a point")->capture_default_str()->type_name("COUNT");
  verb->add_option("--seed", seed, "Fixes send times and prompts")
      ->capture_default_str()
      ->type_name("NUMBER");
  CLI::Option* kind = verb->add_option(
      "--arrivals", arrivals,
      "When requests are sent: poisson, constant, or burst:N for N at once at the same mean rate");
  kind->capture_default_str()->type_name("KIND");
  verb->add_option(
          "--concurrency", concurrencies,
          "Closed loop: keep so many requests in flight instead of sending at a rate; several, as in "
          "1,4,16, make a point each. The file then tells the rate that came of it")
      ->delimiter(',')
      ->type_name("N[,N...]")
      ->excludes(kind);
  verb->add_flag("--dry-run", dryRun, "Only tell the plan, the number of requests and the expected time");
  verb->add_flag("--force", force, "Continue a file that was made with other settings");
}

Result<Plan> PlanOptions::plan(const std::string& model) const {
  Plan plan;
  plan.inputTokens = inputTokens;
  plan.outputTokens = outputTokens;
  plan.rates = rates;
  plan.concurrencies = concurrencies;
  plan.model = model;
  plan.temperature = temperature;
  const auto kind = parseArrivals(arrivals);
  if (!kind) return Error{kind.error().code, "--arrivals: " + kind.error().message, kind.error().hint};
  plan.arrivals = *kind;
  const auto count = wholeNumber("--samples", samples);
  if (!count) return count.error();
  plan.samples = *count;
  const auto seedNumber = wholeNumber("--seed", seed);
  if (!seedNumber) return seedNumber.error();
  plan.seed = *seedNumber;
  return plan;
}

std::string PlanOptions::outputPath(const Plan& plan) const {
  return output.empty() ? "result/" + plan.model + ".jsonl" : output;
}

ExitCode tellPlan(Console& console, const Plan& plan, const std::string& outputPath) {
  const std::vector<PlanPoint> points = plan.points();
  const double seconds = plan.expectedSeconds();
  if (console.json()) {
    nlohmann::json list = nlohmann::json::array();
    for (const PlanPoint& point : points) {
      nlohmann::json entry{{"inputTokens", point.inputTokens}, {"outputTokens", point.outputTokens}};
      if (point.concurrency > 0)
        entry["concurrency"] = point.concurrency;
      else
        entry["requestRate"] = point.requestRate;
      list.push_back(entry);
    }
    console.answerJson({{"model", plan.model},
                        {"file", outputPath},
                        {"arrivals", plan.arrivalsText()},
                        {"prompts", plan.prompts},
                        {"seed", plan.seed},
                        {"samples", plan.samples},
                        {"warmup", plan.warmup},
                        {"requests", plan.requests()},
                        {"expectedSeconds", seconds},
                        {"assumedSecondsPerOutputToken", assumedSecondsPerOutputToken},
                        {"points", list}});
    return ExitCode::done;
  }
  std::string text = fmt::format("Model          {}\nFile           {}\n", plan.model, outputPath);
  text +=
      fmt::format("Input tokens   {}\n", axis<int>(points, [](const PlanPoint& p) { return p.inputTokens; }));
  text += fmt::format("Output tokens  {}\n",
                      axis<int>(points, [](const PlanPoint& p) { return p.outputTokens; }));
  if (!plan.concurrencies.empty())
    text += fmt::format("At a time      {} (closed loop)\n",
                        axis<int>(points, [](const PlanPoint& p) { return p.concurrency; }));
  else
    text += fmt::format("Requests/s     {} ({})\n",
                        axis<double>(points, [](const PlanPoint& p) { return p.requestRate; }),
                        plan.arrivalsText());
  text += fmt::format("Prompts        {}, seed {}\n", plan.prompts, plan.seed);
  text += fmt::format("Points         {}\n", points.size());
  text += fmt::format("Requests       {} ({} a point{})\n", plan.requests(), plan.samples,
                      plan.warmup > 0 ? fmt::format(" and {} to warm up", plan.warmup) : "");
  text += fmt::format(
      "Expected time  {}: sending at the rates above, and {} s per output token until the last answer of "
      "each "
      "point is there; a server that cannot keep up takes longer\n",
      durationText(seconds), assumedSecondsPerOutputToken);
  console.answer(text);
  return ExitCode::done;
}

ExitCode tellSweep(Console& console, const Plan& plan, const std::string& outputPath,
                   const SweepResult& result) {
  for (const std::string& warning : result.warnings) console.warn(warning);
  const std::uint64_t done = result.pointsBefore + result.pointsMeasured;
  if (console.json()) {
    nlohmann::json value{{"file", outputPath},
                         {"model", plan.model},
                         {"predicted", plan.predicted},
                         {"finished", !result.stopped},
                         {"pointsTotal", result.pointsTotal},
                         {"pointsDone", done},
                         {"pointsMeasured", result.pointsMeasured},
                         {"pointsBefore", result.pointsBefore},
                         {"pointsWithoutAnswer", result.pointsWithoutAnswer},
                         {"pointsClientLimited", result.pointsClientLimited},
                         {"requestsSent", result.requestsSent},
                         {"requestsCompleted", result.requestsCompleted},
                         {"requestsFailed", result.requestsFailed},
                         {"elapsedSeconds", result.elapsedSeconds},
                         {"warnings", result.warnings}};
    console.answerJson(value);
  } else if (!result.stopped || done > 0) {
    std::string text = fmt::format("{} of {} points in {}", done, result.pointsTotal, outputPath);
    if (result.pointsBefore > 0) text += fmt::format(" ({} of them from before)", result.pointsBefore);
    text += fmt::format("\n{} requests {}, {} completed, {} failed, in {}\n", result.requestsSent,
                        plan.predicted ? "simulated" : "sent", result.requestsCompleted,
                        result.requestsFailed, durationText(result.elapsedSeconds));
    console.answer(text);
  }
  if (result.stopped) return console.fail(*result.stopped);
  if (result.pointsMeasured > 0 && result.requestsCompleted == 0) {
    console.warn(plan.predicted
                     ? "no request completed: the server would refuse every shape of this plan"
                     : "no request completed: nothing can be made of this file yet; mend the cause, "
                       "then --retry-failed measures its points again");
    return ExitCode::no;
  }
  if (!console.json())
    console.note(
        fmt::format("Next: headroomctl gen-profile DEPLOYMENT --benchmark {} --e2e SECONDS", outputPath));
  return ExitCode::done;
}

}  // namespace headroom::ctl
