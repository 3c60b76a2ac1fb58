#include "ui/theme/figure_delegate.h"

#include "ui/theme/fonts.h"

#include <QApplication>
#include <QPainter>

#include <cmath>

namespace headroom::ui {

namespace {

constexpr int margin = 8;

}  // namespace

void FigureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  QStyleOptionViewItem item(option);
  initStyleOption(&item, index);
  const QString text = item.text;
  item.text.clear();
  const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
  painter->save();
  painter->setFont(item.font);
  const QPalette::ColorGroup group =
      item.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
  painter->setPen(item.palette.color(group, QPalette::Text));
  drawFigures(*painter, QRectF(item.rect).adjusted(margin, 0, -margin, 0), Qt::AlignRight | Qt::AlignVCenter,
              text);
  painter->restore();
}

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QSize size = QStyledItemDelegate::sizeHint(option, index);
  QStyleOptionViewItem item(option);
  initStyleOption(&item, index);
  size.setWidth(
      std::max(size.width(), static_cast<int>(std::ceil(figureWidth(item.font, item.text))) + 2 * margin));
  return size;
}

}  // namespace headroom::ui
