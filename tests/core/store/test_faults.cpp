// A connection that dies, stalls or talks nonsense at any moment: the store holds the old profile or the new
// one, and the message never claims more than can be known.
#include "core/store/profile_store.h"
#include "tests/core/store/sample_profile.h"
#include "tests/support/cutting_proxy.h"
#include "tests/support/redis_server.h"

#include <QtTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

using namespace headroom;
using namespace headroom::test;

class TestFaults : public QObject {
  Q_OBJECT

  // Answers whatever comes in with the same bytes, one connection at a time, and keeps it open.
  class Babbler {
   public:
    explicit Babbler(QByteArray bytes) : m_bytes(std::move(bytes)) {
      m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      socklen_t length = sizeof address;
      if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
          ::listen(m_listener, 4) == 0 &&
          ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length) == 0)
        m_port = ntohs(address.sin_port);
      m_thread = std::thread([this] { serve(); });
    }
    ~Babbler() {
      m_ends = true;
      ::shutdown(m_listener, SHUT_RDWR);
      m_thread.join();
      ::close(m_listener);
    }
    QString url() const { return QString("redis://127.0.0.1:%1?model=m").arg(m_port); }

   private:
    void serve() {
      while (!m_ends) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        char buffer[4096];
        for (pollfd fds{client, POLLIN, 0}; !m_ends;) {
          if (::poll(&fds, 1, 20) <= 0) continue;
          if (::recv(client, buffer, sizeof buffer, 0) <= 0) break;
          if (!m_bytes.isEmpty() &&
              ::send(client, m_bytes.data(), static_cast<std::size_t>(m_bytes.size()), MSG_NOSIGNAL) < 0)
            break;
        }
        ::close(client);
      }
    }

    QByteArray m_bytes;
    int m_listener = -1, m_port = 0;
    std::atomic<bool> m_ends{false};
    std::thread m_thread;
  };

  static Result<WriteReport> push(int port, const ParsedProfile& profile,
                                  const ConnectOptions& options = {}) {
    const auto url = QString("redis://127.0.0.1:%1?model=cut").arg(port).toStdString();
    auto store = ProfileStore::open(*parseDestination(url), options, {});
    if (!store) return store.error();
    return store->push(profile, {});
  }

 private slots:
  // Cut after every single byte of the conversation of a push, in either direction.
  void aCutAtAnyByteLeavesTheOldOrTheNew() {
    RedisServer redis;
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    CuttingProxy proxy(redis.port());
    auto direct = std::move(*ProfileStore::open(*parseDestination(redis.url("cut").toStdString()), {}, {}));
    const auto old = sampleProfile("a10", 1), fresh = sampleProfile("a10", 2);
    const auto reset = [&] {
      redis.command({"DEL", "headroom:history:aibrix:profile_cut_a10"});
      return direct.push(old, {.keepHistory = false}).ok();
    };
    QVERIFY(reset());
    proxy.doNotCut();
    QVERIFY(push(proxy.port(), fresh).ok());
    proxy.waitUntilClosed();
    const std::int64_t whole[] = {proxy.passed(CuttingProxy::toServer), proxy.passed(CuttingProxy::toClient)};
    QVERIFY(whole[0] > 500 && whole[1] > 500);

    int unknown = 0, asItWas = 0, written = 0;
    for (const auto direction : {CuttingProxy::toServer, CuttingProxy::toClient})
      for (std::int64_t bytes = 0; bytes < whole[direction]; ++bytes) {
        if (!direct.push(old, {.keepHistory = false}).ok()) QVERIFY(false);
        const auto before = direct.history("a10");
        const std::size_t entries = before ? before->size() : 0;
        proxy.cutAfter(direction, bytes);
        const auto pushed = push(proxy.port(), fresh);
        proxy.waitUntilClosed();
        const std::string where =
            (direction == CuttingProxy::toServer ? "to the server " : "to the client ") +
            std::to_string(bytes);
        if (pushed.ok()) {
          // The time stamp has fewer digits at times, which ends the conversation before the cut.
          QVERIFY2(proxy.passed(direction) <= bytes && bytes > whole[direction] - 60, where.c_str());
          continue;
        }
        const std::string& message = pushed.error().message;
        const std::string detail = where + ": " + pushed.error().text();
        QVERIFY2(pushed.error().code == ErrorCode::connectionLost, detail.c_str());
        QVERIFY2(!pushed.error().hint.empty(), detail.c_str());

        // What the server does with what it got before the end is done when it answers the next one.
        const auto now = direct.get("a10");
        QVERIFY2(now.ok() && now->parsed, detail.c_str());
        const bool isOld = now->parsed->profile.throughput == old.profile.throughput;
        const bool isNew = now->parsed->profile.throughput == fresh.profile.throughput;
        QVERIFY2(isOld || isNew, detail.c_str());
        // The history moves with the profile, never alone.
        const auto after = direct.history("a10");
        const std::size_t kept = after ? after->size() : 0;
        QVERIFY2(kept == std::min(kHistoryLength, entries + (isNew ? 1 : 0)), detail.c_str());

        const bool saysUnknown = message.find("it is unknown whether") != std::string::npos;
        const bool saysWritten = message.find("was written, but could not be read back") != std::string::npos;
        if (saysUnknown)
          ++unknown;
        else if (saysWritten)
          ++written;
        else
          ++asItWas;
        if (saysWritten) QVERIFY2(isNew, detail.c_str());
        if (!saysUnknown && !saysWritten) QVERIFY2(isOld, detail.c_str());
        if (kept == kHistoryLength)
          QVERIFY(redis.command({"DEL", "headroom:history:aibrix:profile_cut_a10"}) == "1");
      }
    // All three were met.
    QVERIFY2(unknown > 10 && asItWas > 100 && written > 100,
             qPrintable(QString("%1 %2 %3").arg(unknown).arg(asItWas).arg(written)));
    // And the same push again ends it.
    QVERIFY(push(proxy.port(), fresh).ok());
    QVERIFY(push(proxy.port(), fresh)->unchanged);
  }

  // The same for a set: no cut leaves one of them written and the other not.
  void aCutAtAnyByteOfASetLeavesAllOrNone() {
    RedisServer redis;
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    CuttingProxy proxy(redis.port());
    const std::string url = QString("redis://127.0.0.1:%1?model=cut").arg(proxy.port()).toStdString();
    auto direct = std::move(*ProfileStore::open(*parseDestination(redis.url("cut").toStdString()), {}, {}));
    const std::vector<PushItem> old{{sampleProfile("a10", 1)}, {sampleProfile("v100", 1)}};
    const std::vector<PushItem> fresh{{sampleProfile("a10", 2)}, {sampleProfile("v100", 2)}};
    const auto pushSet = [&] {
      auto store = ProfileStore::open(*parseDestination(url), {}, {});
      return store && store->push(fresh, {}).ok();
    };
    QVERIFY(direct.push(old, {.keepHistory = false}).ok());
    proxy.doNotCut();
    QVERIFY(pushSet());
    proxy.waitUntilClosed();
    const std::int64_t whole[] = {proxy.passed(CuttingProxy::toServer), proxy.passed(CuttingProxy::toClient)};
    int all = 0, none = 0;
    for (const auto direction : {CuttingProxy::toServer, CuttingProxy::toClient})
      for (std::int64_t bytes = 0; bytes < whole[direction]; bytes += 7) {
        QVERIFY(direct.push(old, {.keepHistory = false}).ok());
        proxy.cutAfter(direction, bytes);
        (void)pushSet();
        proxy.waitUntilClosed();
        const bool first = direct.get("a10")->parsed->profile.throughput[0][0] == 8;
        const bool second = direct.get("v100")->parsed->profile.throughput[0][0] == 8;
        QVERIFY2(first == second, qPrintable(QString("cut after %1").arg(bytes)));
        ++(first ? all : none);
      }
    QVERIFY2(all > 10 && none > 100, qPrintable(QString("%1 %2").arg(all).arg(none)));
  }

  void aServerThatIsKilledIsNoticed() {
    RedisServer redis;
    auto store = std::move(*ProfileStore::open(*parseDestination(redis.url("m").toStdString()), {}, {}));
    QVERIFY(store.push(sampleProfile(), {}).ok());
    redis.kill();
    const auto pushed = store.push(sampleProfile("a10", 2), {});
    QVERIFY(!pushed.ok());
    QCOMPARE(pushed.error().code, ErrorCode::connectionLost);
  }

  void silenceEndsInTime() {
    const Babbler silent("");
    const Instant start = Clock::now();
    auto store =
        ProfileStore::open(*parseDestination(silent.url().toStdString()), {.commandSeconds = 0.2}, {});
    QVERIFY(store.ok());
    const auto got = store->get("a10");
    QCOMPARE(got.error().code, ErrorCode::timeout);
    QVERIFY(toSeconds(Clock::now() - start) < 10);
    auto guarded = *parseDestination(silent.url().toStdString());
    guarded.password = Secret("x");
    QCOMPARE(ProfileStore::open(guarded, {.connectSeconds = 0.2}, {}).error().code, ErrorCode::timeout);
  }

  void aStopEndsTheWaitAtOnce() {
    const Babbler silent("");
    std::stop_source stop;
    auto store = ProfileStore::open(*parseDestination(silent.url().toStdString()), {.commandSeconds = 600},
                                    stop.get_token());
    QVERIFY(store.ok());
    std::thread stopper([&] { stop.request_stop(); });
    const auto got = store->get("a10");
    stopper.join();
    QCOMPARE(got.error().code, ErrorCode::cancelled);
  }

  void nonsenseIsNotTakenForRedis_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("http") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("ssh") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("negative length") << QByteArray("$-5\r\n");
    QTest::newRow("deep") << QByteArray("*1\r\n").repeated(100);
  }
  void nonsenseIsNotTakenForRedis() {
    QFETCH(QByteArray, bytes);
    const Babbler babbler(bytes);
    auto store =
        ProfileStore::open(*parseDestination(babbler.url().toStdString()), {.commandSeconds = 5}, {});
    QVERIFY(store.ok());
    const auto got = store->get("a10");
    QVERIFY(!got.ok());
    QCOMPARE(got.error().code, ErrorCode::unsupported);
    QVERIFY2(got.error().message.find("not a Redis server") != std::string::npos,
             got.error().message.c_str());
  }

  void otherKindsOfAnswerAreNotAProfile() {
    for (const char* bytes : {":5\r\n", "*0\r\n", "+OK\r\n"}) {
      const Babbler babbler{QByteArray(bytes)};
      auto store =
          ProfileStore::open(*parseDestination(babbler.url().toStdString()), {.commandSeconds = 5}, {});
      const auto pushed = store->push(sampleProfile(), {});
      QVERIFY(!pushed.ok());
    }
  }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "test_faults.moc"
