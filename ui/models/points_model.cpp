#include "ui/models/points_model.h"

#include "ui/controllers/run_words.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/glossary.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>
#include <limits>

namespace headroom::ui {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// A column by its title and by what it takes from a record; `scale` is 1000 for milliseconds.
struct Figure {
  const char* title;
  const char* explanation;
  double (*value)(const PointRecord&);
  double scale = 1;
};

double orUnknown(const std::optional<std::uint64_t>& count) {
  return count ? static_cast<double>(*count) : unknown;
}

// A TPOT of no samples is written as 0 and is none.
double ofTpot(const PointRecord& record, double value) {
  return record.tpot.count == std::uint64_t{0} ? unknown : value;
}

// In the order of PointsModel::Column.
constexpr std::array<Figure, PointsModel::ColumnCount> figures{{
    {QT_TRANSLATE_NOOP("PointsModel", "out"),
     QT_TRANSLATE_NOOP("PointsModel", "Output tokens asked of each request"),
     [](const PointRecord& r) { return static_cast<double>(r.point.outputTokens); }},
    {QT_TRANSLATE_NOOP("PointsModel", "in"), QT_TRANSLATE_NOOP("PointsModel", "Input tokens of each prompt"),
     [](const PointRecord& r) { return static_cast<double>(r.point.inputTokens); }},
    {QT_TRANSLATE_NOOP("PointsModel", "rate"),
     QT_TRANSLATE_NOOP("PointsModel", "Requests/s asked; with × the requests that were kept in flight"),
     [](const PointRecord& r) {
       return r.point.concurrency > 0 ? static_cast<double>(r.point.concurrency) : r.point.requestRate;
     }},
    {QT_TRANSLATE_NOOP("PointsModel", "done"),
     QT_TRANSLATE_NOOP("PointsModel", "Requests that were answered in full"),
     [](const PointRecord& r) { return orUnknown(r.completed); }},
    {QT_TRANSLATE_NOOP("PointsModel", "failed"),
     QT_TRANSLATE_NOOP("PointsModel", "Requests that failed; they are in no latency"),
     [](const PointRecord& r) { return orUnknown(r.failed); }},
    {QT_TRANSLATE_NOOP("PointsModel", "TPUT"), QT_TRANSLATE_NOOP("PointsModel", "Answered requests a second"),
     [](const PointRecord& r) { return r.throughput; }},
    {QT_TRANSLATE_NOOP("PointsModel", "E2E P99, s"), "", [](const PointRecord& r) { return r.e2e.p99; }},
    {QT_TRANSLATE_NOOP("PointsModel", "TTFT P99, s"), "", [](const PointRecord& r) { return r.ttft.p99; }},
    {QT_TRANSLATE_NOOP("PointsModel", "TPOT P99, ms"), "",
     [](const PointRecord& r) { return ofTpot(r, r.tpot.p99); }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "remarks"),
     QT_TRANSLATE_NOOP("PointsModel", "What should be known of the point before it is believed"), nullptr},
    {QT_TRANSLATE_NOOP("PointsModel", "TT, tokens/s"),
     QT_TRANSLATE_NOOP("PointsModel", "Output tokens a second"),
     [](const PointRecord& r) { return r.tokenThroughput; }},
    {QT_TRANSLATE_NOOP("PointsModel", "E2E mean, s"), "", [](const PointRecord& r) { return r.e2e.mean; }},
    {QT_TRANSLATE_NOOP("PointsModel", "E2E P50, s"), "", [](const PointRecord& r) { return r.e2e.p50; }},
    {QT_TRANSLATE_NOOP("PointsModel", "E2E P90, s"), "", [](const PointRecord& r) { return r.e2e.p90; }},
    {QT_TRANSLATE_NOOP("PointsModel", "E2E max, s"), "", [](const PointRecord& r) { return r.e2e.max; }},
    {QT_TRANSLATE_NOOP("PointsModel", "TTFT mean, s"), "", [](const PointRecord& r) { return r.ttft.mean; }},
    {QT_TRANSLATE_NOOP("PointsModel", "TTFT P50, s"), "", [](const PointRecord& r) { return r.ttft.p50; }},
    {QT_TRANSLATE_NOOP("PointsModel", "TTFT P90, s"), "", [](const PointRecord& r) { return r.ttft.p90; }},
    {QT_TRANSLATE_NOOP("PointsModel", "TTFT max, s"), "", [](const PointRecord& r) { return r.ttft.max; }},
    {QT_TRANSLATE_NOOP("PointsModel", "TPOT mean, ms"), "",
     [](const PointRecord& r) { return ofTpot(r, r.tpot.mean); }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "TPOT P50, ms"), "",
     [](const PointRecord& r) { return ofTpot(r, r.tpot.p50); }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "TPOT P90, ms"), "",
     [](const PointRecord& r) { return ofTpot(r, r.tpot.p90); }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "TPOT max, ms"), "", [](const PointRecord& r) { return r.tpot.max; },
     1000},
    {QT_TRANSLATE_NOOP("PointsModel", "chunk gap, ms"),
     QT_TRANSLATE_NOOP("PointsModel",
                       "Mean time between two pieces of an answer; a piece can hold several tokens"),
     [](const PointRecord& r) { return r.chunkGap.mean; }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "longest gap, ms"),
     QT_TRANSLATE_NOOP("PointsModel", "The longest time between two pieces of any answer"),
     [](const PointRecord& r) { return r.longestChunkGap.max; }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "sent"),
     QT_TRANSLATE_NOOP("PointsModel", "Requests sent, without warm-up"),
     [](const PointRecord& r) { return orUnknown(r.sent); }},
    {QT_TRANSLATE_NOOP("PointsModel", "sent/s"),
     QT_TRANSLATE_NOOP("PointsModel", "The rate at which they were really sent"),
     [](const PointRecord& r) { return r.achievedRate; }},
    {QT_TRANSLATE_NOOP("PointsModel", "in flight"),
     QT_TRANSLATE_NOOP("PointsModel", "The most requests at one time"),
     [](const PointRecord& r) { return orUnknown(r.maxInFlight); }},
    {QT_TRANSLATE_NOOP("PointsModel", "lag P50, ms"),
     QT_TRANSLATE_NOOP("PointsModel", "How late requests were sent, by this client"),
     [](const PointRecord& r) { return r.lagP50; }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "lag P99, ms"),
     QT_TRANSLATE_NOOP("PointsModel", "How late requests were sent, by this client"),
     [](const PointRecord& r) { return r.lagP99; }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "lag max, ms"),
     QT_TRANSLATE_NOOP("PointsModel", "How late requests were sent, by this client"),
     [](const PointRecord& r) { return r.lagMax; }, 1000},
    {QT_TRANSLATE_NOOP("PointsModel", "client CPU, %"),
     QT_TRANSLATE_NOOP("PointsModel", "Of one core of this machine"),
     [](const PointRecord& r) { return r.clientCpu; }, 100},
    {QT_TRANSLATE_NOOP("PointsModel", "in came"),
     QT_TRANSLATE_NOOP("PointsModel", "Mean input tokens, as the server counted them"),
     [](const PointRecord& r) { return r.inputCame; }},
    {QT_TRANSLATE_NOOP("PointsModel", "out came"),
     QT_TRANSLATE_NOOP("PointsModel", "Mean output tokens, as the server counted them"),
     [](const PointRecord& r) { return r.outputCame; }},
    {QT_TRANSLATE_NOOP("PointsModel", "took, s"),
     QT_TRANSLATE_NOOP("PointsModel", "From the first request to the last answer"),
     [](const PointRecord& r) { return r.wallSeconds; }},
    {QT_TRANSLATE_NOOP("PointsModel", "started"), "", nullptr},
}};

