// What Copy Command copies, run in a real shell: headroomctl must answer what the page shows.
#include "core/workspace/scenario.h"
#include "tests/support/ctl.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/what_if/what_if_fixture.h"
#include "ui/controllers/what_if_commands.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::Ran;
using headroom::test::WhatIfFixture;

namespace {

bool near(double a, double b) { return std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(b)); }

// In a directory of its own, with headroomctl on the path.
Ran runInShell(const std::string& lines, const QString& directory) {
  QProcess shell;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("PATH", QFileInfo(test::ctlPath()).absolutePath() + ":" + environment.value("PATH"));
  shell.setProcessEnvironment(environment);
  shell.setWorkingDirectory(directory);
  shell.start("sh", {"-c", QString::fromStdString(lines)});
  if (!shell.waitForFinished(60000)) qFatal("the shell did not end");
  return {shell.exitCode(), shell.readAllStandardOutput(), shell.readAllStandardError()};
}

std::string asJson(std::string lines) {
  const std::string verb = "headroomctl optimize";
  lines.insert(lines.find(verb) + verb.size(), " --json");
  return lines;
}

}  // namespace

class TestWhatIfCommands : public headroom::test::WidgetTest {
  Q_OBJECT

  // Runs the commands of the fixture and compares with its own answers.
  static void compare(WhatIfFixture& fixture, const CommandExtras& extras, QJsonObject* answer = nullptr) {
    QTRY_VERIFY_WITH_TIMEOUT(fixture.whatIf.settled(), 60000);
    QVERIFY2(fixture.whatIf.mix().value,
             fixture.whatIf.mix().error ? fixture.whatIf.mix().error->text().c_str() : "");
    const std::string lines = commandLines(fixture.whatIf.input(), extras);
    QTemporaryDir directory;
    const Ran ran = runInShell(asJson(lines), directory.path());
    const MixAnswer& mix = fixture.whatIf.mix().value->answer;
    const auto fails = [&](const char* what) {
      return std::string(what) + "\n" + lines + ran.err.toStdString() + ran.out.left(2000).toStdString();
    };
    // Exit code 3 would be of the last command alone, so it is the JSON that counts.
    const QJsonObject json = QJsonDocument::fromJson(ran.out.trimmed()).object();
    QVERIFY2(!json.isEmpty(), fails("no answer").c_str());
    QVERIFY2(near(json["cost"].toDouble(), mix.costPerHour), fails("cost").c_str());
    for (std::size_t g = 0; g < mix.replicas.size(); ++g) {
      const QString name = QString::fromStdString(fixture.whatIf.input().gpus[g].deployment);
      QVERIFY2(json["replicas"].toObject()[name].toInt(-1) == mix.replicas[g], fails("replicas").c_str());
      QVERIFY2(near(json["utilisation"].toObject()[name].toDouble(), mix.utilisation[g]),
               fails("used").c_str());
      // One profile each, under the same promise.
      QFile profile(directory.filePath(name + ".json"));
      QVERIFY2(profile.open(QIODevice::ReadOnly), fails("profile").c_str());
      const QJsonObject made = QJsonDocument::fromJson(profile.readAll()).object();
      const auto& capacities = fixture.whatIf.capacities().byGpu[g].throughput;
      std::size_t cell = 0;
      for (const QJsonValue& row : made["tputs"].toArray())
        for (const QJsonValue& capacity : row.toArray())
          QVERIFY(near(capacity.toDouble(), capacities[cell++]));
      QCOMPARE(cell, capacities.size());
    }
    if (answer) *answer = json;
  }

 private slots:
  void theSampleAsItIs() {
    WhatIfFixture fixture;
    fixture.whatIf.setWanted(WhatIf::Question::mix);
    compare(fixture, {});
  }

  void everyOption() {
    WhatIfFixture fixture;
    fixture.whatIf.setWanted(WhatIf::Question::mix | WhatIf::Question::timeline | WhatIf::Question::curve);
    fixture.edit([](Workspace& w) {
      w.slos[Metric::e2e] = {.statistic = Statistic::p90, .value = 11.5, .on = true};
      w.slos[Metric::ttft] = {.statistic = Statistic::p99, .value = 1.25, .on = true};
      w.slos[Metric::tpot] = {.statistic = Statistic::mean, .value = 0.2, .on = true};
      w.slos[Metric::tt] = {.statistic = Statistic::mean, .value = 10, .on = true};
      w.targetUtilisation = 0.85;
      w.burstFactor = 1.3;
      w.survivesLossOfOne = true;
      w.trafficRate = 33.5;
      w.nearestCells = true;
      w.prices.clear();
      GpuPrice price;
      price.gpu = gpuTypes(w)[1];
      price.costPerHour = 0.777;
      price.minReplicas = 1;
      price.maxReplicas = 40;
      w.prices.push_back(price);
    });
    QJsonObject answer;
    compare(fixture, {.best = true, .curve = true, .timeline = true, .prices = true, .front = Metric::e2e},
            &answer);
    QVERIFY(answer["best"].toArray().size() > 0);
    QCOMPARE(answer["prices"].toArray().size(), 4);
    QVERIFY(!answer.value("front").isUndefined() || !answer.value("sloFront").isUndefined() ||
            !answer.value("slo").isUndefined());
    const auto& curve = fixture.whatIf.curve().value;
    QCOMPARE(answer["curve"].toArray().size(), static_cast<qsizetype>(curve->mix.size()));
    for (std::size_t i = 0; i < curve->mix.size(); ++i) {
      const QJsonObject point = answer["curve"].toArray()[static_cast<qsizetype>(i)].toObject();
      QVERIFY(near(point["rate"].toDouble(), curve->mix[i].rate));
      if (!curve->mix[i].replicas.empty()) QVERIFY(near(point["cost"].toDouble(), curve->mix[i].costPerHour));
    }
    const auto& timeline = fixture.whatIf.timeline().value;
    QVERIFY(timeline);
    QCOMPARE(answer["timeline"].toObject()["intervals"].toArray().size(),
             static_cast<qsizetype>(timeline->intervals.size()));
    QVERIFY(near(answer["timeline"].toObject()["scaledCost"].toDouble(), timeline->scaledCost));
  }

