#include "core/endpoint/metrics_watch.h"
#include "tests/core/endpoint/openai_server.h"

#include <QtTest>

#include <condition_variable>
#include <mutex>

using namespace headroom;
using namespace headroom::test;

namespace {

// What came, and waiting for it.
class Readings {
 public:
  MetricsWatch::Handler handler() {
    return [this](const Result<ServerMetrics>& reading) {
      const std::lock_guard lock(m_mutex);
      m_all.push_back(reading);
      m_changed.notify_all();
    };
  }
  bool waitFor(std::size_t count) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::seconds(60), [&] { return m_all.size() >= count; });
  }
  std::vector<Result<ServerMetrics>> all() {
    const std::lock_guard lock(m_mutex);
    return m_all;
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::vector<Result<ServerMetrics>> m_all;
};

}  // namespace

class TestMetricsWatch : public QObject {
  Q_OBJECT

 private slots:
  void asksAgainAndAgain() {
    Readings readings;
    std::atomic<int> asked = 0;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(
          answer("200 OK", "text/plain", "vllm:num_requests_running " + std::to_string(++asked) + "\n"));
    });
    const MetricsWatch watch(endpointOf(server.url()), 0.001, readings.handler());
    QVERIFY(readings.waitFor(3));
    const auto all = readings.all();
    for (std::size_t i = 0; i < 3; ++i) QCOMPARE(*all[i]->requestsRunning, static_cast<double>(i + 1));
  }

  void aServerWithoutMetricsIsAskedOnce() {
    Readings readings;
    const LoopbackServer server(openAiServer({"metrics"}));
    {
      const MetricsWatch watch(endpointOf(server.url()), 0.001, readings.handler());
      QVERIFY(readings.waitFor(1));
      QTRY_COMPARE(readings.all().size(), std::size_t{1});
    }
    QCOMPARE(readings.all()[0].error().code, ErrorCode::unsupported);
    QCOMPARE(server.requests().size(), std::size_t{1});
  }

  void aServerThatIsAwayIsAskedAgain() {
    Readings readings;
    std::string url;
    { url = LoopbackServer(openAiServer()).url(); }
    const MetricsWatch watch(endpointOf(url), 0.001, readings.handler());
    QVERIFY(readings.waitFor(2));
    QCOMPARE(readings.all()[1].error().code, ErrorCode::unreachable);
  }

  // Nothing is told after the end, also when the server never answers.
  void endsAtOnce() {
    Readings readings;
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) { peer.waitForClose(); });
    {
      const MetricsWatch watch(endpointOf(server.url()), 3600, readings.handler());
      QTRY_COMPARE(server.requests().size(), std::size_t{1});
    }
    QVERIFY(readings.all().empty());
  }
};

QTEST_APPLESS_MAIN(TestMetricsWatch)
#include "test_metrics_watch.moc"
