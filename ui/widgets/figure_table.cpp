#include "ui/widgets/figure_table.h"

#include "ui/theme/figure_delegate.h"
#include "ui/theme/fonts.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace headroom::ui {

FigureTable::FigureTable(QAbstractItemModel* model, QWidget* parent) : QTableView(parent) {
  setShowGrid(false);
  setFrameShape(QFrame::NoFrame);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setWordWrap(false);
  setTabKeyNavigation(false);
  verticalHeader()->hide();
  verticalHeader()->setMinimumSectionSize(metrics::row);  // first: it bounds the other
  verticalHeader()->setDefaultSectionSize(metrics::row);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  horizontalHeader()->setFont(ui::font(TextStyle::secondary));
  horizontalHeader()->setStretchLastSection(false);
  if (model) setModel(model);
}

void FigureTable::setFigureColumns(const QList<int>& columns) {
  auto* figures = new FigureDelegate(this);
  for (const int column : columns) setItemDelegateForColumn(column, figures);
}

void FigureTable::setStretchColumn(int column) {
  QHeaderView* header = horizontalHeader();
  header->setSectionResizeMode(QHeaderView::ResizeToContents);
  if (column < 0)
    header->setStretchLastSection(true);
  else if (column < header->count())
    header->setSectionResizeMode(column, QHeaderView::Stretch);
}

QString FigureTable::selectedText() const {
  if (!model()) return {};
  QList<int> rows;
  for (const QModelIndex& index : selectionModel()->selectedRows()) rows.push_back(index.row());
  std::sort(rows.begin(), rows.end());
  if (rows.isEmpty())
    for (int row = 0; row < model()->rowCount(); ++row) rows.push_back(row);
  const auto line = [&](auto text) {
    QStringList fields;
    for (int column = 0; column < model()->columnCount(); ++column)
      if (!isColumnHidden(column)) fields.push_back(text(column));
    return fields.join(u'\t') + u'\n';
  };
  QString all = line([&](int column) { return model()->headerData(column, Qt::Horizontal).toString(); });
  for (const int row : rows)
    all += line([&](int column) { return model()->index(row, column).data().toString(); });
  return all;
}

void FigureTable::setHeightToRows(int most) {
  m_most = most;
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  const auto follow = [this] { updateGeometry(); };
  connect(model(), &QAbstractItemModel::rowsInserted, this, follow);
  connect(model(), &QAbstractItemModel::rowsRemoved, this, follow);
  connect(model(), &QAbstractItemModel::modelReset, this, follow);
  updateGeometry();
}

QSize FigureTable::sizeHint() const {
  if (m_most == 0 || !model()) return QTableView::sizeHint();
  const int rows = std::clamp(model()->rowCount(), 1, m_most);
  return {QTableView::sizeHint().width(), horizontalHeader()->sizeHint().height() + rows * metrics::row + 2};
}

QSize FigureTable::minimumSizeHint() const {
  return {120, horizontalHeader()->sizeHint().height() + 2 * metrics::row};
}

void FigureTable::copy() {
  if (model()) QGuiApplication::clipboard()->setText(selectedText());
}

void FigureTable::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy))
    copy();
  else
    QTableView::keyPressEvent(event);
}

void FigureTable::contextMenuEvent(QContextMenuEvent* event) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* copying = menu->addAction(tr("&Copy"), this, &FigureTable::copy);
  copying->setShortcut(QKeySequence::Copy);
  menu->addActions(actions());
  menu->popup(event->globalPos());
}

}  // namespace headroom::ui
