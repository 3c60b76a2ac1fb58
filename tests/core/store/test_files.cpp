#include "core/base/file.h"
#include "core/store/profile_store.h"
#include "tests/core/store/sample_profile.h"

#include <QtTest>

#include <sys/stat.h>

using namespace headroom;
using test::sampleProfile;

class TestFiles : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  int m_count = 0;

  std::string freshPath() { return m_directory.filePath(QString::number(++m_count)).toStdString(); }
  static ProfileStore open(const std::string& place) {
    return std::move(*ProfileStore::open(*parseDestination(place), {}, {}));
  }

 private slots:
  void aDirectoryKeepsProfilesAndTheirHistory() {
    const std::string directory = freshPath() + "/";
    auto store = open(directory);
    QVERIFY(store.push(sampleProfile("a10"), {})->created);
    QVERIFY(store.push(sampleProfile("v100"), {}).ok());
    QVERIFY(store.push(sampleProfile("a10"), {})->unchanged);
    QVERIFY(!store.history("a10").ok());
    const auto second = store.push(sampleProfile("a10", 2), {});
    QCOMPARE(second->change->raised, std::size_t{4});
    QCOMPARE(store.list()->size(), std::size_t{2});
    QCOMPARE((*store.list())[0].deployment, std::string("a10"));
    QCOMPARE(store.history("a10")->size(), std::size_t{1});
    QVERIFY(store.revert("a10", 1, {}).ok());
    const auto back = store.get("a10");
    QCOMPARE(back->parsed->profile.throughput, sampleProfile("a10").profile.throughput);
    QVERIFY(back->parsed->profile.created >= second->profile.created);
    QCOMPARE(store.history("a10")->size(), std::size_t{2});
    QVERIFY(store.remove("a10", {}).ok());
    QCOMPARE(store.get("a10").error().code, ErrorCode::notFound);
    QCOMPARE(store.remove("a10", {}).error().code, ErrorCode::notFound);
    QVERIFY(store.revert("a10", 1, {}).ok());
    QVERIFY(store.get("a10").ok());
  }

  void oneFileIsAPlaceToo() {
    const std::string path = freshPath() + ".json";
    auto store = open(path);
    QVERIFY(store.push(sampleProfile(), {}).ok());
    QVERIFY(store.push(sampleProfile("a10", 3), {}).ok());
    QCOMPARE(readProfile(path)->profile.throughput, sampleProfile("a10", 3).profile.throughput);
    QCOMPARE(store.history("a10")->size(), std::size_t{1});
    QVERIFY(readFile(path + ".history").ok());
  }

  void theHistoryIsBounded() {
    auto store = open(freshPath() + ".json");
    for (int i = 1; i <= 15; ++i) QVERIFY(store.push(sampleProfile("a10", i), {}).ok());
    const auto history = store.history("a10");
    QCOMPARE(history->size(), kHistoryLength);
    QCOMPARE(history->front().parsed->profile.throughput[0][0], 4.0 * 14);  // the newest first
    QCOMPARE(history->back().parsed->profile.throughput[0][0], 4.0 * 5);
    QCOMPARE(store.revert("a10", 11, {}).error().code, ErrorCode::notFound);
  }

  void namesOfModelsAndDeploymentsAreNoPaths() {
    const std::string directory = freshPath();
    Destination place = *parseDestination(directory + "/");
    place.model = "../org/m";
    auto store = std::move(*ProfileStore::open(place, {}, {}));
    QVERIFY(store.push(sampleProfile("../../ns/a10"), {}).ok());
    QVERIFY(store.get("../../ns/a10").ok());
    QCOMPARE(QDir(QString::fromStdString(directory)).entryList({"*.json"}).size(), 1);
    const auto listed = store.list();
    QCOMPARE(listed->size(), std::size_t{1});
    QCOMPARE((*listed)[0].deployment, std::string("../../ns/a10"));
  }

  void badProfilesAreRefused() {
    auto store = open(freshPath() + ".json");
    auto zero = sampleProfile("a10", 0);
    QCOMPARE(store.push(zero, {}).error().code, ErrorCode::unsafe);
    QCOMPARE(store.get("a10").error().code, ErrorCode::notFound);
    QVERIFY(store.push(zero, {.force = true}).ok());
    QVERIFY(store.push(sampleProfile(), {.dryRun = true}).ok());
    QCOMPARE(store.get("a10")->parsed->profile.throughput[0][0], 0.0);
  }

  void faultsOfTheDiskAreNamed() {
    auto store = open("/proc/no/such/");
    const auto pushed = store.push(sampleProfile(), {});
    QVERIFY(!pushed.ok());
    QVERIFY2(pushed.error().message.find("/proc/no/such") != std::string::npos,
             pushed.error().message.c_str());
    QVERIFY(!open(freshPath() + "/").list().ok());
    const std::string path = freshPath() + ".json";
    QVERIFY(writeFileAtomically(path, "{\"gpu\": ").ok());
    auto broken = open(path);
    QVERIFY(broken.get("a10")->problem.has_value());
    // What is there is no profile, and is kept all the same when one takes its place.
    QVERIFY(broken.push(sampleProfile(), {}).ok());
    QCOMPARE(broken.history("a10")->front().text, std::string("{\"gpu\": "));
    QVERIFY(!broken.history("a10")->front().parsed);
    QCOMPARE(broken.revert("a10", 1, {}).error().code, ErrorCode::malformed);
  }
};

QTEST_APPLESS_MAIN(TestFiles)
#include "test_files.moc"
