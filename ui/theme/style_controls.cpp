#include "ui/theme/style_controls.h"

#include "ui/theme/colours.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QStyleOption>
#include <QStyleOptionSlider>
#include <QWidget>

#include <algorithm>

namespace headroom::ui {

namespace {

const Colours& coloursOf(const QStyleOption& option) { return ui::coloursOf(option.palette); }

// One of several buttons side by side: only the outer corners are round.
void segmentPanel(QPainter* painter, const QRectF& rect, const QString& place, const QColor& fill,
                  const QColor& border) {
  const double radius = metrics::radiusSmall;
  const QRectF box = rect.adjusted(
      0.5, 0.5, place == QLatin1String("last") || place == QLatin1String("only") ? -0.5 : 0.5, -0.5);
  QPainterPath path;
  path.setFillRule(Qt::WindingFill);
  path.addRoundedRect(box, radius, radius);
  if (place == QLatin1String("middle") || place == QLatin1String("last"))
    path.addRect(box.adjusted(0, 0, -radius * 2, 0));
  if (place == QLatin1String("middle") || place == QLatin1String("first"))
    path.addRect(box.adjusted(radius * 2, 0, 0, 0));
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(border, 1));
  painter->setBrush(fill);
  painter->drawPath(path.simplified());
  painter->restore();
}

}  // namespace

bool has(const QWidget* widget, const char* name) { return widget && widget->property(name).toBool(); }

void panel(QPainter* painter, const QRectF& rect, double radius, const QColor& fill, const QColor& border) {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
  painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
  painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
  painter->restore();
}

void drawButton(const QStyleOption& option, QPainter* painter, const QWidget* widget) {
  const Colours& colours = coloursOf(option);
  const bool enabled = option.state & QStyle::State_Enabled, down = option.state & QStyle::State_Sunken;
  const bool over = enabled && (option.state & QStyle::State_MouseOver), on = option.state & QStyle::State_On;
  if (has(widget, property::primary)) {
    QColor fill = enabled ? colours.accent : mixed(colours.card, colours.dim, 0.35);
    if (over) fill = mixed(fill, colours.text, 0.10);
    if (down) fill = mixed(fill, colours.text, 0.22);
    return panel(painter, option.rect, metrics::radiusSmall, fill, {});
  }
  QColor fill = colours.card, border = colours.line;
  if (over) fill = colours.hover;
  if (down) fill = mixed(colours.hover, colours.text, 0.08);
  if (on) {
    fill = colours.accentSoft;
    border = mixed(colours.line, colours.accent, 0.35);
  }
  const QString place = widget ? widget->property(property::segment).toString() : QString();
  if (!place.isEmpty())
    segmentPanel(painter, option.rect, place, fill, colours.line);
  else
    panel(painter, option.rect, metrics::radiusSmall, fill, border);
}

void drawSwitch(const QStyleOption& option, QPainter* painter) {
  const Colours& colours = coloursOf(option);
  const bool on = option.state & QStyle::State_On, enabled = option.state & QStyle::State_Enabled;
  QRectF track(0, 0, 26, 14);
  track.moveCenter(QRectF(option.rect).center());
  const QColor fill = on ? colours.accent : mixed(colours.line, colours.dim, 0.35);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setOpacity(enabled ? 1 : 0.5);
  painter->setPen(Qt::NoPen);
  painter->setBrush(fill);
  painter->drawRoundedRect(track, 7, 7);
  painter->setBrush(on && colours.dark ? colours.onAccent : QColor(Qt::white));
  painter->drawEllipse(QPointF(on ? track.right() - 7 : track.left() + 7, track.center().y()), 5, 5);
  painter->restore();
}

