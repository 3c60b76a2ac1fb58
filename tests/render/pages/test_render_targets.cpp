// The Targets page against its pictures.
#include "tests/render/pages/page_fixture.h"
#include "tests/support/sample_workspace.h"

using namespace headroom;
using namespace headroom::ui;

class TestRenderTargets : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }

  void looksAsItShould_data() { test::addPageVariants({"targets"}); }

  void looksAsItShould() {
    test::PageFixture f(test::PageVariant::current());
    f.openEmpty("targets");
    f.session().edit("Fill", [](Workspace& w) { w = test::sampleWorkspace(); });
    f.session().selectTarget("v100");
    // What tests would tell, without a server and without the time of day.
    f.services().targetStates.set("a10", {TargetState::Kind::good, "12 ms"});
    f.services().targetStates.set("v100", {TargetState::Kind::busy, "reconnecting in 3 s"});
    f.services().targetStates.set("l20", {TargetState::Kind::failed, "nobody answers there"});
    const QString difference = test::differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderTargets)
#include "test_render_targets.moc"
