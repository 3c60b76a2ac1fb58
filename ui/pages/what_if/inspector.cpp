#include "ui/pages/what_if/inspector.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/pages/what_if/prices_panel.h"
#include "ui/pages/what_if/promise_panel.h"
#include "ui/pages/what_if/scenarios_panel.h"
#include "ui/pages/what_if/traffic_panel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/wrap_layout.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

// Title left, a dim word right.
QHBoxLayout* sectionLine(const QString& title, QLabel* note = nullptr) {
  auto* line = new QHBoxLayout;
  auto* label = new QLabel(title);
  label->setFont(ui::font(TextStyle::strong));
  line->addWidget(label);
  line->addStretch();
  if (note) {
    note->setFont(ui::font(TextStyle::secondary));
    note->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(note);
  }
  return line;
}

}  // namespace

WhatIfInspector::WhatIfInspector(WhatIf& whatIf, WhatIfEdits& edits, QWidget* parent)
    : QWidget(parent),
      m_whatIf(whatIf),
      m_modelRow(new QWidget),
      m_model(new QComboBox),
      m_promised(new QLabel),
      m_promise(new PromisePanel(edits)),
      m_prices(new PricesPanel(edits)),
      m_traffic(new TrafficPanel(edits)),
      m_scenarios(new ScenariosPanel(edits)) {
  // The sections scroll, the buttons stay.
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, metrics::padding);
  outer->setSpacing(metrics::small * 2);
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* inside = new QWidget;
  auto* down = new QVBoxLayout(inside);
  down->setContentsMargins(metrics::padding, metrics::small, metrics::padding, metrics::small);
  down->setSpacing(metrics::small * 2);
  scroll->setWidget(inside);
  outer->addWidget(scroll, 1);
  auto* model = new QHBoxLayout(m_modelRow);
  model->setContentsMargins(0, 0, 0, 0);
  auto* modelLabel = new QLabel(tr("Model"));
  modelLabel->setBuddy(m_model);
  m_model->setObjectName(QStringLiteral("planModel"));
  m_model->setAccessibleName(tr("Model that is planned"));
  m_model->setToolTip(tr("One model is planned at a time."));
  m_model->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  model->addWidget(modelLabel);
  model->addWidget(m_model, 1);
  m_modelRow->hide();
  down->addWidget(m_modelRow);
  connect(m_model, &QComboBox::activated, this,
          [this](int index) { m_whatIf.setModel(m_model->itemText(index).toStdString()); });

  const auto section = [down](const QString& title, QWidget* panel, QLabel* note = nullptr) {
    down->addLayout(sectionLine(title, note));
    down->addWidget(panel);
    down->addSpacing(metrics::gap);
  };
  section(tr("Promise"), m_promise, m_promised);
  section(tr("Price per hour, how many"), m_prices);
  section(tr("Traffic"), m_traffic);
  section(tr("Scenarios"), m_scenarios);
  down->addStretch();

  // Beside each other where there is room, else one below the other.
  auto* buttons = new WrapLayout;
  buttons->setMinimumColumnWidth(126);
  buttons->setSpacing(metrics::small * 2);
  auto* copy = new QPushButton(tr("Copy Command"));
  copy->setObjectName(QStringLiteral("copyCommand"));
  copy->setToolTip(tr("The headroomctl command lines that give the same answer, for a shell"));
  auto* push = new QPushButton(tr("Review and Push…"));
  push->setObjectName(QStringLiteral("reviewAndPush"));
  push->setProperty(property::primary, true);
  push->setToolTip(tr("What these profiles would change in the cluster, on the Cluster page"));
  buttons->addWidget(copy);
  buttons->addWidget(push);
  buttons->setContentsMargins(metrics::padding, 0, metrics::padding, 0);
  outer->addLayout(buttons);
  connect(copy, &QPushButton::clicked, this, &WhatIfInspector::copyCommand);
  connect(push, &QPushButton::clicked, this, &WhatIfInspector::reviewAndPush);
  connect(m_promise, &PromisePanel::summaryChanged, m_promised, &QLabel::setText);
  connect(m_promise, &PromisePanel::touched, this, &WhatIfInspector::touched);
  connect(m_traffic, &TrafficPanel::chooseFile, this, &WhatIfInspector::chooseTraffic);
}

void WhatIfInspector::renew(const Workspace& workspace, const GpuColours& colours) {
  const WhatIfInput& input = m_whatIf.input();
  m_promise->setConditions(input.conditions);
  m_prices->setInput(input, colours);
  m_traffic->setState(m_whatIf);
  m_scenarios->setState(m_whatIf, workspace);
}

void WhatIfInspector::renewRanges() {
  m_promise->setRanges(rangesOf(m_whatIf.input()));
  QStringList models;
  for (const std::string& one : m_whatIf.models()) models << QString::fromStdString(one);
  m_modelRow->setVisible(models.size() > 1);
  QStringList shown;
  for (int i = 0; i < m_model->count(); ++i) shown << m_model->itemText(i);
  if (shown != models) {
    m_model->clear();
    m_model->addItems(models);
  }
  m_model->setCurrentIndex(static_cast<int>(models.indexOf(QString::fromStdString(m_whatIf.model()))));
}

}  // namespace headroom::ui
