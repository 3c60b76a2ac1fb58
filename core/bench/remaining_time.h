// How long the rest of a sweep takes, learned from the points already measured.
//
// Sending takes the time that the plan fixes; what comes after it (the last answers, or a queue that the
// server works off) is the plan's assumption times what the points so far took of theirs.
#pragma once

#include "core/bench/plan.h"

#include <algorithm>

namespace headroom {

class RemainingTime {
 public:
  // `realClock`: requests are sent in real time. In virtual time sending takes no time of its own, and all is
  // scaled.
  RemainingTime(const Plan& plan, bool realClock) : m_plan(plan), m_realClock(realClock) {}

  void learn(const PlanPoint& point, double seconds) {
    m_assumed = m_assumed * forget + scaled(point);
    m_took = m_took * forget + std::max(0.0, seconds - fixed(point));
  }

  // Known once a point was measured; before, in real time, what the plan assumes.
  bool known() const { return m_realClock || m_assumed > 0; }

  double of(const PlanPoint& point) const {
    return fixed(point) + scaled(point) * (m_assumed > 0 ? m_took / m_assumed : 1);
  }

 private:
  static constexpr double forget = 0.9;  // about the last ten points count

  double fixed(const PlanPoint& point) const { return m_realClock ? m_plan.sendingSeconds(point) : 0; }
  double scaled(const PlanPoint& point) const {
    return m_plan.tailSeconds(point) + (m_realClock ? 0 : m_plan.sendingSeconds(point));
  }

  const Plan& m_plan;
  bool m_realClock;
  double m_assumed = 0;
  double m_took = 0;
};

}  // namespace headroom
