#include "ui/shell/side_bar.h"

#include "ui/theme/colours.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/tinted_icon.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace headroom::ui {
namespace {

constexpr int wide = 176, narrow = 84, iconSize = 18;

class PageDelegate : public QStyledItemDelegate {
 public:
  explicit PageDelegate(SideBar& bar) : QStyledItemDelegate(&bar), m_bar(bar) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return m_bar.compact() ? QSize(narrow - 2, 54) : QSize(wide - 2, 36);
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colours& colours = coloursOf(m_bar);
    const bool chosen = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QRectF box = QRectF(option.rect).adjusted(8, 2, -8, -2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (chosen || hovered) {
      painter->setBrush(chosen ? colours.accentSoft : colours.hover);
      painter->drawRoundedRect(box, metrics::radiusSmall, metrics::radiusSmall);
    }
    if (option.state & QStyle::State_HasFocus && m_bar.hasFocus() &&
        option.state & QStyle::State_KeyboardFocusChange) {
      painter->setBrush(Qt::NoBrush);
      painter->setPen(QPen(colours.accent, 1.5));
      painter->drawRoundedRect(box.adjusted(1, 1, -1, -1), metrics::radiusSmall, metrics::radiusSmall);
    }
    const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
    const auto mode = chosen ? QIcon::Selected : QIcon::Normal;
    QFont font = ui::font(m_bar.compact() ? TextStyle::axis : TextStyle::body);
    if (chosen) font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(chosen ? colours.accent : colours.dim);
    const QString text = index.data().toString();
    if (m_bar.compact()) {
      const QRect at(static_cast<int>(box.center().x()) - iconSize / 2, static_cast<int>(box.top()) + 7,
                     iconSize, iconSize);
      icon.paint(painter, at, Qt::AlignCenter, mode);
      const QRectF below(option.rect.left(), at.bottom() + 3, option.rect.width(),
                         box.bottom() - at.bottom() - 4);
      const QFontMetricsF measure(font);
      painter->drawText(below, Qt::AlignHCenter | Qt::AlignVCenter,
                        measure.elidedText(text, Qt::ElideRight, below.width() - 4));
    } else {
      const QRect at(static_cast<int>(box.left()) + 9, static_cast<int>(box.center().y()) - iconSize / 2 + 1,
                     iconSize, iconSize);
      icon.paint(painter, at, Qt::AlignCenter, mode);
      painter->drawText(box.adjusted(36, 0, -6, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    }
    painter->restore();
  }

 private:
  SideBar& m_bar;
};

}  // namespace

SideBar::SideBar(QWidget* parent) : QListWidget(parent) {
  setObjectName(QStringLiteral("sideBar"));
  setAccessibleName(tr("Pages"));
  setItemDelegate(new PageDelegate(*this));
  setFrameShape(QFrame::NoFrame);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setMouseTracking(true);
  setViewportMargins(0, metrics::small * 2, 0, 0);
  setAttribute(Qt::WA_MacShowFocusRect, false);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
  setFixedWidth(wide);
  connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
    if (item) emit chosen(item->data(Qt::UserRole).toString());
  });
}

void SideBar::addPage(const QString& id, const QString& title, const QString& shortcut) {
  auto* item = new QListWidgetItem(tintedIcon(id), title, this);
  item->setData(Qt::UserRole, id);
  item->setToolTip(shortcut.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, shortcut));
}

void SideBar::choose(const QString& id) {
  for (int row = 0; row < count(); ++row)
    if (item(row)->data(Qt::UserRole) == id) setCurrentRow(row);
}

void SideBar::setCompact(bool compact) {
  if (compact == m_compact) return;
  m_compact = compact;
  setFixedWidth(compact ? narrow : wide);
  scheduleDelayedItemsLayout();
}

void SideBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) viewport()->update();
  QListWidget::changeEvent(event);
}

}  // namespace headroom::ui
