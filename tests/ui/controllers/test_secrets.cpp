// Where API keys and passwords are kept, whose they are, and that nothing of them is written anywhere else.
#include "core/base/file.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/qt_warnings.h"
#include "ui/controllers/app_settings.h"
#include "ui/controllers/endpoints.h"
#include "ui/controllers/secrets.h"

#include <QDir>
#include <QSignalSpy>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::FakeKeychain;

namespace {

using Keep = Secrets::Keep;
using State = Secrets::State;

const QString key = QStringLiteral("endpoint https://llm.example:8443");

// The settings and the keychain outlive a run; a run is one Secrets.
struct Fixture {
  QTemporaryDir directory;
  FakeKeychain::Store store;
  std::unique_ptr<AppSettings> settings = newSettings();
  std::unique_ptr<Secrets> secrets = newRun();

  std::unique_ptr<AppSettings> newSettings() const {
    return std::make_unique<AppSettings>(directory.filePath("settings.ini"));
  }
  std::unique_ptr<Secrets> newRun() {
    return std::make_unique<Secrets>(settings.get(), std::make_unique<FakeKeychain>(store));
  }
  void nextRun() {
    secrets.reset();
    settings.reset();  // written now
    settings = newSettings();
    secrets = newRun();
  }
  std::string of(const QString& which = key) { return secrets->of(which).reveal(); }
};

Target urlTarget(const std::string& name, const std::string& url) {
  Target target;
  target.name = name;
  target.reach = ByUrl{url, {}};
  return target;
}

}  // namespace

