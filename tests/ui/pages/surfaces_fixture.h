// The Surfaces page in the real window, with a hand for its controls.
//
//   test::SurfacesFixture f;
//   f.open("surfaces");
//   f.press("quantity", "e2e");
//   f.click(f.maps()[1], {256, 64});
#pragma once

#include "tests/render/pages/page_fixture.h"
#include "ui/pages/surfaces/surface_maps.h"
#include "ui/pages/surfaces/surfaces_page.h"
#include "ui/plots/slice_chart.h"
#include "ui/widgets/segments.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

namespace headroom::test {

using namespace headroom::ui;

class SomePage : public Page {
 public:
  explicit SomePage(PageContext& context) : Page(context) {}
};

inline const std::vector<PageEntry> surfacesAndOthers{
    {"surfaces", "Surfaces", [](PageContext& context) -> Page* { return new SurfacesPage(context); }},
    {"targets", "Targets", [](PageContext& context) -> Page* { return new SomePage(context); }},
    {"benchmark", "Benchmark", [](PageContext& context) -> Page* { return new SomePage(context); }}};

struct SurfacesFixture : PageFixture {
  explicit SurfacesFixture(const PageVariant& variant = {}) : PageFixture(variant, surfacesAndOthers) {}

  SurfacesPage* surfaces() { return static_cast<SurfacesPage*>(window().page("surfaces")); }
  SurfaceMaps* area() { return surfaces()->findChild<SurfaceMaps*>(); }
  QList<HeatMap*> maps() { return area()->maps(); }
  SliceChart* slice(const char* name) { return child<SliceChart>(name); }
  QPushButton* button(const char* segments, const char* choice) {
    return child<Segments>(segments)->findChild<QPushButton*>(QLatin1String(choice));
  }
  void press(const char* segments, const char* choice) {
    QTest::mouseClick(button(segments, choice), Qt::LeftButton);
    settle();
  }
  void chooseIn(const char* box, const QString& text) {
    auto* combo = child<QComboBox>(box);
    const int index = combo->findText(QString(text).replace(" req", QChar(0xa0) + QString("req")));
    QVERIFY2(index >= 0, qPrintable(text));
    combo->setCurrentIndex(index);
    emit combo->activated(index);
    settle();
  }
  void click(HeatMap* map, const CellKey& cell) {
    QTest::mouseClick(map, Qt::LeftButton, {}, map->cellRect(cell).center().toPoint());
  }
  std::shared_ptr<const BenchmarkTable> table(const char* target) {
    return services().measurements.of(target)->table;
  }
  // Answers the export dialog that is open.
  void saveTo(const QString& path) {
    auto* dialog = child<QFileDialog>("exportDialog");
    QVERIFY(dialog);
    dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
    // A slow disk must hold a task and not the window.
    QString task;
    QObject scope;
    QObject::connect(&services().tasks, &Tasks::started, &scope, [&](const Task* one) {
      if (!one->background()) task = one->name();
    });
    QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
    QTRY_VERIFY(!child<QFileDialog>("exportDialog"));
    QVERIFY2(task.startsWith("Export " + QFileInfo(path).fileName()), qPrintable(task));
    QTRY_VERIFY(!services().tasks.busy());
  }
  void trigger(const char* action) { child<QAction>(action)->trigger(); }
};

}  // namespace headroom::test
