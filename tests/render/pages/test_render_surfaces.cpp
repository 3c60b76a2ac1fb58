// The Surfaces page against its pictures.
#include "tests/render/pages/page_fixture.h"
#include "ui/widgets/segments.h"

#include <QPushButton>

using namespace headroom;
using namespace headroom::ui;

class TestRenderSurfaces : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }

  void looksAsItShould_data() {
    test::addPageVariants({"surfaces", "surfaces-ratio", "surfaces-table", "surfaces-empty"});
  }

  void looksAsItShould() {
    test::PageFixture f(test::PageVariant::current());
    const auto press = [&](const char* segments, const char* choice) {
      auto* group = f.child<Segments>(segments);
      QVERIFY(group);
      QTest::mouseClick(group->findChild<QPushButton*>(QLatin1String(choice)), Qt::LeftButton);
    };
    if (f.scene() == "surfaces-empty")
      f.openEmpty("surfaces");
    else
      f.open("surfaces");
    if (f.scene() != "surfaces-empty") f.session().selectCell(1024, 512);
    if (f.scene() == "surfaces") {
      press("quantity", "e2e");
    } else if (f.scene() == "surfaces-ratio") {
      press("quantity", "cost");
      press("compare", "ratio");
    } else if (f.scene() == "surfaces-table") {
      press("quantity", "ttft");
      press("at", "rate");
      press("view", "table");
    }
    const QString difference = test::differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderSurfaces)
#include "test_render_surfaces.moc"
