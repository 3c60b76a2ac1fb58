// 3-D on the Surfaces page, under an X server of this test's own.
#include "tests/render/pages/page_fixture.h"
#include "tests/support/x_server.h"
#include "ui/pages/surfaces/surface_maps.h"
#include "ui/pages/surfaces/surface_panel.h"
#include "ui/widgets/segments.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

using namespace headroom;
using namespace headroom::ui;

class TestSurfacesSpace : public QObject {
  Q_OBJECT

 private slots:
  // Starting OpenGL may say things that are no fault of ours (no DRI device): no watch on warnings here.
  void everyTargetIsShownInSpace() {
    QVERIFY2(SurfaceView::available(), qPrintable(SurfaceView::unavailableReason()));
    test::PageFixture f;
    f.open("surfaces");
    const auto press = [&](const char* segments, const char* choice) {
      QTest::mouseClick(f.child<Segments>(segments)->findChild<QPushButton*>(QLatin1String(choice)),
                        Qt::LeftButton);
      f.settle();
    };
    QVERIFY(f.child<Segments>("view")->findChild<QPushButton*>("space")->isEnabled());
    press("quantity", "e2e");
    press("view", "space");
    auto* maps = f.child<QWidget>("surface0");
    QVERIFY(maps);
    for (const char* name : {"surface0", "surface1", "surface2", "surface3"}) {
      auto* panel = f.child<SurfacePanel>(name);
      QVERIFY(panel->showsSpace() && panel->space()->showsSurface());
      QVERIFY(panel->space()->accessibleName().contains("E2E P99"));
    }
    // The exported picture holds the surfaces: many shades, as light makes them.
    f.child<QAction>("surfaces.exportPng")->trigger();
    auto* dialog = f.child<QFileDialog>("exportDialog");
    QVERIFY(dialog);
    dialog->findChild<QLineEdit*>("fileNameEdit")->setText(f.path("space.png"));
    QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    QTRY_VERIFY(QFile::exists(f.path("space.png")));
    const QImage image(f.path("space.png"));
    QCOMPARE(image.size(), QSize(2 * 860, 2 * 920));
    QSet<QRgb> colours;
    for (int x = 0; x < image.width(); x += 5)
      for (int y = 0; y < image.height(); y += 5) colours.insert(image.pixel(x, y));
    QVERIFY2(colours.size() > 300, qPrintable(QString::number(colours.size())));
    const QString kept = qEnvironmentVariable("HEADROOM_RENDER_OUT");
    if (!kept.isEmpty()) image.save(kept + "/surfaces-space.png");
    // And back: the maps have the newest numbers.
    press("view", "maps");
    QVERIFY(f.child<SurfacePanel>("surface0")->showsMap());
    press("view", "space");
    press("compare", "ratio");
    QVERIFY(f.child<SurfacePanel>("surface2")->space()->showsSurface());
  }
};

int main(int argc, char** argv) {
  test::XServer server;
  if (!server.running()) return 1;
  QApplication application(argc, argv);
  TestSurfacesSpace tests;
  return QTest::qExec(&tests, argc, argv);
}

#include "test_surfaces_space.moc"
