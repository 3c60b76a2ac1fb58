// A picture against its reference in tests/data/render.
//
//   const QString difference = differenceFromReference(image, "plots", "heat_map-dark@2");
//   QVERIFY2(difference.isEmpty(), qPrintable(difference));
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QImage>
#include <QList>
#include <QString>

#include <algorithm>
#include <cstdlib>

namespace headroom::test {

// Share of pixels that may differ by more than `channelTolerance` in a channel. Edges of text and lines move
// by fractions of a pixel between versions of FreeType; a lost label or a wrong colour is far above it.
inline constexpr double pixelTolerance = 0.004;
inline constexpr int channelTolerance = 40;

// The picture in at most 256 colours: enough to compare, and a third of the bytes. The areas keep theirs
// exactly; what is left shares the middles of cubes, none further off than half of what the comparison passes
// over, so that a reference takes nothing away from its tolerance.
inline QImage inFewColours(const QImage& picture) {
  constexpr int step = 32;
  constexpr qsizetype exactly = 64;
  const auto middle = [](QRgb colour) {
    const auto round = [](int channel) { return std::min(255, (channel + step / 2) / step * step); };
    return qRgb(round(qRed(colour)), round(qGreen(colour)), round(qBlue(colour)));
  };
  const auto mostFrequent = [](const QHash<QRgb, int>& counts, qsizetype most) {
    QList<QRgb> colours = counts.keys();
    std::sort(colours.begin(), colours.end(),
              [&](QRgb a, QRgb b) { return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; });
    colours.resize(std::min(colours.size(), most));
    return colours;
  };
  QHash<QRgb, int> counts, shared;
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) ++counts[picture.pixel(x, y)];
  QList<QRgb> table = mostFrequent(counts, exactly);
  for (const QRgb colour : table) counts.remove(colour);
  for (auto one = counts.cbegin(); one != counts.cend(); ++one) shared[middle(one.key())] += one.value();
  table += mostFrequent(shared, 256 - exactly);
  QHash<QRgb, int> places;
  const auto placeOf = [&](QRgb colour) {
    if (const auto known = places.constFind(colour); known != places.constEnd()) return *known;
    const auto away = [colour](QRgb other) {
      return std::max({std::abs(qRed(colour) - qRed(other)), std::abs(qGreen(colour) - qGreen(other)),
                       std::abs(qBlue(colour) - qBlue(other))});
    };
    const auto nearest =
        std::min_element(table.begin(), table.end(), [&](QRgb a, QRgb b) { return away(a) < away(b); });
    return *places.insert(colour, static_cast<int>(nearest - table.begin()));
  };
  QImage few(picture.size(), QImage::Format_Indexed8);
  few.setColorTable(table);
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x)
      few.setPixel(x, y, static_cast<uint>(placeOf(picture.pixel(x, y))));
  return few;
}

// Empty when they agree; else what is wrong and where both pictures are. With HEADROOM_UPDATE_REFERENCES=1 in
// the environment it writes the reference instead.
inline QString differenceFromReference(const QImage& drawn, const QString& group, const QString& name) {
  const QString path = QStringLiteral(HEADROOM_TEST_DATA "/render/%1/%2.png").arg(group, name);
  QImage picture = drawn.convertToFormat(QImage::Format_RGB32);
  picture.setDevicePixelRatio(1);
  if (qEnvironmentVariableIntValue("HEADROOM_UPDATE_REFERENCES") == 1) {
    QDir().mkpath(QFileInfo(path).path());
    return inFewColours(picture).save(path, "PNG", 0) ? QString()
                                                      : QStringLiteral("cannot write %1").arg(path);
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
