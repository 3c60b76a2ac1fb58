// The What-if page as a picture: its answer and maps, and each of its other views.
#include "core/base/file.h"
#include "core/workspace/sample_traffic.h"
#include "tests/render/pages/page_fixture.h"

#include <QAbstractButton>
#include <QtTest>

using namespace headroom;

class TestRenderWhatIf : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }

  void looksAsItShould_data() {
    test::addPageVariants({"what-if", "what-if-slice", "what-if-tables", "what-if-time", "what-if-empty"});
  }
  void looksAsItShould() {
    test::PageFixture f(test::PageVariant::current());
    if (f.scene() == "what-if-empty") {
      f.openEmpty("what-if");
    } else {
      const bool timed = f.scene() == "what-if-time";
      const std::string trace = f.path("traffic.csv").toStdString();
      if (timed) QVERIFY(writeFileAtomically(trace, sampleTraffic()));
      f.open("what-if", [&](Workspace& workspace) {
        workspace.trafficRate = 12;
        if (timed) workspace.traffic.emplace_back().origin = TrafficOfFile{trace};
      });
      const auto click = [&](const char* name) { f.child<QAbstractButton>(name)->click(); };
      if (f.scene() == "what-if-slice") {
        click("quantity.cost");
        click("view.slice");
        click("cost.promise");
      } else if (f.scene() == "what-if-tables") {
        click("view.mix");
        click("cost.prices");
      } else if (timed) {
        click("cost.time");
      }
      f.settle();
    }
    const QString difference = test::differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderWhatIf)
#include "test_render_what_if.moc"