bool isCount(int column) {
  switch (column) {
    case PointsModel::OutputTokens:
    case PointsModel::InputTokens:
    case PointsModel::Done:
    case PointsModel::Failed:
    case PointsModel::Sent:
    case PointsModel::MostInFlight: return true;
    default: return false;
  }
}

QString startedText(const PointRecord& record) {
  const QDateTime time = QDateTime::fromString(QString::fromStdString(record.started), Qt::ISODate);
  return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : noNumber();
}

QString textOf(const PointRecord& record, int column) {
  if (column == PointsModel::Remarks) return remarksOf(record);
  if (column == PointsModel::Started) return startedText(record);
  const auto& figure = figures[static_cast<std::size_t>(column)];
  const double value = figure.value(record) * figure.scale;
  if (std::isnan(value)) return noNumber();
  if (column == PointsModel::OutputTokens || column == PointsModel::InputTokens) return tokenLabel(value);
  if (column == PointsModel::Rate)
    return record.point.concurrency > 0 ? QStringLiteral("%1 ×").arg(record.point.concurrency)
                                        : compact(value, 4);
  if (isCount(column)) return compact(value, 15);
  return significant(value);
}

bool sameRecord(const PointRecord& a, const PointRecord& b) {
  return a.point == b.point && a.started == b.started && a.sent == b.sent &&
         (a.throughput == b.throughput || std::isnan(a.throughput));
}

}  // namespace

