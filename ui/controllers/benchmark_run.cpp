#include "ui/controllers/benchmark_run.h"

#include "ui/controllers/run_feed.h"

#include <utility>

namespace headroom::ui {
namespace {

constexpr double metricsEverySeconds = 0.5;

// Marks the way to the endpoint as busy while a client lives, and listens to the server.
struct Companion {
  Companion(std::shared_ptr<EndpointLease> heldLease, const Endpoint& endpoint, MetricsWatch::Handler handler)
      : lease(std::move(heldLease)), watch(endpoint, metricsEverySeconds, std::move(handler)) {
    lease->setBusy(true);
  }
  ~Companion() { lease->setBusy(false); }
  Companion(const Companion&) = delete;
  Companion& operator=(const Companion&) = delete;

  std::shared_ptr<EndpointLease> lease;
  MetricsWatch watch;
};

}  // namespace

ConnectTarget connectThrough(std::shared_ptr<EndpointLease> lease) {
  return [lease = std::move(lease)](const Plan& plan, const std::stop_token& stop,
                                    const MetricsWatch::Handler& onMetrics) -> Result<SweepClient> {
    auto endpoint = lease->wait(stop);
    if (!endpoint) return endpoint.error();
    endpoint->api = plan.api == "chat" ? Api::chat : Api::completions;
    auto client = connectEndpoint(*endpoint, {}, plan, stop);
    if (client) client->companion = std::make_shared<Companion>(lease, *endpoint, onMetrics);
    return client;
  };
}

BenchmarkRun::BenchmarkRun(Tasks& tasks, BenchmarkJob job, QObject* parent)
    : QObject(parent),
      m_tasks(tasks),
      m_job(std::move(job)),
      m_bell([this](int) { fetch(); }, fetchEvery),
      m_feed(std::make_shared<RunFeed>([ring = m_bell.sender()] { ring(0); })),
      m_gate(std::make_shared<PauseGate>()) {
  m_status.pointsTotal = m_job.plan.points().size();
  begin();
}

BenchmarkRun::~BenchmarkRun() {
  if (m_task) m_task->cancel();
}

void BenchmarkRun::begin() {
  Measure work{.plan = m_job.plan, .journalPath = m_job.journalPath};
  work.backOffSeconds = m_job.backOffSeconds;
  work.connect = [feed = m_feed, plan = m_job.plan, connect = m_job.connect](const std::stop_token& stop) {
    return connect(plan, stop, [feed](const Result<ServerMetrics>& reading) { feed->take(reading); });
  };
  work.onStep = [feed = m_feed](const MeasureStep& step) { feed->take(step); };
  work.onNote = [feed = m_feed](const std::string& note) { feed->takeNote(note); };
  work.onPointBegin = [feed = m_feed, samples = m_job.plan.samples](const PlanPoint& point) {
    feed->takePoint(point, samples);
  };
  work.live = [feed = m_feed](const LiveBatch& batch) { feed->take(batch); };
  work.onPoint = [feed = m_feed](const PointRecord& record) { feed->take(record); };
  m_task = m_tasks.run<MeasureResult>(
      this, {tr("Benchmark %1").arg(QString::fromStdString(m_job.target.name))},
      [work = std::move(work), feed = m_feed, gate = m_gate](
          const std::stop_token& stop, const ProgressSink& progress) -> Tasks::Answer<MeasureResult> {
        Measure job = work;
        job.gate = gate.get();
        MeasureResult result = measure(job, stop, [&](const Progress& told) {
          feed->take(told);
          progress(told);
        });
        feed->end(result.stopped);
        if (result.stopped) return *result.stopped;
        return std::make_shared<const MeasureResult>(std::move(result));
      },
      [this](const Tasks::Answer<MeasureResult>& answer) {
        // Where the work itself broke off, its end was not told.
        if (!answer) m_feed->end(answer.error());
        fetch();
        emit ended();
      });
}

void BenchmarkRun::pause() {
  if (!running()) return;
  m_gate->pause();
  emit changed();
}

void BenchmarkRun::resume() {
  m_gate->resume();
  if (running()) emit changed();
}

void BenchmarkRun::stop() {
  if (!running() || m_stopping) return;
  m_stopping = true;
  if (m_task) m_task->cancel();
  emit changed();
}

bool BenchmarkRun::pausing() const {
  return running() && m_gate->closed() && m_status.state != RunStatus::State::paused;
}

void BenchmarkRun::fetch() {
  RunUpdate update = m_feed->fetch();
  m_status = std::move(update.status);
  m_server = std::move(update.server);
  m_notes.insert(m_notes.end(), update.notes.begin(), update.notes.end());
  if (m_status.pointsTotal == 0) m_status.pointsTotal = m_job.plan.points().size();
  m_points.insert(m_points.end(), update.points.begin(), update.points.end());
  if (!update.live.ticks.empty() || !update.live.events.empty()) emit happened(update.live);
  if (!update.points.empty()) emit measured(update.points);
  emit changed();
}

}  // namespace headroom::ui
