#include "ui/models/limit_words.h"

#include <QCoreApplication>

namespace headroom::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(LimitWords)
};

QString fromCore(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace

QString limitName(const Limit& limit, const Slos& slos) {
  const QString metric = fromCore(name(limit.metric));
  switch (limit.reason) {
    case Limit::Reason::notMeasured:
    case Limit::Reason::highestRate: break;
    case Limit::Reason::saturation: return Words::tr("saturation");
    case Limit::Reason::noData: return Words::tr("no %1 row").arg(metric);
    case Limit::Reason::slo: {
      if (!isLatency(limit.metric)) return metric;
      const Statistic statistic = slos.statisticOf(limit.metric);
      return Words::tr("%1 %2").arg(
          metric, statistic == Statistic::mean ? Words::tr("mean") : fromCore(name(statistic)));
    }
  }
  return {};
}

}  // namespace headroom::ui
