// The Targets page as a picture: targets that are simulated, one at a URL that was not tried yet, and none.
#include "tests/render/pages/page_fixture.h"

#include <QtTest>

using namespace headroom;

class TestRenderTargets : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }

  void looksAsItShould_data() { test::addPageVariants({"targets", "targets-url", "targets-empty"}); }
  void looksAsItShould() {
    test::PageFixture f(test::PageVariant::current());
    if (f.scene() == "targets-empty") {
      f.openEmpty("targets");
    } else {
      f.open("targets", [&](Workspace& workspace) {
        workspace.targets[0].journal.clear();  // its path is another one each time
        if (f.scene() == "targets-url") workspace.targets[0].reach = ByUrl{.url = "http://10.0.0.7:8000"};
      });
    }
    const QString difference = test::differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderTargets)
#include "test_render_targets.moc"
