// The Benchmark page against its pictures: without targets, before a start, and in the middle of three runs.
#include "tests/render/pages/page_fixture.h"
#include "tests/support/fake_target.h"
#include "ui/pages/benchmark/benchmark_page.h"
#include "ui/plots/live_chart.h"

#include <QScrollArea>

#include <cmath>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

namespace {

const std::vector<std::tuple<std::string, std::string, double>> servers{
    {"v100", "V100", 1.0}, {"a10", "A10", 1.4}, {"a100", "A100-80G", 4.0}};

// Three targets that were never measured, and a plan of 7 × 7 cells and 4 rates.
void threeTargets(Workspace& workspace) {
  workspace.targets.clear();
  for (const auto& [name, gpu, speed] : servers) {
    Target target;
    target.name = name;
    target.gpu = gpu;
    target.model = "llama2-7b";
    workspace.targets.push_back(target);
  }
  workspace.plan = {};
  workspace.plan.inputTokens = {16, 1024};
  workspace.plan.outputTokens = {16, 1024};
  workspace.plan.rates = {1, 8};
  workspace.plan.samples = 20;
  workspace.slos[Metric::ttft] = {.statistic = Statistic::p99, .value = 1, .on = true};
}

// The v100 and the a10 stand at some point, the a100 is through.
class Runs {
 public:
  explicit Runs(PageFixture& fixture)
      : m_fixture(fixture), m_page(*static_cast<BenchmarkPage*>(fixture.page())) {
    for (const auto& [name, gpu, speed] : servers) {
      m_fakes[name] = std::make_unique<FakeTarget>();
      m_fakes[name]->answer = [speed = speed](std::uint64_t index, const GenerationRequest& request,
                                              FakeAnswer& answer) {
        answer.firstTokenSeconds = (0.03 + request.inputTokens * 0.0002) / speed;
        answer.tokenSeconds = (0.012 + request.inputTokens * 0.000004) / speed;
        if (request.inputTokens == 64 && request.outputTokens == 512 && index == 3)
          answer.failure = FailureKind::reset;
      };
    }
    m_page.benchmarks().setConnect(
        [this](const Target& target) { return m_fakes.at(target.name)->connect(); });
  }
  ~Runs() {
    m_page.benchmarks().stop();
    for (auto& [name, fake] : m_fakes) fake->release();
    m_fixture.services().tasks.waitForAll(std::chrono::seconds(60));
  }

  bool begin() {
    m_fakes["v100"]->metrics = ServerMetrics{.requestsRunning = 41,
                                             .requestsWaiting = 3,
                                             .kvCacheUsage = 0.782,
                                             .preemptions = 0,
                                             .prefixCacheQueries = 0,
                                             .prefixCacheHits = 0};
    m_fakes["v100"]->hold();
    m_fakes["a10"]->hold();
    std::optional<std::vector<StartCheck>> checks;
    m_page.benchmarks().check([&](std::vector<StartCheck> made) { checks = std::move(made); });
    if (!QTest::qWaitFor([&] { return checks.has_value(); }, 60'000)) return false;
    m_page.benchmarks().start(*checks);
    m_fakes["v100"]->allow(73 * 20 + 12);
    m_fakes["a10"]->allow(131 * 20 + 4);
    const auto measured = [this](const char* name, std::size_t count) {
      return m_page.benchmarks().points().of(name).size() == count;
    };
    const bool there = QTest::qWaitFor(
        [&] {
          return m_fakes["v100"]->waiting() && m_fakes["a10"]->waiting() && measured("v100", 73) &&
                 measured("a10", 131) && measured("a100", 196) && m_page.benchmarks().running().size() == 2;
        },
        60'000);
    m_fixture.letTasksRun();
    drawLive();
    return there;
  }

 private:
  // A minute of a load that grows beyond what the server can do.
  void drawLive() {
    RunLive live;
    live.start = Instant{} + std::chrono::hours(100);
    const double begin = 1e6;  // long after what was really measured
    for (int i = 0; i < 600; ++i) {
      const double t = i * 0.1;
      const double rate = std::min(4 + 0.1 * t, 8 + 0.3 * std::sin(t / 3));
      const Instant at = live.start + fromSeconds(begin + t);
      live.events.push_back({.kind = LiveEvent::Kind::sent, .at = at, .lagSeconds = 0.00011});
      const double late = 0.12 * (1 + std::exp((t - 48) / 7)) * (0.7 + 0.06 * (i * 7 % 11));
      live.events.push_back({.kind = LiveEvent::Kind::firstContent, .at = at, .ttftSeconds = late});
      if (std::floor(rate * t) > std::floor(rate * (t - 0.1)))
        live.events.push_back(
            {.kind = LiveEvent::Kind::finished, .at = at, .e2eSeconds = late + 2, .tpotSeconds = 0.02});
      const double waiting = 4 + std::max(0.0, t - 40) / 3;
      live.ticks.push_back({begin + t, 4 + 0.1 * t, static_cast<std::uint64_t>(waiting)});
    }
    emit m_page.benchmarks().run("v100")->happened(live);
    for (LiveChart* chart : m_page.findChildren<LiveChart*>()) chart->flush();
  }

  PageFixture& m_fixture;
  BenchmarkPage& m_page;
  std::map<std::string, std::unique_ptr<FakeTarget>> m_fakes;
};

}  // namespace

class TestRenderBenchmark : public WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(fontsAreThere(), noFonts); }

  void looksAsItShould_data() { addPageVariants({"benchmark", "benchmark-running", "benchmark-empty"}); }

  void looksAsItShould() {
    PageFixture f(PageVariant::current());
    std::unique_ptr<Runs> runs;
    if (f.scene() == "benchmark-empty") {
      f.openEmpty("benchmark");
    } else if (f.scene() == "benchmark") {
      f.open("benchmark");
    } else {
      f.open("benchmark", threeTargets);
      runs = std::make_unique<Runs>(f);
      QVERIFY(runs->begin());
    }
    const QString difference = differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderBenchmark)
#include "test_render_benchmark.moc"
