// The percentiles of the latency SLOs: one for all, as the reference has it, and one for each that shall
// differ.
//
//   PercentileOptions percentiles;
//   percentiles.addTo(verb, {.ttft = ttftOption, …});
//   …
//   percentiles.apply(slos);
#pragma once

#include "core/profile/slo.h"

#include <CLI/CLI.hpp>

#include <array>
#include <map>
#include <string>

namespace headroom::ctl {

class PercentileOptions {
 public:
  // --percentile, and --e2e-percentile and the like, each of which needs the option of its SLO, `bounds`.
  // `when` begins every help text: "For --benchmark: ".
  void addTo(CLI::App* verb, const std::map<Metric, CLI::Option*>& bounds, const std::string& when = {});
  void apply(Slos& slos) const;

 private:
  static constexpr int kNone = -1;
  int m_all = 0;
  std::array<int, 6> m_own{kNone, kNone, kNone, kNone, kNone, kNone};  // by Metric
};

}  // namespace headroom::ctl
