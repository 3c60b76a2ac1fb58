#include "ui/theme/style.h"

#include "ui/theme/colours.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style_controls.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QFrame>
#include <QHeaderView>
#include <QLayout>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QStyleOptionSlider>

#include <algorithm>

namespace headroom::ui {

namespace {

constexpr int segmentPadding = 11;  // at each side of its words
constexpr int fieldMargin = 5;      // left and right of the words in a field, beside Qt's own 2
constexpr int comboArrow = 24;
constexpr int cellMargin = 8;  // as FigureDelegate has it

const Colours& coloursOf(const QStyleOption& option) { return ui::coloursOf(option.palette); }

}  // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
  const Colours& colours = coloursOf(*option);
  switch (element) {
    case PE_PanelButtonCommand: return drawButton(*option, painter, widget);
    case PE_PanelButtonTool:
      if (widget && !widget->property(property::segment).toString().isEmpty())
        return drawButton(*option, painter, widget);
      if (option->state & (State_On | State_Sunken))
        panel(painter, option->rect, metrics::radiusSmall, colours.accentSoft, {});
      else if ((option->state & State_MouseOver) && (option->state & State_Enabled))
        panel(painter, option->rect, metrics::radiusSmall, colours.hover, {});
      return;
    case PE_FrameDefaultButton: return;
    case PE_PanelLineEdit:
      if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
          frame && frame->lineWidth > 0)
        fieldPanel(painter, *option, option->state & State_HasFocus);
      else
        painter->fillRect(
            option->rect,
            option->palette.color(option->state & State_Enabled ? QPalette::Base : QPalette::Window));
      return;
    case PE_FrameLineEdit: return;
    case PE_Frame:
      if (has(widget, property::card))
        return panel(painter, option->rect, metrics::radius, colours.card, colours.line);
      if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
          frame && frame->lineWidth > 0)
        panel(painter, option->rect, metrics::radiusSmall, {}, colours.line);
      return;
    case PE_FrameFocusRect:
      panel(painter, QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusSmall - 1, {},
            colours.accent);
      return;
    case PE_IndicatorCheckBox:
      if (has(widget, property::toggle)) return drawSwitch(*option, painter);
      return drawCheckBox(*option, painter);
    case PE_IndicatorItemViewItemCheck: return drawCheckBox(*option, painter);
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
      if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
        const bool selected = item->state & State_Selected, over = item->state & State_MouseOver;
        const bool bar = has(widget, property::sideBar);
        if (bar) {
          if (element == PE_PanelItemViewItem && (selected || over))
            panel(painter, QRectF(item->rect).adjusted(8, 1, -8, -1), metrics::radiusSmall,
                  selected ? colours.accentSoft : colours.hover, {});
          return;
        }
        if (item->backgroundBrush.style() != Qt::NoBrush)
          painter->fillRect(item->rect, item->backgroundBrush);
        if (selected)
          painter->fillRect(item->rect, colours.accentSoft);
        else if (item->features & QStyleOptionViewItem::Alternate)
          painter->fillRect(item->rect, option->palette.alternateBase());
        return;
      }
      break;
    default: break;
  }
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
  const Colours& colours = coloursOf(*option);
  switch (element) {
    case CE_PushButtonLabel:
    case CE_ToolButtonLabel: {
      // The text on a filled or chosen button is not the palette's ButtonText.
      const bool primary = has(widget, property::primary) && (option->state & State_Enabled);
      const bool chosen = option->state & State_On;
      if (!primary && !chosen) break;
      const QColor ink = primary ? colours.onAccent : colours.accent;
      if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
        QStyleOptionButton copy(*button);
        copy.palette.setColor(QPalette::ButtonText, ink);
        return QProxyStyle::drawControl(element, &copy, painter, widget);
      }
      if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
        QStyleOptionToolButton copy(*button);
        copy.palette.setColor(QPalette::ButtonText, ink);
        return QProxyStyle::drawControl(element, &copy, painter, widget);
      }
      break;
    }
    case CE_ToolBar: {
      // A bar is a card from edge to edge, with one line towards the pages.
      painter->fillRect(option->rect, colours.card);
      const QRect& bar = option->rect;
      painter->setPen(colours.line);
      if (bar.height() > bar.width())
        painter->drawLine(bar.topRight(), bar.bottomRight());
      else
        painter->drawLine(bar.bottomLeft(), bar.bottomRight());
      return;
    }
    case CE_ItemViewItem:
      // Selected rows are tinted, not inverted: text keeps its colour.
      if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
        QStyleOptionViewItem copy(*item);
        copy.palette.setColor(QPalette::HighlightedText,
                              has(widget, property::sideBar) ? colours.accent : colours.text);
        return QProxyStyle::drawControl(element, &copy, painter, widget);
      }
      break;
    case CE_ProgressBarGroove: {
      QRectF bar(option->rect);
      bar = QRectF(bar.left(), bar.center().y() - 2.5, bar.width(), 5);
      painter->save();
      painter->setRenderHint(QPainter::Antialiasing);
      painter->setPen(Qt::NoPen);
      painter->setBrush(colours.line);
      painter->drawRoundedRect(bar, 2.5, 2.5);
      painter->restore();
      return;
    }
    case CE_ProgressBarContents:
      if (const auto* progress = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
          progress && progress->maximum > progress->minimum) {
        const double share = std::clamp(static_cast<double>(progress->progress - progress->minimum) /
                                            (progress->maximum - progress->minimum),
                                        0.0, 1.0);
        QRectF bar(option->rect);
        const double width = bar.width() * share;
        bar = QRectF(option->direction == Qt::RightToLeft ? bar.right() - width : bar.left(),
                     bar.center().y() - 2.5, width, 5);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colours.accent);
        if (width >= 1) painter->drawRoundedRect(bar, 2.5, 2.5);
        painter->restore();
        return;
      }
      break;
    case CE_HeaderSection:
      painter->fillRect(option->rect, option->palette.color(QPalette::Base));
      painter->setPen(colours.line);
      painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
      return;
    case CE_HeaderLabel:
      if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
        const auto across = header->textAlignment & Qt::AlignHorizontal_Mask;
        // Qt takes its margin off above and below, too; descenders need that room.
        const QRect whole = header->rect.adjusted(0, -cellMargin, 0, cellMargin);
        painter->setPen(colours.dim);
        painter->drawText(whole, static_cast<int>(across) | Qt::AlignVCenter | Qt::TextSingleLine,
                          header->fontMetrics.elidedText(header->text, Qt::ElideRight, whole.width()));
        return;
      }
      break;
    default: break;
  }
  QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
  if (control == CC_Slider)
    if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        slider && slider->tickPosition == 0)
      return drawSlider(*slider, painter, proxy(), widget);
  if (control == CC_ComboBox)
    if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option); box && box->frame)
      return drawComboBox(*box, painter, proxy(), widget);
  if (control == CC_ScrollBar)
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
      return drawScrollBar(*bar, painter, proxy(), widget);
  QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                            const QWidget* widget) const {
  const QRect& all = option->rect;
  if (control == CC_ComboBox && qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
    QRect part;
    if (subControl == SC_ComboBoxArrow) part = all.adjusted(all.width() - comboArrow, 1, -1, -1);
    if (subControl == SC_ComboBoxEditField) part = all.adjusted(fieldMargin + 1, 2, -comboArrow, -2);
    if (part.isValid()) return visualRect(option->direction, all, part);
  }
  const auto* bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider*>(option) : nullptr;
  if (!bar) return QProxyStyle::subControlRect(control, option, subControl, widget);
  const bool upright = bar->orientation == Qt::Vertical;
  const int length = upright ? all.height() : all.width();
  const qint64 range = qint64{bar->maximum} - bar->minimum;
  const int handle =
      range <= 0 ? length
                 : std::clamp(static_cast<int>(qint64{bar->pageStep} * length / (range + bar->pageStep)),
                              std::min(24, length), length);
  const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle,
                                            bar->upsideDown);
  const auto along = [&](int from, int to) {
    return upright ? QRect(all.left(), all.top() + from, all.width(), to - from)
                   : visualRect(option->direction, all,
                                QRect(all.left() + from, all.top(), to - from, all.height()));
  };
  switch (subControl) {
    case SC_ScrollBarGroove: return all;
    case SC_ScrollBarSlider: return along(start, start + handle);
    case SC_ScrollBarSubPage: return along(0, start);
    case SC_ScrollBarAddPage: return along(start + handle, length);
    default: return {};
  }
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
  const QRect rect = QProxyStyle::subElementRect(element, option, widget);
  const auto* frame =
      element == SE_LineEditContents ? qstyleoption_cast<const QStyleOptionFrame*>(option) : nullptr;
  return frame && frame->lineWidth > 0 ? rect.adjusted(fieldMargin, 0, -fieldMargin, 0) : rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return metrics::padding;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_ButtonMargin: return 12;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_SliderThickness:
    case PM_SliderControlThickness: return 18;
    case PM_SliderLength: return 14;
    case PM_IndicatorWidth:
      if (has(widget, property::toggle)) return 28;
      break;
    case PM_IndicatorHeight:
      if (has(widget, property::toggle)) return 16;
      break;
    case PM_ScrollBarExtent: return 11;
    case PM_HeaderMargin: return cellMargin;
    // The room left and right of the words in a cell; Qt adds one to it.
    case PM_FocusFrameHMargin:
      if (qobject_cast<const QAbstractItemView*>(widget) && !has(widget, property::sideBar))
        return cellMargin - 1;
      break;
    case PM_TabBarBaseHeight: return 0;
    default: break;
  }
  return QProxyStyle::pixelMetric(metric, option, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
  QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
  switch (type) {
    case CT_PushButton:
      // Segments share a line with others: as wide as their words, without the usual minimum.
      if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
          button && widget && !widget->property(property::segment).toString().isEmpty())
        result.setWidth(button->fontMetrics.horizontalAdvance(button->text) + 2 * segmentPadding);
      else
        result.setWidth(result.width() + 12);
      result.setHeight(std::max(result.height(), metrics::control));
      break;
    case CT_ComboBox:
    case CT_LineEdit: result.setWidth(result.width() + 2 * fieldMargin); [[fallthrough]];
    case CT_SpinBox: result.setHeight(std::max(result.height(), metrics::control)); break;
    case CT_HeaderSection: result.setHeight(metrics::row); break;
    case CT_ToolButton:
      if (widget && !widget->property(property::segment).toString().isEmpty())
        result = QSize(result.width() + 10, std::max(result.height(), metrics::control - 2));
      break;
    case CT_ItemViewItem:
      result.setHeight(std::max(result.height(), has(widget, property::sideBar) ? 36 : metrics::row));
      break;
    default: break;
  }
  return result;
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* data) const {
  switch (hint) {
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;  // a click goes there at once
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_Table_GridLineColor:
      return static_cast<int>((widget ? ui::coloursOf(*widget) : lightColours()).line.rgb());
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
      return hint == SH_UnderlineShortcut ? QProxyStyle::styleHint(hint, option, widget, data) : 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
  }
}

void Style::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QAbstractItemView*>(widget))
    widget->setAttribute(Qt::WA_Hover);
}

QFrame* newCard(QWidget* parent) {
  auto* card = new QFrame(parent);
  card->setProperty(property::card, true);
  card->setFrameShape(QFrame::StyledPanel);
  return card;
}

void makeSegments(const QList<QAbstractButton*>& buttons) {
  for (qsizetype i = 0; i < buttons.size(); ++i)
    buttons[i]->setProperty(property::segment, buttons.size() == 1       ? "only"
                                               : i == 0                  ? "first"
                                               : i == buttons.size() - 1 ? "last"
                                                                         : "middle");
}

}  // namespace headroom::ui
