#include "ui/pages/what_if/promise_panel.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/pages/what_if/log_slider.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/theme/style.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/number_field.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

constexpr double kLeastBound = 1e-6, kMostBound = 1e6;

QString nameOf(Metric metric) {
  const std::string_view text = name(metric);
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString unitOf(Metric metric) {
  return metric == Metric::tput ? PromisePanel::tr("req/s")
         : metric == Metric::tt ? PromisePanel::tr("tok/s")
                                : QString();
}

QString boundText(Metric metric, double bound) {
  return isLatency(metric) ? secondsText(bound) : compactQuantity(bound, unitOf(metric));
}

QString statisticText(Statistic statistic) {
  if (statistic == Statistic::mean) return PromisePanel::tr("mean");
  const std::string_view text = name(statistic);
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::pair<double, double> usual(Metric metric) {
  switch (metric) {
    case Metric::tput: return {0.05, 100};
    case Metric::tt: return {1, 10000};
    case Metric::e2e: return {0.05, 300};
    case Metric::ttft: return {0.005, 60};
    case Metric::tpat: return {0.0001, 5};
    case Metric::tpot: break;
  }
  return {0.001, 2};
}

}  // namespace

SloRanges rangesOf(const WhatIfInput& input) {
  SloRanges ranges;
  for (const Metric metric : kSloOrder) {
    const Statistic statistic = isLatency(metric) ? input.conditions.slos[metric].statistic : Statistic::mean;
    double low = INFINITY, high = 0;
    for (const WhatIfGpu& gpu : input.gpus)
      for (std::size_t point = 0; point < gpu.table->points(); ++point) {
        const double value = gpu.table->value(point, metric, statistic);
        if (!std::isfinite(value) || value <= 0) continue;
        low = std::min(low, value);
        high = std::max(high, value);
      }
    ranges[static_cast<std::size_t>(metric)] =
        low < high ? std::pair(std::max(low * 0.8, kLeastBound), std::min(high * 1.25, kMostBound))
                   : usual(metric);
  }
  return ranges;
}

PromisePanel::PromisePanel(WhatIfEdits& edits, QWidget* parent) : QWidget(parent), m_edits(edits) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(metrics::small);
  grid->setVerticalSpacing(metrics::small);
  grid->setColumnStretch(2, 1);
  int line = 0;
  // In the order of how often they are promised.
  for (const Metric metric :
       {Metric::e2e, Metric::ttft, Metric::tpot, Metric::tpat, Metric::tput, Metric::tt}) {
    const Row row = makeRow(metric);
    grid->addWidget(row.name, line, 0);
    if (row.statistic) grid->addWidget(row.statistic, line, 1);
    grid->addWidget(row.slider, line, 2);
    grid->addWidget(row.bound, line, 3);
    grid->addWidget(row.on, line, 4);
    ++line;
  }
}

PromisePanel::Row PromisePanel::makeRow(Metric metric) {
  const QString id = QStringLiteral("slo.%1.").arg(nameOf(metric).toLower());
  Row& row = m_rows[static_cast<std::size_t>(metric)];
  row.name = new QLabel(nameOf(metric));
  explain(row.name, nameOf(metric));
  if (isLatency(metric)) {
    row.statistic = new QToolButton;
    row.statistic->setObjectName(id + QStringLiteral("statistic"));
    row.statistic->setToolButtonStyle(Qt::ToolButtonTextOnly);
    row.statistic->setFont(ui::font(TextStyle::secondary));
    row.statistic->setAccessibleName(tr("Statistic of %1").arg(nameOf(metric)));
    row.menu = new QMenu(row.statistic);
    auto* group = new QActionGroup(row.menu);
    for (const Statistic statistic : {Statistic::mean, Statistic::p50, Statistic::p90, Statistic::p99}) {
      QAction* action = row.menu->addAction(statisticText(statistic));
      action->setData(static_cast<int>(statistic));
      action->setCheckable(true);
      group->addAction(action);
      connect(action, &QAction::triggered, this, [this, metric, statistic] {
        m_edits.setStatistic(metric, statistic);
        emit touched(metric);
      });
    }
    // Not by setMenu(): its arrow would stand on the text.
    connect(row.statistic, &QToolButton::clicked, this, [button = row.statistic, menu = row.menu] {
      menu->popup(button->mapToGlobal(QPoint(0, button->height())));
    });
  }
  row.slider = new LogSlider;
  row.slider->setObjectName(id + QStringLiteral("slider"));
  row.bound = new NumberField;
  row.bound->setObjectName(id + QStringLiteral("bound"));
  row.bound->setFixedWidth(74);
  if (isLatency(metric))
    row.bound->setUnit(NumberField::Unit::seconds);
  else
    row.bound->setSuffix(unitOf(metric));
  row.bound->setRange(kLeastBound, kMostBound);
  row.on = new QCheckBox;
  row.on->setObjectName(id + QStringLiteral("on"));
  row.on->setProperty(property::toggle, true);
  connect(row.slider, &LogSlider::moved, this, [this, metric, slider = row.slider](double bound) {
    m_edits.setBound(metric, bound, slider->gesture());
    emit touched(metric);
  });
  connect(row.bound, &NumberField::edited, this, [this, metric](double bound) {
    m_edits.setBound(metric, bound);
    emit touched(metric);
  });
  connect(row.on, &QCheckBox::clicked, this, [this, metric](bool on) {
    m_edits.setOn(metric, on);
    emit touched(metric);
  });
  show(metric, m_shown[metric]);
  return row;
}

void PromisePanel::setRanges(const SloRanges& ranges) {
  for (const Metric metric : kSloOrder) {
    const auto& [low, high] = ranges[static_cast<std::size_t>(metric)];
    m_rows[static_cast<std::size_t>(metric)].slider->setBounds(low, high);
  }
}

void PromisePanel::setConditions(const Scenario& conditions) {
  int on = 0;
  bool others = false;
  for (const Metric metric : kSloOrder) {
    const SloSetting& setting = conditions.slos[metric];
    if (setting.on) ++on;
    others = others || setting.on != m_shown[metric].on;
    if (!(setting == m_shown[metric])) show(metric, setting);
  }
  m_shown = conditions.slos;
  emit summaryChanged(tr("%1 SLOs, %2 on").arg(kSloOrder.size()).arg(on));
}

void PromisePanel::show(Metric metric, const SloSetting& setting) {
  const Row& row = m_rows[static_cast<std::size_t>(metric)];
  const QString label = sloLabel(metric, setting.statistic);
  if (row.slider->accessibleName() != tr("Bound of %1").arg(label)) {
    row.slider->setAccessibleName(tr("Bound of %1").arg(label));
    row.bound->setAccessibleName(tr("Bound of %1").arg(label));
    row.on->setAccessibleName(tr("Promise %1").arg(label));
    row.on->setToolTip(tr("Whether %1 is promised").arg(label));
    if (row.statistic) {
      const QString text = statisticText(setting.statistic);
      row.statistic->setText(text + QStringLiteral(" ▾"));
      explain(row.statistic, text, tr("Click to choose what of %1 is bound.").arg(nameOf(metric)));
      for (QAction* action : row.menu->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(setting.statistic));
    }
  }
  row.slider->setNumber(setting.value);
  row.slider->setSpoken(boundText(metric, setting.value));
  row.bound->setValue(setting.value);
  row.on->setChecked(setting.on);
  row.slider->setEnabled(setting.on);
  row.bound->setEnabled(setting.on);
}

}  // namespace headroom::ui
