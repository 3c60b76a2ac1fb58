// The reference's answers on seven benchmark files and eleven lists of arguments each.
#include "core/base/file.h"
#include "core/profile/generate.h"
#include "core/profile/profile_json.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace headroom;
using Json = nlohmann::ordered_json;

class TestVectors : public QObject {
  Q_OBJECT

  static std::string path(const QString& name) { return HEADROOM_TEST_DATA "/profile/" + name.toStdString(); }

  // Equal, numbers to 1e-12 relative, keys in the same order.
  static QString difference(const Json& ours, const Json& theirs, const QString& where) {
    if (theirs.is_number()) {
      if (!ours.is_number()) return where + " is not a number";
      const double a = ours.get<double>(), b = theirs.get<double>();
      if (std::abs(a - b) <= 1e-12 * std::abs(b)) return {};
      return QString("%1: %2 instead of %3").arg(where).arg(a, 0, 'g', 17).arg(b, 0, 'g', 17);
    }
    if (ours.type() != theirs.type()) return where + " has another type";
    if (ours.size() != theirs.size())
      return QString("%1 has %2 entries instead of %3").arg(where).arg(ours.size()).arg(theirs.size());
    if (theirs.is_object()) {
      for (auto a = ours.begin(), b = theirs.begin(); b != theirs.end(); ++a, ++b) {
        if (a.key() != b.key())
          return where + ": key " + QString::fromStdString(a.key()) + " instead of " +
                 QString::fromStdString(b.key());
        if (const QString found = difference(*a, *b, where + "/" + QString::fromStdString(b.key()));
            !found.isEmpty())
          return found;
      }
      return {};
    }
    if (theirs.is_array()) {
      for (std::size_t i = 0; i < theirs.size(); ++i)
        if (const QString found = difference(ours[i], theirs[i], where + "/" + QString::number(i));
            !found.isEmpty())
          return found;
      return {};
    }
    return ours == theirs ? QString() : where + " differs";
  }

  static void apply(const Json& arguments, Slos& slos, double& cost) {
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
      const std::string option = arguments[i].get<std::string>().substr(2);
      const double value = std::stod(arguments[i + 1].get<std::string>());
      if (option == "cost")
        cost = value;
      else if (option == "percentile")
        slos.statistic = *statisticOf(static_cast<int>(value));
      else
        for (const Metric metric : kSloOrder)
          if (option == lowerCaseName(metric)) slos.bound(metric) = value;
    }
  }

 private slots:
  void equalsTheReference_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("line");
    for (const char* name :
         {"fast-gpu", "fractional-rates", "gaps", "no-stream", "shuffled", "slow-gpu", "small"})
      for (int line = 0; line < 11; ++line)
        QTest::newRow(qPrintable(QString("%1 %2").arg(name).arg(line))) << QString(name) << line;
  }
  void equalsTheReference() {
    QFETCH(QString, name);
    QFETCH(int, line);
    const auto file = readBenchmarkFile(path(name + ".jsonl"));
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
    // One of them has rows twice: the reference's answer all the same, and it is told.
    const bool hasRepeated = name == "shuffled";
    QCOMPARE(file->warnings.size(), std::size_t{hasRepeated ? 1u : 0u});
    if (hasRepeated) QVERIFY(file->warnings[0].find("more than once") != std::string::npos);
    const auto table = BenchmarkTable::build(*file);
    QVERIFY2(table.ok(), table.ok() ? "" : table.error().text().c_str());
    const QStringList lists =
        QString::fromStdString(*readFile(path(name + ".args"))).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lists.size(), 11);
    Slos slos;
    GenerateOptions options{.gpu = name.toStdString() + "-gpu", .strict = true};
    apply(Json::parse(lists[line].toStdString()), slos, options.cost);
    const auto profile = generateProfile(*table, slos, options);
    QVERIFY2(profile.ok(), profile.ok() ? "" : profile.error().text().c_str());
    Json ours = Json::parse(profileJson(*profile));
    QVERIFY(ours.contains("created"));
    ours.erase("created");
    const Json theirs = Json::parse(*readFile(path(QString("%1.%2.json").arg(name).arg(line))));
    QCOMPARE(difference(ours, theirs, ""), QString());

    // What the reference wrote is read without loss.
    const auto read = readProfile(path(QString("%1.%2.json").arg(name).arg(line)));
    QVERIFY(read.ok());
    QVERIFY(read->unknownKeys.empty());
    Json again = Json::parse(profileJson(read->profile));
    QCOMPARE(difference(again, theirs, ""), QString());
  }

  void strictRefusesWhatTheReferenceCannotSay() {
    const auto table = BenchmarkTable::build(*readBenchmarkFile(path("small.jsonl")));
    Slos slos;
    slos.e2e = 50;
    slos.ttft = 50;
    slos.setStatistic(Metric::ttft, Statistic::p90);
    const auto refused = generateProfile(*table, slos, {.gpu = "g", .strict = true});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::invalidArgument);
    for (const char* part : {"TTFT SLO goes by P90", "others go by the mean", "--strict"})
      QVERIFY2(refused.error().text().find(part) != std::string::npos, refused.error().text().c_str());
    const auto profile = generateProfile(*table, slos, {.gpu = "g"});
    QVERIFY(profile.ok());
    QCOMPARE(Json::parse(profileJson(*profile))["slos"].dump(),
             std::string(R"({"percentile":0,"e2e":50.0,"ttft":50.0,"ttft_percentile":90})"));
    // Alone, it is the one percentile of all.
    slos.e2e.reset();
    const auto alone = generateProfile(*table, slos, {.gpu = "g", .strict = true});
    QVERIFY(alone.ok());
    QCOMPARE(Json::parse(profileJson(*alone))["slos"].dump(),
             std::string(R"({"percentile":90,"ttft":50.0})"));
  }

  void writesTpotUnlessStrict() {
    const auto table = BenchmarkTable::build(*readBenchmarkFile(path("small.jsonl")));
    const auto profile = generateProfile(*table, {}, {.gpu = "g"});
    QVERIFY(profile->tpot.has_value());
    const Json json = Json::parse(profileJson(*profile));
    QCOMPARE(json["tpot"].size(), profile->outputTokens.size());
    QVERIFY(!generateProfile(*table, {}, {.gpu = "g", .strict = true})->tpot);
    // "created" stands between the grid and "e2e", as the reference writes it.
    std::vector<std::string> keys;
    for (auto item = json.begin(); item != json.end(); ++item) keys.push_back(item.key());
    QCOMPARE(keys,
             (std::vector<std::string>{"gpu", "cost", "tputs", "indexes", "created", "e2e", "tpot", "slos"}));
  }
};

QTEST_APPLESS_MAIN(TestVectors)
#include "test_vectors.moc"