  void trafficThatIsNoFileIsWrittenFirst() {
    WhatIfFixture fixture;
    fixture.whatIf.setWanted(WhatIf::Question::mix);
    fixture.edit([](Workspace& w) { w.traffic.clear(); });
    QVERIFY(fixture.whatIf.input().gpus.empty() || fixture.whatIf.input().traffic);
    compare(fixture, {});
    QVERIFY(QString::fromStdString(commandLines(fixture.whatIf.input())).startsWith("echo '{"));

    fixture.edit([](Workspace& w) {
      w.traffic = {{.origin = TrafficTable{{32, 256}, {64, 1024}, {{3, 0.5}, {2, 0}}}},
                   {.origin = TrafficTable{{128}, {128}, {{4}}}, .scale = 1.5}};
      w.trafficRate = 0;
    });
    QTRY_VERIFY(fixture.whatIf.input().traffic && !fixture.whatIf.input().traffic->standIn());
    compare(fixture, {});
    QVERIFY(near(plannedRate(fixture.whatIf.input()), 11.5));
  }

  void scenariosAreRunOneByOneAndTogether() {
    WhatIfFixture fixture;
    const QString list = fixture.write("chat.csv", "input_tokens,output_tokens\n128,64\n");
    fixture.edit([&](Workspace& w) {
      w.trafficRate = 20;
      Scenario strict = nowOf(w, "strict"), busy = nowOf(w, "busy"), other = nowOf(w, "other");
      strict.slos[Metric::e2e].value *= 0.8;
      strict.traffic.reset();
      busy.trafficRate = 60;
      busy.traffic.reset();
      other.traffic = {{{.origin = TrafficOfFile{list.toStdString()}}}};
      w.scenarios = {strict, busy, other};
    });
    fixture.whatIf.setWanted(WhatIf::Question::mix | WhatIf::Question::scenarios);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.whatIf.settled(), 60000);
    const auto& scenarios = fixture.session().workspace().scenarios;
    std::string lines = commandLines(fixture.whatIf.input(), {.scenarios = scenarios});
    const std::string verb = "headroomctl optimize";
    for (std::size_t at = 0; (at = lines.find(verb, at)) != std::string::npos; at += verb.size())
      lines.insert(at + verb.size(), " --json");
    QTemporaryDir directory;
    const Ran ran = runInShell(lines, directory.path());
    std::vector<QJsonObject> answers;
    for (const QByteArray& line : ran.out.split('\n'))
      if (line.startsWith('{')) answers.push_back(QJsonDocument::fromJson(line).object());
    QVERIFY2(answers.size() == 4, (lines + ran.err.toStdString() + ran.out.toStdString()).c_str());
    QVERIFY(near(answers[0]["cost"].toDouble(), fixture.whatIf.mix().value->answer.costPerHour));
    for (std::size_t i = 0; i < scenarios.size(); ++i)
      QVERIFY(near(answers[i + 1]["cost"].toDouble(),
                   fixture.whatIf.scenarios().value->scenarios[i].mix->answer.costPerHour));
    // One mix for what differs in its traffic alone; the page's is also for the strict one.
    const QJsonObject robust = answers[0]["robust"].toObject();
    QCOMPARE(robust["scenarios"].toArray().size(), 3);
    QVERIFY(robust["cost"].toDouble() <= fixture.whatIf.scenarios().value->robust->costPerHour + 1e-6);
    fixture.edit([](Workspace& w) { w.scenarios.erase(w.scenarios.begin()); });
    QTRY_VERIFY_WITH_TIMEOUT(fixture.whatIf.settled(), 60000);
    QVERIFY(near(robust["cost"].toDouble(), fixture.whatIf.scenarios().value->robust->costPerHour));
  }

  void namesAreQuotedForTheShell() {
    QCOMPARE(shellWord("plain-1.5_x/y=z"), std::string("plain-1.5_x/y=z"));
    QCOMPARE(shellWord(""), std::string("''"));
    QCOMPARE(shellWord("a b"), std::string("'a b'"));
    for (const char* word :
         {"it's", "$HOME `x` \"y\"", "a;b&c|d", "*?[]", "~", "#", "!", "two\nlines", "äöü", "\\"}) {
      const Ran ran = runInShell("printf %s " + shellWord(word), QDir::tempPath());
      QCOMPARE(ran.out, QByteArray(word));
    }
    // A file with an awkward name, through the whole command.
    WhatIfFixture fixture;
    fixture.whatIf.setWanted(WhatIf::Question::mix);
    const QString list =
        fixture.write("it's a $list; of shapes.csv", "input_tokens,output_tokens\n128,64\n256,32\n");
    fixture.edit([&](Workspace& w) {
      w.traffic = {{TrafficOfFile{list.toStdString()}}};
      w.targets[0].deployment = "it's mine";
    });
    QTRY_VERIFY(fixture.whatIf.input().traffic && !fixture.whatIf.input().traffic->standIn());
    compare(fixture, {});
  }

  void nothingMeasuredHasNoCommand() {
    WhatIfFixture fixture{Workspace{}};
    QVERIFY(commandLines(fixture.whatIf.input()).empty());
  }
};

QTEST_MAIN(TestWhatIfCommands)
#include "test_what_if_commands.moc"
