#include "ui/pages/what_if/prices_panel.h"

#include "core/plan/mix.h"
#include "ui/controllers/what_if_edits.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/number_field.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr double kMostDollars = 1e6;
constexpr int kMostReplicas = 1'000'000;
constexpr int kMarker = 10;

QLabel* dimLabel(const QString& text, QWidget* buddy) {
  auto* label = new QLabel(text);
  label->setForegroundRole(QPalette::PlaceholderText);
  label->setBuddy(buddy);
  return label;
}

}  // namespace

PricesPanel::PricesPanel(WhatIfEdits& edits, QWidget* parent)
    : QWidget(parent),
      m_edits(edits),
      m_grid(new QGridLayout),
      m_utilisation(new NumberField),
      m_burst(new NumberField),
      m_spare(new QCheckBox) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::small * 2);
  m_grid->setHorizontalSpacing(metrics::small);
  m_grid->setVerticalSpacing(metrics::small);
  m_grid->setColumnStretch(0, 1);
  down->addLayout(m_grid);

  m_utilisation->setObjectName(QStringLiteral("utilisation"));
  m_utilisation->setUnit(NumberField::Unit::percent);
  m_utilisation->setRange(0.01, 1);
  m_utilisation->setFixedWidth(52);
  m_utilisation->setAccessibleName(tr("Target utilisation"));
  explain(m_utilisation, tr("utilisation"),
          tr("How full a GPU may be planned: the rest is room for what no average tells."));
  m_burst->setObjectName(QStringLiteral("burst"));
  m_burst->setSuffix(QStringLiteral("×"));
  m_burst->setRange(1, 100);
  m_burst->setFixedWidth(52);
  m_burst->setAccessibleName(tr("Burst factor"));
  m_burst->setToolTip(
      tr("The peak over the rate of the traffic: the plan carries this many times the rate."));
  m_spare->setObjectName(QStringLiteral("spare"));
  m_spare->setText(tr("Spare for the loss of one GPU"));
  m_spare->setToolTip(tr("The mix still carries everything when any one of its GPUs is gone."));
  auto* fields = new QHBoxLayout;
  fields->setSpacing(metrics::small * 2);
  fields->addWidget(dimLabel(tr("Target use"), m_utilisation));
  fields->addWidget(m_utilisation);
  fields->addStretch();
  fields->addWidget(dimLabel(tr("Burst"), m_burst));
  fields->addWidget(m_burst);
  down->addLayout(fields);
  down->addWidget(m_spare);
  connect(m_utilisation, &NumberField::edited, this, [this](double share) { m_edits.setUtilisation(share); });
  connect(m_burst, &NumberField::edited, this, [this](double factor) { m_edits.setBurst(factor); });
  connect(m_spare, &QCheckBox::clicked, this, [this](bool spare) { m_edits.setSpare(spare); });
}

void PricesPanel::makeRows(const WhatIfInput& input, const GpuColours& colours) {
  for (const Row& row : m_rows)
    for (QWidget* widget :
         std::initializer_list<QWidget*>{row.name, row.price, row.least, row.dots, row.most})
      widget->deleteLater();
  m_rows.clear();
  for (const WhatIfGpu& gpu : input.gpus) {
    if (std::ranges::find(m_rows, gpu.gpu, &Row::gpu) != m_rows.end()) continue;
    const QString type = QString::fromStdString(gpu.gpu);
    const QString id = QStringLiteral("price.%1.").arg(type);
    Row row;
    row.gpu = gpu.gpu;
    row.own = gpu.ownCostPerHour;
    row.price = new NumberField;
    row.price->setObjectName(id + QStringLiteral("cost"));
    row.price->setUnit(NumberField::Unit::dollars);
    row.price->setRange(0, kMostDollars);
    row.price->setFixedWidth(64);
    row.price->setAccessibleName(tr("Price of %1 per hour").arg(type));
    row.name = new QLabel(QStringLiteral("<span style=\"color:%1\">■</span> %2")
                              .arg(colours.of(type).name(), type.toHtmlEscaped()));
    // A long name is cut before the fields are: its tool tip tells all of it.
    row.name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row.name->setMinimumWidth(72);
    row.name->setBuddy(row.price);
    row.name->setToolTip(tr("Price of one %1 per hour, and how many of it may be had").arg(type));
    row.least = new NumberField;
    row.least->setObjectName(id + QStringLiteral("min"));
    row.least->setUnit(NumberField::Unit::whole);
    row.least->setRange(0, kMostReplicas);
    row.least->setFixedWidth(30);
    row.least->setAccessibleName(tr("Least replicas of %1").arg(type));
    row.dots = new QLabel(QStringLiteral("…"));
    row.dots->setForegroundRole(QPalette::PlaceholderText);
    row.most = new NumberField;
    row.most->setObjectName(id + QStringLiteral("max"));
    row.most->setUnit(NumberField::Unit::whole);
    row.most->setRange(0, kMostReplicas);
    row.most->setOptional(QStringLiteral("∞"));
    row.most->setFixedWidth(30);
    row.most->setAccessibleName(tr("Most replicas of %1").arg(type));
    const int line = static_cast<int>(m_rows.size());
    m_grid->addWidget(row.name, line, 0);
    m_grid->addWidget(row.price, line, 1);
    m_grid->addWidget(row.least, line, 2);
    m_grid->addWidget(row.dots, line, 3);
    m_grid->addWidget(row.most, line, 4);
    connect(row.price, &NumberField::edited, this,
            [this, type = gpu.gpu](double price) { m_edits.setPrice(type, price); });
    const auto limits = [this, type = gpu.gpu] {
      const auto found = std::ranges::find(m_rows, type, &Row::gpu);
      if (found != m_rows.end()) setLimits(*found);
    };
    connect(row.least, &NumberField::edited, this, limits);
    connect(row.most, &NumberField::edited, this, limits);
    connect(row.most, &NumberField::cleared, this, limits);
    m_rows.push_back(row);
  }
}

// A least above the most takes the most along, whichever was typed.
void PricesPanel::setLimits(const Row& row) {
  int least = static_cast<int>(row.least->value().value_or(0));
  std::optional<int> most;
  if (const auto value = row.most->value()) most = static_cast<int>(*value);
  if (most && least > *most) {
    if (row.most->hasFocus())
      least = *most;
    else
      most = least;
  }
  m_edits.setLimits(row.gpu, least, most, row.price->value().value_or(row.own));
}

void PricesPanel::setInput(const WhatIfInput& input, const GpuColours& colours) {
  std::vector<std::string> types;
  for (const WhatIfGpu& gpu : input.gpus)
    if (std::ranges::find(types, gpu.gpu) == types.end()) types.push_back(gpu.gpu);
  if (!std::ranges::equal(types, m_rows, {}, {}, &Row::gpu)) makeRows(input, colours);
  const MixProblem settings = settingsOf(input);
  for (Row& row : m_rows)
    for (std::size_t g = 0; g < input.gpus.size(); ++g) {
      if (input.gpus[g].gpu != row.gpu) continue;
      const int most = settings.gpus[g].maxReplicas;
      row.own = input.gpus[g].ownCostPerHour;
      row.price->setValue(costOf(input.conditions, input.gpus[g]));
      row.least->setValue(settings.gpus[g].minReplicas);
      row.most->setValue(most == kUnlimitedReplicas ? std::nullopt : std::optional<double>(most));
      break;
    }
  m_utilisation->setValue(input.conditions.targetUtilisation);
  m_burst->setValue(input.conditions.burstFactor);
  m_spare->setChecked(input.conditions.survivesLossOfOne);
}

}  // namespace headroom::ui
