// Numbers in tables: tabular figures, right aligned.
//
//   table->setItemDelegateForColumn(2, new FigureDelegate(table));
#pragma once

#include <QStyledItemDelegate>

namespace headroom::ui {

class FigureDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace headroom::ui
