#include "ui/widgets/verdict_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/verdict.h"

#include <QApplication>
#include <QPainter>

#include <cmath>

namespace headroom::ui {
namespace {

constexpr int margin = 8;

}  // namespace

QString VerdictDelegate::textOf(const QString& words, const QModelIndex& index) const {
  if (!m_signs) return words;
  const QString sign = verdictSign(static_cast<Verdict>(index.data(m_role).toInt()));
  return sign.isEmpty() ? words : sign + u' ' + words;
}

void VerdictDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
  QStyleOptionViewItem item(option);
  initStyleOption(&item, index);
  const QString text = textOf(item.text, index);
  item.text.clear();
  const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
  const auto verdict = static_cast<Verdict>(index.data(m_role).toInt());
  painter->save();
  painter->setFont(item.font);
  painter->setPen(verdict == Verdict::none ? item.palette.color(QPalette::Text)
                                           : verdictColour(verdict, coloursOf(item.palette)));
  const QRectF rect = QRectF(item.rect).adjusted(margin, 0, -margin, 0);
  drawFigures(*painter, rect, Qt::AlignRight | Qt::AlignVCenter,
              item.fontMetrics.elidedText(text, Qt::ElideRight, static_cast<int>(rect.width())));
  painter->restore();
}

QSize VerdictDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QSize size = QStyledItemDelegate::sizeHint(option, index);
  QStyleOptionViewItem item(option);
  initStyleOption(&item, index);
  size.setWidth(static_cast<int>(std::ceil(figureWidth(item.font, textOf(item.text, index)))) + 2 * margin);
  return size;
}

}  // namespace headroom::ui
