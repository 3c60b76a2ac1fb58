// Light, dark, or as the system: the application's palette, style and font, and word when they change.
//
//   Theme theme;                                      // after QApplication; one for the program's life
//   theme.setChoice(ThemeChoice::dark);
//   connect(&theme, &Theme::changed, ...);            // for what does not follow QWidget::palette() by
//   itself
#pragma once

#include "ui/theme/colours.h"

#include <QObject>

namespace headroom::ui {

enum class ThemeChoice : unsigned char { system, light, dark };

class Theme : public QObject {
  Q_OBJECT

 public:
  // Takes over the QApplication: Headroom's style, palette and font.
  explicit Theme(ThemeChoice choice = ThemeChoice::system, QObject* parent = nullptr);

  void setChoice(ThemeChoice choice);
  ThemeChoice choice() const { return m_choice; }
  bool dark() const { return m_dark; }
  const Colours& colours() const { return m_dark ? darkColours() : lightColours(); }

  // "system", "light", "dark", as settings and --theme write them; anything else is system.
  static ThemeChoice choiceNamed(const QString& name);
  static QString nameOf(ThemeChoice choice);

 signals:
  void changed(bool dark);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void apply();
  bool systemIsDark();

  ThemeChoice m_choice;
  bool m_dark = false, m_applied = false, m_busy = false;
};

}  // namespace headroom::ui
