#include "ui/widgets/tinted_icon.h"

#include "ui/theme/colours.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace headroom::ui {
namespace {

class TintedEngine : public QIconEngine {
 public:
  explicit TintedEngine(QByteArray svg) : m_svg(std::move(svg)) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const Colours& colours = coloursOf(QGuiApplication::palette());
    const bool marked = state == QIcon::On || mode == QIcon::Selected;
    const QColor colour = mode == QIcon::Disabled ? mixed(colours.card, colours.dim, 0.5)
                          : marked                ? colours.accent
                                                  : colours.dim;
    QByteArray svg = m_svg;
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer(svg).render(painter, rect);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    return scaledPixmap(size, mode, state, 1);
  }
  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(&painter, pixmap.rect(), mode, state);
    return pixmap;
  }
  QIconEngine* clone() const override { return new TintedEngine(m_svg); }
  bool isNull() override { return m_svg.isEmpty(); }

 private:
  QByteArray m_svg;
};

}  // namespace

QIcon tintedIcon(const QString& name) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QIcon(new TintedEngine(file.readAll()));
}

}  // namespace headroom::ui
