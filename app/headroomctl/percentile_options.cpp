#include "app/headroomctl/percentile_options.h"

#include <fmt/format.h>

namespace headroom::ctl {

void PercentileOptions::addTo(CLI::App* verb, const std::map<Metric, CLI::Option*>& bounds,
                              const std::string& when) {
  verb->add_option("--percentile", m_all,
                   when + (when.empty() ? "Of" : "of") + " the latencies that the SLOs bind; 0 is their mean")
      ->check(CLI::IsMember({0, 50, 90, 99}))
      ->type_name("0|50|90|99")
      ->capture_default_str();
  for (const auto& [metric, bound] : bounds) {
    if (!isLatency(metric)) continue;
    verb->add_option(fmt::format("--{}-percentile", lowerCaseName(metric)),
                     m_own[static_cast<std::size_t>(metric)],
                     fmt::format("{}{} the {} SLO, where it is not --percentile", when,
                                 when.empty() ? "Of" : "of", name(metric)))
        ->check(CLI::IsMember({0, 50, 90, 99}))
        ->type_name("0|50|90|99")
        ->needs(bound);
  }
}

void PercentileOptions::apply(Slos& slos) const {
  slos.statistic = *statisticOf(m_all);
  for (const Metric metric : kSloOrder)
    if (const int own = m_own[static_cast<std::size_t>(metric)]; own != kNone)
      slos.setStatistic(metric, *statisticOf(own));
}

}  // namespace headroom::ctl
