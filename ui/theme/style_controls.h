// How Style draws a control: each function paints one, in the colours of the option's palette. Only Style
// calls them.
#pragma once

class QColor;
class QPainter;
class QRectF;
class QStyle;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionSlider;
class QWidget;

namespace headroom::ui {

// Whether the dynamic property of that name is set.
bool has(const QWidget* widget, const char* name);

// A rounded rectangle whose 1 px border lies inside `rect`; a colour that is not valid is not drawn.
void panel(QPainter* painter, const QRectF& rect, double radius, const QColor& fill, const QColor& border);

void fieldPanel(QPainter* painter, const QStyleOption& option, bool focus);
void drawButton(const QStyleOption& option, QPainter* painter, const QWidget* widget);
void drawSwitch(const QStyleOption& option, QPainter* painter);
void drawCheckBox(const QStyleOption& option, QPainter* painter);
void drawSlider(const QStyleOptionSlider& option, QPainter* painter, const QStyle* style,
                const QWidget* widget);
void drawComboBox(const QStyleOptionComboBox& option, QPainter* painter, const QStyle* style,
                  const QWidget* widget);
void drawScrollBar(const QStyleOptionSlider& option, QPainter* painter, const QStyle* style,
                   const QWidget* widget);

}  // namespace headroom::ui
