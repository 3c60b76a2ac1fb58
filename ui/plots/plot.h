// What all plots share: a title line, and one paint routine for the screen, PNG, SVG and the clipboard.
//
//   plot->setTitle("A10", colours.of("A10"));
//   plot->setCaption("E2E P99, s");
//   write(plot->fileOf("svg"));
//
// A plot follows the palette of its widget, takes the keyboard, and has an accessible name (its title and
// caption) and a description that tells what is drawn. GUI thread only.
#pragma once

#include "ui/theme/colours.h"

#include <QImage>
#include <QWidget>

#include <optional>

namespace headroom::ui {

class Plot : public QWidget {
  Q_OBJECT

 public:
  explicit Plot(QWidget* parent = nullptr);

  // `marker`: a small square before the title, the colour of the GPU type; none where invalid.
  void setTitle(const QString& title, const QColor& marker = {});
  QString title() const { return m_title; }
  // At the right of the title: what is shown, with its unit.
  void setCaption(const QString& caption);
  QString caption() const { return m_caption; }
  // False where the page has a title of its own. Exports then have none either.
  void setHeaderVisible(bool visible);

  // The plot without hover and focus marks, with a margin as a card has; `size` in logical pixels (empty: so
  // that the plot is as large as on the widget), `scale`
  // pixels to each. Colours: the widget's, unless others are given.
  QImage image(QSize size = {}, double scale = 1, const Colours* colours = nullptr) const;
  QByteArray svg(QSize size = {}, const Colours* colours = nullptr) const;
  // The same among other things: into `place` of a picture, with a margin as a card has. `vector`: the
  // painter writes SVG.
  void paintOnto(QPainter& painter, const QRectF& place, const Colours& colours, bool vector) const;
  // The numbers behind the picture: UTF-8, comma, point as decimal sign, a header line, CRLF as RFC 4180
  // says.
  virtual QByteArray csv() const = 0;

  // What a file of this suffix holds: "png" (at twice the widget's pixels), "svg" or "csv"; null for another.
  QByteArray fileOf(const QString& suffix) const;
  void copyImage() const;    // to the clipboard, PNG and SVG
  void copyNumbers() const;  // to the clipboard, tab-separated for spreadsheets

 protected:
  enum class Target : unsigned char { screen, file };  // a file shows no hover and no focus

  struct Canvas {
    QPainter& painter;
    QSizeF size;
    const Colours& colours;
    Target target;
    bool vector;  // SVG: no clipping, and images would be smoothed by the viewer
  };

  // Draws everything below the header into `area`; the background is already there.
  virtual void draw(const Canvas& canvas, const QRectF& area) const = 0;
  // One sentence or two for the accessible description.
  virtual QString description() const = 0;
  // Sets accessible name and description anew: after each change of what is drawn, cursor included.
  void describe();
  // The rectangle that draw() gets on screen.
  QRectF area() const;

  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void drawAll(const Canvas& canvas) const;
  QRectF areaOf(const QSizeF& size) const;

  QString m_title, m_caption;
  QColor m_marker;
  bool m_headerVisible = true;
};

QByteArray pngOf(const QImage& image);
// CSV as spreadsheets take it from the clipboard: tabs instead of commas, without quotes.
QString tabbed(const QByteArray& csv);
// One field of a CSV line, quoted where RFC 4180 asks for it.
QByteArray csvField(const QString& text);
// The shortest decimal text that reads back as the same number; empty for NaN.
QByteArray csvNumber(double value);

}  // namespace headroom::ui
