// A table of figures as every page shows it: no grid, quiet header, numbers right aligned in tabular figures,
// rows copied to the clipboard as spreadsheets take them.
//
//   auto* table = new FigureTable(model);
//   table->setFigureColumns({1, 2, 3});
//   connect(table->selectionModel(), ...);
#pragma once

#include <QList>
#include <QTableView>

namespace headroom::ui {

class FigureTable : public QTableView {
  Q_OBJECT

 public:
  explicit FigureTable(QAbstractItemModel* model = nullptr, QWidget* parent = nullptr);

  // Columns of numbers; the others hold words and stand left.
  void setFigureColumns(const QList<int>& columns);
  // The column that takes the room that is left: words, as a rule. -1: the last one.
  void setStretchColumn(int column);
  // Tab-separated, with the header line; of the selected rows, else of all.
  QString selectedText() const;
  // As high as its rows, up to `most`; for short tables inside cards.
  void setHeightToRows(int most);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 public slots:
  void copy();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  int m_most = 0;
};

}  // namespace headroom::ui
