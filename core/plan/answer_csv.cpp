#include "core/plan/answer_csv.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace headroom {
namespace {

class Csv {
 public:
  Csv& text(std::string_view field) {
    separate();
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
      m_text += field;
      return *this;
    }
    m_text += '"';
    for (const char c : field) m_text += c == '"' ? "\"\"" : std::string(1, c);
    m_text += '"';
    return *this;
  }
  template <typename Number>
  Csv& number(Number value) {
    separate();
    if constexpr (std::is_floating_point_v<Number>) {
      if (std::isfinite(value)) m_text += fmt::format("{}", value);
    } else {
      m_text += fmt::format("{}", value);
    }
    return *this;
  }
  template <typename Number>
  Csv& number(const std::optional<Number>& value) {
    return value ? number(*value) : text("");
  }
  // One field a GPU; all empty where there are none.
  template <typename Numbers>
  Csv& numbers(const Numbers& values, std::size_t gpus) {
    for (std::size_t g = 0; g < gpus; ++g)
      if (g < values.size())
        number(values[g]);
      else
        text("");
    return *this;
  }
  // A heading a GPU: "replicas a10".
  Csv& each(std::string_view what, const std::vector<std::string>& gpus) {
    for (const std::string& gpu : gpus) text(fmt::format("{} {}", what, gpu));
    return *this;
  }
  Csv& end() {
    m_text += "\r\n";
    m_first = true;
    return *this;
  }
  std::string take() { return std::move(m_text); }

 private:
  void separate() {
    if (!m_first) m_text += ',';
    m_first = false;
  }

  std::string m_text;
  bool m_first = true;
};

std::vector<std::string> namesOf(const MixProblem& problem) {
  std::vector<std::string> names;
  for (const MixGpu& gpu : problem.gpus) names.push_back(gpu.name);
  return names;
}

}  // namespace

std::string mixCsv(const MixProblem& problem, const MixAnswer& answer) {
  Csv csv;
  csv.text("gpu").text("replicas").text("cost_per_hour").text("utilisation").text("idle_replicas").end();
  for (std::size_t g = 0; g < answer.replicas.size(); ++g)
    csv.text(problem.gpus[g].name)
        .number(answer.replicas[g])
        .number(answer.replicas[g] * problem.gpus[g].costPerHour)
        .number(answer.utilisation[g])
        .number(answer.slack[g])
        .end();
  return csv.take();
}

std::string routingCsv(const MixProblem& problem, const MixAnswer& answer) {
  const std::vector<std::string> gpus = namesOf(problem);
  Csv csv;
  csv.text("output_tokens").text("input_tokens").text("rate").each("share of", gpus).text("unservable").end();
  for (std::size_t k = 0; k < problem.cells.size(); ++k) {
    if (!(problem.cells[k].rate > 0)) continue;
    csv.number(problem.cells[k].outputTokens)
        .number(problem.cells[k].inputTokens)
        .number(problem.cells[k].rate);
    csv.numbers(k < answer.routing.size() ? answer.routing[k] : std::vector<double>{}, gpus.size());
    std::string why;
    for (const UnservableCell& cell : answer.unservable)
      if (cell.cell == k) why = cell.reason;
    csv.text(why).end();
  }
  return csv.take();
}

std::string clusterCsv(const MixProblem& problem, const ClusterAnswer& answer) {
  Csv csv;
  csv.text("gpu").text("asked").text("replicas").text("cost_per_hour").end();
  for (std::size_t g = 0; g < answer.replicas.size(); ++g)
    csv.text(problem.gpus[g].name)
        .number(answer.asked[g])
        .number(answer.replicas[g])
        .number(static_cast<double>(answer.replicas[g]) * problem.gpus[g].costPerHour)
        .end();
  return csv.take();
}

std::string curveCsv(const MixProblem& problem, const CostCurve& curve) {
  const std::vector<std::string> gpus = namesOf(problem);
  Csv csv;
  csv.text("rate").text("cost_per_hour").each("replicas", gpus).each("cost_per_hour alone", gpus).end();
  for (std::size_t i = 0; i < curve.mix.size(); ++i) {
    const CostCurve::Point& point = curve.mix[i];
    csv.number(point.rate)
        .number(point.replicas.empty() ? std::nullopt : std::optional(point.costPerHour))
        .numbers(point.replicas, gpus.size());
    for (std::size_t g = 0; g < gpus.size(); ++g) csv.number(curve.single[g][i]);
    csv.end();
  }
  return csv.take();
}

