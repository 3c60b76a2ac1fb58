// Every plot against its picture: light and dark, two sizes, one and two pixels a point.
//
// A reference is made by running this program with HEADROOM_UPDATE_REFERENCES set to 1; look at each picture
// before it is committed. What differs is left in the folder named by HEADROOM_RENDER_OUT, or in the
// temporary one.
#include "tests/render/compare.h"
#include "tests/render/plots/scenes.h"
#include "tests/support/qt_warnings.h"
#include "ui/theme/fonts.h"

using namespace headroom;
using namespace headroom::ui;

class TestRenderPlots : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QVERIFY2(
        fontFamily() == "Inter",
        "The references are drawn with the font Inter, which is not installed: apt-get install fonts-inter");
  }

  void looksAsItShould_data() {
    QTest::addColumn<int>("scene");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("large");
    QTest::addColumn<int>("scale");
    const auto all = test::scenes();
    for (int scene = 0; scene < static_cast<int>(all.size()); ++scene)
      for (const bool dark : {false, true})
        for (const bool large : {false, true})
          for (const int scale : {1, 2})
            QTest::addRow("%s-%s-%s@%d", qPrintable(all[static_cast<std::size_t>(scene)].name),
                          large ? "large" : "small", dark ? "dark" : "light", scale)
                << scene << dark << large << scale;
  }

  void looksAsItShould() {
    QFETCH(int, scene);
    QFETCH(bool, dark);
    QFETCH(bool, large);
    QFETCH(int, scale);
    const test::Scene& chosen = m_scenes[static_cast<std::size_t>(scene)];
    const Colours& colours = dark ? darkColours() : lightColours();
    const QImage drawn = chosen.plot->image(large ? chosen.large : chosen.small, scale, &colours);
    const QString difference =
        test::differenceFromReference(drawn, "plots", QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }

 private:
  std::vector<test::Scene> m_scenes = test::scenes();
};

QTEST_MAIN(TestRenderPlots)
#include "test_render_plots.moc"
