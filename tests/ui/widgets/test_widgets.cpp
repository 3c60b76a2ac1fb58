// The small widgets that all pages share, driven by keys and mouse.
#include "tests/support/qt_warnings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/verdict_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QVBoxLayout>

using namespace headroom::ui;
using Unit = NumberField::Unit;

class TestWidgets : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void aNumberIsReadAsPeopleWriteIt_data() {
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");  // NaN: refused
    const double no = std::numeric_limits<double>::quiet_NaN();
    const auto row = [](const char* name, Unit unit, const char* text, double value) {
      QTest::newRow(name) << static_cast<int>(unit) << QString::fromUtf8(text) << value;
    };
    row("seconds without a unit", Unit::seconds, "20", 20);
    row("seconds", Unit::seconds, "1.5 s", 1.5);
    row("milliseconds", Unit::seconds, "50ms", 0.05);
    row("microseconds", Unit::seconds, "800 µs", 0.0008);
    row("minutes", Unit::seconds, "2 min", 120);
    row("an unknown unit", Unit::seconds, "2 lightyears", no);
    row("no number", Unit::seconds, "soon", no);
    row("empty", Unit::seconds, "", no);
    row("not a number", Unit::plain, "nan", no);
    row("infinite", Unit::plain, "inf", no);
    row("dollars", Unit::dollars, "$2.20", 2.2);
    row("dollars without the sign", Unit::dollars, "2.2", 2.2);
    row("percent", Unit::percent, "90 %", 0.9);
    row("percent without the sign", Unit::percent, "90", 0.9);
    row("whole", Unit::whole, "12", 12);
    row("not whole", Unit::whole, "12.5", no);
    row("suffix", Unit::plain, "4 req/s", 4);
    row("above the range", Unit::plain, "4000", no);
    row("below the range", Unit::plain, "-1", no);
  }
  void aNumberIsReadAsPeopleWriteIt() {
    QFETCH(int, unit);
    QFETCH(QString, text);
    QFETCH(double, value);
    NumberField field;
    field.setUnit(static_cast<Unit>(unit));
    if (field.read("1") && static_cast<Unit>(unit) == Unit::plain) field.setSuffix("req/s");
    field.setRange(0, 3600);
    const std::optional<double> read = field.read(text);
    QCOMPARE(read.has_value(), !std::isnan(value));
    if (read) QVERIFY(std::abs(*read - value) < 1e-12);
  }

  void aPortHasNoGroupsOfThousands() {
    NumberField field;
    field.setUnit(Unit::name);
    field.setRange(1, 65535);
    field.setValue(8001);
    QCOMPARE(field.text(), "8001");
    QCOMPARE(field.read("8001"), std::optional<double>(8001));
    QVERIFY(!field.read("80.5"));
  }

  void whatAFieldWritesItReads() {
    for (const Unit unit : {Unit::plain, Unit::seconds, Unit::dollars, Unit::percent}) {
      NumberField field;
      field.setUnit(unit);
      for (const double value : {0.0, 0.00005, 0.0123, 0.05, 0.5, 1.0, 2.2, 20.0, 0.00421, 1234.5}) {
        const auto read = field.read(field.write(value));
        QVERIFY2(read && std::abs(*read - value) <= 1e-5 * value, qPrintable(field.write(value)));
      }
    }
  }

  void enterCommitsAndTheSameValueIsNoNews() {
    NumberField field;
    field.setUnit(Unit::seconds);
    field.setRange(0.001, 3600);
    field.setValue(20);
    field.show();
    QSignalSpy edited(&field, &NumberField::edited);
    field.selectAll();
    QTest::keyClicks(&field, "250 ms");
    QCOMPARE(edited.count(), 0);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.front().front().toDouble(), 0.25);
    QCOMPARE(field.text(), "0.25 s");
    field.selectAll();
    QTest::keyClicks(&field, "0.25");
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(edited.count(), 1);
  }

  void whatIsWrongIsSaidAndNeverTold() {
    NumberField field;
    field.setRange(1, 64);
    field.setToolTip("requests a second");
    field.setValue(4);
    field.show();
    QSignalSpy edited(&field, &NumberField::edited);
    field.selectAll();
    QTest::keyClicks(&field, "640");
    QTest::keyClick(&field, Qt::Key_Return);
    QVERIFY(field.wrong());
    QVERIFY2(field.toolTip().contains("1") && field.toolTip().contains("64"), qPrintable(field.toolTip()));
    QCOMPARE(field.value(), std::optional<double>(4));
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(!field.wrong());
    QCOMPARE(field.text(), "4");
    QCOMPARE(field.toolTip(), "requests a second");
    QCOMPARE(edited.count(), 0);
  }

  void keysStepWithinTheRange() {
    NumberField field;
    field.setRange(1, 64);
    field.setValue(20);
    QTest::keyClick(&field, Qt::Key_Up);
    QCOMPARE(field.value(), std::optional<double>(21));
    QTest::keyClick(&field, Qt::Key_PageUp);
    QCOMPARE(field.value(), std::optional<double>(30));
    for (int i = 0; i < 20; ++i) QTest::keyClick(&field, Qt::Key_PageUp);
    QCOMPARE(field.value(), std::optional<double>(64));
    field.setUnit(Unit::percent);
    field.setRange(0.05, 1);
    field.setValue(0.9);
    QTest::keyClick(&field, Qt::Key_Down);
    QVERIFY(std::abs(*field.value() - 0.89) < 1e-9);
  }

  void anOptionalFieldMayBeEmptied() {
    NumberField field;
    field.setUnit(Unit::whole);
    field.setRange(0, 100);
    field.setOptional("no bound");
    field.setValue(8);
    field.show();
    QSignalSpy cleared(&field, &NumberField::cleared);
    field.selectAll();
    QTest::keyClick(&field, Qt::Key_Delete);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(cleared.count(), 1);
    QVERIFY(!field.value());
  }

  void segmentsChooseOneAndSayWhyNot() {
    Segments segments;
    segments.setChoices({{"mean", "mean"}, {"p50", "P50"}, {"p99", "P99"}});
    segments.show();
    QCOMPARE(segments.current(), "mean");
    QSignalSpy chosen(&segments, &Segments::chosen);
    QTest::mouseClick(segments.findChild<QPushButton*>("p99"), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(segments.current(), "p99");
    QVERIFY(!segments.findChild<QPushButton*>("mean")->isChecked());
    segments.setCurrent("p50");
    QCOMPARE(chosen.count(), 1);
    segments.setUnavailable("p99", "Throughput is a mean.");
    QVERIFY(!segments.findChild<QPushButton*>("p99")->isEnabled());
    QVERIFY(segments.findChild<QPushButton*>("p99")->toolTip().contains("Throughput is a mean."));
    segments.setUnavailable("p99", {});
    QVERIFY(segments.findChild<QPushButton*>("p99")->isEnabled());
  }

  void tablesAreCopiedAsSpreadsheetsTakeThem() {
    QStandardItemModel model(2, 3);
    model.setHorizontalHeaderLabels({"cell", "rate", "note"});
    for (int row = 0; row < 2; ++row)
      for (int column = 0; column < 3; ++column)
        model.setItem(row, column, new QStandardItem(QStringLiteral("%1.%2").arg(row).arg(column)));
    FigureTable table(&model);
    table.setFigureColumns({1});
    table.setColumnHidden(2, true);
    table.show();
    QCOMPARE(table.selectedText(), "cell\trate\n0.0\t0.1\n1.0\t1.1\n");
    table.selectRow(1);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), "cell\trate\n1.0\t1.1\n");
  }

  void mapsWrapIntoEvenRows_data() {
    QTest::addColumn<int>("children");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("columns");
    QTest::newRow("four in a row") << 4 << 1000 << 4;
    QTest::newRow("two by two, not three and one") << 4 << 700 << 2;
    QTest::newRow("one below the other") << 3 << 300 << 1;
    QTest::newRow("five as three and two") << 5 << 700 << 3;
  }
  void mapsWrapIntoEvenRows() {
    QFETCH(int, children);
    QFETCH(int, width);
    QFETCH(int, columns);
    QWidget area;
    auto* layout = new WrapLayout(&area);
    layout->setMinimumColumnWidth(220);
    QList<QWidget*> all;
    for (int i = 0; i < children; ++i) {
      all.push_back(new QWidget);
      all.back()->setMinimumSize(50, 40);
      layout->addWidget(all.back());
    }
    area.resize(width, 600);
    area.show();
    QSet<int> lefts;
    for (const QWidget* child : all) {
      lefts.insert(child->x());
      QVERIFY(area.rect().contains(child->geometry()));
      for (const QWidget* other : all)
        QVERIFY(other == child || !other->geometry().intersects(child->geometry()));
    }
    QCOMPARE(lefts.size(), columns);
    QCOMPARE(all[columns - 1]->geometry().right(), width - 1);  // the row fills the width
  }

  void hiddenChildrenTakeNoRoom() {
    QWidget area;
    auto* layout = new WrapLayout(&area);
    auto *first = new QWidget, *second = new QWidget;
    layout->addWidget(first);
    layout->addWidget(second);
    area.resize(900, 300);
    area.show();
    second->hide();
    QTRY_COMPARE(first->width(), 900);
  }

  void verdictsHaveSignAndWords() {
    Theme theme(ThemeChoice::light);
    VerdictLabel label;
    label.setVerdict(Verdict::bad, "2 cells become zero");
    QVERIFY(label.text().startsWith(verdictSign(Verdict::bad)));
    QCOMPARE(label.palette().color(QPalette::WindowText), lightColours().bad);
    theme.setChoice(ThemeChoice::dark);
    QTRY_COMPARE(label.palette().color(QPalette::WindowText), darkColours().bad);
    label.setVerdict(Verdict::none, "nothing to say");
    QCOMPARE(label.text(), "nothing to say");
  }

  void headlinesReadAsWholeSentences() {
    Headline top;
    HeadlineItem* cost = top.addItem("per hour", "cost");
    QVERIFY(!cost->figure().isEmpty());  // a dash
    cost->setFigure("$6.70");
    QCOMPARE(cost->figure(), "$6.70");
    QCOMPARE(cost->accessibleName(), "per hour");
    cost->setVerdict(Verdict::good);
    QVERIFY(!cost->accessibleDescription().isEmpty());
  }

  void anEmptyStateHasOnePrimaryThingToDo() {
    EmptyState empty("targets", "No target yet", "Add the deployments that serve your model.");
    QPushButton* add = empty.addAction("Add Target…");
    QPushButton* sample = empty.addAction("Open Sample Workspace");
    empty.resize(600, 400);
    empty.show();
    QVERIFY(add->property("headroomPrimary").toBool());
    QVERIFY(!sample->property("headroomPrimary").toBool());
    QVERIFY(add->x() < sample->x());
  }

  void theTitleStaysAtTheTopOfATallCard() {
    for (const bool grows : {false, true}) {
      Card card("History");
      auto* content = new QWidget;
      if (!grows) content->setFixedHeight(60);
      card.body()->addWidget(content);
      card.resize(300, 500);
      card.show();
      const auto* title = card.findChild<QLabel*>();
      QVERIFY(title->geometry().bottom() < 60);
      QVERIFY2(content->y() < 80, qPrintable(QString::number(content->y())));
      QCOMPARE(content->height() > 380, grows);
    }
  }

  void aCardsLongCaptionDoesNotWidenIt() {
    Card card("Points");
    card.setCaption(QString(400, 'x'));
    QVERIFY(card.minimumSizeHint().width() < 200);
    QCOMPARE(card.accessibleName(), "Points");
  }
};

QTEST_MAIN(TestWidgets)
#include "test_widgets.moc"
