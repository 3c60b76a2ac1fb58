// A live benchmark of 2,000 events a second on the real page for ten seconds: what it costs the GUI thread,
// offscreen. The server is stood for by a backend in real time, so that the load generator and everything
// between it and the page are the real ones.
#include "tests/bench/figure.h"
#include "ui/pages/benchmark/benchmark_page.h"

#include <QApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <condition_variable>
#include <ctime>
#include <mutex>
#include <queue>

using namespace headroom;
using namespace headroom::ui;

namespace {

// Sent, first content and finished of each request; above the 2,000 of the goal, since a point ends with its
// last answers and no new ones.
constexpr double eventsPerSecond = 2400;
constexpr double seconds = 10;

double threadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Answers each request after a while, without a network.
class PacedBackend : public Backend {
 public:
  Instant now() const override { return Clock::now(); }

  void submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) override {
    GenerationOutcome outcome;
    outcome.index = index;
    outcome.planned = planned;
    outcome.sent = Clock::now();
    outcome.firstContent = outcome.sent + std::chrono::milliseconds(40 + index % 37);
    outcome.lastContent = outcome.finished =
        outcome.firstContent + std::chrono::milliseconds(100 + index % 53);
    outcome.inputTokens = outcome.inputTokensAsked = request.inputTokens;
    outcome.outputTokens = outcome.outputTokensAsked = request.outputTokens;
    outcome.contentChunks = request.outputTokens;
    m_steps.push({outcome.firstContent, m_next, true});
    m_steps.push({outcome.finished, m_next, false});
    m_pending[m_next++] = {std::move(outcome), std::move(done)};
  }

  void run(Instant until, const std::stop_token& stop) override {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
      while (!m_steps.empty() && m_steps.top().at <= Clock::now()) {
        const Step step = m_steps.top();
        m_steps.pop();
        const auto found = m_pending.find(step.request);
        if (step.first) {
          if (m_watch) m_watch(found->second.first.index, found->second.first.sent, step.at);
          continue;
        }
        auto node = m_pending.extract(found);
        node.mapped().second(std::move(node.mapped().first));
        return;
      }
      if (Clock::now() >= until) return;
      const Instant next = m_steps.empty() ? until : std::min(until, m_steps.top().at);
      (void)m_never.wait_until(lock, stop, next, [] { return false; });
    }
  }

  void watchFirstContent(FirstContent watch) override { m_watch = std::move(watch); }
  std::size_t inFlight() const override { return m_pending.size(); }
  void cancelAll() override {
    auto pending = std::move(m_pending);
    m_pending.clear();
    m_steps = {};
    for (auto& [number, entry] : pending) {
      entry.first.failure = FailureKind::cancelled;
      entry.second(std::move(entry.first));
    }
  }

 private:
  struct Step {
    Instant at;
    std::uint64_t request;
    bool first;
    bool operator<(const Step& other) const { return at > other.at; }  // the earliest on top
  };
  std::priority_queue<Step> m_steps;
  std::map<std::uint64_t, std::pair<GenerationOutcome, Done>> m_pending;
  std::uint64_t m_next = 0;
  FirstContent m_watch;
  std::mutex m_mutex;
  std::condition_variable_any m_never;
};

// The event loop for a while; it sleeps where nothing happens.
void turn(double forSeconds) {
  QEventLoop loop;
  QTimer::singleShot(static_cast<int>(forSeconds * 1000), Qt::PreciseTimer, &loop, &QEventLoop::quit);
  loop.exec();
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QTemporaryDir directory;
  Services services({directory.filePath("settings.ini"), directory.filePath("state")}, nullptr);
  PageContext context{services, [](const QString&) {}};
  for (const int targets : {1, 3}) {
    services.session.startNew();
    services.session.edit("Begin", [&](Workspace& workspace) {
      for (int i = 0; i < targets; ++i) {
        Target target;
        target.name = "target" + std::to_string(i) + "of" + std::to_string(targets);
        target.gpu = "A10";
        target.model = "m";
        workspace.targets.push_back(target);
      }
      const double rate = eventsPerSecond / 3 / targets;
      workspace.plan.inputTokens = {4, 4096};
      workspace.plan.outputTokens = {4, 4096};
      workspace.plan.rates = {rate, rate};
      workspace.plan.samples = static_cast<std::uint64_t>(rate);  // a point lands every second
    });
    auto page = std::make_unique<BenchmarkPage>(context);
    page->benchmarks().setConnect([](const Target&) -> ConnectTarget {
      return [](const Plan&, const std::stop_token&, const MetricsWatch::Handler&) -> Result<SweepClient> {
        SweepClient client;
        client.backend = std::make_unique<PacedBackend>();
        client.prompts = std::make_unique<LengthsOnly>();
        return client;
      };
    });
    page->resize(1100, 800);
    page->show();
    page->inspector()->resize(300, 800);
    page->inspector()->show();
    page->aboutToShow();
    page->benchmarks().check(
        [&](const std::vector<StartCheck>& checks) { page->benchmarks().start(checks); });
    std::uint64_t events = 0;
    QObject::connect(&page->benchmarks(), &Benchmarks::started, page.get(), [&](const QString& name) {
      QObject::connect(page->benchmarks().run(name.toStdString()), &BenchmarkRun::happened, page.get(),
                       [&](const RunLive& live) { events += live.events.size(); });
    });
    turn(2);
    events = 0;
    const double before = threadSeconds();
    turn(seconds);
    const double share = (threadSeconds() - before) / seconds * 100;
    const double rate = static_cast<double>(events) / seconds;
    bench::report({"GUI thread, live page at " + std::to_string(static_cast<int>(rate)) + " events/s, " +
                       std::to_string(targets) + (targets == 1 ? " target" : " targets"),
                   share, "% of core", 10});
    delete page->inspector();
    page.reset();
    services.tasks.cancelAll();
    services.tasks.waitForAll(std::chrono::seconds(10));
  }
}
