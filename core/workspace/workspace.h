// What one file of the operator's holds: the deployments to measure, how to measure them, the promises and
// the prices, and where the results lie. Never a secret.
//
//   Workspace workspace;
//   workspace.targets.push_back({.name = "a10", .model = "llama2-7b", .gpu = "A10"});
//   workspace.slos[Metric::e2e] = {.statistic = Statistic::p99, .value = 20, .on = true};
//   auto written = writeWorkspace(workspace, "llama.headroom");     // workspace_file.h
//
// Paths in memory are absolute; workspace_file.h makes them relative to the file where it writes them.
#pragma once

#include "core/bench/benchmark_file.h"
#include "core/bench/plan.h"
#include "core/profile/slo.h"
#include "core/traffic/traffic_parts.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace headroom {

// Keys of a file that this version does not know, as JSON text by key: kept, and written again.
using UnknownKeys = std::map<std::string, std::string>;

// How to speak to a target.
struct ByUrl {
  std::string url = {};     // without credentials
  std::string caFile = {};  // certificates to trust instead of the system's; empty = the system's
  bool operator==(const ByUrl&) const = default;
};
struct ByPod {
  std::string context = {};  // of kubectl; empty = the current one
  std::string pod = {};
  int port = 8000;
  bool operator==(const ByPod&) const = default;
};
struct ByService {
  std::string context = {};
  std::string service = {};
  int port = 8000;
  bool operator==(const ByService&) const = default;
};
struct Simulated {
  std::string gpu = {};    // of core/engine: "A10"
  std::string model = {};  // of core/engine: "llama2-7b"
  bool operator==(const Simulated&) const = default;
};
using Reach = std::variant<ByUrl, ByPod, ByService, Simulated>;

// One deployment to measure.
struct Target {
  std::string name = {};        // unique within the workspace
  std::string model = {};       // as the server names it
  std::string deployment = {};  // in the cluster; what its profile is named by
  std::string nameSpace = {};   // of Kubernetes; empty = "default"
  std::string gpu = {};         // its type: "A10"
  double costPerHour = 0;       // of one replica, in dollars; 0 = not known yet
  Reach reach = ByUrl{};
  std::string journal = {};  // the benchmark file of its points; empty = none yet
  UnknownKeys unknown = {}, reachUnknown = {};

  bool operator==(const Target&) const = default;
};

// One promise. Seconds for E2E, TTFT, TPOT and TPAT (statistic < value), requests/s for TPUT and tokens/s for
// TT (mean >= value).
struct SloSetting {
  Statistic statistic = Statistic::p99;  // throughputs always go by the mean
  double value = 0;
  bool on = false;
  UnknownKeys unknown = {};

  bool operator==(const SloSetting&) const = default;
};

// One setting a metric. A default one has only E2E P99 < 5 s on.
class SloSettings {
 public:
  SloSettings();
  SloSetting& operator[](Metric metric) { return m_settings[static_cast<std::size_t>(metric)]; }
  const SloSetting& operator[](Metric metric) const { return m_settings[static_cast<std::size_t>(metric)]; }
  bool operator==(const SloSettings&) const = default;

  UnknownKeys unknown;  // metrics that this version does not know

 private:
  std::array<SloSetting, 6> m_settings;
};

// The promises that are on, each with its own statistic.
Slos slosOf(const SloSettings& settings);

// What a GPU type costs while weighing, instead of what its targets say, and how many may be had.
struct GpuPrice {
  std::string gpu = {};
  double costPerHour = 0;  // dollars
  int minReplicas = 0;
  std::optional<int> maxReplicas = {};  // absent = no bound
  UnknownKeys unknown = {};

  bool operator==(const GpuPrice&) const = default;
};

// A named snapshot of what is weighed.
struct Scenario {
  std::string name = {};  // unique within the workspace
  SloSettings slos = {};
  std::vector<GpuPrice> prices = {};
  double targetUtilisation = 0.9;
  double burstFactor = 1;
  bool survivesLossOfOne = false;
  double trafficRate = 0;
  bool nearestCells = false;
  std::optional<std::vector<TrafficPart>> traffic = {};  // absent = whatever is planned for now
  UnknownKeys unknown = {};

  bool operator==(const Scenario&) const = default;
};

// A Redis that holds profiles, reached directly or through a port-forward of its service.
struct RedisConnection {
  std::string name = {};   // unique within the workspace
  std::string url = {};    // redis://, rediss:// or unix://, without a password
  std::string model = {};  // whose profiles
  std::string caFile = {};
  // Not empty: through a port-forward of this service; host and port of the URL are then not used.
  std::string context = {}, nameSpace = {}, service = {};
  int servicePort = 6379;
  std::string optimizerUrl =
      {};  // where /update_profile/{model} is asked for after a push; empty = nobody is told
  UnknownKeys unknown = {};

  bool operator==(const RedisConnection&) const = default;
};

struct Workspace {
  std::vector<Target> targets = {};
  // The grid and the way of measuring, the same for every target. Its model, predicted and only are not part
  // of the workspace: the model is each target's.
  Plan plan = {};
  SloSettings slos = {};
  std::vector<GpuPrice> prices = {};  // one a GPU type at most
  double targetUtilisation = 0.9;     // in (0, 1]
  double burstFactor = 1;             // at least 1: the peak over the rate of the traffic
  bool survivesLossOfOne = false;     // the mix carries everything also when any one of its GPUs is gone
  std::vector<Scenario> scenarios = {};
  std::vector<RedisConnection> connections = {};
  std::vector<TrafficPart> traffic = {};  // laid over each other; empty = none
  double trafficRate = 0;                 // requests/s in all to plan for; 0 = the traffic's own
  bool nearestCells = false;              // shapes count in the nearest cell, not in the next larger one
  UnknownKeys unknown = {}, planUnknown = {};

  bool operator==(const Workspace&) const = default;
};

// The target of that name, or nullptr.
const Target* findTarget(const Workspace& workspace, std::string_view name);
Target* findTarget(Workspace& workspace, std::string_view name);

// The GPU types of the targets, each once, in the order in which they come.
std::vector<std::string> gpuTypes(const Workspace& workspace);

// Dollars an hour of one replica: the price set for its GPU type, else the target's own.
double costPerHour(const Workspace& workspace, const Target& target);

// `wanted`, or `wanted 2`, `wanted 3` … where a target has that name already.
std::string freeTargetName(const Workspace& workspace, const std::string& wanted);

// What is wrong with the workspace as a whole, one sentence each: two targets of one name, a target without
// one.
std::vector<std::string> complaints(const Workspace& workspace);

// `url` with the password taken out and the user left: "redis://u:pw@host/0" is "redis://u@host/0".
std::string withoutPassword(const std::string& url);

}  // namespace headroom
