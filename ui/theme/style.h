// Headroom's look as a QStyle over Fusion, with no style sheet: native behaviour and focus rings stay, and
// every colour comes from the widget's palette.
//
//   setProperty(property::primary, true);             // on a QPushButton: the one that goes on
//   setProperty(property::card, true);                // on a QFrame: card with border and round corners
//
// Dynamic properties choose variants; they are read at each paint.
#pragma once

#include <QProxyStyle>

class QFrame;
class QAbstractButton;

namespace headroom::ui {

namespace property {
inline constexpr char card[] = "headroomCard";        // QFrame with frameShape StyledPanel
inline constexpr char primary[] = "headroomPrimary";  // QPushButton
inline constexpr char segment[] =
    "headroomSegment";  // checkable buttons side by side: "first", "middle", "last"
inline constexpr char toggle[] = "headroomSwitch";    // QCheckBox drawn as a switch
inline constexpr char sideBar[] = "headroomSideBar";  // item view of pages
}  // namespace property

class Style : public QProxyStyle {
  Q_OBJECT

 public:
  Style();

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget = nullptr) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget = nullptr) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget = nullptr) const override;
  QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                       const QWidget* widget = nullptr) const override;
  QRect subElementRect(SubElement element, const QStyleOption* option,
                       const QWidget* widget = nullptr) const override;
  int pixelMetric(PixelMetric metric, const QStyleOption* option = nullptr,
                  const QWidget* widget = nullptr) const override;
  QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                         const QWidget* widget = nullptr) const override;
  int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
                QStyleHintReturn* data = nullptr) const override;
  void polish(QWidget* widget) override;
  using QProxyStyle::polish;
};

// A frame that is drawn as a card, with the padding of a card.
QFrame* newCard(QWidget* parent = nullptr);
// Marks checkable buttons as one segmented control, in their order.
void makeSegments(const QList<QAbstractButton*>& buttons);

}  // namespace headroom::ui
