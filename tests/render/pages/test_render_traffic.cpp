// The Traffic page as a picture: what a trace and a table tell together, as density, as points, a table that
// is painted, and no traffic.
#include "core/workspace/sample_traffic.h"
#include "tests/render/pages/page_fixture.h"

#include <QAbstractButton>
#include <QFile>
#include <QtTest>

using namespace headroom;

namespace {

// The table comes first: what is chosen tells its path, which is another one each time.
void useTraffic(Workspace& workspace, const QString& trace) {
  TrafficTable table{.outputTokens = {16, 64, 256}, .inputTokens = {32, 128, 512, 2048}};
  table.rates = {{0.05, 0.1, 0.05, 0}, {0.1, 0.3, 0.1, 0}, {0, 0.05, 0.02, 0.01}};
  workspace.traffic.emplace_back().origin = table;
  workspace.traffic.emplace_back().origin = TrafficOfFile{trace.toStdString()};
}

}  // namespace

class TestRenderTraffic : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }

  void looksAsItShould_data() {
    test::addPageVariants({"traffic", "traffic-scatter", "traffic-table", "traffic-empty"});
  }
  void looksAsItShould() {
    test::PageFixture f(test::PageVariant::current());
    if (f.scene() == "traffic-empty") {
      f.openEmpty("traffic");
    } else {
      QFile trace(f.path("traffic.csv"));
      QVERIFY(trace.open(QIODevice::WriteOnly));
      trace.write(QByteArray::fromStdString(sampleTraffic()));
      trace.close();
      f.open("traffic", [&](Workspace& workspace) { useTraffic(workspace, trace.fileName()); });
      if (f.scene() != "traffic") f.page()->findChild<QAbstractButton*>(f.scene().section('-', 1))->click();
      f.settle();
    }
    const QString difference = test::differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderTraffic)
#include "test_render_traffic.moc"