std::string bestCsv(const MixProblem& problem, std::span<const BestGpu> best) {
  Csv csv;
  csv.text("output_tokens")
      .text("input_tokens")
      .text("best")
      .text("cost_per_million_requests")
      .text("second");
  csv.text("margin").end();
  for (std::size_t k = 0; k < best.size(); ++k) {
    const auto gpu = [&](const std::optional<std::size_t>& g) {
      return g ? std::string_view(problem.gpus[*g].name) : std::string_view();
    };
    csv.number(problem.cells[k].outputTokens).number(problem.cells[k].inputTokens).text(gpu(best[k].best));
    csv.number(best[k].best ? std::optional(best[k].costPerMillionRequests) : std::nullopt);
    csv.text(gpu(best[k].second))
        .number(std::isfinite(best[k].margin) ? std::optional(best[k].margin) : std::nullopt)
        .end();
  }
  return csv.take();
}

std::string pricesCsv(const MixProblem& problem, std::size_t gpu, std::span<const PricePiece> pieces) {
  const std::vector<std::string> gpus = namesOf(problem);
  Csv csv;
  csv.text("gpu").text("from_price").text("to_price").text("cost_at_from").text("cost_at_to");
  csv.each("replicas", gpus).end();
  for (const PricePiece& piece : pieces)
    csv.text(problem.gpus[gpu].name)
        .number(piece.fromPrice)
        .number(piece.toPrice)
        .number(piece.costAtFrom)
        .number(piece.costAtTo)
        .numbers(piece.replicas, gpus.size())
        .end();
  return csv.take();
}

std::string sloCostsCsv(const std::vector<std::string>& gpus, Metric metric, std::span<const SloCost> costs) {
  Csv csv;
  csv.text(fmt::format("bound of {}", lowerCaseName(metric))).text("feasible").text("cost_per_hour");
  csv.text("served_share").text("on_front").text("proved").each("replicas", gpus).end();
  for (const SloCost& cost : costs)
    csv.number(cost.bound)
        .text(cost.feasible ? "yes" : "no")
        .number(cost.replicas.empty() ? std::nullopt : std::optional(cost.costPerHour))
        .number(cost.servedShare)
        .text(cost.onFront ? "yes" : "no")
        .text(cost.proved ? "yes" : "no")
        .numbers(cost.replicas, gpus.size())
        .end();
  return csv.take();
}

std::string timelineCsv(const std::vector<std::string>& gpus, const CostTimeline& timeline) {
  Csv csv;
  csv.text("start_seconds").text("seconds").text("rate").text("cost_per_hour").text("unserved_rate");
  csv.text("proved").each("replicas", gpus).end();
  for (const CostTimeline::Interval& interval : timeline.intervals)
    csv.number(interval.startSeconds)
        .number(interval.seconds)
        .number(interval.rate)
        .number(interval.replicas.empty() ? std::nullopt : std::optional(interval.costPerHour))
        .number(interval.unservedRate)
        .text(interval.proved ? "yes" : "no")
        .numbers(interval.replicas, gpus.size())
        .end();
  return csv.take();
}

std::string robustCsv(const MixProblem& problem, const std::vector<std::string>& names,
                      const RobustAnswer& answer) {
  const std::vector<std::string> gpus = namesOf(problem);
  Csv csv;
  csv.text("traffic").text("cost_per_hour").text("cost_per_hour_alone").each("replicas", gpus);
  csv.each("utilisation", gpus).end();
  for (std::size_t s = 0; s < names.size(); ++s) {
    csv.text(names[s]);
    csv.number(answer.replicas.empty() ? std::nullopt : std::optional(answer.costPerHour));
    csv.number(answer.alone[s]).numbers(answer.replicas, gpus.size());
    csv.numbers(s < answer.scenarios.size() ? answer.scenarios[s].utilisation : std::vector<double>{},
                gpus.size());
    csv.end();
  }
  return csv.take();
}

}  // namespace headroom
