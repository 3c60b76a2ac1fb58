// Children beside each other that go to further lines when the place is narrow.
//
//   auto* maps = new WrapLayout(area);
//   maps->setMinimumColumnWidth(220);                 // four maps: one row of four, two of two, four of one
//   for (HeatMap* map : all) maps->addWidget(map);
//
// Uniform (the default): all columns are equally wide and fill the width, rows are equally high and fill the
// height, and the number of columns is such that rows are filled evenly. Not uniform: each child has the
// width that it asks for, as words on a line.
#pragma once

#include <QLayout>
#include <QList>

namespace headroom::ui {

class WrapLayout : public QLayout {
 public:
  explicit WrapLayout(QWidget* parent = nullptr);
  ~WrapLayout() override;

  void setUniform(bool uniform);
  // Of uniform children; a row has as many as fit. At least one.
  void setMinimumColumnWidth(int width);
  // At most so many beside each other; 0 = no bound.
  void setMaximumColumns(int columns);

  void addItem(QLayoutItem* item) override;
  int count() const override { return static_cast<int>(m_items.size()); }
  QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  void setGeometry(const QRect& rect) override;
  QSize sizeHint() const override;
  QSize minimumSize() const override;

 private:
  QList<QLayoutItem*> visible() const;
  int columns(int width, int items) const;
  // Places the children where `apply`, and tells the height that it takes.
  int layOutLines(const QRect& rect, bool apply) const;
  int layOutUniform(const QRect& rect, bool apply) const;

  QList<QLayoutItem*> m_items;
  bool m_uniform = true;
  int m_minimumColumn = 220;
  int m_maximumColumns = 0;
};

}  // namespace headroom::ui
