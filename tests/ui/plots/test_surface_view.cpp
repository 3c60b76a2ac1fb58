// The 3-D surface under an X server of this test's own, and its absence where there is no OpenGL.
#include "tests/support/qt_warnings.h"
#include "tests/support/x_server.h"
#include "ui/plots/surface_view.h"
#include "ui/theme/colours.h"

#include <QLabel>
#include <QProcess>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

std::shared_ptr<HeatMapData> hill() {
  auto data = std::make_shared<HeatMapData>();
  for (int i = 0; i < 11; ++i) data->inputTokens.push_back(std::exp2(i + 2));
  data->outputTokens = data->inputTokens;
  for (int row = 0; row < 11; ++row)
    for (int column = 0; column < 11; ++column)
      data->values.push_back(row == 8 && column == 3 ? std::nan("")
                                                     : 64 / (1 + std::exp2((row + column) / 3.0)));
  return data;
}

int distinctColours(const QImage& image) {
  QSet<QRgb> seen;
  for (int y = 0; y < image.height(); y += 3)
    for (int x = 0; x < image.width(); x += 3) seen.insert(image.pixel(x, y));
  return static_cast<int>(seen.size());
}

}  // namespace

class TestSurfaceView : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void drawsUnderX() {
    QVERIFY2(SurfaceView::available(), qPrintable(SurfaceView::unavailableReason()));
    SurfaceView view;
    view.resize(420, 360);
    view.show();
    QVERIFY(!view.showsSurface());  // nothing to show yet
    view.setData(hill(), ValueScale::logarithmic, "capacity, req/s");
    QVERIFY(view.showsSurface());
    QCOMPARE(view.accessibleName(), QStringLiteral("3-D surface: capacity, req/s"));
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QImage light = view.image({420, 360});
    QVERIFY(distinctColours(light) > 100);
    view.setPalette(paletteOf(darkColours()));
    QImage dark;
    QTRY_VERIFY((dark = view.image({420, 360}), dark.pixelColor(3, 3).lightness() < 60));
    QVERIFY(light.pixelColor(3, 3).lightness() > 200);
    const QString kept = qEnvironmentVariable("HEADROOM_RENDER_OUT");
    if (!kept.isEmpty()) {
      light.save(kept + "/surface-light.png");
      dark.save(kept + "/surface-dark.png");
    }
    view.setData(nullptr, ValueScale::linear, {});
    view.setData(hill(), ValueScale::linear, "capacity, req/s");
    view.setRange(ValueRange{0, 100});
    QVERIFY(distinctColours(view.image({300, 300})) > 50);
  }

  // The same program on a display that cannot: it says so and shows a message.
  void fallsBackWithoutOpenGl() {
    QProcess other;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    other.setProcessEnvironment(environment);
    other.start(QCoreApplication::applicationFilePath(), {"--fallback"});
    QVERIFY(other.waitForFinished(20000));
    QCOMPARE(other.exitStatus(), QProcess::NormalExit);
    QCOMPARE(other.exitCode(), 0);
    QVERIFY(other.readAllStandardOutput().contains("heat map shows the same numbers"));
  }
};

namespace {

int runFallback(int argc, char** argv) {
  QApplication application(argc, argv);
  SurfaceView view;
  view.resize(300, 200);
  view.setData(hill(), ValueScale::logarithmic, "capacity");
  view.show();
  view.grab();
  if (SurfaceView::available() || view.showsSurface() || !view.image({10, 10}).isNull()) return 1;
  std::puts(qPrintable(view.findChild<QLabel*>()->text()));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && QByteArray(argv[1]) == "--fallback") return runFallback(argc, argv);
  test::XServer server;
  if (!server.running()) return 1;
  QApplication application(argc, argv);
  TestSurfaceView test;
  return QTest::qExec(&test, argc, argv);
}

#include "test_surface_view.moc"
