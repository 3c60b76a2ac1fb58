// headroomctl traffic: what users really send.
#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/traffic/gateway_source.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace headroom::ctl {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  MixOptions mix;
  std::string source, output;
  double everySeconds = 0, forSeconds = 0, shiftSeconds = 0;
  bool once = false, points = false;
};

std::string tokens(double log2) { return fmt::format("{:.0f}", std::exp2(log2)); }

Json clustersJson(const Clustering& clustering, double seconds) {
  Json list = Json::array();
  for (const ShapeCluster& cluster : clustering.clusters)
    list.push_back({{"rate", cluster.count / seconds},
                    {"requests", cluster.count},
                    {"output", std::exp2(cluster.centreLog2Output)},
                    {"input", std::exp2(cluster.centreLog2Input)}});
  return list;
}

Json pointsJson(const Clustering& clustering) {
  Json list = Json::array();
  for (const LatticePoint& point : clustering.points)
    list.push_back({{"log2Output", point.outputTenth / 10.0},
                    {"log2Input", point.inputTenth / 10.0},
                    {"requests", point.count},
                    {"cluster", point.cluster}});
  return list;
}

std::string clustersText(const Clustering& clustering, double seconds) {
  std::string text;
  for (const ShapeCluster& cluster : clustering.clusters)
    text += fmt::format("  {:>9.4g} req/s around output {}, input {}\n", cluster.count / seconds,
                        tokens(cluster.centreLog2Output), tokens(cluster.centreLog2Input));
  return text;
}

// --- watch ---

Json snapshotJson(const GatewaySnapshot& snapshot, bool points) {
  const WindowView& view = snapshot.view;
  Json json{{"live", snapshot.live},
            {"readAt", snapshot.readAt},
            {"windowSeconds", view.windowSeconds},
            {"requests", view.requests},
            {"rate", view.rate},
            {"averageRate", view.averageRate},
            {"latestRate", view.latestRate},
            {"pending", view.pending ? Json(*view.pending) : Json(nullptr)},
            {"queueing", view.queueing ? Json(*view.queueing) : Json(nullptr)},
            {"coverage", view.clustering.coverage},
            {"clusters", clustersJson(view.clustering, view.windowSeconds)}};
  json["timeline"] = Json::array();
  for (const TrafficInterval& interval : view.timeline)
    json["timeline"].push_back({{"start", interval.startSeconds},
                                {"seconds", interval.seconds},
                                {"rate", interval.rate()},
                                {"pending", interval.pending ? Json(*interval.pending) : Json(nullptr)},
                                {"queueing", interval.queueing ? Json(*interval.queueing) : Json(nullptr)}});
  if (points) json["points"] = pointsJson(view.clustering);
  json["warnings"] = view.warnings;
  const auto error = [](const std::optional<Error>& e) {
    return e ? Json{{"code", name(e->code)}, {"message", e->message}, {"hint", e->hint}} : Json(nullptr);
  };
  json["problem"] = error(snapshot.problem);
  json["whyNothing"] = error(snapshot.whyNothing);
  return json;
}

std::string snapshotText(const GatewaySnapshot& snapshot) {
  const WindowView& view = snapshot.view;
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.0f}", *value) : std::string("?");
  };
  return fmt::format(
      "{:.4g} req/s ({:.4g} over {:.0f} s, {:.4g} in the latest interval), {} pending, {} queued, coverage "
      "{:.1f} %{}\n{}",
      view.rate, view.averageRate, view.windowSeconds, view.latestRate, number(view.pending),
      number(view.queueing), 100 * view.clustering.coverage, snapshot.live ? "" : "  [as last read]",
      clustersText(view.clustering, view.windowSeconds));
}

ExitCode watch(const Options& options, Console& console, std::stop_token stop) {
  const auto where = options.mix.store.destination(options.source, StoreOptions::Model::required);
  if (!where) return console.fail(where.error());
  if (!where->isRedis())
    return console.fail(
        {ErrorCode::invalidArgument, where->shown() + " is not a Redis", "give redis://host/?model=NAME"});
  const StoreOptions& store = options.mix.store;
  GatewaySource source(*where, {store.connectTimeoutSeconds, store.timeoutSeconds, store.caFile},
                       options.mix.windowSeconds);
  const Instant began = Clock::now();
  // The reference reads again after an interval and 2 s of slack.
  const Duration pause = fromSeconds(options.everySeconds > 0 ? options.everySeconds : 12);
  std::string lastWords;
  std::vector<std::string> lastWarnings;
  bool everRead = false;
  GatewaySnapshot snapshot;
  for (;;) {
    snapshot = source.refresh(unixNow(), stop);
    if (stop.stop_requested()) break;
    everRead = everRead || snapshot.live;
    if (!everRead && options.once) return console.fail(*snapshot.problem);
    // Each change of state is said once, not every time around.
    const std::string words =
        snapshot.problem      ? snapshot.problem->text() + (everRead ? "; showing what was last read" : "")
        : snapshot.whyNothing ? snapshot.whyNothing->text()
                              : "";
    if (words != lastWords) {
      if (!words.empty())
        console.warn(words);
      else
        console.note(lastWords.empty() ? "" : where->shown() + " answers again");
      lastWords = words;
    }
    if (snapshot.live && snapshot.view.warnings != lastWarnings) {
      for (const std::string& warning : snapshot.view.warnings)
        if (std::find(lastWarnings.begin(), lastWarnings.end(), warning) == lastWarnings.end())
          console.warn(warning);
      lastWarnings = snapshot.view.warnings;
    }
    if (everRead) {
      if (console.json())
        console.answerJson(snapshotJson(snapshot, options.points));
      else
        console.answer(snapshotText(snapshot));
      if (const auto shown = console.finish(); !shown) return console.fail(shown.error());
    }
    if (options.once ||
        (options.forSeconds > 0 && Clock::now() - began + pause > fromSeconds(options.forSeconds)))
      break;
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any wake;
    wake.wait_for(lock, stop, pause, [] { return false; });
    if (stop.stop_requested()) break;
  }
  if (!everRead) return snapshot.problem ? console.fail(*snapshot.problem) : ExitCode::failed;
  return snapshot.view.requests > 0 ? ExitCode::done : ExitCode::no;
}

