// The time line of requests/s and of what waits.
#include "ui/pages/traffic/traffic_cards.h"
#include "ui/theme/fonts.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"

#include <QHBoxLayout>
#include <QLocale>

#include <cmath>
#include <limits>

namespace headroom::ui {
namespace {

struct TimeScale {
  double seconds;  // of one unit
  QString live, recorded, unit;
};

TimeScale scaleOf(double span) {
  if (span <= 600)
    return {1, TimelineCard::tr("seconds before the end of the window"),
            TimelineCard::tr("seconds from the start"), QStringLiteral("s")};
  if (span <= 3 * 3600)
    return {60, TimelineCard::tr("minutes before the end of the window"),
            TimelineCard::tr("minutes from the start"), QStringLiteral("min")};
  return {3600, TimelineCard::tr("hours before the end of the window"),
          TimelineCard::tr("hours from the start"), QStringLiteral("h")};
}

}  // namespace

TimelineCard::TimelineCard(QWidget* parent)
    : Card(tr("Time line"), parent), m_rates(new LineChart), m_waiting(new LineChart) {
  m_rates->setObjectName("trafficRates");
  m_rates->setTitle(tr("Requests per second"));
  m_waiting->setObjectName("trafficWaiting");
  m_waiting->setTitle(tr("Requests that wait"));
  auto* row = new QHBoxLayout;
  row->setSpacing(metrics::gap * 2);
  row->addWidget(m_rates, 3);
  row->addWidget(m_waiting, 2);
  body()->addLayout(row, 1);
  for (LineChart* chart : {m_rates, m_waiting}) {
    chart->setMinimumHeight(120);
    chart->setHeaderVisible(false);
  }
  m_rates->setLegendVisible(false);
}

void TimelineCard::setPicture(const std::shared_ptr<const TrafficPicture>& picture, bool live) {
  const bool any = picture && !picture->timeline.empty();
  setVisible(any);
  if (!any) return;
  const auto& line = picture->timeline;
  const double start = line.front().startSeconds, end = line.back().startSeconds + line.back().seconds;
  const TimeScale scale = scaleOf(end - start);
  const double zero = live ? end : start;
  ChartSeries rates{.name = tr("requests/s"), .colour = okabeIto(0), .steps = true};
  ChartSeries pending{.name = tr("pending"), .colour = okabeIto(1), .steps = true};
  ChartSeries queueing{.name = tr("queued"), .colour = okabeIto(2), .stroke = Stroke::dashed, .steps = true};
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const auto x = [&](double seconds) { return (seconds - zero) / scale.seconds; };
  double last = start;
  bool waits = false;
  for (const TrafficPicture::Moment& moment : line) {
    // Where the gateway wrote nothing, nothing is known; a recording without a request has none.
    if (moment.startSeconds > last + 1e-6) {
      rates.points.emplace_back(x(last), live ? nothing : 0);
      pending.points.emplace_back(x(last), nothing);
      queueing.points.emplace_back(x(last), nothing);
    }
    rates.points.emplace_back(x(moment.startSeconds), moment.rate);
    pending.points.emplace_back(x(moment.startSeconds), moment.pending.value_or(nothing));
    queueing.points.emplace_back(x(moment.startSeconds), moment.queueing.value_or(nothing));
    waits = waits || moment.pending || moment.queueing;
    last = moment.startSeconds + moment.seconds;
  }
  for (ChartSeries* series : {&rates, &pending, &queueing})
    series->points.emplace_back(x(last), series->points.back().y());
  const ChartAxis time{.title = live ? scale.live : scale.recorded, .unit = scale.unit};
  m_rates->setAxes(time, {.title = tr("requests/s"), .low = 0.0, .unit = tr("req/s")});
  m_rates->setSeries({std::move(rates)});
  m_waiting->setVisible(waits);
  if (waits) {
    m_waiting->setAxes(time, {.title = tr("requests"), .low = 0.0});
    m_waiting->setSeries({std::move(pending), std::move(queueing)});
  }
  QString caption = tr("peak %1").arg(quantity(picture->peakRate.value_or(0), tr("req/s")));
  if (!live && end - start > 0)
    caption += QStringLiteral(" · ") +
               (scale.seconds > 1 ? tr("%1 %2").arg(compact((end - start) / scale.seconds), scale.unit)
                                  : secondsText(end - start));
  setCaption(caption);
}

}  // namespace headroom::ui
