#include "ui/pages/traffic/table_editor.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segments.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {

TableEditor::TableEditor(QWidget* parent)
    : QWidget(parent),
      m_grid(new RateGrid),
      m_table(new FigureTable(&m_model)),
      m_brush(new NumberField),
      m_way(new Segments),
      m_stack(new QStackedWidget) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::small * 2);
  auto* bar = new QHBoxLayout;
  m_way->setChoices({{"paint", tr("Paint")}, {"type", tr("Type")}});
  m_way->setCurrent("paint");
  m_way->setObjectName("tableWay");
  auto* label = new QLabel(tr("Brush"));
  label->setBuddy(m_brush);
  m_brush->setObjectName("tableBrush");
  m_brush->setSuffix(tr("req/s"));
  m_brush->setRange(0, 1e6);
  m_brush->setValue(m_grid->brush());
  m_brush->setMaximumWidth(120);
  bar->addWidget(m_way);
  bar->addSpacing(metrics::gap);
  bar->addWidget(label);
  bar->addWidget(m_brush);
  bar->addWidget(newNote(tr("Drag over cells to set them; the right button clears.")), 1);
  down->addLayout(bar);

  m_grid->setPaintable(true);
  m_grid->setObjectName("tableGrid");
  m_grid->setAccessibleName(tr("Table of rates, to paint"));
  m_table->setObjectName("tableNumbers");
  m_table->setAccessibleName(tr("Table of rates, to type into: requests a second"));
  m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
  m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                           QAbstractItemView::AnyKeyPressed);
  m_table->verticalHeader()->show();
  m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_stack->addWidget(m_grid);
  m_stack->addWidget(m_table);
  down->addWidget(m_stack, 1);

  connect(m_way, &Segments::chosen, this, [this](const QString& id) {
    m_stack->setCurrentWidget(id == "paint" ? static_cast<QWidget*>(m_grid) : m_table);
    m_brush->setEnabled(id == "paint");
  });
  connect(m_brush, &NumberField::edited, this, [this](double rate) { m_grid->setBrush(rate); });
  connect(m_grid, &RateGrid::painted, this, [this](const QList<CellKey>& cells, double rate) {
    TrafficTable table = m_model.table();
    for (const CellKey& cell : cells) {
      const auto row = std::ranges::find(table.outputTokens, static_cast<int>(cell.outputTokens));
      const auto column = std::ranges::find(table.inputTokens, static_cast<int>(cell.inputTokens));
      table.rates[static_cast<std::size_t>(row - table.outputTokens.begin())]
                 [static_cast<std::size_t>(column - table.inputTokens.begin())] = rate;
    }
    emit edited(table);
  });
  connect(&m_model, &RateTableModel::edited, this, [this](int row, int column, double rate) {
    TrafficTable table = m_model.table();
    table.rates[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = rate;
    emit edited(table);
  });
}

void TableEditor::setTable(const TrafficTable& table) {
  m_model.setTable(table);
  QList<int> columns;
  for (int column = 0; column < m_model.columnCount(); ++column) columns.push_back(column);
  m_table->setFigureColumns(columns);
  auto rates = std::make_shared<RateGridData>();
  rates->inputTokens.assign(table.inputTokens.begin(), table.inputTokens.end());
  rates->outputTokens.assign(table.outputTokens.begin(), table.outputTokens.end());
  for (const auto& row : table.rates) rates->rates.insert(rates->rates.end(), row.begin(), row.end());
  m_grid->setData(std::move(rates));
}

}  // namespace headroom::ui