// --- show ---

ExitCode show(const Options& options, Console& console, std::stop_token stop) {
  MixOptions mix = options.mix;
  mix.rates = options.source;
  auto loaded = mix.traffic(stop);
  // Shapes can be shown without a rate: as shares of 1 request/s.
  bool unitRate = false;
  if (!loaded && loaded.error().message.find("tells no times") != std::string::npos && !mix.rate) {
    mix.rate = 1;
    unitRate = true;
    loaded = mix.traffic(stop);
  }
  if (!loaded) return console.fail(loaded.error());
  for (const std::string& warning : loaded->warnings) console.warn(warning);
  if (unitRate)
    console.note("it tells no times: shown as shares of 1 request/s; --rate says how many there are");
  if (loaded->recording && options.shiftSeconds != 0)
    loaded->recording = shifted(std::move(*loaded->recording), options.shiftSeconds);

  // On a grid of powers of two, or on that of a profile.
  GridTraffic grid;
  if (!mix.profileSources.empty()) {
    const auto profiles = mix.profiles(stop);
    if (!profiles) return console.fail(profiles.error());
    const Profile& first = profiles->front().parsed.profile;
    if (first.outputTokens.empty() || first.inputTokens.empty())
      return console.fail({ErrorCode::malformed, first.gpu + " has no grid", "make the profile again"});
    grid = toGrid(loaded->mean, first.outputTokens, first.inputTokens, mix.rule());
  } else {
    double longestIn = 2, longestOut = 2;
    for (const TrafficPoint& point : loaded->mean.points) {
      longestIn = std::max(longestIn, point.upperLog2Input);
      longestOut = std::max(longestOut, point.upperLog2Output);
    }
    std::vector<int> inputs, outputs;
    for (int power = 2; power <= std::min(30.0, std::ceil(longestIn)); ++power) inputs.push_back(1 << power);
    for (int power = 2; power <= std::min(30.0, std::ceil(longestOut)); ++power)
      outputs.push_back(1 << power);
    grid = toGrid(loaded->mean, outputs, inputs, mix.rule());
  }
  if (!options.output.empty()) {
    if (const auto written = writeFileAtomically(options.output, rateTableJson(grid)); !written)
      return console.fail(written.error());
    console.note("written to " + options.output);
  }
  std::vector<ShapeCount> counts;
  double requests = 0;
  if (loaded->recording)
    for (const TrafficInterval& interval : loaded->recording->intervals) {
      counts.insert(counts.end(), interval.counts.begin(), interval.counts.end());
      requests += interval.requests;
    }
  const double rate = loaded->mean.rate();
  const Clustering clustering = clusterShapes(counts, unitRate ? 10 : minRequestsAt(requests, rate));
  const double seconds = requests > 0 && rate > 0 ? requests / rate : 1;
  Json outside = Json::array();
  for (const GridTraffic::Outside& entry : grid.outside) {
    const std::string text =
        fmt::format("{:.4g} req/s {} the grid (up to output {}, input {}), counted in output {}, input {}",
                    entry.rate, entry.longer ? "are longer than" : "are shorter than", entry.largestOutput,
                    entry.largestInput, grid.outputTokens[entry.row], grid.inputTokens[entry.column]);
    outside.push_back({{"rate", entry.rate},
                       {"longer", entry.longer},
                       {"output", grid.outputTokens[entry.row]},
                       {"input", grid.inputTokens[entry.column]},
                       {"largestOutput", entry.largestOutput},
                       {"largestInput", entry.largestInput}});
    if (!console.json()) console.note(text);
  }
  if (console.json()) {
    Json json{{"rate", rate},
              {"requests", requests},
              {"seconds", loaded->recording ? Json(loaded->recording->seconds()) : Json(nullptr)},
              {"timed", loaded->recording && loaded->recording->timed},
              {"indexes", {grid.outputTokens, grid.inputTokens}},
              {"rates", grid.rates},
              {"outside", outside},
              {"coverage", clustering.coverage},
              {"clusters", clustersJson(clustering, seconds)}};
    json["timeline"] = Json::array();
    if (loaded->recording && loaded->recording->timed)
      for (const TrafficInterval& interval : loaded->recording->intervals)
        json["timeline"].push_back(
            {{"start", interval.startSeconds}, {"seconds", interval.seconds}, {"rate", interval.rate()}});
    if (options.points) json["points"] = pointsJson(clustering);
    console.answerJson(json);
    return ExitCode::done;
  }
  std::string text = fmt::format("{:.4g} requests/s{}\n", rate,
                                 requests > 0 ? fmt::format(", {:.0f} requests", requests) : "");
  text += "output\\input";
  for (const int input : grid.inputTokens) text += fmt::format(" {:>8}", input);
  text += "\n";
  for (std::size_t row = 0; row < grid.rates.size(); ++row) {
    text += fmt::format("{:>12}", grid.outputTokens[row]);
    for (const double cell : grid.rates[row])
      text += cell > 0 ? fmt::format(" {:>8.3g}", cell) : fmt::format(" {:>8}", ".");
    text += "\n";
  }
  if (!clustering.clusters.empty())
    text += fmt::format("{} clusters, coverage {:.1f} %\n{}", clustering.clusters.size(),
                        100 * clustering.coverage, clustersText(clustering, seconds));
  console.answer(text);
  return ExitCode::done;
}

}  // namespace

