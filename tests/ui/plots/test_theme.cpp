// Colours that can be read, numbers that people read, and a theme that follows.
#include "tests/support/qt_warnings.h"
#include "ui/plots/colour_map.h"
#include "ui/theme/figure_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/theme/verdict.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardItemModel>
#include <QTableView>

#include <cmath>
#include <limits>

using namespace headroom;
using namespace headroom::ui;

class TestTheme : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    QVERIFY2(hasOwnFont(),
             "Neither Inter nor DejaVu Sans is installed: apt-get install fonts-inter fonts-dejavu-core");
  }

  void textHasContrast() {
    for (const Colours* colours : {&lightColours(), &darkColours()}) {
      for (const QColor& ink :
           {colours->text, colours->dim, colours->good, colours->warn, colours->bad, colours->accent})
        QVERIFY2(contrast(ink, colours->card) >= 4.5, qPrintable(ink.name()));
      QVERIFY(contrast(colours->onAccent, colours->accent) >= 4.5);
      for (const QColor& fill : {colours->good, colours->warn, colours->bad})
        QVERIFY2(contrast(colours->onVerdict, fill) >= 4.5, qPrintable(fill.name()));
    }
    QCOMPARE(std::lround(contrast(Qt::black, Qt::white)), 21L);
    QVERIFY(contrast(inkOn(QColor(0x0072b2)), QColor(0x0072b2)) > 4.5);
  }

  void paletteTellsLightFromDark() {
    QVERIFY(isDark(paletteOf(darkColours())));
    QVERIFY(!isDark(paletteOf(lightColours())));
    QWidget widget;
    widget.setPalette(paletteOf(darkColours()));
    QVERIFY(coloursOf(widget).dark);
  }

  void themeFollowsSystemAndOverride() {
    Theme theme(ThemeChoice::system);
    const bool systemDark = theme.dark();  // offscreen has a light palette
    QVERIFY(!systemDark);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setChoice(ThemeChoice::dark);
    QCOMPARE(changed.size(), 1);
    QVERIFY(isDark(QApplication::palette()));
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0x14171c));
    theme.setChoice(ThemeChoice::system);
    QCOMPARE(changed.size(), 2);
    QVERIFY(!isDark(QApplication::palette()));
    theme.setChoice(ThemeChoice::light);  // the same colours: no news
    QCOMPARE(changed.size(), 2);
    for (const ThemeChoice choice : {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark})
      QCOMPARE(Theme::choiceNamed(Theme::nameOf(choice)), choice);
    QCOMPARE(Theme::choiceNamed("purple"), ThemeChoice::system);
  }

  // The desktop changes while the program runs: windows are told, and ours follow unless a person chose.
  void theSystemIsFollowedWhileItChanges() {
    Theme theme(ThemeChoice::system);
    QWidget window;
    const auto tell = [&window](bool dark) {
      qApp->setProperty("headroomSystemIsDark", dark);
      QEvent event(QEvent::ThemeChange);
      QCoreApplication::sendEvent(&window, &event);
    };
    QSignalSpy changed(&theme, &Theme::changed);
    tell(true);
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(theme.dark());
    QVERIFY(isDark(QApplication::palette()) && coloursOf(window).dark);
    tell(false);
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(!theme.dark() && !isDark(QApplication::palette()));
    tell(false);  // nothing new
    theme.setChoice(ThemeChoice::light);
    tell(true);
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 2);
    QVERIFY(!theme.dark() && !isDark(QApplication::palette()));
    // Following again, it is what the system is now.
    theme.setChoice(ThemeChoice::system);
    QCOMPARE(changed.size(), 3);
    QVERIFY(theme.dark());
    qApp->setProperty("headroomSystemIsDark", QVariant());
  }

  void gpuColoursDependOnTheSetAlone() {
    const GpuColours one({"V100", "A10", "L20"}), other({"L20", "V100", "A10", "A10"});
    for (const char* name : {"V100", "A10", "L20"}) QCOMPARE(one.of(name), other.of(name));
    QCOMPARE(one.of("A10"), QColor(0x0072b2));
    QCOMPARE(one.names(), QStringList({"A10", "L20", "V100"}));
    QVERIFY(one.of("unknown") != one.of("A10"));
    QSet<QRgb> seen;
    for (int i = 0; i < 2 * GpuColours::distinct; ++i) seen.insert(okabeIto(i).rgb());
    QCOMPARE(seen.size(), 2 * GpuColours::distinct);
  }

  void verdictsAreNeverColourAlone() {
    QSet<QString> signs, words;
    for (const Verdict verdict : {Verdict::good, Verdict::warn, Verdict::bad}) {
      signs.insert(verdictSign(verdict));
      words.insert(verdictWord(verdict));
    }
    QCOMPARE(signs.size(), 3);
    QCOMPARE(words.size(), 3);
  }

  void numbers_data() {
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("wanted");
    const double nan = std::nan(""), infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("interval") << withInterval(4.10342, 0.2) << "4.1 ± 0.2";
    QTest::newRow("wide interval") << withInterval(1234.5, 30) << "1230 ± 30";
    QTest::newRow("interval rounds up") << withInterval(4.123, 0.096) << "4.1 ± 0.1";
    QTest::newRow("no interval") << withInterval(4.10342, nan) << "4.10";
    QTest::newRow("unknown") << withInterval(nan, 1) << "–";
    QTest::newRow("infinite") << significant(infinity) << "∞";
    QTest::newRow("negative") << significant(-0.00512) << "−0.00512";
    QTest::newRow("carry") << significant(9.996) << "10.0";
    QTest::newRow("no minus zero") << fixed(-0.001, 1) << "0.0";
    QTest::newRow("compact") << compact(20.0) << "20";
    QTest::newRow("compact fraction") << compact(0.1) << "0.1";
    QTest::newRow("compact keeps hundreds") << compact(1500) << "1500";
    QTest::newRow("4") << tokenLabel(4) << "4";
    QTest::newRow("1000") << tokenLabel(1000) << "1000";
    QTest::newRow("1K") << tokenLabel(1024) << "1K";
    QTest::newRow("1.5K") << tokenLabel(1536) << "1.5K";
    QTest::newRow("128K") << tokenLabel(131072) << "128K";
    QTest::newRow("1M") << tokenLabel(1048576) << "1M";
    QTest::newRow("12345") << tokenLabel(12345) << "12345";
    QTest::newRow("ms") << secondsText(0.019, 2) << QString("19%1ms").arg(QChar(0xa0));
    QTest::newRow("s") << secondsText(17.23) << QString("17.2%1s").arg(QChar(0xa0));
    QTest::newRow("cents") << moneyText(6.7) << "$6.70";
    QTest::newRow("less than a cent") << moneyText(0.0042) << "$0.0042";
    QTest::newRow("thousands") << moneyText(1840.4) << "$1840";
    QTest::newRow("percent") << percentText(0.931) << QString("93.1%1%").arg(QChar(0xa0));
  }

  void numbers() {
    QFETCH(QString, shown);
    QTEST(shown, "wanted");
  }

  void numbersFollowTheLanguage() {
    QLocale::setDefault(QLocale(QLocale::German));
    const QString text = withInterval(4.10342, 0.2);
    QLocale::setDefault(QLocale::c());
    QCOMPARE(text, QStringLiteral("4,1 ± 0,2"));
  }

  void figuresAreTabular() {
    for (const TextStyle style : {TextStyle::body, TextStyle::figure})
      QCOMPARE(figureWidth(font(style), "1111.1"), figureWidth(font(style), "8888.8"));
  }

  void colourMapsAreInOrderInGrey() {
    for (const ColourScheme scheme : {ColourScheme::viridis, ColourScheme::cividis}) {
      const ColourMap map(scheme), reversed(scheme, true);
      QCOMPARE(map.table().size(), 256);
      double last = -1;
      for (const QRgb colour : map.table()) {
        const double grey = contrast(QColor::fromRgb(colour), Qt::black);
        QVERIFY(grey > last - 0.06);  // eight bits a channel wobble a little
        last = grey;
      }
      QCOMPARE(map.table().front(), reversed.table().back());
    }
    QCOMPARE(ColourMap(ColourScheme::viridis).at(0), QColor(0x440154));
    QCOMPARE(ColourMap(ColourScheme::cividis).at(1), QColor(0xfee838));
    QCOMPARE(ColourMap::index(std::nan("")), 0);
    QCOMPARE(ColourMap::index(7), 255);
    // The middle of the diverging maps is the quietest.
    for (const ColourScheme scheme : {ColourScheme::divergingLight, ColourScheme::divergingDark}) {
      const ColourMap map(scheme);
      QVERIFY(map.at(0.5).saturation() < 60 && map.at(0).saturation() > 90 && map.at(1).saturation() > 90);
    }
  }

  // The style draws what it changes, in both themes, without a word from Qt; focus is visible.
  void styleDraws() {
    Theme theme(ThemeChoice::light);
    for (const ThemeChoice choice : {ThemeChoice::light, ThemeChoice::dark}) {
      theme.setChoice(choice);
      QWidget window;
      auto* button = new QPushButton("Go", &window);
      button->setProperty(property::primary, true);
      auto* slider = new QSlider(Qt::Horizontal, &window);
      slider->move(0, 40);
      slider->resize(200, 20);
      auto* toggle = new QCheckBox("on", &window);
      toggle->setProperty(property::toggle, true);
      toggle->move(0, 70);
      window.resize(300, 120);
      window.show();
      const QImage before = window.grab().toImage();
      slider->setFocus(Qt::TabFocusReason);
      slider->setValue(60);
      toggle->setChecked(true);
      QVERIFY(window.grab().toImage() != before);
      QCOMPARE(window.grab().toImage().pixelColor(button->x() + 6, button->y() + button->height() / 2),
               theme.colours().accent);
    }
  }

  void figureDelegateDraws() {
    QStandardItemModel model(2, 1);
    model.setItem(0, 0, new QStandardItem("111.1"));
    model.setItem(1, 0, new QStandardItem("888.8"));
    QTableView table;
    table.setModel(&model);
    table.setItemDelegate(new FigureDelegate(&table));
    table.resize(200, 120);
    table.show();
    const QImage shot = table.grab().toImage();
    QVERIFY(!shot.isNull());
    QCOMPARE(table.itemDelegate()->sizeHint({}, model.index(0, 0)).width(),
             table.itemDelegate()->sizeHint({}, model.index(1, 0)).width());
  }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
