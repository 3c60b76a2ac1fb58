#include "ui/widgets/wrap_layout.h"

#include <QWidget>

#include <algorithm>

namespace headroom::ui {

WrapLayout::WrapLayout(QWidget* parent) : QLayout(parent) {
  setContentsMargins(0, 0, 0, 0);
  setSpacing(12);
}

WrapLayout::~WrapLayout() { qDeleteAll(m_items); }

void WrapLayout::setUniform(bool uniform) {
  m_uniform = uniform;
  invalidate();
}

void WrapLayout::setMinimumColumnWidth(int width) {
  m_minimumColumn = std::max(1, width);
  invalidate();
}

void WrapLayout::setMaximumColumns(int columns) {
  m_maximumColumns = columns;
  invalidate();
}

void WrapLayout::addItem(QLayoutItem* item) {
  m_items.push_back(item);
  invalidate();
}

QLayoutItem* WrapLayout::takeAt(int index) {
  if (index < 0 || index >= m_items.size()) return nullptr;
  QLayoutItem* item = m_items.takeAt(index);
  invalidate();
  return item;
}

Qt::Orientations WrapLayout::expandingDirections() const {
  return m_uniform ? Qt::Horizontal | Qt::Vertical : Qt::Orientations();
}

QList<QLayoutItem*> WrapLayout::visible() const {
  QList<QLayoutItem*> shown;
  for (QLayoutItem* item : m_items)
    if (!item->isEmpty()) shown.push_back(item);
  return shown;
}

int WrapLayout::columns(int width, int items) const {
  const int fit = std::max(1, (width + spacing()) / (m_minimumColumn + spacing()));
  const int most = std::min({fit, items, m_maximumColumns > 0 ? m_maximumColumns : items});
  if (most <= 1) return 1;
  const int rows = (items + most - 1) / most;
  return (items + rows - 1) / rows;  // four that do not fit in a row are two by two, not three and one
}

int WrapLayout::heightForWidth(int width) const {
  const QRect rect(0, 0, width, 0);
  return m_uniform ? layOutUniform(rect, false) : layOutLines(rect, false);
}

void WrapLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  if (m_uniform)
    layOutUniform(rect, true);
  else
    layOutLines(rect, true);
}

QSize WrapLayout::sizeHint() const {
  const QList<QLayoutItem*> items = visible();
  int width = 0, height = 0;
  for (const QLayoutItem* item : items) {
    width += item->sizeHint().width() + (width > 0 ? spacing() : 0);
    height = std::max(height, item->sizeHint().height());
  }
  const QMargins margins = contentsMargins();
  return QSize(width, height).grownBy(margins);
}

QSize WrapLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : visible()) size = size.expandedTo(item->minimumSize());
  return size.grownBy(contentsMargins());
}

int WrapLayout::layOutUniform(const QRect& rect, bool apply) const {
  const QList<QLayoutItem*> items = visible();
  if (items.isEmpty()) return 0;
  const QRect inside = rect.marginsRemoved(contentsMargins());
  const int number = static_cast<int>(items.size());
  const int across = columns(inside.width(), number);
  const int rows = (number + across - 1) / across;
  int needed = 0;
  const int column = (inside.width() - (across - 1) * spacing()) / across;
  for (const QLayoutItem* item : items) {
    const int own = item->hasHeightForWidth() ? item->heightForWidth(column) : item->minimumSize().height();
    needed = std::max(needed, own);
  }
  const int high = std::max(needed, (inside.height() - (rows - 1) * spacing()) / rows);
  if (apply)
    for (int index = 0; index < number; ++index) {
      const int row = index / across, place = index % across;
      // The last column takes what rounding left.
      const int left = inside.left() + place * (column + spacing());
      const int right = place == across - 1 ? inside.right() : left + column - 1;
      items[index]->setGeometry(QRect(QPoint(left, inside.top() + row * (high + spacing())),
                                      QPoint(right, inside.top() + row * (high + spacing()) + high - 1)));
    }
  const QMargins margins = contentsMargins();
  return rows * needed + (rows - 1) * spacing() + margins.top() + margins.bottom();
}

int WrapLayout::layOutLines(const QRect& rect, bool apply) const {
  const QRect inside = rect.marginsRemoved(contentsMargins());
  int x = inside.left(), y = inside.top(), line = 0;
  for (QLayoutItem* item : visible()) {
    QSize size = item->sizeHint();
    size.setWidth(std::min(size.width(), inside.width()));
    if (x > inside.left() && x + size.width() > inside.right() + 1) {
      x = inside.left();
      y += line + spacing() / 2;
      line = 0;
    }
    if (apply) item->setGeometry(QRect(QPoint(x, y), size));
    x += size.width() + spacing();
    line = std::max(line, size.height());
  }
  return y + line - inside.top() + contentsMargins().top() + contentsMargins().bottom();
}

}  // namespace headroom::ui