void addTraffic(Program& program) {
  CLI::App* group =
      program.addGroup({"traffic", "What users really send: rates by request shape, live or recorded.",
                        "headroomctl traffic watch 'redis://localhost?model=llama2-7b'\n"
                        "headroomctl traffic show trace.csv"});
  {
    const auto options = std::make_shared<Options>();
    CLI::App* verb =
        program.addVerb({"watch",
                         "Shows the requests of the last minutes as the gateway traces them in Redis: rate, "
                         "clusters of shapes, what waits. "
                         "Keeps the last window while Redis is away. Where nothing is seen it says why. Exit "
                         "code 3: nothing was seen.",
                         "headroomctl traffic watch 'redis://localhost:6379?model=llama2-7b'\n"
                         "headroomctl traffic watch 'redis://localhost:6379?model=llama2-7b' --once --json"},
                        group);
    verb->add_option("source", options->source, "redis://host[:port][/db]?model=NAME")->required();
    verb->add_flag("--once", options->once, "Look once and end");
    verb->add_option("--for", options->forSeconds, "End after so long; without it, on Ctrl-C")
        ->check(CLI::Range(0.0, 1e9))
        ->type_name("SECONDS");
    verb->add_option("--every", options->everySeconds, "Look again after so long; 12 when not given")
        ->check(CLI::Range(0.05, 86400.0))
        ->type_name("SECONDS");
    verb->add_option("--window", options->mix.windowSeconds, "How far back to look")
        ->check(CLI::Range(1.0, 86400.0))
        ->type_name("SECONDS")
        ->capture_default_str();
    verb->add_flag("--points", options->points, "With --json: every shape with its count and cluster");
    options->mix.store.addTo(verb);
    takeFromWorkspace(program, verb, {WorkspacePart::connection}, watchArguments);
    program.onRun(
        verb, [options](Console& console, std::stop_token stop) { return watch(*options, console, stop); });
  }
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      program.addVerb({"show",
                       "Reads traffic of any kind and shows its rates on a grid, its clusters and its time "
                       "line: a workload data set, CSV or "
                       "JSON lines of token counts, a table of rates, or the gateway's traces in Redis.",
                       "headroomctl traffic show trace.csv --profile a10.json\n"
                       "headroomctl traffic show workload.jsonl --rate 20 -o rates.json\n"
                       "headroomctl traffic show day.csv --add night.csv --scale 1.5 --json\n"
                       "headroomctl traffic show --workspace llama.headroom"},
                      group);
  verb->add_option("source", options->source, "FILE or redis://host[:port][/db]?model=NAME")->required();
  options->mix.addProfiles(verb, false);
  options->mix.addTraffic(verb, false);
  verb->remove_option(verb->get_option("--rates"));
  verb->add_option("--round", options->mix.rounding,
                   "Which cell a request counts in: the next larger, or the nearest as in the "
                   "cluster")
      ->check(CLI::IsMember({"upward", "nearest"}))
      ->type_name("upward|nearest")
      ->capture_default_str();
  verb->add_option("--shift", options->shiftSeconds, "Move the time line by so many seconds")
      ->type_name("SECONDS");
  verb->add_option("-o,--output", options->output, "Write the table of rates to this file")
      ->type_name("FILE");
  verb->add_flag("--points", options->points, "With --json: every shape with its count and cluster");
  takeFromWorkspace(program, verb, {WorkspacePart::scenario}, trafficArguments);
  program.onRun(verb,
                [options](Console& console, std::stop_token stop) { return show(*options, console, stop); });
}

}  // namespace headroom::ctl
