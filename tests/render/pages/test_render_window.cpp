// The whole window as a picture: side bar, top line and messages above the page.
#include "tests/render/pages/page_fixture.h"

#include <QtTest>

using namespace headroom;

class TestRenderWindow : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }

  void looksAsItShould_data() { test::addPageVariants({"window"}); }
  void looksAsItShould() {
    test::PageFixture f(test::PageVariant::current());
    f.takeWhole();
    f.open("surfaces");
    f.services().messages.post({.severity = ui::Severity::warning,
                                .cause = "a10.jsonl changed on disk while it was measured",
                                .nextStep = "Look at its points before a profile is made of them.",
                                .actions = {{"Open Benchmark", [] {}}}});
    f.services().messages.post({.severity = ui::Severity::error,
                                .cause = "redis://10.0.0.9:6379 does not answer: connection refused",
                                .nextStep = "Check address and port, and that the server runs."});
    f.settle();
    const QString difference = test::differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderWindow)
#include "test_render_window.moc"
