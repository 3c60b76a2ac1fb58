#include "ui/pages/surfaces/surface_choice.h"

#include "ui/controllers/app_settings.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <array>
#include <cmath>
#include <utility>

namespace headroom::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(SurfaceChoice)
};

QString fromCore(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename Choice, std::size_t count>
using Names = std::array<std::pair<Choice, const char*>, count>;

constexpr Names<SurfaceChoice::View, 3> viewNames{{{SurfaceChoice::View::maps, "maps"},
                                                   {SurfaceChoice::View::space, "3d"},
                                                   {SurfaceChoice::View::table, "table"}}};
constexpr Names<SurfaceChoice::Compare, 3> compareNames{{{SurfaceChoice::Compare::none, "none"},
                                                         {SurfaceChoice::Compare::ratio, "ratio"},
                                                         {SurfaceChoice::Compare::difference, "difference"}}};
constexpr Names<SurfaceChoice::Along, 2> alongNames{
    {{SurfaceChoice::Along::output, "output"}, {SurfaceChoice::Along::input, "input"}}};

QString key(const char* name) { return QStringLiteral("surfaces/") + QLatin1String(name); }

template <typename Choice, std::size_t count>
void take(const AppSettings& settings, const char* name, const Names<Choice, count>& names, Choice& choice) {
  const QString text = settings.value(key(name)).toString();
  for (const auto& [value, word] : names)
    if (text == QLatin1String(word)) choice = value;
}

template <typename Choice, std::size_t count>
void give(AppSettings& settings, const char* name, const Names<Choice, count>& names, Choice choice) {
  for (const auto& [value, word] : names)
    if (value == choice) settings.setValue(key(name), QString::fromLatin1(word));
}

}  // namespace

SurfaceChoice SurfaceChoice::remembered(const AppSettings& settings) {
  SurfaceChoice choice;
  const std::string quantity = settings.value(key("quantity")).toString().toStdString();
  choice.quantity = quantityOfKey(quantity).value_or(choice.quantity);
  choice.statistic =
      statisticOf(settings.value(key("percentile"), static_cast<int>(choice.statistic)).toInt())
          .value_or(choice.statistic);
  choice.atRate = settings.value(key("atRate"), choice.atRate).toBool();
  const double rate = settings.value(key("rate"), choice.rate).toDouble();
  if (std::isfinite(rate) && rate > 0) choice.rate = rate;
  take(settings, "view", viewNames, choice.view);
  take(settings, "compare", compareNames, choice.compare);
  take(settings, "along", alongNames, choice.along);
  choice.first = settings.value(key("first")).toString();
  choice.second = settings.value(key("second")).toString();
  choice.contours = settings.value(key("contours"), choice.contours).toBool();
  return choice;
}

void SurfaceChoice::remember(AppSettings& settings) const {
  settings.setValue(key("quantity"), fromCore(keyOf(quantity)));
  settings.setValue(key("percentile"), static_cast<int>(statistic));
  settings.setValue(key("atRate"), atRate);
  settings.setValue(key("rate"), rate);
  give(settings, "view", viewNames, view);
  give(settings, "compare", compareNames, compare);
  give(settings, "along", alongNames, along);
  settings.setValue(key("first"), first);
  settings.setValue(key("second"), second);
  settings.setValue(key("contours"), contours);
}

SurfaceQuery SurfaceChoice::query(double costPerHour) const {
  SurfaceQuery query{.quantity = quantity, .statistic = statistic, .costPerHour = costPerHour};
  if (showsRate()) query.rate = rate;
  return query;
}

QString SurfaceChoice::title() const { return titleOf(quantity, statistic); }
QString SurfaceChoice::unit() const { return unitOf(quantity); }
QString SurfaceChoice::caption() const { return Words::tr("%1, %2").arg(title(), unit()); }

QString SurfaceChoice::where() const {
  return showsRate() ? Words::tr("at %1").arg(rateText(rate)) : Words::tr("at capacity");
}

ValueScale SurfaceChoice::scale() const {
  return quantity == Quantity::errorRate ? ValueScale::linear : ValueScale::logarithmic;
}

double factorOf(Quantity quantity) {
  switch (quantity) {
    case Quantity::tpot:
    case Quantity::tpat: return 1000;
    case Quantity::errorRate: return 100;
    default: return 1;
  }
}

QString unitOf(Quantity quantity) {
  switch (quantity) {
    case Quantity::capacity:
    case Quantity::tput: return Words::tr("req/s");
    case Quantity::tt: return Words::tr("tokens/s");
    case Quantity::ttft:
    case Quantity::e2e: return Words::tr("s");
    case Quantity::tpot:
    case Quantity::tpat: return Words::tr("ms");
    case Quantity::errorRate: return Words::tr("%");
    case Quantity::costPerMillionTokens: return Words::tr("$");
  }
  return {};
}

QString axisTitleOf(Quantity quantity) {
  switch (quantity) {
    case Quantity::capacity:
    case Quantity::tput: return Words::tr("requests/s");
    case Quantity::tt: return Words::tr("tokens/s");
    case Quantity::ttft:
    case Quantity::e2e: return Words::tr("seconds");
    case Quantity::tpot:
    case Quantity::tpat: return Words::tr("milliseconds");
    case Quantity::errorRate: return Words::tr("% of the requests");
    case Quantity::costPerMillionTokens: return Words::tr("$ per million tokens");
  }
  return {};
}

QString segmentOf(Quantity quantity) {
  switch (quantity) {
    case Quantity::capacity: return Words::tr("Capacity");
    case Quantity::tt: return Words::tr("Tokens/s");
    case Quantity::errorRate: return Words::tr("Errors");
    case Quantity::costPerMillionTokens: return Words::tr("$/M tok");
    case Quantity::tput:
    case Quantity::ttft:
    case Quantity::tpot:
    case Quantity::e2e:
    case Quantity::tpat: break;
  }
  return fromCore(name(*metricOf(quantity)));
}

QString titleOf(Quantity quantity, Statistic statistic) {
  switch (quantity) {
    case Quantity::capacity: return Words::tr("Capacity");
    case Quantity::tput: return Words::tr("Throughput");
    case Quantity::tt: return Words::tr("Output tokens/s");
    case Quantity::errorRate: return Words::tr("Error rate");
    case Quantity::costPerMillionTokens: return Words::tr("Cost per M tokens");
    case Quantity::ttft:
    case Quantity::tpot:
    case Quantity::e2e:
    case Quantity::tpat: break;
  }
  return Words::tr("%1 %2").arg(fromCore(name(*metricOf(quantity))), nameOf(statistic));
}

QString nameOf(Statistic statistic) {
  return statistic == Statistic::mean ? Words::tr("mean") : fromCore(name(statistic));
}

QString rateText(double rate) { return compactQuantity(rate, Words::tr("req/s")); }

QString whyNoStatistic(Quantity quantity) {
  if (hasStatistic(quantity)) return {};
  return quantity == Quantity::capacity || quantity == Quantity::costPerMillionTokens
             ? Words::tr("The SLOs choose the statistic that capacity and cost go by.")
             : Words::tr(
                   "Throughputs and error rates are of all requests together: there is no percentile of "
                   "them.");
}

QString whyNoRate(Quantity quantity) {
  return hasRate(quantity) ? QString()
                           : Words::tr("Capacity is itself a rate: the largest that keeps every SLO.");
}

}  // namespace headroom::ui
