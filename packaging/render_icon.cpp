// Draws an SVG icon as PNG in one size: render_icon ICON.svg 48 ICON.png. Used by the build alone.
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
  const int size = argc == 4 ? std::atoi(argv[2]) : 0;
  if (size < 1) {
    std::fprintf(stderr, "usage: render_icon ICON.svg SIZE ICON.png\n");
    return 2;
  }
  QSvgRenderer renderer(QString::fromLocal8Bit(argv[1]));
  QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  renderer.render(&painter);
  painter.end();
  return renderer.isValid() && image.save(QString::fromLocal8Bit(argv[3])) ? 0 : 1;
}
