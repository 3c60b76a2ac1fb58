#include "ui/pages/what_if/scenarios_panel.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/pages/what_if/scenario_model.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

constexpr int mostRows = 6;

}  // namespace

ScenariosPanel::ScenariosPanel(WhatIfEdits& edits, QWidget* parent)
    : QWidget(parent),
      m_edits(edits),
      m_model(new ScenarioModel(edits, this)),
      m_table(new FigureTable(m_model)),
      m_none(
          newNote(tr("Keep what is weighed now under a name, to compare it later and to come back to it."))),
      m_name(new QLineEdit),
      m_keep(new QPushButton(tr("Keep"))),
      m_restore(new QPushButton(tr("Restore"))),
      m_remove(new QPushButton(tr("Remove"))) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::small * 2);
  m_table->setObjectName(QStringLiteral("scenarioList"));
  m_table->setAccessibleName(tr("Scenarios"));
  m_table->setFigureColumns({ScenarioModel::cost});
  // How they differ has no room here: it is the tool tip, and stands in the view of scenarios side by side.
  m_table->setStretchColumn(ScenarioModel::name);
  m_table->setColumnHidden(ScenarioModel::difference, true);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
  m_table->horizontalHeader()->hide();
  m_table->setHeightToRows(mostRows);
  down->addWidget(m_none);
  down->addWidget(m_table);
  auto* keeping = new QHBoxLayout;
  keeping->setSpacing(metrics::small);
  m_name->setObjectName(QStringLiteral("scenarioName"));
  m_name->setPlaceholderText(tr("Name of a scenario"));
  m_name->setAccessibleName(tr("Name of a new scenario"));
  m_keep->setObjectName(QStringLiteral("keepScenario"));
  m_keep->setToolTip(tr("Keeps the promise, prices, limits and traffic of now under this name"));
  keeping->addWidget(m_name, 1);
  keeping->addWidget(m_keep);
  down->addLayout(keeping);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(metrics::small);
  m_restore->setObjectName(QStringLiteral("restoreScenario"));
  m_remove->setObjectName(QStringLiteral("removeScenario"));
  buttons->addWidget(m_restore);
  buttons->addWidget(m_remove);
  buttons->addStretch();
  down->addLayout(buttons);

  const auto keep = [this] {
    m_edits.keepScenario(m_name->text());
    m_name->clear();
  };
  connect(m_keep, &QPushButton::clicked, this, keep);
  connect(m_name, &QLineEdit::returnPressed, this, keep);
  const auto restore = [this] {
    if (current() >= 0) m_edits.restoreScenario(static_cast<std::size_t>(current()));
  };
  connect(m_restore, &QPushButton::clicked, this, restore);
  connect(m_table, &QAbstractItemView::activated, this, restore);
  connect(m_remove, &QPushButton::clicked, this, [this] {
    if (current() >= 0) m_edits.removeScenario(static_cast<std::size_t>(current()));
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          [this] { renewButtons(); });
  connect(m_model, &QAbstractItemModel::modelReset, this, [this] { renewButtons(); });
  renewButtons();
}

int ScenariosPanel::current() const {
  const QModelIndexList rows = m_table->selectionModel()->selectedRows();
  return rows.isEmpty() ? -1 : rows.front().row();
}

void ScenariosPanel::renewButtons() {
  const bool any = m_model->rowCount() > 0;
  m_table->setVisible(any);
  m_none->setVisible(!any);
  m_restore->setVisible(any);
  m_remove->setVisible(any);
  m_restore->setEnabled(current() >= 0);
  m_remove->setEnabled(current() >= 0);
}

void ScenariosPanel::setState(const WhatIf& whatIf, const Workspace& workspace) {
  m_model->setState(whatIf, workspace);
}

}  // namespace headroom::ui
