#include "app/headroomctl/mix_options.h"

#include "core/base/file.h"
#include "core/traffic/gateway_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace headroom::ctl {
namespace {

Error wrongUse(std::string message, std::string hint) {
  return {ErrorCode::invalidArgument, std::move(message), std::move(hint)};
}

// A source and what follows it: "night.csv;scale=2;shift=43200". Only what reads so is taken for it: a path
// may hold semicolons.
struct NamedPart {
  std::string source;
  TrafficPart part;
};
Result<NamedPart> namedPart(const std::string& text) {
  NamedPart named{text, {}};
  for (;;) {
    const std::size_t at = named.source.rfind(';');
    if (at == std::string::npos) return named;
    const std::string word = named.source.substr(at + 1);
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string key = word.substr(0, equals);
    if (key != "rate" && key != "scale" && key != "shift") return named;
    const auto number = numberOf(key, word.substr(std::min(equals + 1, word.size())));
    if (!number)
      return wrongUse(fmt::format("{}: {}", text, number.error().message),
                      "write it as SOURCE;rate=20 or SOURCE;scale=1.5;shift=3600");
    if (key == "rate") named.part.rate = *number;
    if (key == "scale") named.part.scale = *number;
    if (key == "shift") named.part.shiftSeconds = *number;
    named.source.resize(at);
  }
}

bool isPlace(const std::string& source) { return source.find("://") != std::string::npos; }

// Names of files hold '/' and the like as %2F.
std::string decoded(const std::string& name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    int byte = 0;
    if (name[i] == '%' && i + 2 < name.size() &&
        std::from_chars(name.data() + i + 1, name.data() + i + 3, byte, 16).ptr == name.data() + i + 3) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += name[i];
    }
  }
  return out;
}

Result<int> replicasOf(const std::string& option, const std::string& text) {
  int number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || number < 0)
    return wrongUse(fmt::format("{}: \"{}\" is not a number of replicas", option, text),
                    "give a whole number of 0 or more");
  return number;
}

}  // namespace

