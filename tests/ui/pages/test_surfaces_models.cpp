// The tables of the Surfaces page under Qt's own tester, while sets come and go.
#include "tests/support/measured_workspace.h"
#include "tests/support/qt_warnings.h"
#include "ui/pages/surfaces/cell_model.h"
#include "ui/pages/surfaces/surface_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace headroom;
using namespace headroom::ui;

namespace {

SurfaceTarget target(const test::SampleGpu& gpu) {
  const auto file = parseBenchmarkFile(test::sampleJournal(gpu), gpu.target);
  return {.name = QString::fromStdString(gpu.target),
          .gpu = QString::fromStdString(gpu.gpu),
          .title = QString::fromStdString(gpu.gpu),
          .table = std::make_shared<const BenchmarkTable>(*BenchmarkTable::build(*file)),
          .costPerHour = gpu.costPerHour};
}

const SurfaceTarget& a10() {
  static const SurfaceTarget one = target({.target = "a10",
                                           .gpu = "A10",
                                           .speed = 0.6,
                                           .costPerHour = 1,
                                           .failures = true,
                                           .clientLimited = true});
  return one;
}
const SurfaceTarget& l20() {
  static const SurfaceTarget one = target({.target = "l20",
                                           .gpu = "L20",
                                           .speed = 1.2,
                                           .costPerHour = 2,
                                           .firstInput = 16,
                                           .lastOutput = 1024,
                                           .predicted = true});
  return one;
}

SurfaceInput input(std::vector<SurfaceTarget> targets, Quantity quantity = Quantity::e2e) {
  SurfaceInput all{.targets = std::move(targets)};
  all.choice.quantity = quantity;
  all.slos.e2e = 20;
  all.slos.statistic = Statistic::p99;
  return all;
}

}  // namespace

