// The grid of a running benchmark and the map of the best GPU type.
#include "tests/support/qt_warnings.h"
#include "ui/plots/grid_progress.h"
#include "ui/plots/tile_map.h"
#include "ui/theme/gpu_colours.h"

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

class TestGrids : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void gridFills() {
    GridProgress grid;
    grid.resize(300, 300);
    grid.grab();  // no plan yet
    grid.setGrid({4, 8}, {4, 8});
    grid.setValues("req/s", 1, 100);
    grid.setCell({4, 4}, {.done = 7, .total = 7, .state = CellState::done, .value = 100});
    grid.setCell({8, 4}, {.done = 3, .total = 7, .state = CellState::current, .value = 50});
    grid.setCell({4, 8}, {.done = 2, .total = 7, .state = CellState::failed, .note = "connection lost"});
    grid.setCell({99, 99}, {.done = 7, .total = 7});  // not on the grid
    QCOMPARE(grid.done(), 12);
    QCOMPARE(grid.total(), 21);
    const QImage shot = grid.grab().toImage();
    const auto at = [&](const CellKey& key, double down) {
      const QRectF rect = grid.cellRect(key);
      return shot.pixelColor(static_cast<int>(rect.center().x()),
                             static_cast<int>(rect.top() + down * rect.height()));
    };
    QCOMPARE(at({4, 4}, 0.1), ColourMap().at(1));
    QVERIFY(at({8, 4}, 0.8) != at({8, 4}, 0.25));  // filled below, hatched above
    QVERIFY(grid.readOut({8, 4}).contains("3 of 7 rates"));
    QVERIFY(grid.readOut({4, 8}).contains("connection lost"));
    QVERIFY(grid.accessibleDescription().contains("12 of 21 rates"));
    QVERIFY(grid.csv().contains("\r\n8,4,3,7,current,no,no,50\r\n"));
  }

  void signsOfTrouble() {
    GridProgress grid;
    grid.resize(300, 300);
    grid.setGrid({4}, {4});
    const CellProgress plain{.done = 7, .total = 7, .state = CellState::done, .value = 4};
    grid.setCell({4, 4}, plain);
    const QImage before = grid.grab().toImage();
    CellProgress limited = plain;
    limited.clientLimited = true;
    grid.setCell({4, 4}, limited);
    QVERIFY(grid.grab().toImage() != before);
    QVERIFY(grid.readOut({4, 4}).contains(QStringLiteral("⚠ the client was the limit")));
    QVERIFY(grid.accessibleDescription().contains("client-limited"));
  }

  void tilesShowBestAndMargin() {
    auto data = std::make_shared<TileMapData>();
    data->inputTokens = {4, 8, 16};
    data->outputTokens = {4};
    data->names = {"A10", "L20"};
    data->best = {0, 0, -1};
    data->margins = {0.8, 0.0, std::nan("")};
    TileMap map;
    map.resize(300, 160);
    map.setData(data);
    const QImage shot = map.grab().toImage();
    const auto corner = [&](const CellKey& key) {
      const QPoint at = map.cellRect(key).topLeft().toPoint() + QPoint(3, 3);
      return shot.pixelColor(at);
    };
    QCOMPARE(corner({4, 4}), okabeIto(0));      // a clear win: the full colour
    QVERIFY(corner({8, 4}) != corner({4, 4}));  // a tie: pale
    QVERIFY(map.readOut({4, 4}).contains("A10"));
    QVERIFY(map.readOut({4, 4}).contains("80"));
    QVERIFY(map.readOut({16, 4}).contains("no type can serve it"));
    QCOMPARE(map.csv().split('\n')[3], QByteArray("16,4,,\r"));
    data->best[0] = 2;  // there is no third type
    map.setData(std::make_shared<TileMapData>(*data));
    QVERIFY(map.readOut({4, 4}).isEmpty());
    map.grab();
  }
};

QTEST_MAIN(TestGrids)
#include "test_grids.moc"