void PointsModel::setPoints(const std::vector<PointRecord>& points) {
  const std::size_t known = m_points.size();
  const bool onlyAdded =
      points.size() >= known && std::equal(m_points.begin(), m_points.end(), points.begin(), sameRecord);
  if (onlyAdded && points.size() == known) return;
  if (onlyAdded) {
    beginInsertRows({}, static_cast<int>(known), static_cast<int>(points.size()) - 1);
    m_points.insert(m_points.end(), points.begin() + static_cast<std::ptrdiff_t>(known), points.end());
    endInsertRows();
    return;
  }
  beginResetModel();
  m_points = points;
  endResetModel();
}

QList<int> PointsModel::figureColumns() {
  QList<int> columns;
  for (int column = 0; column < ColumnCount; ++column)
    if (figures[static_cast<std::size_t>(column)].value) columns.push_back(column);
  return columns;
}

int PointsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_points.size());
}

int PointsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PointsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const PointRecord& record = at(index.row());
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole: return textOf(record, column);
    case SortRole: {
      if (column == Remarks) return remarksOf(record);
      if (column == Started) return QString::fromStdString(record.started);
      const double value = figures[static_cast<std::size_t>(column)].value(record);
      // What is not known stands below all that is.
      return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
    }
    case Qt::ToolTipRole: {
      if (column == Remarks && record.clientLimited && !record.clientLimitedWhy.empty())
        return QString::fromStdString(record.clientLimitedWhy);
      const QString remarks = remarksOf(record);
      return remarks.isEmpty() ? pointName(record.point)
                               : pointName(record.point) + QStringLiteral(": ") + remarks;
    }
    case Qt::TextAlignmentRole:
      return int((figures[static_cast<std::size_t>(column)].value ? Qt::AlignRight : Qt::AlignLeft) |
                 Qt::AlignVCenter);
    default: return {};
  }
}

QVariant PointsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  const auto& figure = figures[static_cast<std::size_t>(section)];
  switch (role) {
    case Qt::DisplayRole: return QCoreApplication::translate("PointsModel", figure.title);
    case Qt::ToolTipRole: {
      if (*figure.explanation != '\0') return QCoreApplication::translate("PointsModel", figure.explanation);
      return explanation(QCoreApplication::translate("PointsModel", figure.title));
    }
    case Qt::TextAlignmentRole:
      return int((figure.value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
  }
}

QString remarksOf(const PointRecord& record) {
  QStringList parts;
  if (record.completed == std::uint64_t{0}) parts << PointsModel::tr("no request was answered");
  if (record.clientLimited) parts << PointsModel::tr("client-limited");
  for (const auto& [kind, count] : record.failures)
    parts << PointsModel::tr("%1 failed: %2").arg(count).arg(failureWords(kind));
  const auto differs = [&](double asked, double came, const QString& more, const QString& fewer) {
    const double share = (came - asked) / asked;
    if (std::abs(share) > lengthTolerance)
      parts << (share > 0 ? more : fewer).arg(percentText(std::abs(share), 2));
  };
  differs(record.inputAsked, record.inputCame, PointsModel::tr("%1 more input tokens than asked"),
          PointsModel::tr("%1 fewer input tokens than asked"));
  differs(record.outputAsked, record.outputCame, PointsModel::tr("%1 more output tokens than asked"),
          PointsModel::tr("%1 fewer output tokens than asked"));
  if (record.tokensEstimated) parts << PointsModel::tr("tokens estimated");
  if (record.predicted) parts << PointsModel::tr("predicted");
  return parts.join(QStringLiteral("; "));
}

}  // namespace headroom::ui
