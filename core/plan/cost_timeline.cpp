#include "core/plan/cost_timeline.h"

#include "core/plan/mix_loads.h"
#include "core/plan/slo_cost.h"

#include <algorithm>

namespace headroom {
namespace {

// What carries all: intervals join the programme one at a time, the one that is carried worst first, until
// the replicas carry every one. Few matter.
Result<void> carryAll(const std::vector<MixLoads::Situation>& situations, MixLoads loads,
                      const MixControl& control, CostTimeline& line) {
  loads.situations.clear();
  MixSearchControl search;
  search.stop = control.stop;
  if (control.timeLimitSeconds < 1e8)
    search.deadline = Clock::now() + fromSeconds(std::max(0.0, control.timeLimitSeconds));
  std::vector<int> replicas = loads.lower;
  std::vector<bool> joined(situations.size());
  for (;;) {
    double worst = 1 + 1e-9;
    std::size_t missing = situations.size();
    for (std::size_t i = 0; i < situations.size(); ++i) {
      if (search.stop.stop_requested()) return Error{ErrorCode::cancelled, "the time line was stopped"};
      // What the programme holds is carried, but for rounding: taken up again, it would change nothing.
      if (joined[i]) continue;
      const double fullest = fullestType(situations[i], replicas, loads.survivesLossOfOne).value_or(1e300);
      if (fullest > worst) worst = fullest, missing = i;
    }
    if (missing == situations.size()) break;
    loads.situations.push_back(situations[missing]);
    joined[missing] = true;
    MixSearchResult found = searchMix(loads, search);
    if (found.cancelled) return Error{ErrorCode::cancelled, "the time line was stopped"};
    line.steadyProved = line.steadyProved && found.complete;
    if (found.replicas.empty()) return {};  // none within the limits, or none was found
    replicas = found.replicas;
  }
  line.steadyReplicas = replicas;
  for (std::size_t g = 0; g < replicas.size(); ++g) line.steadyCostPerHour += replicas[g] * loads.cost[g];
  return {};
}

}  // namespace

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
    CostTimeline::Interval out;
    out.startSeconds = interval.startSeconds;
    out.seconds = interval.seconds;
    out.rate = interval.rate();
    const Distribution traffic = trafficOf(interval);
    if (traffic.rate() > 0) {
      auto plan = planProblem(profiles, traffic, rule);
      if (!plan) return plan.error();
      if (auto applied = applySettings(settings, plan->problem); !applied) return applied.error();
      auto answer = solveMix(plan->problem, plain);
      if (!answer) return answer.error();
      out.replicas = answer->replicas;
      out.costPerHour = answer->costPerHour;
      out.gap = answer->gap;
      out.proved = answer->proved();
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

  if (!situations.empty())
    if (auto found = carryAll(situations, std::move(loads), control, line); !found) return found.error();
  line.steadyCost = line.steadyCostPerHour * recording.seconds() / 3600;
  return line;
}

}  // namespace headroom
