#include "ui/pages/surfaces/cell_model.h"

#include "ui/models/limit_words.h"
#include "ui/theme/numbers.h"

#include <array>
#include <cmath>

namespace headroom::ui {
namespace {

constexpr std::array<Quantity, 7> figures{Quantity::capacity,
                                          Quantity::e2e,
                                          Quantity::ttft,
                                          Quantity::tpot,
                                          Quantity::tt,
                                          Quantity::errorRate,
                                          Quantity::costPerMillionTokens};

// Short, since the names of the GPUs need the room; the statistic is told by whoever shows the table.
QString rowName(Quantity quantity) {
  switch (quantity) {
    case Quantity::capacity: return CellModel::tr("Requests/s");
    case Quantity::tt:
    case Quantity::costPerMillionTokens: return segmentOf(quantity);
    default: return CellModel::tr("%1, %2").arg(segmentOf(quantity), unitOf(quantity));
  }
}

// Why the numbers are not to be relied on, for a tool tip.
QString doubtsText(const Doubts& doubts, const PointFacts& facts) {
  QStringList why;
  if (doubts.clientLimited) why << CellModel::tr("the client, not the server, may have set these numbers");
  if (doubts.failures)
    why << CellModel::tr("%1 of %2 requests failed, and are in no latency").arg(facts.failed).arg(facts.sent);
  if (doubts.fewRequests) why << CellModel::tr("too few requests for this percentile");
  if (doubts.saturated) why << CellModel::tr("requests queue up at this rate");
  return why.join(QStringLiteral("; "));
}

}  // namespace

void CellModel::show(const std::shared_ptr<const SurfaceSet>& set, const CellKey& cell) {
  std::vector<QString> names, titles;
  for (const Quantity quantity : figures) names.push_back(rowName(quantity));
  names.push_back(tr("Held by"));
  names.push_back(tr("Origin"));
  std::vector<std::vector<Figure>> all;
  for (const TargetSurface& one : set->targets) {
    if (!one.map) continue;
    titles.push_back(one.target.title);
    std::vector<Figure>& column = all.emplace_back(names.size(), Figure{noNumber()});
    const BenchmarkTable& table = *one.target.table;
    const auto place = cellAt(table, static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens));
    column.back().text = tr("missing");
    if (!place) continue;
    const std::size_t point = one.surface.points[*place];
    // Capacity is what it is at every rate; the rest is of the point that the maps show.
    SurfaceQuery query = set->choice.query(one.target.costPerHour);
    for (std::size_t row = 0; row < figures.size(); ++row) {
      query.quantity = figures[row];
      double value = std::nan(""), half = std::nan("");
      if (figures[row] == Quantity::capacity) {
        value = one.capacity.values[*place];
        half = one.capacity.halfWidths[*place];
      } else if (point != Surface::noPoint) {
        value = valueAt(table, point, query);
        half = halfWidthAt(table, point, query);
        // What nothing may be served at has no price, whatever its lowest rate answers.
        if (figures[row] == Quantity::costPerMillionTokens && !set->choice.showsRate() &&
            one.capacity.verdicts[*place] == CellVerdict::fails)
          value = std::isnan(value) ? value : HUGE_VAL;
      }
      const double factor = factorOf(figures[row]);
      // The interval is that of the throughput in all that follows from it: once is enough.
      const bool interval = figures[row] == Quantity::capacity || figures[row] == Quantity::errorRate;
      column[row].text = withInterval(value * factor, interval ? half * factor : std::nan(""));
      column[row].toolTip = withInterval(value * factor, half * factor);
    }
    std::size_t row = figures.size();
    if (point == Surface::noPoint) continue;
    // What holds the cell down, with a sign where that is no good.
    const QString limit = limitName(one.surface.limits[*place], set->slos);
    const Verdict verdict = one.map->verdicts[*place];
    query.quantity = set->choice.quantity;
    const PointFacts& facts = table.facts(point);
    const QString doubts = doubtsText(doubtsAt(table, point, query), facts);
    column[row].text = verdict == Verdict::good && !limit.isEmpty()
                           ? limit
                           : QStringLiteral("%1 %2").arg(verdictSign(verdict), limit).trimmed();
    QStringList tips;
    if (!limit.isEmpty())
      tips << tr("%1: %2").arg(verdictWord(verdict), limit);
    else if (verdict != Verdict::none)
      tips << (set->choice.showsRate()
                   ? tr("Every SLO is kept at this rate.")
                   : tr("The highest rate measured keeps every SLO: measure higher ones to find the limit."));
    if (!doubts.isEmpty()) tips << doubts;
    column[row++].toolTip = tips.join(QStringLiteral("; "));
    column[row].text = facts.predicted ? tr("predicted") : tr("measured");
    column[row].toolTip =
        facts.completed >= 0
            ? tr("%1, of %n answered request(s)", "", facts.completed).arg(rateText(table.rate(point)))
            : rateText(table.rate(point));
  }
  m_statistic = set->choice.statistic;
  const bool same = names == m_names && titles == m_titles;
  if (!same) beginResetModel();
  m_names = std::move(names);
  m_titles = std::move(titles);
  m_figures = std::move(all);
  if (!same)
    endResetModel();
  else if (rowCount() > 0)
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int CellModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

int CellModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 1 + static_cast<int>(m_titles.size());
}

QVariant CellModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto row = static_cast<std::size_t>(index.row());
  if (index.column() == 0)
    return role == Qt::DisplayRole                           ? QVariant(m_names[row])
           : role == Qt::ToolTipRole && row < figures.size() ? QVariant(titleOf(figures[row], m_statistic))
                                                             : QVariant();
  const Figure& figure = m_figures[static_cast<std::size_t>(index.column() - 1)][row];
  if (role == Qt::DisplayRole) return figure.text;
  if (role == Qt::ToolTipRole && !figure.toolTip.isEmpty()) return figure.toolTip;
  return {};
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole && section > 0)
    return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  return section == 0 ? QString() : m_titles[static_cast<std::size_t>(section - 1)];
}

}  // namespace headroom::ui
