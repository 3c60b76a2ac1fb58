#include "core/plan/cost_timeline.h"

#include "core/plan/mix_loads.h"
#include "core/plan/slo_cost.h"

#include <algorithm>

namespace headroom {

Result<CostTimeline> costTimeline(std::span<const Profile> profiles, const Recording& recording,
                                  CellRule rule, const MixProblem& settings, const MixControl& control,
                                  const ProgressSink& progress) {
  if (!recording.timed || recording.intervals.empty())
    return Error{ErrorCode::invalidArgument, recording.source + " tells no times, so it has no time line",
                 "give a recording with times"};
  MixControl plain = control;
  plain.nextPurchase = false;
  CostTimeline line;
  const Instant began = Clock::now();
  std::vector<MixLoads::Situation> situations;  // of the intervals that no other one covers so far
  MixLoads loads;
  for (std::size_t i = 0; i < recording.intervals.size(); ++i) {
    const TrafficInterval& interval = recording.intervals[i];
    CostTimeline::Interval out{interval.startSeconds, interval.seconds, interval.rate(), {}, 0, 0};
    const Distribution traffic = trafficOf(interval);
    if (traffic.rate() > 0) {
      auto plan = planProblem(profiles, traffic, rule);
      if (!plan) return plan.error();
      applySettings(settings, plan->problem);
      auto answer = solveMix(plan->problem, plain);
      if (!answer) return answer.error();
      out.replicas = answer->replicas;
      out.costPerHour = answer->costPerHour;
      for (const UnservableCell& cell : answer->unservable)
        out.unservedRate += plan->problem.cells[cell.cell].rate;
      line.scaledCost += out.costPerHour * out.seconds / 3600;
      BusyLoads busy = busyLoads(plan->problem);
      loads = busy.loads;
      if (!out.replicas.empty()) situations.push_back(std::move(busy.loads.situations.front()));
    }
    line.intervals.push_back(std::move(out));
    if (progress) {
      const double elapsed = toSeconds(Clock::now() - began);
      progress(
          {"plan", i + 1, recording.intervals.size(), elapsed,
           elapsed / static_cast<double>(i + 1) * static_cast<double>(recording.intervals.size() - i - 1)});
    }
  }

  // What carries all: intervals join the programme one at a time, the one that is carried worst first, until
  // the replicas carry every one. Few matter.
  if (!situations.empty()) {
    loads.situations.clear();
    MixSearchControl search;
    search.stop = control.stop;
    std::vector<int> replicas = loads.lower;
    for (;;) {
      double worst = 1 + 1e-9;
      const MixLoads::Situation* missing = nullptr;
      for (const auto& situation : situations) {
        const double fullest = fullestType(situation, replicas, loads.survivesLossOfOne).value_or(1e300);
        if (fullest > worst) worst = fullest, missing = &situation;
      }
      if (missing == nullptr) break;
      loads.situations.push_back(*missing);
      MixSearchResult found = searchMix(loads, search);
      if (found.cancelled) return Error{ErrorCode::cancelled, "the time line was stopped"};
      if (found.replicas.empty()) break;
      replicas = found.replicas;
    }
    line.steadyReplicas = replicas;
    for (std::size_t g = 0; g < replicas.size(); ++g) line.steadyCostPerHour += replicas[g] * loads.cost[g];
    line.steadyCost = line.steadyCostPerHour * recording.seconds() / 3600;
  }
  return line;
}

}  // namespace headroom
