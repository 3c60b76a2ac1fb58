#include "ui/pages/what_if/traffic_panel.h"

#include "core/traffic/stand_in.h"
#include "ui/controllers/what_if_edits.h"
#include "ui/pages/what_if/log_slider.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace headroom::ui {
namespace {

constexpr double kLeastRate = 1e-6, kMostRate = 1e9;
constexpr double kSpan = 10;  // of the slider, up and down from the traffic's own rate

QString spanText(double seconds) {
  if (seconds >= 2 * 86400) return TrafficPanel::tr("%1 days").arg(compact(seconds / 86400, 2));
  if (seconds >= 2 * 3600) return TrafficPanel::tr("%1 h").arg(compact(seconds / 3600, 2));
  if (seconds >= 120) return TrafficPanel::tr("%1 min").arg(compact(seconds / 60, 2));
  return TrafficPanel::tr("%1 s").arg(compact(seconds, 2));
}

double threeDigits(double value) {
  if (!(value > 0)) return value;
  const double scale = std::pow(10.0, 2 - std::floor(std::log10(value)));
  return std::round(value * scale) / scale;
}

QString partName(const TrafficPart& part) {
  if (const auto* file = std::get_if<TrafficOfFile>(&part.origin))
    return QFileInfo(QString::fromStdString(file->path)).fileName();
  if (const auto* gateway = std::get_if<TrafficOfGateway>(&part.origin))
    return TrafficPanel::tr("gateway %1").arg(QString::fromStdString(gateway->connection));
  return TrafficPanel::tr("typed table");
}

}  // namespace

QString trafficName(const WhatIf& whatIf) {
  const auto& traffic = whatIf.input().traffic;
  if (!traffic) return {};
  if (traffic->standIn())
    return TrafficPanel::tr("made up: chats of about %1 in, %2 out")
        .arg(kStandInInputTokens)
        .arg(kStandInOutputTokens);
  QString name = traffic->parts.size() == 1 ? partName(traffic->parts.front())
                                            : TrafficPanel::tr("%1 parts").arg(traffic->parts.size());
  if (traffic->timed()) name += QStringLiteral(", ") + spanText(traffic->loaded->recording->seconds());
  return name;
}

TrafficPanel::TrafficPanel(WhatIfEdits& edits, QWidget* parent)
    : QWidget(parent),
      m_edits(edits),
      m_source(newNote()),
      m_slider(new LogSlider),
      m_rate(new NumberField),
      m_own(new QToolButton),
      m_rule(new QComboBox),
      m_note(newNote()),
      m_choose(new QPushButton(tr("Choose Traffic…"))) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::small);
  m_source->setObjectName(QStringLiteral("trafficSource"));
  down->addWidget(m_source);

  m_slider->setObjectName(QStringLiteral("rate.slider"));
  m_slider->setAccessibleName(tr("Request rate"));
  m_rate->setObjectName(QStringLiteral("rate.field"));
  m_rate->setSuffix(tr("req/s"));
  m_rate->setRange(kLeastRate, kMostRate);
  m_rate->setFixedWidth(92);
  m_rate->setAccessibleName(tr("Request rate"));
  auto* line = new QHBoxLayout;
  line->setSpacing(metrics::small * 2);
  auto* label = new QLabel(tr("Rate"));
  label->setBuddy(m_rate);
  line->addWidget(label);
  line->addWidget(m_slider, 1);
  line->addWidget(m_rate);
  down->addLayout(line);
  m_own->setObjectName(QStringLiteral("rate.own"));
  m_own->setAutoRaise(true);
  m_own->setFont(ui::font(TextStyle::secondary));
  down->addWidget(m_own, 0, Qt::AlignLeft);

  m_rule->setObjectName(QStringLiteral("cellRule"));
  m_rule->addItem(tr("Shapes count in the next larger cell"));
  m_rule->addItem(tr("Shapes count in the nearest cell"));
  m_rule->setAccessibleName(tr("How shapes find their cell"));
  m_rule->setToolTip(
      tr("The larger cell promises no more than was measured; the cluster's optimizer takes the nearest."));
  m_rule->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  down->addWidget(m_rule);
  m_note->setObjectName(QStringLiteral("trafficNote"));
  down->addWidget(m_note);
  m_choose->setObjectName(QStringLiteral("chooseTraffic"));
  down->addWidget(m_choose, 0, Qt::AlignLeft);

  connect(m_slider, &LogSlider::moved, this,
          [this](double rate) { m_edits.setRate(rate, m_slider->gesture()); });
  connect(m_rate, &NumberField::edited, this, [this](double rate) { m_edits.setRate(rate); });
  connect(m_own, &QToolButton::clicked, this, [this] { m_edits.setRate(0); });
  connect(m_rule, &QComboBox::activated, this, [this](int index) { m_edits.setNearestCells(index == 1); });
  connect(m_choose, &QPushButton::clicked, this, &TrafficPanel::chooseFile);
}

void TrafficPanel::setState(const WhatIf& whatIf) {
  const WhatIfInput& input = whatIf.input();
  const double rate = plannedRate(input);
  const bool known = input.traffic && input.traffic->ratesKnown;
  const double own = known ? input.traffic->loaded->mean.rate() : kDefaultRate;
  m_source->setText(trafficName(whatIf));
  if (own > 0) m_slider->setBounds(own / kSpan, own * kSpan);
  m_slider->setNumber(rate);
  m_slider->setSpoken(compactQuantity(rate, tr("req/s")));
  // What was recorded has more digits than anyone wants to read; what was typed comes back as it was.
  m_rate->setValue(input.conditions.trafficRate > 0 ? rate : threeDigits(rate));
  const bool scaled = known && input.conditions.trafficRate > 0 && own > 0;
  m_own->setVisible(scaled);
  if (scaled)
    m_own->setText(
        tr("%1 × what was recorded; take %2").arg(compact(rate / own), compactQuantity(own, tr("req/s"))));
  m_rule->setCurrentIndex(input.conditions.nearestCells ? 1 : 0);
  QString note;
  if (whatIf.trafficError())
    note = QString::fromStdString(whatIf.trafficError()->text());
  else if (whatIf.readingTraffic())
    note = tr("Reading the traffic…");
  else if (input.traffic && !known && !input.traffic->standIn())
    note = tr("The file tells no times, so the rate is yours to say.");
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty());
  m_choose->setVisible(!input.traffic || input.traffic->standIn());
}

}  // namespace headroom::ui
