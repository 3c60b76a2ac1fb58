// A picture against its reference in tests/data/render.
//
//   const QString difference = differenceFromReference(image, "plots", "heat_map-dark@2");
//   QVERIFY2(difference.isEmpty(), qPrintable(difference));
#pragma once

#include <QDir>
#include <QImage>
#include <QString>

#include <algorithm>
#include <cstdlib>

namespace headroom::test {

// Share of pixels that may differ by more than `channelTolerance` in a channel. Edges of text and lines move
// by fractions of a pixel between versions of FreeType; a lost label or a wrong colour is far above it.
inline constexpr double pixelTolerance = 0.004;
inline constexpr int channelTolerance = 40;

// Empty when they agree; else what is wrong and where both pictures are. With HEADROOM_UPDATE_REFERENCES=1 in
// the environment it writes the reference instead.
inline QString differenceFromReference(const QImage& drawn, const QString& group, const QString& name) {
  const QString path = QStringLiteral(HEADROOM_TEST_DATA "/render/%1/%2.png").arg(group, name);
  QImage picture = drawn.convertToFormat(QImage::Format_RGB32);
  picture.setDevicePixelRatio(1);
  if (qEnvironmentVariableIntValue("HEADROOM_UPDATE_REFERENCES") == 1) {
    QDir().mkpath(QFileInfo(path).path());
    // 256 colours are enough to compare and a third of the bytes.
    return picture.save(path, "PNG", 0) ? QString() : QStringLiteral("cannot write %1").arg(path);
  }
  const auto keep = [&](const QImage& image, const QString& suffix) {
    const QString folder =
        qEnvironmentVariable("HEADROOM_RENDER_OUT", QDir::tempPath() + QStringLiteral("/headroom-render"));
    QDir().mkpath(folder);
    const QString kept = QStringLiteral("%1/%2-%3%4.png").arg(folder, group, name, suffix);
    image.save(kept);
    return kept;
  };
  QImage reference(path);
  if (reference.isNull())
    return QStringLiteral("no reference %1; the picture is %2").arg(path, keep(picture, {}));
  reference = reference.convertToFormat(QImage::Format_RGB32);
  if (reference.size() != picture.size())
    return QStringLiteral("%1 x %2 pixels instead of %3 x %4; the picture is %5")
        .arg(picture.width())
        .arg(picture.height())
        .arg(reference.width())
        .arg(reference.height())
        .arg(keep(picture, {}));
  int wrong = 0;
  QImage marks(picture.size(), QImage::Format_RGB32);
  marks.fill(Qt::black);
  for (int y = 0; y < picture.height(); ++y) {
    const auto* a = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
    const auto* b = reinterpret_cast<const QRgb*>(reference.constScanLine(y));
    for (int x = 0; x < picture.width(); ++x) {
      const int away = std::max({std::abs(qRed(a[x]) - qRed(b[x])), std::abs(qGreen(a[x]) - qGreen(b[x])),
                                 std::abs(qBlue(a[x]) - qBlue(b[x]))});
      if (away <= channelTolerance) continue;
      ++wrong;
      marks.setPixel(x, y, qRgb(255, 255, 255));
    }
  }
  const double share = static_cast<double>(wrong) / (static_cast<double>(picture.width()) * picture.height());
  if (share <= pixelTolerance) return {};
  return QStringLiteral("%1 % of the pixels differ; the picture is %2, the places %3")
      .arg(share * 100, 0, 'f', 2)
      .arg(keep(picture, {}), keep(marks, QStringLiteral("-where")));
}

}  // namespace headroom::test
