#include "ui/controllers/what_if_commands.h"

#include "core/traffic/stand_in.h"
#include "ui/controllers/what_if_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace headroom::ui {
namespace {

// One command, broken into lines of related options.
class Command {
 public:
  explicit Command(std::string_view start) : m_text(start) {}
  Command& line() {
    m_text += " \\\n ";
    return *this;
  }
  Command& word(std::string_view word) {
    m_text += ' ';
    m_text += shellWord(word);
    return *this;
  }
  template <typename Value>
  Command& option(std::string_view name, const Value& value) {
    word(fmt::format("--{}", name));
    return word(fmt::format("{}", value));
  }
  std::string text() const { return m_text + "\n"; }

 private:
  std::string m_text;
};

void addPromise(Command& command, const Slos& slos) {
  bool latency = false;
  for (const Metric metric : kSloOrder) {
    const auto& bound = slos.bound(metric);
    if (!bound || *bound == 0) continue;  // a throughput of at least 0 asks for nothing
    command.option(lowerCaseName(metric), *bound);
    latency = latency || isLatency(metric);
  }
  if (!latency) return;
  command.option("percentile", static_cast<int>(slos.statistic));
  for (const Metric metric : differingStatistics(slos))
    command.option(fmt::format("{}-percentile", lowerCaseName(metric)),
                   static_cast<int>(slos.statisticOf(metric)));
}

// Where the traffic is no file: the line that makes it one, and its name.
struct TrafficSource {
  std::string writing, word;
};

TrafficSource tableSource(const GridTraffic& table, std::string name) {
  return {fmt::format("echo {} > {}\n", shellWord(rateTableJson(table)), shellWord(name)), std::move(name)};
}

TrafficSource sourceOf(const TrafficPart& part, std::size_t number, const ConnectionUrl& connectionUrl) {
  TrafficSource source;
  if (const auto* file = std::get_if<TrafficOfFile>(&part.origin))
    source.word = file->path;
  else if (const auto* table = std::get_if<TrafficTable>(&part.origin))
    source = tableSource(gridOf(*table), fmt::format("traffic-{}.json", number));
  else if (const auto* gateway = std::get_if<TrafficOfGateway>(&part.origin))
    source.word = connectionUrl ? connectionUrl(gateway->connection) : gateway->connection;
  if (part.rate) source.word += fmt::format(";rate={}", *part.rate);
  if (part.scale != 1) source.word += fmt::format(";scale={}", part.scale);
  if (part.shiftSeconds != 0) source.word += fmt::format(";shift={}", part.shiftSeconds);
  return source;
}

// `number`: of the last table that was named, over all of the command lines.
std::vector<TrafficSource> sourcesOf(const WhatIfInput& input, const ConnectionUrl& connectionUrl,
                                     std::size_t& number) {
  std::vector<TrafficSource> sources;
  if (input.traffic->standIn()) {
    const BenchmarkTable& table = *input.gpus.front().table;
    sources.push_back(
        tableSource(standInTraffic(table.outputTokens(), table.inputTokens()), "made-up-traffic.json"));
  } else {
    for (const TrafficPart& part : input.traffic->parts)
      sources.push_back(sourceOf(part, ++number, connectionUrl));
  }
  return sources;
}

// What a command needs to know of a scenario's own traffic without reading it.
std::shared_ptr<const WhatIfTraffic> ownTraffic(const Scenario& scenario) {
  if (!scenario.traffic) return nullptr;
  auto own = std::make_shared<WhatIfTraffic>();
  std::ranges::copy_if(*scenario.traffic, std::back_inserter(own->parts), &TrafficPart::on);
  own->ratesKnown = !own->parts.empty();
  return own;
}

// The mix for all takes the profiles and the safety of now, and of a scenario one source of traffic.
std::optional<std::string> robustSource(const WhatIfInput& now, const WhatIfInput& scenario,
                                        const std::vector<TrafficSource>& sources) {
  const Scenario &a = now.conditions, &b = scenario.conditions;
  if (a.slos != b.slos || a.targetUtilisation != b.targetUtilisation || a.burstFactor != b.burstFactor ||
      a.nearestCells != b.nearestCells || sources.size() != 1)
    return std::nullopt;
  std::string source = sources.front().word;
  if (b.trafficRate > 0 || !scenario.traffic->ratesKnown) {
    const auto& parts = scenario.traffic->parts;
    if (!parts.empty() && (parts.front().rate || parts.front().scale != 1)) return std::nullopt;
    source += fmt::format(";rate={}", plannedRate(scenario));
  }
  return source;
}

std::string optimizeCommand(const WhatIfInput& input, const CommandExtras& extras,
                            const std::vector<TrafficSource>& sources,
                            const std::vector<std::string>& robust = {}) {
  const Scenario& conditions = input.conditions;
  Command command("headroomctl optimize");
  for (const WhatIfGpu& gpu : input.gpus) {
    command.line().option("benchmark", fmt::format("{}={}", gpu.deployment, gpu.benchmark));
    command.option("cost", fmt::format("{}={}", gpu.deployment, costOf(conditions, gpu)));
    const auto price = std::ranges::find(conditions.prices, gpu.gpu, &GpuPrice::gpu);
    if (price == conditions.prices.end() || (price->minReplicas == 0 && !price->maxReplicas)) continue;
    command.option("limit",
                   fmt::format("{}={}..{}", gpu.deployment, price->minReplicas,
                               price->maxReplicas ? std::to_string(*price->maxReplicas) : std::string()));
  }
  command.line();
  addPromise(command, slosOf(conditions.slos));
  command.line();
  for (std::size_t i = 0; i < sources.size(); ++i) command.option(i == 0 ? "rates" : "add", sources[i].word);
  if (conditions.trafficRate > 0 || !input.traffic->ratesKnown) command.option("rate", plannedRate(input));
  if (extras.timeline && input.traffic->timed())
    command.option("interval", timelineStep(*input.traffic->loaded->recording));
  command.line().option("utilisation", conditions.targetUtilisation);
  if (conditions.burstFactor != 1) command.option("burst", conditions.burstFactor);
  if (conditions.survivesLossOfOne) command.word("--spare");
  if (conditions.nearestCells) command.option("round", "nearest");
  if (extras.best) command.word("--best");
  if (extras.curve) {
    const double most = 2 * plannedRate(input);
    command.option("curve", fmt::format("{}..{}/{}", most / kCurvePoints, most, kCurvePoints));
  }
  if (extras.front)
    if (const auto bounds = promiseBounds(conditions.slos, *extras.front, 2); bounds.size() == 2)
      command.option("slo-front", fmt::format("{}={}..{}/{}", lowerCaseName(*extras.front), bounds.front(),
                                              bounds.back(), kFrontPoints));
  if (extras.timeline && input.traffic->timed()) command.word("--timeline");
  if (extras.prices)
    for (const WhatIfGpu& gpu : input.gpus) {
      const double price = costOf(conditions, gpu);
      command.option("price", fmt::format("{}=0..{}", gpu.deployment, mostPrice(price)));
    }
  for (const std::string& source : robust) command.option("scenario", source);
  return command.text();
}

std::string profileCommand(const WhatIfInput& input, const WhatIfGpu& gpu) {
  Command command("headroomctl gen-profile");
  command.word(gpu.deployment).option("benchmark", gpu.benchmark);
  if (const double cost = costOf(input.conditions, gpu); cost > 0) command.option("cost", cost);
  command.line();
  addPromise(command, slosOf(input.conditions.slos));
  std::string file = gpu.deployment + ".json";
  std::ranges::replace(file, '/', '-');
  command.word("-o").word(file);
  return command.text();
}

}  // namespace

std::string shellWord(std::string_view word) {
  static constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

std::string commandLines(const WhatIfInput& input, const CommandExtras& extras,
                         const ConnectionUrl& connectionUrl) {
  if (input.gpus.empty() || !input.traffic) return {};
  std::size_t number = 0;
  const auto sources = sourcesOf(input, connectionUrl, number);
  std::string writing, further;
  for (const TrafficSource& source : sources) writing += source.writing;
  std::vector<std::string> robust;
  for (const Scenario& scenario : extras.scenarios) {
    const WhatIfInput own = inputOf(input, scenario, ownTraffic(scenario));
    // Without traffic of its own, the files of now serve again.
    const auto ownSources = scenario.traffic ? sourcesOf(own, connectionUrl, number) : sources;
    if (scenario.traffic)
      for (const TrafficSource& source : ownSources) writing += source.writing;
    if (auto source = robustSource(input, own, ownSources)) robust.push_back(std::move(*source));
    further += optimizeCommand(own, {}, ownSources);
  }
  std::string text = writing + optimizeCommand(input, extras, sources, robust) + further;
  for (const WhatIfGpu& gpu : input.gpus) text += profileCommand(input, gpu);
  return text;
}

}  // namespace headroom::ui
