// The Surfaces page and its files: what is read, what cannot be, and what is exported.
#include "core/base/file.h"
#include "tests/support/ctl.h"
#include "tests/support/measured_workspace.h"
#include "tests/ui/pages/surfaces_fixture.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figure_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSvgRenderer>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;
using Fixture = headroom::test::SurfacesFixture;

namespace {

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestSurfacesFiles : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void theTableFollowsAndLeads() {
    Fixture f;
    f.open("surfaces");
    f.session().selectCell(1024, 512);
    f.press("quantity", "ttft");
    f.press("view", "table");
    auto* table = f.child<FigureTable>("surfaceTable");
    QVERIFY(table->isVisible() && !f.area()->isVisible());
    QAbstractItemModel* model = table->model();
    QCOMPARE(model->rowCount(), 11 * 11);
    QCOMPARE(model->columnCount(), 2 + 4 * 2);
    const auto text = [&](int row, int column) { return model->index(row, column).data().toString(); };
    QCOMPARE(text(table->currentIndex().row(), 0), QString("512"));
    QCOMPARE(text(table->currentIndex().row(), 1), QString("1K"));
    QVERIFY(text(0, 3).startsWith("measured · "));
    QCOMPARE(text(0, 7), QString("missing"));  // the L20 begins at longer requests
    QVERIFY(text(0, 9).startsWith("predicted"));
    QVERIFY(text(120, 5).contains("fails"));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(f.session().selection().cell == (Selection::Cell{2048, 512}));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(model->index(table->currentIndex().row() + 1, 2)).center());
    QVERIFY(f.session().selection().cell == (Selection::Cell{4096, 512}));
  }

  void exportsAreReadBack() {
    Fixture f;
    f.open("surfaces");
    f.press("quantity", "e2e");
    f.trigger("surfaces.exportPng");
    f.saveTo(f.path("maps.png"));
    const QImage image(f.path("maps.png"));
    QCOMPARE(image.size(), QSize(2 * 2 * 430, 2 * 2 * 460));  // four maps, two by two, at two pixels a point
    QSet<QRgb> colours;
    for (int x = 0; x < image.width(); x += 7)
      for (int y = 0; y < image.height(); y += 7) colours.insert(image.pixel(x, y));
    QVERIFY(colours.size() > 50);

    f.trigger("surfaces.exportSvg");
    f.saveTo(f.path("maps"));  // the suffix is added
    const QByteArray svg = contents(f.path("maps.svg"));
    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox(), QRect(0, 0, 860, 920));
    for (const char* word : {"V100", "A100-80G", "E2E P99, s", "output tokens"})
      QVERIFY2(svg.contains(word), word);

    f.trigger("surfaces.exportCsv");
    f.saveTo(f.path("numbers.csv"));
    const QList<QByteArray> lines = contents(f.path("numbers.csv")).trimmed().split('\n');
    std::size_t cells = 0;
    for (const char* target : {"v100", "a10", "l20", "a100"}) cells += f.table(target)->cells();
    QCOMPARE(lines.size(), static_cast<qsizetype>(1 + cells));
    QCOMPARE(lines[0].trimmed(),
             QByteArray("target,gpu,input_tokens,output_tokens,request_rate,e2e_p99_seconds,"
                        "half_width,kind,verdict,binding"));
    const QList<QByteArray> first = lines[1].trimmed().split(',');
    QCOMPARE(first[0], QByteArray("v100"));
    QCOMPARE(first[5].toDouble(), f.maps()[0]->data()->values[0]);
    QCOMPARE(first[7], QByteArray("measured"));

    // What cannot be written is said, with the next step.
    f.trigger("surfaces.exportCsv");
    f.saveTo(f.path("absent/numbers.csv"));
    QTRY_COMPARE(f.services().messages.rowCount(), 1);
    QVERIFY(f.services().messages.at(0).cause.contains("numbers.csv"));
  }

  // A script gets the same numbers from the same workspace.
  void theCommandLineWritesTheSameNumbers() {
    Fixture f;
    f.open("surfaces");
    const auto withoutGpu = [](const QByteArray& csv) {
      QByteArrayList lines;
      for (const QByteArray& line : csv.trimmed().split('\n')) {
        QByteArrayList fields = line.trimmed().split(',');
        // headroomctl knows measurements by one name alone, that of the deployment.
        fields[0].replace("llama2-7b-", "");
        fields.removeAt(1);
        lines << fields.join(',');
      }
      return lines;
    };
    for (const auto& [quantity, rate] :
         {std::pair{"capacity", ""}, std::pair{"ttft", "4"}, std::pair{"cost", ""}}) {
      f.press("quantity", quantity);
      if (*rate) f.press("at", "rate");
      QStringList arguments{"surface", "--workspace", f.session().path(), "--quantity", quantity};
      if (*rate) arguments << "--at" << rate;
      const test::Ran ran = test::runCtl(arguments);
      QVERIFY2(ran.code == 0, ran.err);
      f.trigger("surfaces.exportCsv");
      f.saveTo(f.path(QString("%1.csv").arg(quantity)));
      const QByteArrayList ours = withoutGpu(contents(f.path(QString("%1.csv").arg(quantity)))),
                           theirs = withoutGpu(ran.out);
      QCOMPARE(ours.size(), theirs.size());
      for (qsizetype i = 0; i < ours.size(); ++i) QCOMPARE(ours[i], theirs[i]);
      if (*rate) f.press("at", "capacity");
    }
  }

  // Two GPUs against each other, and cuts, as the page draws them.
  void theCommandLineComparesAndCuts() {
    Fixture f;
    f.open("surfaces");
    f.press("quantity", "ttft");
    const QStringList surface{"surface", "--workspace", f.session().path(), "--quantity", "ttft"};
    const auto linesOf = [](const test::Ran& ran, const QByteArray& target) {
      QList<QByteArrayList> lines;
      for (const QByteArray& line : ran.out.trimmed().split('\n'))
        if (line.startsWith(target + ',')) lines << line.trimmed().split(',');
      return lines;
    };
    const auto close = [](const QByteArray& text, double value) {
      if (text.isEmpty() || std::isnan(value)) return text.isEmpty() && std::isnan(value);
      return std::abs(text.toDouble() - value) <= 1e-12 * std::abs(value);
    };
    for (const QString how : {"ratio", "difference"}) {
      f.press("compare", qPrintable(how));
      const HeatMap* map = f.maps()[2];
      QVERIFY(map->title().startsWith("V100"));
      const test::Ran ran = test::runCtl(surface + QStringList{"--against", "llama2-7b-a10", "--as", how});
      QVERIFY2(ran.code == 0, ran.err);
      QVERIFY(ran.out.startsWith("target,against,input_tokens,output_tokens,ttft_p99_"));
      const auto lines = linesOf(ran, "llama2-7b-v100");
      const auto data = map->data();
      QCOMPARE(static_cast<std::size_t>(lines.size()), data->values.size());
      const std::size_t columns = data->inputTokens.size();
      std::size_t known = 0;
      for (std::size_t cell = 0; cell < data->values.size(); ++cell) {
        const QByteArrayList& line = lines[static_cast<qsizetype>(cell)];
        QCOMPARE(line[1], QByteArray("llama2-7b-a10"));
        QCOMPARE(line[2].toDouble(), data->inputTokens[cell % columns]);
        QCOMPARE(line[3].toDouble(), data->outputTokens[cell / columns]);
        QVERIFY2(close(line[4], data->values[cell]), line.join(','));
        QVERIFY2(close(line[5], data->halfWidths[cell]), line.join(','));
        QCOMPARE(line[6] == "missing", data->kind(cell) == CellKind::missing);
        known += !line[4].isEmpty();
      }
      QVERIFY(known > 50);
    }
    f.press("compare", "none");

    f.click(f.maps()[0], {1024, 64});
    f.settle();
    const auto isSlice = [&](const QString& axis, const QStringList& lengths, const char* chart, int column) {
      const test::Ran ran = test::runCtl(surface + QStringList{"--slice", axis} + lengths);
      QVERIFY2(ran.code == 0, ran.err);
      const auto& series = f.slice(chart)->series();
      QCOMPARE(series.size(), std::size_t{4});
      std::size_t known = 0;
      const char* names[] = {"llama2-7b-v100", "llama2-7b-a10", "llama2-7b-l20", "llama2-7b-a100"};
      for (std::size_t i = 0; i < series.size(); ++i) {
        const auto lines = linesOf(ran, names[i]);
        QCOMPARE(static_cast<std::size_t>(lines.size()), static_cast<std::size_t>(series[i].points.size()));
        for (qsizetype k = 0; k < lines.size(); ++k) {
          const auto& point = series[i].points[static_cast<std::size_t>(k)];
          QCOMPARE(lines[k][column].toDouble(), point.x());
          QVERIFY2(close(lines[k][4], point.y()), lines[k].join(','));
          known += !lines[k][4].isEmpty();
        }
      }
      QVERIFY(known > 10);
    };
    isSlice("rate", {"--input-tokens", "1024", "--output-tokens", "64"}, "rateSlice", 3);
    isSlice("output", {"--input-tokens", "1024"}, "tokensSlice", 2);
    f.press("along", "input");
    isSlice("input", {"--output-tokens", "64"}, "tokensSlice", 1);

    test::Ran ran = test::runCtl(surface + QStringList{"--against", "h100"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("llama2-7b-a10"), ran.err);
    ran = test::runCtl(surface + QStringList{"--slice", "rate", "--input-tokens", "1024"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("--output-tokens"), ran.err);
    const QJsonObject json =
        QJsonDocument::fromJson(
            test::runCtl(surface + QStringList{"--against", "llama2-7b-a10", "--json"}).out)
            .object();
    QCOMPARE(json["as"].toString(), QString("ratio"));
    QCOMPARE(json["comparisons"].toArray().size(), 3);
  }

  void numbersAndPicturesAreCopied() {
    Fixture f;
    f.open("surfaces");
    f.trigger("surfaces.copyNumbers");
    const QStringList lines = QGuiApplication::clipboard()->text().split('\n');
    QVERIFY(lines[0].startsWith("target\tgpu\tinput_tokens\t"));
    QCOMPARE(lines[1].split('\t').size(), 10);
    f.trigger("surfaces.copyPicture");
    const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
    QVERIFY(mime->hasImage());
    QVERIFY(QSvgRenderer(mime->data("image/svg+xml")).isValid());
    // One plot alone, by its menu.
    QContextMenuEvent asked(QContextMenuEvent::Mouse, QPoint(60, 60),
                            f.maps()[0]->mapToGlobal(QPoint(60, 60)));
    QCoreApplication::sendEvent(f.maps()[0], &asked);
    QPointer<QMenu> menu = f.maps()[0]->findChild<QMenu*>("plotMenu");
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 4);
    menu->actions()[1]->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("input_tokens\toutput_tokens\tCapacity (req/s)"));
    menu->actions()[3]->trigger();
    f.saveTo(f.path("v100.csv"));
    QCOMPARE(contents(f.path("v100.csv")), f.maps()[0]->csv());
    if (menu) menu->close();
  }

  void emptyStatesSayWhatToDo() {
    Fixture f;
    f.openEmpty("surfaces");
    auto* empty = f.child<EmptyState>("surfacesEmpty");
    auto* action = f.child<QPushButton>("emptyAction");
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), QString("No target yet"));
    QVERIFY(!f.child<QAction>("surfaces.exportPng")->isEnabled());
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(f.window().currentPage(), QString("targets"));

    // A target, and no file yet.
    f.window().showPage("surfaces");
    f.session().edit("Add", [&](Workspace& workspace) {
      Target target;
      target.name = "a10";
      target.gpu = "A10";
      target.journal = f.path("a10.jsonl").toStdString();
      workspace.targets = {target};
    });
    f.settle();
    QCOMPARE(empty->accessibleName(), QString("Nothing is measured yet"));
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(f.window().currentPage(), QString("benchmark"));

    // A file that cannot be read: core's words, then again.
    f.window().showPage("surfaces");
    QVERIFY(writeFileAtomically(f.path("a10.jsonl").toStdString(), "{\"input_tokens\": 1}\n").ok());
    QTRY_COMPARE(empty->accessibleName(), QString("The measurements cannot be read"));
    QVERIFY(empty->accessibleDescription().contains("line 1: has no \"output_tokens\""));
    QVERIFY(empty->accessibleDescription().contains("check that this is a benchmark file"));
    QVERIFY(writeFileAtomically(
                f.path("a10.jsonl").toStdString(),
                test::sampleJournal({.target = "a10", .gpu = "A10", .speed = 1, .costPerHour = 1}))
                .ok());
    QTest::mouseClick(action, Qt::LeftButton);
    QTRY_VERIFY(!empty->isVisible());
    QTRY_COMPARE(f.maps().size(), 1);
    QVERIFY(f.child<QAction>("surfaces.exportPng")->isEnabled());
  }

  void oneBadFileLeavesTheOthers() {
    Fixture f;
    f.open("surfaces");
    f.session().edit("Break", [&](Workspace& workspace) {
      workspace.targets[1].journal = f.path("broken.jsonl").toStdString();
    });
    f.settle();
    QCOMPARE(f.maps().size(), 3);  // not there yet: left out
    QVERIFY(writeFileAtomically(f.path("broken.jsonl").toStdString(), "hello\n").ok());
    const auto words = [&] {
      QStringList all;
      for (const QLabel* label : f.area()->findChildren<QLabel*>("words"))
        if (label->isVisible()) all << label->text();
      return all;
    };
    QTRY_COMPARE(words().size(), 1);
    QVERIFY(words()[0].contains("broken.jsonl, line 1: not valid JSON: hello"));
    QCOMPARE(f.maps().size(), 3);
  }

  void aTargetOfTheSameTypeIsToldApart() {
    Fixture f;
    f.open("surfaces", [](Workspace& workspace) { workspace.targets[0].gpu = "A10"; });
    QCOMPARE(f.maps()[0]->title(), QString("A10 · v100"));
    QCOMPARE(f.maps()[1]->title(), QString("A10 · a10"));
    QVERIFY(f.slice("rateSlice")->series()[0].stroke != f.slice("rateSlice")->series()[1].stroke);
    QCOMPARE(f.slice("rateSlice")->series()[0].colour, f.slice("rateSlice")->series()[1].colour);
  }

  void aLargeGridIsComputedOnAThread() {
    Fixture f;
    // 41 × 41 cells of 16 rates.
    std::string text;
    for (int output = 1; output <= 41; ++output)
      for (int input = 1; input <= 41; ++input)
        for (int rate = 1; rate <= 16; ++rate)
          for (const auto& [metric, mean] :
               {std::pair{"TPUT", 1.0 * rate}, std::pair{"TT", 1.0 * rate}, std::pair{"E2E", 0.1 * rate},
                std::pair{"TTFT", 0.01 * rate}, std::pair{"TPOT", 0.001 * rate}}) {
            char line[200];
            std::snprintf(
                line, sizeof line,
                "{\"input_tokens\": %d, \"output_tokens\": %d, \"request_rate\": %d, \"metric\": \"%s\", "
                "\"mean\": %g, \"P99\": %g}\n",
                input, output, rate, metric, mean, mean);
            text += line;
          }
    const std::string path = f.path("large.jsonl").toStdString();
    QVERIFY(writeFileAtomically(path, text).ok());
    f.openEmpty("surfaces");
    int works = 0;
    connect(&f.services().tasks, &Tasks::started, this,
            [&](Task* task) { works += task->name() == "Drawing the surfaces"; });
    f.session().edit("Add", [&](Workspace& workspace) {
      Target target;
      target.name = "large";
      target.gpu = "A10";
      target.journal = path;
      workspace.targets = {target};
      workspace.slos[Metric::e2e] = {.statistic = Statistic::p99, .value = 0.95, .on = true};
    });
    f.settle();
    QVERIFY(works > 0);
    QTRY_COMPARE(f.maps().size(), 1);
    QCOMPARE(f.maps()[0]->data()->values, std::vector<double>(41 * 41, 9.0));
    // The newest SLO wins, however many came while a thread was busy.
    for (const double bound : {0.35, 0.65, 0.55})
      f.session().edit("Move", [bound](Workspace& workspace) { workspace.slos[Metric::e2e].value = bound; });
    f.settle();
    QCOMPARE(f.maps()[0]->data()->values, std::vector<double>(41 * 41, 5.0));
  }
};

QTEST_MAIN(TestSurfacesFiles)
#include "test_surfaces_files.moc"
