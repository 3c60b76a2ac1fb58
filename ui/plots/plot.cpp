#include "ui/plots/plot.h"

#include "ui/theme/fonts.h"

#include <QBuffer>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace headroom::ui {

namespace {

constexpr double headerHeight = 26;
constexpr int fileMargin = metrics::padding;

QMargins fileMargins() { return {fileMargin, fileMargin, fileMargin, fileMargin}; }

}  // namespace

Plot::Plot(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setFont(ui::font(TextStyle::body));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Plot::setTitle(const QString& title, const QColor& marker) {
  if (m_title == title && m_marker == marker) return;
  m_title = title;
  m_marker = marker;
  describe();
  update();
}

void Plot::setCaption(const QString& caption) {
  if (m_caption == caption) return;
  m_caption = caption;
  describe();
  update();
}

void Plot::setHeaderVisible(bool visible) {
  if (m_headerVisible == visible) return;
  m_headerVisible = visible;
  update();
}

QRectF Plot::areaOf(const QSizeF& size) const {
  const double top = m_headerVisible && !(m_title.isEmpty() && m_caption.isEmpty()) ? headerHeight : 0;
  return QRectF(0, top, size.width(), std::max(0.0, size.height() - top));
}

QRectF Plot::area() const { return areaOf(size()); }

void Plot::describe() {
  setAccessibleName(m_caption.isEmpty() ? m_title
                    : m_title.isEmpty() ? m_caption
                                        : tr("%1, %2").arg(m_title, m_caption));
  setAccessibleDescription(description());
}

void Plot::drawAll(const Canvas& canvas) const {
  QPainter& painter = canvas.painter;
  const QRectF area = areaOf(canvas.size);
  if (area.top() > 0) {
    QRectF line(0, 0, canvas.size.width(), 18);
    if (m_marker.isValid()) {
      painter.fillRect(QRectF(1, 4.5, 9, 9), m_marker);
      line.setLeft(16);
    }
    painter.setFont(ui::font(TextStyle::strong));
    const QFontMetricsF strong(painter.font());
    const QString title = strong.elidedText(m_title, Qt::ElideRight, line.width());
    painter.setPen(canvas.colours.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
    line.setLeft(line.left() + strong.horizontalAdvance(title) + metrics::gap);
    painter.setFont(ui::font(TextStyle::secondary));
    painter.setPen(canvas.colours.dim);
    const QString caption = QFontMetricsF(painter.font()).elidedText(m_caption, Qt::ElideRight, line.width());
    if (caption.size() > 3 || caption == m_caption)
      painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, caption);
  }
  if (area.height() > 8 && area.width() > 8) draw(canvas, area);
}

void Plot::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  drawAll({painter, size(), coloursOf(*this), Target::screen, false});
}

void Plot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) update();
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
    describe();
    update();
  }
}

void Plot::paintOnto(QPainter& painter, const QRectF& place, const Colours& colours, bool vector) const {
  painter.save();
  painter.translate(place.topLeft() + QPointF(fileMargin, fileMargin));
  drawAll({painter, place.size().shrunkBy(fileMargins()), colours, Target::file, vector});
  painter.restore();
}

QImage Plot::image(QSize size, double scale, const Colours* colours) const {
  const QSize logical = size.isEmpty() ? this->size().grownBy(fileMargins()) : size;
  QImage image((QSizeF(logical) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(scale);
  const Colours& used = colours ? *colours : coloursOf(*this);
  image.fill(used.card);
  QPainter painter(&image);
  painter.translate(fileMargin, fileMargin);
  drawAll({painter, logical.shrunkBy(fileMargins()), used, Target::file, false});
  return image;
}

QByteArray Plot::svg(QSize size, const Colours* colours) const {
  const QSize logical = size.isEmpty() ? this->size().grownBy(fileMargins()) : size;
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(logical);
  generator.setViewBox(QRect(QPoint(), logical));
  generator.setResolution(96);
  // The generator writes both as they are given.
  generator.setTitle(accessibleName().toHtmlEscaped());
  generator.setDescription(accessibleDescription().toHtmlEscaped());
  QPainter painter(&generator);
  const Colours& used = colours ? *colours : coloursOf(*this);
  painter.fillRect(QRect(QPoint(), logical), used.card);
  painter.translate(fileMargin, fileMargin);
  drawAll({painter, logical.shrunkBy(fileMargins()), used, Target::file, true});
  painter.end();
  return bytes;
}

QByteArray Plot::fileOf(const QString& suffix) const {
  if (suffix == QLatin1String("svg")) return svg();
  if (suffix == QLatin1String("csv")) return csv();
  return suffix == QLatin1String("png") ? pngOf(image({}, 2)) : QByteArray();
}

void Plot::copyImage() const {
  auto* mime = new QMimeData;
  mime->setImageData(image({}, 2));
  mime->setData(QStringLiteral("image/svg+xml"), svg());
  QGuiApplication::clipboard()->setMimeData(mime);
}

void Plot::copyNumbers() const { QGuiApplication::clipboard()->setText(tabbed(csv())); }

QByteArray pngOf(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

QString tabbed(const QByteArray& csv) {
  QString text;
  bool quoted = false;
  for (const QChar character : QString::fromUtf8(csv)) {
    if (character == u'"') quoted = !quoted;
    if (character == u'"' || character == u'\r') continue;
    text += character == u',' && !quoted ? QChar(u'\t') : character;
  }
  return text;
}

QByteArray csvField(const QString& text) {
  QByteArray bytes = text.toUtf8();
  if (!bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n') && !bytes.contains('\r'))
    return bytes;
  return '"' + bytes.replace("\"", "\"\"") + '"';
}

QByteArray csvNumber(double value) {
  if (std::isnan(value)) return {};
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return QByteArray(buffer, end - buffer);
}

}  // namespace headroom::ui
