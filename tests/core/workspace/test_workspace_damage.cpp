// Files that are not whole: opened as far as it goes, told in words, and never written over.
#include "core/base/file.h"
#include "core/workspace/workspace_file.h"
#include "tests/support/sample_workspace.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace headroom;
using nlohmann::json;

namespace {
const std::string path = "/home/me/work/llama.headroom";

// Every value in the file, by its place.
std::vector<json::json_pointer> placesIn(const json& value,
                                         const json::json_pointer& at = json::json_pointer()) {
  std::vector<json::json_pointer> places;
  if (!at.empty()) places.push_back(at);
  if (value.is_object())
    for (const auto& [key, inner] : value.items())
      for (auto& place : placesIn(inner, at / key)) places.push_back(place);
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i)
      for (auto& place : placesIn(value[i], at / i)) places.push_back(place);
  return places;
}
}  // namespace

class TestWorkspaceDamage : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

  // Puts `text` into a file and checks that no write replaces it.
  void checkNotWrittenOver(const std::string& text) {
    const std::string file = m_directory.filePath("damaged.headroom").toStdString();
    QVERIFY(writeFileAtomically(file, text).ok());
    const auto written = writeWorkspace(test::sampleWorkspace(), file);
    QVERIFY2(!written.ok(), text.substr(0, 200).c_str());
    QCOMPARE(written.error().code, ErrorCode::unsafe);
    QVERIFY(written.error().message.find(file) != std::string::npos);
    QVERIFY(!written.error().hint.empty());
    QCOMPARE(*readFile(file), text);
  }

 private slots:
  void cutAtEveryByte() {
    const Workspace whole = test::sampleWorkspace();
    const std::string text = workspaceText(whole, path);
    // All but the line end at the end.
    std::size_t opened = 0, targetsBefore = 0;
    for (std::size_t length = 0; length + 2 <= text.size(); ++length) {
      const auto cut = parseWorkspace(text.substr(0, length), path);
      if (!cut) {
        QCOMPARE(cut.error().code, ErrorCode::malformed);
        QVERIFY(!cut.error().hint.empty());
        continue;
      }
      ++opened;
      QVERIFY2(!cut->intact(), qPrintable(QString::number(length)));
      QVERIFY(cut->leftOut[0].find("damaged") != std::string::npos);
      const Workspace& got = cut->workspace;
      // What is there is as it was: never half an entry, never a number that lost its last digits.
      QVERIFY(got.targets.size() >= targetsBefore && got.targets.size() <= whole.targets.size());
      targetsBefore = got.targets.size();
      for (std::size_t i = 0; i < got.targets.size(); ++i) QVERIFY(got.targets[i] == whole.targets[i]);
      QVERIFY(got.plan == whole.plan || got.plan == Plan{});
      QVERIFY(got.slos == whole.slos || got.slos == SloSettings{});
      for (std::size_t i = 0; i < got.prices.size(); ++i) QVERIFY(got.prices[i] == whole.prices[i]);
      QVERIFY(got.targetUtilisation == whole.targetUtilisation ||
              got.targetUtilisation == Workspace{}.targetUtilisation);
      for (std::size_t i = 0; i < got.scenarios.size(); ++i) QVERIFY(got.scenarios[i] == whole.scenarios[i]);
      for (std::size_t i = 0; i < got.connections.size(); ++i)
        QVERIFY(got.connections[i] == whole.connections[i]);
      for (std::size_t i = 0; i < got.traffic.size(); ++i) QVERIFY(got.traffic[i] == whole.traffic[i]);
    }
    // From the first line on it can be seen to be a workspace.
    QVERIFY(opened + 60 > text.size());
    QCOMPARE(targetsBefore, whole.targets.size());
  }

  void cutFilesAreNeverWrittenOver() {
    const std::string text = workspaceText(test::sampleWorkspace(), path);
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, std::size_t{30}, text.size() / 3, text.size() / 2, text.size() - 2})
      checkNotWrittenOver(text.substr(0, length));
  }

  void tellsWhereItIsCut() {
    const std::string text = workspaceText(test::sampleWorkspace(), path);
    const auto cut = parseWorkspace(text.substr(0, text.find("\"v100\"")), path);
    QCOMPARE(cut->workspace.targets.size(), std::size_t{1});
    QVERIFY2(cut->leftOut[0].find("\"targets\", entry 2") != std::string::npos, cut->leftOut[0].c_str());
  }

  // Each value in turn is of every other kind: that place is named, all else is read.
  void wrongTypesOfEveryKey() {
    const Workspace whole = test::sampleWorkspace();
    const json file = json::parse(workspaceText(whole, path));
    const std::vector<json> kinds{nullptr, true, "some text", -17.5, json::array({7}), {{"key", 1}}};
    int changed = 0;
    for (const json::json_pointer& place : placesIn(file)) {
      for (const json& kind : kinds) {
        const json& was = file[place];
        if (kind.type() == was.type() || (kind.is_number() && was.is_number() && was.is_number_float()))
          continue;
        // Traffic may be one file, by its path.
        if (place.back() == "traffic" && kind.is_string()) continue;
        json wrong = file;
        wrong[place] = kind;
        const auto opened = parseWorkspace(wrong.dump(), path);
        if (place.to_string() == "/format") {
          QVERIFY(!opened.ok());
          continue;
        }
        QVERIFY2(opened.ok(), place.to_string().c_str());
        QVERIFY2(!opened->intact(), (place.to_string() + " as " + kind.dump()).c_str());
        QCOMPARE(opened->leftOut.size(), std::size_t{1});
        // The sentence names the key, or the entry of a list.
        const std::string key = place.back();
        const bool isEntry = std::isdigit(static_cast<unsigned char>(key[0])) != 0;
        const std::string named = isEntry ? std::to_string(std::stoi(key) + 1) : "\"" + key + "\"";
        const bool inNumbers = place.to_string().starts_with("/plan/concurrencies/") ||
                               place.to_string().starts_with("/traffic/2/table/");
        QVERIFY2(inNumbers || opened->leftOut[0].find(named) != std::string::npos,
                 opened->leftOut[0].c_str());
        if (!place.to_string().starts_with("/targets")) QVERIFY(opened->workspace.targets == whole.targets);
        if (!place.to_string().starts_with("/plan")) QVERIFY(opened->workspace.plan == whole.plan);
        if (!place.to_string().starts_with("/scenarios"))
          QVERIFY(opened->workspace.scenarios == whole.scenarios);
        ++changed;
      }
    }
    QVERIFY(changed > 500);
  }

  void numbersOutOfTheirRange_data() {
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("value");
    QTest::newRow("cost below zero") << "/targets/0/costPerHour"
                                     << "-1";
    QTest::newRow("cost beyond reason") << "/targets/0/costPerHour"
                                        << "1e300";
    QTest::newRow("port zero") << "/targets/1/reach/port"
                               << "0";
    QTest::newRow("port too large") << "/connections/0/servicePort"
                                    << "65536";
    QTest::newRow("port with a fraction") << "/targets/1/reach/port"
                                          << "80.5";
    QTest::newRow("percentile between") << "/slos/E2E/percentile"
                                        << "95";
    QTest::newRow("utilisation over one") << "/targetUtilisation"
                                          << "1.5";
    QTest::newRow("no samples") << "/plan/samples"
                                << "0";
    QTest::newRow("rate zero") << "/plan/rates/start"
                               << "0";
    QTest::newRow("length zero") << "/plan/inputTokens/start"
                                 << "0";
    QTest::newRow("length beyond int") << "/plan/inputTokens/start"
                                       << "99999999999999999999";
    QTest::newRow("unknown way to reach") << "/targets/0/reach/kind"
                                          << "\"tunnel\"";
    QTest::newRow("unknown arrivals") << "/plan/arrivals"
                                      << "\"sometimes\"";
    QTest::newRow("version zero") << "/version"
                                  << "0";
    QTest::newRow("version with a fraction") << "/version"
                                             << "1.5";
  }
  void numbersOutOfTheirRange() {
    QFETCH(QString, place);
    QFETCH(QString, value);
    json file = json::parse(workspaceText(test::sampleWorkspace(), path));
    file[json::json_pointer(place.toStdString())] = json::parse(value.toStdString());
    const auto opened = parseWorkspace(file.dump(), path);
    QVERIFY(opened.ok());
    QCOMPARE(opened->leftOut.size(), std::size_t{1});
    checkNotWrittenOver(file.dump());
  }

  void newerVersion() {
    json file = json::parse(workspaceText(test::sampleWorkspace(), path));
    file["version"] = workspaceVersion + 1;
    file["novelty"] = 5;
    const auto opened = parseWorkspace(file.dump(), path);
    QVERIFY(opened.ok());
    QVERIFY(!opened->intact());
    QCOMPARE(opened->version, workspaceVersion + 1);
    QCOMPARE(opened->workspace.targets.size(), std::size_t{4});
    QVERIFY(opened->leftOut[0].find("version 2") != std::string::npos);
    checkNotWrittenOver(file.dump());
  }

  void withoutAVersion() {
    json file = json::parse(workspaceText(test::sampleWorkspace(), path));
    file.erase("version");
    QVERIFY(!parseWorkspace(file.dump(), path)->intact());
    checkNotWrittenOver(file.dump());
  }

  void whatIsNoWorkspace_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("a list") << QByteArray("[1, 2]");
    QTest::newRow("a number") << QByteArray("17");
    QTest::newRow("another JSON") << QByteArray("{\"gpu\": \"a10\", \"tputs\": [[1]]}");
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("deep") << QByteArray(100000, '[');
  }
  void whatIsNoWorkspace() {
    QFETCH(QByteArray, text);
    const auto opened = parseWorkspace(text.toStdString(), path);
    QVERIFY(!opened.ok());
    QCOMPARE(opened.error().code, ErrorCode::malformed);
    QVERIFY(opened.error().message.find(path) != std::string::npos);
    checkNotWrittenOver(text.toStdString());
  }

  void brokenInTheMiddle() {
    std::string text = workspaceText(test::sampleWorkspace(), path);
    text.replace(text.find("\"plan\""), 6, "\"pl\xff\"");
    const auto opened = parseWorkspace(text, path);
    QVERIFY(opened.ok());
    QCOMPARE(opened->workspace.targets.size(), std::size_t{4});
    QVERIFY(opened->leftOut[0].find("not JSON from byte") != std::string::npos);
    checkNotWrittenOver(text);
  }

  void moreAfterTheEnd() {
    const std::string text = workspaceText(test::sampleWorkspace(), path) + "{}";
    const auto opened = parseWorkspace(text, path);
    QVERIFY(opened.ok());
    QVERIFY(!opened->intact());
    QVERIFY(opened->workspace == test::sampleWorkspace());
  }

  void deepNestingInside() {
    std::string text = workspaceText(test::sampleWorkspace(), path);
    text.insert(text.rfind('}'), ", \"deep\": " + std::string(5000, '[') + std::string(5000, ']'));
    const auto opened = parseWorkspace(text, path);
    QVERIFY(opened.ok());
    QVERIFY(!opened->intact());
  }
};

QTEST_APPLESS_MAIN(TestWorkspaceDamage)
#include "test_workspace_damage.moc"