Result<std::pair<std::string, std::string>> namedValue(const std::string& option, const std::string& text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    return wrongUse(fmt::format("{}: \"{}\" does not read NAME=VALUE", option, text),
                    "write it as " + option + " NAME=VALUE");
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

Result<double> numberOf(const std::string& option, const std::string& text) {
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return wrongUse(fmt::format("{}: \"{}\" is not a finite number", option, text),
                    "give a number such as 3.67");
  return number;
}

void MixOptions::addProfiles(CLI::App* verb, bool required) {
  CLI::Option* option = verb->add_option("--profile", profileSources,
                                         "A profile: a file, a directory of them, or those in "
                                         "redis://host[:port][/db]?model=NAME; may be repeated")
                            ->type_name("FILE|URL");
  if (required) option->required();
  addCosts(verb);
  store.addTo(verb);
}

void MixOptions::addCosts(CLI::App* verb) {
  verb->add_option("--cost", costs,
                   "Price per hour of one replica, instead of the profile's; may be repeated")
      ->type_name("GPU=PRICE");
}

void MixOptions::addBenchmarks(CLI::App* verb) {
  verb->add_option("--benchmark", benchmarks,
                   "A benchmark file, from which a profile is made under the SLOs given here; "
                   "may be repeated")
      ->type_name("GPU=FILE");
  std::map<Metric, CLI::Option*> bounds;
  const auto slo = [&](Metric metric, double& value, const char* text) {
    bounds[metric] = verb->add_option(fmt::format("--{}", lowerCaseName(metric)), value, text)
                         ->type_name("NUMBER")
                         ->check(CLI::PositiveNumber);
  };
  slo(Metric::tput, tput, "For --benchmark: throughput at least, requests/s");
  slo(Metric::tt, tt, "For --benchmark: token throughput at least, output tokens/s");
  slo(Metric::e2e, e2e, "For --benchmark: end-to-end latency below, seconds");
  slo(Metric::ttft, ttft, "For --benchmark: time to first token below, seconds");
  slo(Metric::tpat, tpat, "For --benchmark: time per token of input and output below, seconds");
  slo(Metric::tpot, tpot, "For --benchmark: time per output token below, seconds");
  percentiles.addTo(verb, bounds, "For --benchmark: ");
}

void MixOptions::addTraffic(CLI::App* verb, bool required) {
  CLI::Option* option =
      verb->add_option(
              "--rates", rates,
              R"(Traffic: {"indexes": [[output...], [input...]], "rates": [[...]]}, a workload data )"
              "set, CSV or JSON lines of token counts, or the gateway's traces in redis://...?model=NAME")
          ->type_name("FILE|URL");
  if (required) option->required();
  verb->add_option(
          "--add", added,
          "More traffic of any of these kinds, on top; may be repeated. Any source may be followed by "
          "what is done with it alone: 'night.csv;scale=2;shift=43200' or 'list.csv;rate=20'")
      ->type_name("FILE|URL");
  verb->add_option("--rate", rate,
                   "Scale the traffic to so many requests/s in all; needed where it tells no times")
      ->type_name("RATE");
  verb->add_option("--scale", scale, "Multiply every rate by this")
      ->type_name("FACTOR")
      ->capture_default_str();
  verb->add_option("--time-unit", timeUnit, "Unit of numeric times in a list of token counts")
      ->check(CLI::IsMember({"auto", "s", "ms"}))
      ->type_name("auto|s|ms")
      ->capture_default_str();
  verb->add_option("--interval", intervalSeconds, "Step of the traffic's time line")
      ->check(CLI::Range(0.001, 1e7))
      ->type_name("SECONDS")
      ->capture_default_str();
  verb->add_option("--window", windowSeconds, "How far back the gateway's traces are read")
      ->check(CLI::Range(1.0, 86400.0))
      ->type_name("SECONDS")
      ->capture_default_str();
}

void MixOptions::addConditions(CLI::App* verb) {
  verb->add_option("--utilisation", utilisation, "How full a GPU may be planned, above 0 and at most 1")
      ->type_name("SHARE")
      ->capture_default_str();
  verb->add_option("--burst", burst, "Plan for this many times the rates")
      ->type_name("FACTOR")
      ->capture_default_str();
  verb->add_flag("--spare", spare, "The mix must still serve everything when any one of its GPUs is gone");
  verb->add_option("--limit", limits,
                   "Least and most replicas of a GPU; either may be left out; may be repeated")
      ->type_name("GPU=MIN..MAX");
  verb->add_option("--fix", fixed, "Replicas of a GPU that are not to be chosen; may be repeated")
      ->type_name("GPU=N");
  verb->add_option("--round", rounding,
                   "Which cell a request counts in: the next one that is at least as long in both "
                   "directions, or the nearest as in the cluster")
      ->check(CLI::IsMember({"upward", "nearest"}))
      ->type_name("upward|nearest")
      ->capture_default_str();
  verb->add_option("--time-limit", timeLimitSeconds, "Take the best mix found after so long")
      ->check(CLI::Range(0.0, 86400.0))
      ->type_name("SECONDS")
      ->capture_default_str();
}

Slos MixOptions::slos() const {
  Slos set;
  if (tput != 0) set.tput = tput;
  if (tt != 0) set.tt = tt;
  if (e2e != 0) set.e2e = e2e;
  if (ttft != 0) set.ttft = ttft;
  if (tpat != 0) set.tpat = tpat;
  if (tpot != 0) set.tpot = tpot;
  percentiles.apply(set);
  return simplified(set);
}

Result<void> OneModel::take(const std::string& model, const std::string& source) {
  if (model.empty()) return {};
  if (!m_model.empty() && decoded(model) != decoded(m_model))
    return wrongUse(fmt::format("the profiles are of different models: {} ({}) and {} ({})", m_model,
                                m_source, model, source),
                    "plan one model at a time");
  if (m_model.empty()) m_model = model, m_source = source;
  return {};
}

Result<std::vector<MixOptions::Measured>> MixOptions::measured() const {
  OneModel model;
  return measured(model);
}

Result<std::vector<MixOptions::Measured>> MixOptions::measured(OneModel& model) const {
  std::vector<Measured> all;
  std::map<std::string, double> prices;
  for (const std::string& text : costs) {
    const auto named = namedValue("--cost", text);
    if (!named) return named.error();
    const auto price = numberOf("--cost", named->second);
    if (!price) return price.error();
    prices[named->first] = *price;
  }
  for (const std::string& text : benchmarks) {
    const std::size_t equals = text.find('=');  // a path may hold one, a deployment does not
    if (equals == std::string::npos || equals == 0)
      return wrongUse(fmt::format("--benchmark: \"{}\" does not read GPU=FILE", text),
                      "write it as --benchmark GPU=FILE");
    const auto file = readBenchmarkFile(text.substr(equals + 1));
    if (!file) return file.error();
    auto table = BenchmarkTable::build(*file);
    if (!table) return table.error();
    Measured one{text.substr(0, equals), std::move(*table), 1};
    if (const auto price = prices.find(one.gpu); price != prices.end()) one.cost = price->second;
    all.push_back(std::move(one));
  }
  for (const Measured& one : all)
    if (auto fits = model.take(one.table.model(), one.table.source()); !fits) return fits.error();
  return all;
}

Result<std::vector<LintProfile>> MixOptions::generated(OneModel& model) const {
  const auto tables = measured(model);
  if (!tables) return tables.error();
  const Slos promised = slos();
  std::vector<LintProfile> all;
  for (const Measured& one : *tables) {
    const Evaluation evaluation = one.table.evaluate(promised);
    auto profile = generateProfile(one.table, promised, evaluation, {.gpu = one.gpu, .cost = one.cost});
    if (!profile) return profile.error();
    LintProfile made{one.table.source(), ParsedProfile{std::move(*profile)}};
    made.zeroLimits = countLimits(evaluation, true);
    made.predicted = one.table.predicted();
    all.push_back(std::move(made));
  }
  return all;
}

Result<std::vector<LintProfile>> MixOptions::profiles(std::stop_token stop, OneModel model) const {
  std::vector<LintProfile> all;
  for (const std::string& source : profileSources) {
    if (!isPlace(source)) {
      const auto destination = parseDestination(source);
      if (!destination) return destination.error();
      if (destination->kind == Destination::Kind::file) {
        auto read = readProfile(source);
        if (!read) return read.error();
        all.push_back({source, std::move(*read)});
        continue;
      }
    }
    const auto where = store.destination(source, StoreOptions::Model::required);
    if (!where) return where.error();
    if (where->isRedis())
      if (auto fits = model.take(where->model, where->shown()); !fits) return fits.error();
    auto opened = store.open(source, StoreOptions::Model::required, stop);
    if (!opened) return opened.error();
    auto list = opened->list();
    if (!list) return list.error();
    std::size_t taken = 0;
    for (StoredProfile& stored : *list) {
      if (!where->model.empty() && !stored.model.empty() && stored.model != where->model) continue;
      if (stored.problem) return *stored.problem;
      if (!stored.parsed) continue;
      if (auto fits = model.take(stored.model, stored.name); !fits) return fits.error();
      all.push_back({stored.name, std::move(*stored.parsed)});
      ++taken;
    }
    if (taken == 0)
      return Error{ErrorCode::notFound,
                   where->isRedis() ? fmt::format("{} holds no profile of {}", where->shown(), where->model)
                                    : fmt::format("{} holds no profile", where->shown()),
                   "make one with headroomctl gen-profile"};
  }
  auto tables = measured(model);
  if (!tables) return tables.error();
  const Slos promised = slos();
  if (!tables->empty())
    if (const auto sound = checkSlos(promised); !sound) return sound.error();
  for (const Measured& one : *tables)
    all.push_back(
        {one.table.source(), ParsedProfile{planningProfile({one.gpu, one.cost, &one.table}, promised,
                                                           one.table.evaluate(promised))}});
  if (all.empty()) return wrongUse("there is no profile", "give at least one with --profile or --benchmark");
  for (const std::string& text : costs) {
    const auto named = namedValue("--cost", text);
    if (!named) return named.error();
    const auto price = numberOf("--cost", named->second);
    if (!price) return price.error();
    const auto found = std::find_if(all.begin(), all.end(), [&](const LintProfile& one) {
      return one.parsed.profile.gpu == named->first;
    });
    if (found == all.end())
      return wrongUse(fmt::format("--cost: there is no profile of {}", named->first),
                      "name the GPU as its profile does");
    found->parsed.profile.cost = *price;
  }
  return all;
}

RecordingOptions MixOptions::recordingOptions() const {
  return {intervalSeconds, timeUnit == "s"    ? TimeUnit::seconds
                           : timeUnit == "ms" ? TimeUnit::milliseconds
                                              : TimeUnit::automatic};
}

Result<LoadedTraffic> MixOptions::trafficOf(const std::string& text, std::stop_token stop) const {
  auto named = namedPart(text);
  if (!named) return named.error();
  auto& [source, part] = *named;
  if (source.starts_with('{')) {  // a table of rates as it stands, not its file
    const auto table = parseRateTable(source, "the table of rates");
    if (!table) return table.error();
    return treated(trafficOfTable(tableOf(*table)), part);
  }
  if (isPlace(source)) {
    const auto where = store.destination(source, StoreOptions::Model::required);
    if (!where) return where.error();
    if (!where->isRedis())
      return wrongUse(where->shown() + " is not a Redis", "give redis://host/?model=NAME, or a file");
    GatewaySource gateway(*where, {store.connectTimeoutSeconds, store.timeoutSeconds, store.caFile},
                          windowSeconds);
    const GatewaySnapshot snapshot = gateway.refresh(unixNow(), stop);
    if (snapshot.problem) return *snapshot.problem;
    if (snapshot.whyNothing) return *snapshot.whyNothing;
    auto loaded = trafficOfWindow(snapshot.view, where->shown());
    return loaded ? treated(std::move(*loaded), part) : loaded;
  }
  auto loaded = loadTrafficFile(source, recordingOptions());
  if (!loaded) return loaded;
  if (!part.rate && rate && loaded->recording && !loaded->recording->timed) part.rate = rate;
  return treated(std::move(*loaded), part);
}

Result<LoadedTraffic> MixOptions::traffic(std::stop_token stop) const {
  if (rate && !(*rate > 0 && std::isfinite(*rate)))
    return wrongUse(fmt::format("--rate is {}", *rate), "give a finite rate above 0");
  if (!(scale > 0) || !std::isfinite(scale))
    return wrongUse(fmt::format("--scale is {}", scale), "give a finite factor above 0");
  std::vector<LoadedTraffic> parts;
  std::vector<std::string> sources{rates};
  sources.insert(sources.end(), added.begin(), added.end());
  for (const std::string& source : sources) {
    auto loaded = trafficOf(source, stop);
    if (!loaded) return loaded;
    parts.push_back(std::move(*loaded));
  }
  auto all = laidOver(std::move(parts));
  if (!all) return all;
  const double now = all->mean.rate();
  return scaled(std::move(*all), scale * (rate && now > 0 ? *rate / now : 1));
}

Result<void> MixOptions::apply(MixProblem& problem) const {
  problem.targetUtilisation = utilisation;
  problem.burstFactor = burst;
  problem.survivesLossOfOne = spare;
  const auto gpuOf = [&](const std::string& option, const std::string& name) -> Result<MixGpu*> {
    for (MixGpu& gpu : problem.gpus)
      if (gpu.name == name) return &gpu;
    return wrongUse(fmt::format("{}: there is no profile of {}", option, name),
                    "name the GPU as its profile does");
  };
  for (const std::string& text : limits) {
    const auto named = namedValue("--limit", text);
    if (!named) return named.error();
    const auto gpu = gpuOf("--limit", named->first);
    if (!gpu) return gpu.error();
    const std::string& range = named->second;
    const std::size_t dots = range.find("..");
    if (dots == std::string::npos)
      return wrongUse(fmt::format("--limit: \"{}\" does not read GPU=MIN..MAX", text),
                      "write it as --limit GPU=0..8");
    if (dots > 0) {
      const auto least = replicasOf("--limit", range.substr(0, dots));
      if (!least) return least.error();
      (*gpu)->minReplicas = *least;
    }
    if (dots + 2 < range.size()) {
      const auto most = replicasOf("--limit", range.substr(dots + 2));
      if (!most) return most.error();
      (*gpu)->maxReplicas = *most;
    }
  }
  for (const std::string& text : fixed) {
    const auto named = namedValue("--fix", text);
    if (!named) return named.error();
    const auto gpu = gpuOf("--fix", named->first);
    if (!gpu) return gpu.error();
    const auto count = replicasOf("--fix", named->second);
    if (!count) return count.error();
    (*gpu)->minReplicas = (*gpu)->maxReplicas = *count;
  }
  return {};
}

MixControl MixOptions::control(std::stop_token stop) const {
  return {timeLimitSeconds, std::move(stop), true};
}

}  // namespace headroom::ctl
