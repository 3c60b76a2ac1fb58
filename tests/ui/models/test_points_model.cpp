#include "tests/support/qt_warnings.h"
#include "ui/models/points_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

PointRecord record(int input, double rate, double tput) {
  PointRecord made;
  made.point = {input, 64, rate, 0};
  made.throughput = tput;
  made.started = "2026-01-02T03:04:05Z";
  made.sent = 100;
  made.completed = 100;
  made.failed = 0;
  made.e2e = {2.5, 2.25, 3, 4.125, 5, 100};
  made.ttft = {0.25, 0.2, 0.3, 0.61, 0.7, 100};
  made.tpot = {0.02, 0.021, 0.03, 0.0402, 0.05, 100};
  made.lagP99 = 0.00011;
  made.clientCpu = 0.06;
  made.inputAsked = made.inputCame = input;
  made.outputAsked = made.outputCame = 64;
  return made;
}

}  // namespace

class TestPointsModel : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void showsEverythingThatWasRecorded() {
    PointsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPoints({record(2048, 8, 7.91)});
    const auto text = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(model.columnCount(), static_cast<int>(PointsModel::ColumnCount));
    QCOMPARE(text(PointsModel::InputTokens), QString("2K"));
    QCOMPARE(text(PointsModel::OutputTokens), QString("64"));
    QCOMPARE(text(PointsModel::Rate), QString("8"));
    QCOMPARE(text(PointsModel::Done), QString("100"));
    QCOMPARE(text(PointsModel::Throughput), QString("7.91"));
    QCOMPARE(text(PointsModel::E2eP99), QString("4.13"));
    QCOMPARE(text(PointsModel::TtftP99), QString("0.610"));
    QCOMPARE(text(PointsModel::TpotP99), QString("40.2"));
    QCOMPARE(text(PointsModel::LagP99), QString("0.110"));
    QCOMPARE(text(PointsModel::ClientCpu), QString("6.00"));
    QCOMPARE(text(PointsModel::MostInFlight), QString("–"));  // not told
    QCOMPARE(text(PointsModel::Remarks), QString());
    for (int column = 0; column < PointsModel::ColumnCount; ++column) {
      QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
      const bool words = column == PointsModel::Remarks || column == PointsModel::Started;
      QCOMPARE(PointsModel::figureColumns().contains(column), !words);
    }
    QVERIFY(
        model.headerData(PointsModel::TtftP99, Qt::Horizontal, Qt::ToolTipRole).toString().contains("first"));
  }

  void pointsThatLandAreInserted() {
    PointsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setPoints({record(8, 1, 1), record(8, 2, 2)});
    model.setPoints({record(8, 1, 1), record(8, 2, 2)});
    model.setPoints({record(8, 1, 1), record(8, 2, 2), record(8, 4, 3)});
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(reset.size(), 0);
    model.setPoints({record(16, 1, 1)});  // another target's
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 1);
    model.setPoints({});
    QCOMPARE(model.rowCount(), 0);
  }

  void sortsByNumbersAndNotByTheirTexts() {
    PointsModel model;
    QSortFilterProxyModel sorted;
    const QAbstractItemModelTester tester(&sorted, QAbstractItemModelTester::FailureReportingMode::QtTest);
    sorted.setSourceModel(&model);
    sorted.setSortRole(PointsModel::SortRole);
    model.setPoints({record(8, 16, 10), record(8, 2, std::nan("")), record(8, 4, 9.5)});
    sorted.sort(PointsModel::Throughput, Qt::AscendingOrder);
    const auto at = [&](int row, int column) { return sorted.index(row, column).data().toString(); };
    QCOMPARE(at(0, PointsModel::Throughput), QString("–"));
    QCOMPARE(at(1, PointsModel::Throughput), QString("9.50"));
    QCOMPARE(at(2, PointsModel::Throughput), QString("10.0"));
    sorted.sort(PointsModel::Rate, Qt::DescendingOrder);
    QCOMPARE(at(0, PointsModel::Rate), QString("16"));
  }

  void whatShouldBeKnownIsRemarked() {
    PointRecord bad = record(8, 1, 1);
    bad.clientLimited = true;
    bad.clientLimitedWhy = "requests were sent late";
    bad.failures = {{"reset", 12}};
    bad.failed = 12;
    bad.outputCame = 48;
    QCOMPARE(remarksOf(bad).replace(QChar(0xa0), ' '),
             QString("client-limited; 12 failed: the connection broke; 25 % fewer output tokens than asked"));
    bad.outputCame = 62;  // within 5 %
    bad.failures.clear();
    QCOMPARE(remarksOf(bad), QString("client-limited"));
    PointsModel model;
    model.setPoints({bad});
    QCOMPARE(model.index(0, PointsModel::Remarks).data(Qt::ToolTipRole).toString(),
             QString("requests were sent late"));
    PointRecord closed = record(8, 3.7, 3.7);
    closed.point.concurrency = 16;
    closed.tpot = {0, 0, 0, 0, std::nan(""), 0};  // answers of one token
    model.setPoints({closed});
    QCOMPARE(model.index(0, PointsModel::Rate).data().toString(), QString("16 ×"));
    QCOMPARE(model.index(0, PointsModel::TpotP99).data().toString(), QString("–"));
  }
};

QTEST_MAIN(TestPointsModel)
#include "test_points_model.moc"
