#include "ui/pages/what_if/tables.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/pages/what_if/answer_bar.h"
#include "ui/pages/what_if/scenario_model.h"
#include "ui/pages/what_if/view_data.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

struct WhatIfTables {
  Q_DECLARE_TR_FUNCTIONS(WhatIfTables)
};

QString nameOf(const WhatIfGpu& gpu) { return QString::fromStdString(gpu.name); }

QString promiseText(const SloSettings& slos) {
  QStringList parts;
  for (const Metric metric : kSloOrder) {
    const SloSetting& slo = slos[metric];
    if (!slo.on) continue;
    const QString label = sloLabel(metric, slo.statistic);
    parts << (isLatency(metric) ? QStringLiteral("%1 < %2").arg(label, secondsText(slo.value))
                                : QStringLiteral("%1 ≥ %2").arg(label, compact(slo.value)));
  }
  return parts.isEmpty() ? WhatIfTables::tr("none") : parts.join(QStringLiteral(", "));
}

}  // namespace

TableContent capacityTable(const WhatIfInput& input, const Capacities& capacities) {
  TableContent table;
  if (input.gpus.empty() || capacities.byGpu.size() != input.gpus.size()) return table;
  table.headers = {WhatIfTables::tr("Input"), WhatIfTables::tr("Output")};
  for (const WhatIfGpu& gpu : input.gpus) {
    table.headers << WhatIfTables::tr("%1, req/s").arg(nameOf(gpu)) << WhatIfTables::tr("held by")
                  << WhatIfTables::tr("$ / M tokens");
    table.words << static_cast<int>(table.headers.size()) - 2;
  }
  // Every cell that any of them has; grids that are the same, as they ought to be, are walked once.
  std::vector<std::pair<int, int>> cells;
  for (const WhatIfGpu& gpu : input.gpus) {
    if (&gpu != &input.gpus.front() && gpu.table->inputTokens() == input.gpus.front().table->inputTokens() &&
        gpu.table->outputTokens() == input.gpus.front().table->outputTokens())
      continue;
    for (std::size_t cell = 0; cell < gpu.table->cells(); ++cell)
      cells.emplace_back(gpu.table->outputTokensOf(cell), gpu.table->inputTokensOf(cell));
  }
  std::ranges::sort(cells);
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  for (const auto& [output, in] : cells) {
    QStringList row{tokenLabel(in), tokenLabel(output)};
    for (std::size_t g = 0; g < input.gpus.size(); ++g) {
      const BenchmarkTable& of = *input.gpus[g].table;
      const auto down = std::ranges::lower_bound(of.outputTokens(), output);
      const auto across = std::ranges::lower_bound(of.inputTokens(), in);
      if (down == of.outputTokens().end() || *down != output || across == of.inputTokens().end() ||
          *across != in) {
        row << noNumber() << QString() << noNumber();
        continue;
      }
      const std::size_t cell = of.cell(static_cast<std::size_t>(down - of.outputTokens().begin()),
                                       static_cast<std::size_t>(across - of.inputTokens().begin()));
      const double capacity = capacities.byGpu[g].throughput[cell];
      const Verdict verdict = std::isnan(capacity) || capacity > 0 ? Verdict::none : Verdict::bad;
      const QString limit = bindingName(capacities.byGpu[g].limit[cell], capacities.slos);
      row << significant(capacity)
          << (verdict == Verdict::bad ? verdictSign(verdict) + QLatin1Char(' ') + limit : limit)
          << fixed(costPerMillionTokens(costOf(input.conditions, input.gpus[g]), capacity, in, output), 2);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

TableContent mixTable(const WhatIfInput& input, const WhatIfMix& mix, const WhatIfCluster* cluster) {
  TableContent table;
  table.headers = {WhatIfTables::tr("GPU"),  WhatIfTables::tr("Replicas"),   WhatIfTables::tr("Used"),
                   WhatIfTables::tr("Idle"), WhatIfTables::tr("$ per hour"), WhatIfTables::tr("Cluster")};
  table.words = {0};
  const MixAnswer& answer = mix.answer;
  for (std::size_t g = 0; g < input.gpus.size(); ++g) {
    const bool known = g < answer.replicas.size();
    const int replicas = known ? answer.replicas[g] : 0;
    table.rows.push_back({nameOf(input.gpus[g]), known ? QString::number(replicas) : noNumber(),
                          replicas > 0 ? percentText(answer.utilisation[g], 2) : noNumber(),
                          replicas > 0 ? fixed(answer.slack[g], 2) : noNumber(),
                          known ? fixed(replicas * costOf(input.conditions, input.gpus[g]), 2) : noNumber(),
                          cluster && g < cluster->replicas.size()
                              ? countText(static_cast<double>(cluster->replicas[g]))
                              : noNumber()});
  }
  return table;
}

TableContent routingTable(const WhatIfInput& input, const WhatIfMix& mix) {
  TableContent table;
  table.headers = {WhatIfTables::tr("Input"), WhatIfTables::tr("Output"), WhatIfTables::tr("req/s")};
  for (const WhatIfGpu& gpu : input.gpus) table.headers << nameOf(gpu);
  const auto& cells = mix.plan.problem.cells;
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < cells.size(); ++k)
    if (cells[k].rate > 0) order.push_back(k);
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return cells[a].rate > cells[b].rate; });
  for (const std::size_t k : order) {
    QStringList row{tokenLabel(cells[k].inputTokens), tokenLabel(cells[k].outputTokens),
                    significant(cells[k].rate)};
    const bool routed = k < mix.answer.routing.size() && !mix.answer.routing[k].empty();
    for (std::size_t g = 0; g < input.gpus.size(); ++g) {
      const double share = routed ? mix.answer.routing[k][g] : 0;
      row << (!routed ? verdictSign(Verdict::bad) : share > 1e-9 ? percentText(share, 2) : QString());
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

TableContent priceTable(const WhatIfInput& input, const std::vector<PriceRange>& prices) {
  TableContent table;
  table.headers = {WhatIfTables::tr("GPU"), WhatIfTables::tr("From $"), WhatIfTables::tr("To $"),
                   WhatIfTables::tr("Cheapest mix"), WhatIfTables::tr("$ per hour")};
  table.words = {0, 3};
  for (std::size_t g = 0; g < prices.size() && g < input.gpus.size(); ++g)
    for (const PricePiece& piece : prices[g].pieces) {
      const bool now = piece.fromPrice <= prices[g].price && prices[g].price <= piece.toPrice;
      table.rows.push_back(
          {nameOf(input.gpus[g]), fixed(piece.fromPrice, 2), fixed(piece.toPrice, 2),
           now ? WhatIfTables::tr("%1, now").arg(mixFigure(input, piece.replicas))
               : mixFigure(input, piece.replicas),
           std::abs(piece.costAtTo - piece.costAtFrom) < 0.005
               ? fixed(piece.costAtFrom, 2)
               : QStringLiteral("%1 – %2").arg(fixed(piece.costAtFrom, 2), fixed(piece.costAtTo, 2))});
    }
  return table;
}

TableContent scenarioTable(const WhatIfInput& input, const std::vector<Scenario>& scenarios,
                           const ScenarioAnswers& answers, const WhatIfMix* now) {
  TableContent table;
  table.headers = {QString(), WhatIfTables::tr("now")};
  for (const Scenario& scenario : scenarios) table.headers << QString::fromStdString(scenario.name);
  QStringList mixes{WhatIfTables::tr("Cheapest mix")}, costs{WhatIfTables::tr("Per hour")},
      against{WhatIfTables::tr("Against now")}, tokens{WhatIfTables::tr("Per M tokens")},
      rates{WhatIfTables::tr("Traffic, req/s")}, served{WhatIfTables::tr("Not served, req/s")},
      promises{WhatIfTables::tr("Promise")}, differs{WhatIfTables::tr("Differs")};
  const double nowCost = now && !now->answer.replicas.empty() ? now->answer.costPerHour : NAN;
  const auto add = [&](const WhatIfMix* mix, const std::optional<Error>& error, bool isNow) {
    const bool known = mix && !mix->answer.replicas.empty();
    mixes << (known   ? mixFigure(input, mix->answer.replicas)
              : error ? QString::fromStdString(error->text())
              : mix   ? WhatIfTables::tr("none within the limits")
                      : noNumber());
    costs << (known ? moneyText(mix->answer.costPerHour) : noNumber());
    const double change = known ? mix->answer.costPerHour / nowCost - 1 : NAN;
    against << (isNow || !std::isfinite(change) ? QString()
                : std::abs(change) < 0.0005     ? WhatIfTables::tr("the same")
                : change > 0                    ? QStringLiteral("+") + percentText(change, 2)
                                                : QStringLiteral("−") + percentText(-change, 2));
    tokens << (known ? moneyText(mix->answer.costPerMillionTokens) : noNumber());
    rates << (mix ? compact(mix->rate) : noNumber());
    double lost = 0;
    if (mix)
      for (const UnservableCell& cell : mix->answer.unservable)
        lost += mix->plan.problem.cells[cell.cell].rate;
    served << (!mix       ? noNumber()
               : lost > 0 ? verdictSign(Verdict::bad) + QLatin1Char(' ') + significant(lost, 2)
                          : QStringLiteral("0"));
  };
  add(now, {}, true);
  promises << promiseText(input.conditions.slos);
  differs << QString();
  for (const Scenario& scenario : scenarios) {
    const auto found = std::ranges::find(answers.scenarios, scenario.name, &ScenarioAnswers::One::name);
    if (found == answers.scenarios.end())
      add(nullptr, {}, false);
    else
      add(found->mix ? &*found->mix : nullptr, found->error, false);
    promises << promiseText(scenario.slos);
    differs << differenceFromNow(input.conditions, scenario);
  }
  table.rows = {mixes, costs, against, tokens, rates, served, promises, differs};
  for (int column = 0; column < table.headers.size(); ++column) table.words << column;
  return table;
}

QString robustSentence(const WhatIfInput& input, const ScenarioAnswers& answers) {
  if (answers.scenarios.empty()) return {};
  if (answers.robust && !answers.robust->replicas.empty())
    return WhatIfTables::tr("One mix for all of them: %1, %2 per hour at the prices of now.")
        .arg(mixFigure(input, answers.robust->replicas), moneyText(answers.robust->costPerHour));
  if (answers.robust) return WhatIfTables::tr("Within the limits, no one mix carries all of them.");
  if (answers.robustError) return QString::fromStdString(answers.robustError->text());
  return {};
}

}  // namespace headroom::ui