class TestSurfacesModels : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void theTableHoldsWhatTheMapsHold() {
    SurfaceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 0);
    const auto set = makeSurfaces(input({a10(), l20()}));
    model.show(set);
    QCOMPARE(model.rowCount(), 121);
    QCOMPARE(model.columnCount(), 6);
    QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), QString("A10, s"));
    QCOMPARE(model.figureColumns(), QList<int>({0, 1, 2, 4}));
    for (int row = 0; row < model.rowCount(); ++row) {
      const CellKey cell = model.cellOf(row);
      QCOMPARE(model.rowOf(cell), row);
      const auto place =
          cellAt(*l20().table, static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens));
      const QVariant number = model.index(row, 4).data(SurfaceModel::SortRole);
      QCOMPARE(number.isValid(), place.has_value());
      if (place) QCOMPARE(number.toDouble(), set->targets[1].map->values[*place]);
      QCOMPARE(model.index(row, 5).data().toString().startsWith("predicted"), place.has_value());
      QCOMPARE(model.index(row, 5).data().toString() == "missing", !place.has_value());
    }
    QCOMPARE(model.rowOf({5, 5}), -1);

    // New numbers on the old grid keep the rows, and with them the selection.
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    SurfaceInput stricter = input({a10(), l20()});
    stricter.slos.e2e = 2;
    model.show(makeSurfaces(stricter));
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    QVERIFY(model.index(120, 3).data().toString().contains("fails E2E P99"));

    // Other targets, a comparison, and nothing.
    stricter.choice.compare = SurfaceChoice::Compare::ratio;
    model.show(makeSurfaces(stricter));
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.columnCount(), 8);
    QCOMPARE(model.headerData(6, Qt::Horizontal).toString(), QString("A10 ÷ L20, ×"));
    model.show(makeSurfaces(input({l20()})));
    QCOMPARE(model.rowCount(), 9 * 9);
    model.show(nullptr);
    QCOMPARE(model.rowCount(), 0);
  }

  void theCellSaysAllThatIsKnown() {
    CellModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    SurfaceInput asked = input({a10(), l20()});
    asked.choice.atRate = true;
    asked.choice.rate = 64;
    model.show(makeSurfaces(asked), {16, 4});
    QCOMPARE(model.columnCount(), 3);
    const auto text = [&](const QString& row, int column, int role = Qt::DisplayRole) {
      for (int i = 0; i < model.rowCount(); ++i)
        if (model.index(i, 0).data().toString() == row) return model.index(i, column).data(role).toString();
      return QString("no such row");
    };
    const std::size_t cell = *cellAt(*a10().table, 16, 4);
    const std::size_t point = *a10().table->pointAt(cell, 64);
    QCOMPARE(text("E2E, s", 1).toDouble(),
             QString::number(a10().table->value(point, Metric::e2e, Statistic::p99), 'g', 3).toDouble());
    QCOMPARE(text("Origin", 1), QString("measured"));
    QCOMPARE(text("Origin", 2), QString("predicted"));
    // The client was the limit there, and it says so.
    QVERIFY(a10().table->facts(point).clientLimited);
    QVERIFY2(text("Held by", 1, Qt::ToolTipRole).contains("the client, not the server"),
             qPrintable(text("Held by", 1, Qt::ToolTipRole)));
    QVERIFY(text("Origin", 1, Qt::ToolTipRole).contains("64"));

    // A cell that one of them lacks.
    model.show(makeSurfaces(asked), {4, 4});
    QCOMPARE(text("Origin", 2), QString("missing"));
    QCOMPARE(text("Requests/s", 2), QString("–"));

    // At capacity, where nothing keeps the SLO: no price.
    SurfaceInput strict = input({a10()});
    strict.slos.e2e = 0.001;
    model.show(makeSurfaces(strict), {4096, 4096});
    QCOMPARE(text("Requests/s", 1), QString("0"));
    QCOMPARE(text("$/M tok", 1), QString("∞"));
    QCOMPARE(text("Held by", 1), QString("✕ E2E P99"));
  }

  void aRateThatWasNotMeasuredIsTheNearest() {
    SurfaceInput asked = input({a10()});
    asked.choice.atRate = true;
    asked.choice.rate = 5;
    QCOMPARE(makeSurfaces(asked)->choice.rate, 4.0);
    asked.choice.rate = 1000;
    QCOMPARE(makeSurfaces(asked)->choice.rate, 64.0);
    QCOMPARE(makeSurfaces(input({}))->rates.size(), std::size_t{0});
  }

  void closedLoopsHaveNoRateToChoose() {
    std::string text =
        test::sampleJournal({.target = "c", .gpu = "A10", .speed = 1, .costPerHour = 1, .lastRate = 1});
    std::string closed;
    for (const char c : text) closed += c == '}' ? std::string(", \"concurrency\": 8}") : std::string(1, c);
    SurfaceTarget one = a10();
    one.table =
        std::make_shared<const BenchmarkTable>(*BenchmarkTable::build(*parseBenchmarkFile(closed, "c")));
    SurfaceInput asked = input({one});
    asked.choice.atRate = true;
    const auto set = makeSurfaces(asked);
    QVERIFY(set->rates.empty());
    QVERIFY(!set->choice.atRate);
    QVERIFY(std::isfinite(set->targets[0].map->values[0]));
  }

  void csvHoldsWhatIsShown() {
    const auto set = makeSurfaces(input({a10(), l20()}, Quantity::costPerMillionTokens));
    const QList<QByteArray> lines = surfacesCsv(*set).split('\n');
    QCOMPARE(lines.size(), 1 + 121 + 81 + 1);  // and the end of the last line
    QVERIFY(lines[1].startsWith("a10,A10,4,4,"));
    QVERIFY(surfacesCsv(*set).contains("inf,,measured,fail,E2E P99 < 20 s"));
    // A name with a comma is quoted.
    SurfaceTarget odd = a10();
    odd.name = "east, 1";
    QVERIFY(surfacesCsv(*makeSurfaces(input({odd}))).contains("\"east, 1\",A10,"));
  }
};

QTEST_MAIN(TestSurfacesModels)
#include "test_surfaces_models.moc"
