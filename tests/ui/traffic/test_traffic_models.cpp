// The models of the Traffic page, each under Qt's model tester, and the picture that they show.
#include "tests/support/qt_warnings.h"
#include "ui/controllers/traffic_picture.h"
#include "ui/models/rate_table_model.h"
#include "ui/models/traffic_clusters_model.h"
#include "ui/models/traffic_outside_model.h"
#include "ui/models/traffic_parts_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

using Tester = QAbstractItemModelTester;
constexpr auto fatal = Tester::FailureReportingMode::QtTest;

GatewayTrace trace(std::int64_t start) {
  GatewayTrace one;
  one.startSeconds = start;
  one.counts = {{80, 60, Above::no, Above::no, 30},
                {81, 60, Above::no, Above::no, 10},
                {40, 40, Above::no, Above::no, 200},
                {20, 110, Above::no, Above::no, 3}};
  one.counted = 243;
  one.requests = 243;
  one.pending = 7;
  one.queueing = 2;
  return one;
}

const TrafficGrid grid{{16, 64, 256}, {16, 64, 256}};

}  // namespace

class TestTrafficModels : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void theWindowAsItIsSeen() {
    const WindowView view = viewOf(std::vector<GatewayTrace>{trace(1000)}, 1010, 240);
    const auto picture = pictureOf(view, grid);
    QVERIFY(std::abs(picture->rate - 24.3) < 1e-9);
    QCOMPARE(picture->clusters.size(), std::size_t{2});
    // The busiest first, at its size / window.
    QVERIFY(std::abs(picture->clusters[0].rate - 200 / 240.0) < 1e-9);
    QVERIFY(std::abs(picture->clusters[0].log2Input - 4) < 1e-9);
    QVERIFY(std::abs(picture->clusters[1].rate - 40 / 240.0) < 1e-9);
    QVERIFY(std::abs(picture->clusters[1].log2Input - 8.025) < 1e-9);
    QCOMPARE(picture->clusters[1].cell->inputTokens, 256);
    QCOMPARE(picture->clusters[1].cell->outputTokens, 64);
    QVERIFY(std::abs(picture->coverage - 240 / 243.0) < 1e-9);
    QCOMPARE(*picture->pending, 7.0);
    QCOMPARE(*picture->queueing, 2.0);
    QCOMPARE(picture->timeline.size(), std::size_t{1});
    // Shapes carry the number of their cluster, and add up to the window's average.
    double sum = 0;
    for (const RequestShape& shape : picture->shapes->shapes) {
      sum += shape.rate;
      QCOMPARE(shape.group, shape.inputTenth == 40 ? 0 : shape.inputTenth == 20 ? -1 : 1);
    }
    QVERIFY(std::abs(sum - 243 / 240.0) < 1e-9);
    // Nothing is dropped on the grid, and what lies beyond is named.
    QVERIFY(std::abs(picture->upward.rate() - 24.3) < 1e-9);
    QVERIFY(std::abs(picture->nearest.rate() - 24.3) < 1e-9);
    QVERIFY(!picture->upward.outside.empty());
    const auto between = pictureOf(trafficOfTable({{20}, {20}, {{3}}}), grid);  // up to 64, or back to 16
    QVERIFY(std::abs(movedRate(between->upward, between->nearest) - 3) < 1e-9);
    QCOMPARE(movedRate(picture->upward, picture->upward), 0.0);
  }

  void aTableAsTheOptimizerWouldSeeIt() {
    const auto picture = pictureOf(trafficOfTable({{64}, {64, 256}, {{5, 0.01}}}), grid);
    QVERIFY(std::abs(picture->rate - 5.01) < 1e-9);
    QCOMPARE(picture->clusters.size(), std::size_t{1});  // 0.01 req/s are 2.4 requests in 240 s
    QVERIFY(std::abs(picture->clusters[0].rate - 5) < 1e-9);
    QVERIFY(!picture->timed);
    // Without a grid there are shapes and clusters all the same.
    const auto bare = pictureOf(trafficOfTable({{64}, {64}, {{5}}}), {});
    QVERIFY(bare->upward.rates.empty());
    QVERIFY(!bare->clusters[0].cell);
  }

  void clusters() {
    TrafficClustersModel model;
    const Tester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    model.setPicture(pictureOf(viewOf(std::vector<GatewayTrace>{trace(1000)}, 1010, 240), grid));
    QCOMPARE(model.rowCount(), 2);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, TrafficClustersModel::Rate), QString("0.833"));
    QCOMPARE(text(1, TrafficClustersModel::Input), QString("260"));
    QCOMPARE(text(1, TrafficClustersModel::Output), QString("64"));
    QCOMPARE(text(1, TrafficClustersModel::Cell), QString::fromUtf8("256 × 64"));
    QVERIFY(text(0, TrafficClustersModel::Share).endsWith("%"));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setPicture(pictureOf(viewOf(std::vector<GatewayTrace>{trace(1000), trace(1010)}, 1020, 240), grid));
    QVERIFY(reset.isEmpty());  // as many clusters: the selection stays
    model.setPicture(nullptr);
    QCOMPARE(model.rowCount(), 0);
  }

  void outside() {
    TrafficOutsideModel model;
    const Tester tester(&model, fatal);
    model.setTraffic(pictureOf(viewOf(std::vector<GatewayTrace>{trace(1000)}, 1010, 240), grid)->nearest);
    QVERIFY(model.rowCount() > 0);
    bool longer = false;
    for (int row = 0; row < model.rowCount(); ++row) {
      longer = longer || model.index(row, TrafficOutsideModel::Kind).data().toString().contains("longer");
      QVERIFY(!model.index(row, TrafficOutsideModel::CountedIn).data().toString().isEmpty());
      QVERIFY(!model.index(row, 0).data(Qt::ToolTipRole).toString().isEmpty());
    }
    QVERIFY(longer);
    model.setTraffic({});
    QCOMPARE(model.rowCount(), 0);
  }

  void parts() {
    TrafficPartsModel model;
    const Tester tester(&model, fatal);
    const std::vector<TrafficPart> all{
        {.origin = TrafficOfFile{"/data/day.csv"}, .scale = 1.5, .shiftSeconds = 7200},
        {.origin = TrafficOfGateway{"east"}, .on = false},
        {.origin = TrafficTable{{64}, {64, 128}, {{0, 2}}}, .rate = 12}};
    model.setParts(all, {{.rate = 3.2}, {.problem = "Redis is away"}, {.reading = true}});
    QCOMPARE(model.rowCount(), 3);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, TrafficPartsModel::Source), QString("day.csv"));
    QCOMPARE(text(0, TrafficPartsModel::Treatment), QString::fromUtf8("× 1.5, + 2 h"));
    QCOMPARE(text(0, TrafficPartsModel::Rate), QString("3.20"));
    QCOMPARE(text(1, TrafficPartsModel::Source), QString("Gateway east"));
    QCOMPARE(text(1, TrafficPartsModel::Rate), QString::fromUtf8("⚠"));
    QVERIFY(model.index(1, 0).data(Qt::ToolTipRole).toString().contains("away"));
    QVERIFY(text(2, TrafficPartsModel::Source).contains("1 cell"));
    QCOMPARE(text(2, TrafficPartsModel::Treatment), QString("at 12 req/s"));
    QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QSignalSpy toggled(&model, &TrafficPartsModel::toggled);
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(toggled.takeFirst(), (QVariantList{1, true}));
    // It shows what it was given, not what was asked of it.
    QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    model.setParts({}, {});
    QCOMPARE(model.rowCount(), 0);
  }

  void rates() {
    RateTableModel model;
    const Tester tester(&model, fatal);
    model.setTable({{64, 512}, {16, 128}, {{0, 1.5}, {2, 0}}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.headerData(0, Qt::Vertical).toString(), QString("64 out"));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QString("128 in"));
    QCOMPARE(model.index(0, 1).data().toString(), QString("1.50"));
    QCOMPARE(model.index(0, 0).data().toString(), QString::fromUtf8("·"));
    QSignalSpy edited(&model, &RateTableModel::edited);
    QVERIFY(model.setData(model.index(1, 0), "7.25"));
    QCOMPARE(edited.takeFirst(), (QVariantList{1, 0, 7.25}));
    QVERIFY(model.setData(model.index(1, 0), ""));
    QCOMPARE(edited.takeFirst(), (QVariantList{1, 0, 0.0}));
    for (const char* wrong : {"-1", "many", "inf", "nan", "1e99"})
      QVERIFY2(!model.setData(model.index(1, 0), wrong), wrong);
    QVERIFY(edited.isEmpty());
    model.setTable({{64}, {16}, {{3}}});
    QCOMPARE(model.columnCount(), 1);
  }
};

QTEST_MAIN(TestTrafficModels)
#include "test_traffic_models.moc"