void drawSlider(const QStyleOptionSlider& option, QPainter* painter, const QStyle* style,
                const QWidget* widget) {
  const Colours& colours = coloursOf(option);
  const bool enabled = option.state & QStyle::State_Enabled;
  const QRectF handle = style->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget);
  const bool flat = option.orientation == Qt::Horizontal;
  QRectF track(option.rect);
  if (flat)
    track = QRectF(track.left() + 2, track.center().y() - 2, track.width() - 4, 4);
  else
    track = QRectF(track.center().x() - 2, track.top() + 2, 4, track.height() - 4);
  QRectF filled = track;
  const QPointF centre = handle.center();
  if (flat)
    option.upsideDown ? filled.setLeft(centre.x()) : filled.setRight(centre.x());
  else
    option.upsideDown ? filled.setTop(centre.y()) : filled.setBottom(centre.y());
  const QColor accent = enabled ? colours.accent : mixed(colours.card, colours.accent, 0.35);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(colours.line);
  painter->drawRoundedRect(track, 2, 2);
  painter->setBrush(accent);
  painter->drawRoundedRect(filled, 2, 2);
  const bool grabbed = option.activeSubControls & QStyle::SC_SliderHandle;
  if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
    QColor halo = colours.accent;
    halo.setAlpha(70);
    painter->setBrush(halo);
    painter->drawEllipse(centre, 10, 10);
  }
  painter->setPen(QPen(accent, 2));
  painter->setBrush(grabbed ? colours.accentSoft : colours.card);
  painter->drawEllipse(centre, 6, 6);
  painter->restore();
}

// A field as a line edit and a combo box have it.
void fieldPanel(QPainter* painter, const QStyleOption& option, bool focus) {
  const Colours& colours = coloursOf(option);
  const bool enabled = option.state & QStyle::State_Enabled;
  panel(painter, option.rect, metrics::radiusSmall,
        enabled ? option.palette.color(QPalette::Base) : option.palette.color(QPalette::Window),
        focus ? colours.accent : mixed(colours.line, colours.dim, 0.2));
  if (focus)
    panel(painter, QRectF(option.rect).adjusted(1, 1, -1, -1), metrics::radiusSmall - 1, {}, colours.accent);
}

void drawComboBox(const QStyleOptionComboBox& option, QPainter* painter, const QStyle* style,
                  const QWidget* widget) {
  const Colours& colours = coloursOf(option);
  fieldPanel(painter, option, option.state & QStyle::State_HasFocus);
  const QRectF arrow =
      style->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget).toRectF();
  const QPointF centre = arrow.center();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QColor ink =
      option.state & QStyle::State_Enabled ? colours.dim : mixed(colours.card, colours.dim, 0.5);
  painter->setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter->drawPolyline(
      QPolygonF{centre + QPointF(-3.5, -1.75), centre + QPointF(0, 1.75), centre + QPointF(3.5, -1.75)});
  painter->restore();
}

// A box with a tick, filled where it is on.
void drawCheckBox(const QStyleOption& option, QPainter* painter) {
  const Colours& colours = coloursOf(option);
  const bool enabled = option.state & QStyle::State_Enabled, on = option.state & QStyle::State_On;
  const bool partly = option.state & QStyle::State_NoChange;
  const auto shade = [&](const QColor& colour) {
    return enabled ? colour : mixed(colours.card, colour, 0.5);
  };
  const double side = std::min({option.rect.width(), option.rect.height(), 15});
  QRectF box(0, 0, side, side);
  box.moveCenter(QRectF(option.rect).center());
  const bool near = option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus);
  panel(painter, box, 3, shade(on || partly ? colours.accent : colours.card),
        shade(on || partly || near ? colours.accent : mixed(colours.card, colours.dim, 0.7)));
  if (!on && !partly) return;
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(shade(colours.onAccent), 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const QPointF centre = box.center();
  if (on)
    painter->drawPolyline(
        QPolygonF{centre + QPointF(-3.5, 0.25), centre + QPointF(-1, 2.75), centre + QPointF(3.75, -2.75)});
  else
    painter->drawLine(centre + QPointF(-3, 0), centre + QPointF(3, 0));
  painter->restore();
}

// A thin handle without arrows: it shows where one is, and comes forward under the mouse.
void drawScrollBar(const QStyleOptionSlider& option, QPainter* painter, const QStyle* style,
                   const QWidget* widget) {
  const Colours& colours = coloursOf(option);
  if (option.maximum <= option.minimum) return;
  QRectF handle =
      style->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget).toRectF();
  handle = option.orientation == Qt::Vertical ? handle.adjusted(3, 2, -2, -2) : handle.adjusted(2, 3, -2, -2);
  const bool over = (option.state & QStyle::State_MouseOver) || (option.state & QStyle::State_Sunken);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(mixed(colours.background, colours.dim, over ? 0.7 : 0.4));
  painter->drawRoundedRect(handle, 3, 3);
  painter->restore();
}

}  // namespace headroom::ui