class TestSecrets : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void forThisRunOnly() {
    Fixture f;
    QCOMPARE(f.secrets->state(key), State::none);
    QSignalSpy changed(f.secrets.get(), &Secrets::changed);
    f.secrets->set(key, Secret("sesame"), Keep::thisRun);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(f.of(), std::string("sesame"));
    QCOMPARE(f.secrets->state(key), State::thisRun);
    f.nextRun();
    QCOMPARE(f.secrets->state(key), State::none);
    QVERIFY(f.of().empty());
    QVERIFY(f.store.entries.isEmpty());
    QCOMPARE(f.store.reads, 0);  // nobody is asked to unlock anything
  }

  void inTheKeychainUntilItIsForgotten() {
    Fixture f;
    f.secrets->set(key, Secret("sesame"), Keep::keychain);
    QCOMPARE(f.of(), std::string("sesame"));  // at once
    QTRY_COMPARE(f.secrets->state(key), State::keychain);
    f.nextRun();
    QCOMPARE(f.secrets->state(key), State::asking);
    QTRY_COMPARE(f.of(), std::string("sesame"));
    QCOMPARE(f.secrets->state(key), State::keychain);
    QVERIFY(f.of("endpoint https://other").empty());
    QCOMPARE(f.store.reads, 1);  // for nothing that was not kept
    f.secrets->forget(key);
    QVERIFY(f.of().empty());
    QTRY_VERIFY(f.store.entries.isEmpty());
    f.nextRun();
    QCOMPARE(f.secrets->state(key), State::none);
  }

  void aKeyForThisRunReplacesTheKeptOne() {
    Fixture f;
    f.secrets->set(key, Secret("old"), Keep::keychain);
    QTRY_COMPARE(f.secrets->state(key), State::keychain);
    f.secrets->set(key, Secret("new"), Keep::thisRun);
    QCOMPARE(f.of(), std::string("new"));
    QTRY_VERIFY(f.store.entries.isEmpty());
    QCOMPARE(f.of(), std::string("new"));
  }

  void anAnswerThatComesLateIsNotForANewerKey() {
    Fixture f;
    f.secrets->set(key, Secret("old"), Keep::keychain);
    QTRY_COMPARE(f.secrets->state(key), State::keychain);
    f.nextRun();
    f.store.waits = true;
    QVERIFY(f.of().empty());
    f.secrets->set(key, Secret("new"), Keep::keychain);
    f.store.letGo();
    QCOMPARE(f.of(), std::string("new"));
    QTRY_COMPARE(f.store.entries.value(key), QString("new"));
  }

  void withoutAKeychainItStaysForThisRunAndSaysSo() {
    Fixture f;
    f.store.failure = ErrorCode::unsupported;
    QSignalSpy failed(f.secrets.get(), &Secrets::keychainFailed);
    QVERIFY(f.secrets->keychainMayWork());
    f.secrets->set(key, Secret("sesame"), Keep::keychain);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(f.of(), std::string("sesame"));
    QCOMPARE(f.secrets->state(key), State::thisRun);
    QVERIFY(!f.secrets->why(key).isEmpty());
    QVERIFY(!f.secrets->keychainMayWork());
    // No keychain at all is the same.
    Secrets bare;
    QSignalSpy bareFailed(&bare, &Secrets::keychainFailed);
    bare.set(key, Secret("sesame"), Keep::keychain);
    QCOMPARE(bareFailed.count(), 1);
    QCOMPARE(bare.of(key).reveal(), std::string("sesame"));
    QVERIFY(!bare.why(key).isEmpty());
  }

  void aLockedKeychainIsTold() {
    Fixture f;
    f.secrets->set(key, Secret("sesame"), Keep::keychain);
    QTRY_COMPARE(f.secrets->state(key), State::keychain);
    f.nextRun();
    f.store.failure = ErrorCode::permissionDenied;
    QVERIFY(f.of().empty());
    QTRY_COMPARE(f.secrets->state(key), State::notReadable);
    QVERIFY(!f.secrets->why(key).isEmpty());
    // It is still there the next time.
    f.store.failure.reset();
    f.nextRun();
    QVERIFY(f.of().empty());
    QTRY_COMPARE(f.of(), std::string("sesame"));
  }

  // The desktop of this test has none, and that must be an answer, not a wait and not a warning of Qt.
  void theSystemsKeychainAnswersWithoutAService() {
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    const auto keychain = systemKeychain();
    std::optional<Result<void>> written;
    keychain->write(key, Secret("sesame"), this, [&](const Result<void>& done) { written = done; });
    QTRY_VERIFY_WITH_TIMEOUT(written, 30000);
    QVERIFY(!written->ok());
    QVERIFY(!written->error().message.empty() && !written->error().hint.empty());
    QVERIFY(written->error().text().find("sesame") == std::string::npos);
    std::optional<Result<Secret>> read;
    keychain->read(key, this, [&](const Result<Secret>& answer) { read = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(read, 30000);
    QVERIFY(!read->ok());
  }

  void nothingOfItIsInTheSettings() {
    Fixture f;
    f.secrets->set(key, Secret("sesame"), Keep::keychain);
    QTRY_COMPARE(f.secrets->state(key), State::keychain);
    f.nextRun();
    for (const QString& name : QDir(f.directory.path()).entryList(QDir::Files)) {
      const auto text = readFile(f.directory.filePath(name).toStdString());
      QVERIFY(text && text->find("sesame") == std::string::npos);
    }
  }

  void belongsToTheServerAndNotToTheName() {
    Target a = urlTarget("a", "https://llm.example:8443/v1");
    QCOMPARE(Secrets::ofTarget(a), key);
    a.name = "renamed";
    QCOMPARE(Secrets::ofTarget(a), key);
    // A target of the same name in another workspace must not send it to another server.
    QVERIFY(Secrets::ofTarget(urlTarget("renamed", "https://elsewhere.example:8443")) != key);
    QVERIFY(Secrets::ofTarget(urlTarget("renamed", "http://llm.example:8443")) != key);
    QVERIFY(Secrets::ofTarget(urlTarget("a", "")).isEmpty());
    QVERIFY(!Secrets::ofTarget(urlTarget("a", "https://u:geheim@h")).contains("geheim"));

    Target pod;
    pod.nameSpace = "inference";
    pod.deployment = "llama";
    pod.reach = ByPod{"prod", "llama-7d9f-x", 8000};
    const QString ofPod = Secrets::ofTarget(pod);
    pod.reach = ByPod{"prod", "llama-7d9f-y", 8000};
    QCOMPARE(Secrets::ofTarget(pod), ofPod);  // another pod of the same deployment
    pod.reach = ByPod{"test", "llama-7d9f-y", 8000};
    QVERIFY(Secrets::ofTarget(pod) != ofPod);
    pod.reach = Simulated{"A10", "llama2-7b"};
    QVERIFY(Secrets::ofTarget(pod).isEmpty());

    RedisConnection connection;
    connection.name = "east";
    connection.url = "rediss://reader@redis.example:6380/2";
    const QString redis = Secrets::ofConnection(connection);
    QVERIFY(redis.contains("redis.example:6380"));
    connection.url = "rediss://writer@redis.example:6380/2";
    QVERIFY(Secrets::ofConnection(connection) != redis);
    connection.service = "aibrix-redis-master";
    connection.context = "east";
    const QString inEast = Secrets::ofConnection(connection);
    connection.context = "west";
    QVERIFY(Secrets::ofConnection(connection) != inEast);
  }

  void aLeaseWaitsForTheKeychain() {
    Fixture f;
    f.secrets->set(key, Secret("sesame"), Keep::keychain);
    QTRY_COMPARE(f.secrets->state(key), State::keychain);
    f.nextRun();
    f.store.waits = true;
    Tunnels tunnels(*f.settings);
    Endpoints endpoints(*f.secrets, tunnels);
    const auto lease = endpoints.lease(urlTarget("a", "https://llm.example:8443"));
    std::optional<Result<Endpoint>> endpoint;
    std::jthread worker([&](const std::stop_token& stop) { endpoint = lease->wait(stop); });
    f.store.letGo();
    worker.join();
    QVERIFY(endpoint->ok());
    QCOMPARE((**endpoint).apiKey.reveal(), std::string("sesame"));
    QCOMPARE((**endpoint).baseUrl, std::string("https://llm.example:8443"));
    // One that never answers does not hold the work when it is stopped.
    f.nextRun();
    f.store.waits = true;
    Endpoints others(*f.secrets, tunnels);
    const auto stopped = others.lease(urlTarget("a", "https://llm.example:8443"));
    std::jthread waiting([&](const std::stop_token& stop) { endpoint = stopped->wait(stop); });
    waiting.request_stop();
    waiting.join();
    QCOMPARE(endpoint->error().code, ErrorCode::cancelled);
  }
};

QTEST_MAIN(TestSecrets)
#include "test_secrets.moc"
