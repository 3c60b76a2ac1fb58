// A workspace in which every part holds something other than its default.
#pragma once

#include "core/workspace/workspace.h"

namespace headroom::test {

// One file as it is.
inline std::vector<TrafficPart> trafficFile(const std::string& path) { return {{TrafficOfFile{path}}}; }

// `directory`: where its files are said to lie.
inline Workspace sampleWorkspace(const std::string& directory = "/home/me/work") {
  Workspace workspace;
  Target target;
  target.name = "a10";
  target.model = "llama2-7b";
  target.deployment = "llama2-7b-a10";
  target.nameSpace = "serving";
  target.gpu = "A10";
  target.costPerHour = 1.01;
  target.reach = ByUrl{"http://10.0.0.7:8000", directory + "/ca.pem"};
  target.journal = directory + "/results/a10.jsonl";
  workspace.targets.push_back(target);
  target.name = "v100";
  target.gpu = "V100";
  target.costPerHour = 2.2;
  target.reach = ByPod{"east", "llama2-7b-v100-7d9f", 8001};
  target.journal = "/elsewhere/v100.jsonl";
  workspace.targets.push_back(target);
  target.name = "l20";
  target.gpu = "L20";
  target.reach = ByService{"west", "llama2-l20", 8002};
  workspace.targets.push_back(target);
  target.name = "a100";
  target.gpu = "A100-80G";
  target.reach = Simulated{"A100-80G", "llama2-7b"};
  target.journal.clear();
  workspace.targets.push_back(target);

  Plan& plan = workspace.plan;
  plan.inputTokens = {16, 2048};
  plan.outputTokens = {8, 1024};
  plan.rates = {0.5, 32};
  plan.concurrencies = {1, 4, 16};
  plan.samples = 250;
  plan.seed = 18446744073709551615u;
  plan.arrivals = {ArrivalKind::burst, 7};
  plan.temperature = 0.5;
  plan.warmup = 3;
  plan.stream = false;
  plan.ignoreEos = false;
  plan.api = "chat";
  plan.prompts = "fixed";

  workspace.slos[Metric::e2e] = {.statistic = Statistic::p90, .value = 20, .on = true};
  workspace.slos[Metric::ttft] = {.statistic = Statistic::p50, .value = 0.25, .on = true};
  workspace.prices = {{.gpu = "A10", .costPerHour = 1.5, .minReplicas = 1, .maxReplicas = 12},
                      {.gpu = "V100", .costPerHour = 2.0}};
  workspace.targetUtilisation = 0.8;
  workspace.burstFactor = 1.5;
  workspace.survivesLossOfOne = true;
  workspace.trafficRate = 42.5;
  workspace.nearestCells = true;
  Scenario scenario;
  scenario.name = "strict chat";
  scenario.slos[Metric::tpot] = {.statistic = Statistic::mean, .value = 0.02, .on = true};
  scenario.prices = {{.gpu = "L20", .costPerHour = 1.6, .maxReplicas = 4}};
  scenario.targetUtilisation = 0.7;
  scenario.burstFactor = 2;
  scenario.survivesLossOfOne = true;
  scenario.trafficRate = 7;
  scenario.nearestCells = true;
  scenario.traffic = {{.origin = TrafficOfFile{directory + "/night.csv"}, .scale = 2}};
  workspace.scenarios = {scenario};
  RedisConnection connection;
  connection.name = "east";
  connection.url = "rediss://reader@redis.example:6380/2";
  connection.model = "llama2-7b";
  connection.caFile = directory + "/redis-ca.pem";
  connection.context = "east";
  connection.nameSpace = "aibrix-system";
  connection.service = "aibrix-redis-master";
  connection.servicePort = 6390;
  connection.optimizerUrl = "http://127.0.0.1:8080";
  workspace.connections = {connection};
  workspace.traffic = {
      {.origin = TrafficOfFile{directory + "/trace.jsonl"}, .rate = 12.5, .scale = 1.5},
      {.origin = TrafficOfGateway{"east", 600}, .on = false},
      {.origin = TrafficTable{{64, 512}, {64, 512}, {{0, 1.5}, {2, 0}}}, .shiftSeconds = -3600}};
  return workspace;
}

}  // namespace headroom::test
