#include "ui/pages/benchmark/benchmark_inspector.h"

#include "core/load/generator.h"
#include "ui/pages/benchmark/fact_list.h"
#include "ui/pages/benchmark/notices.h"
#include "ui/pages/benchmark/plan_editor.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"

#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace headroom::ui {
namespace {

QString shareText(std::optional<double> share) { return share ? percentText(*share, 3) : QString(); }
QString countText(std::optional<double> count) { return count ? compact(*count, 15) : noNumber(); }

}  // namespace

BenchmarkInspector::BenchmarkInspector(Benchmarks& benchmarks, Session& session, Tunnels& tunnels,
                                       QWidget* parent)
    : QScrollArea(parent),
      m_benchmarks(benchmarks),
      m_session(session),
      m_tunnels(tunnels),
      m_plan(new PlanEditor(session)),
      m_serverCard(new Card(tr("Server's own view"))),
      m_server(new FactList),
      m_serverNote(newNote()),
      m_client(new FactList),
      m_notices(new NoticeList) {
  setObjectName(QStringLiteral("benchmarkInspector"));
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  auto* down = new QVBoxLayout(content);
  down->setContentsMargins(0, metrics::small, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);
  auto* plan = new Card(tr("Plan"));
  plan->body()->addWidget(m_plan);
  down->addWidget(plan);
  makeServer();
  down->addWidget(m_serverCard);
  makeClient();
  auto* client = new Card(tr("Client's own check"));
  client->body()->addWidget(m_client);
  down->addWidget(client);
  auto* notices = new Card(tr("Notices"));
  notices->body()->addWidget(m_notices);
  down->addWidget(notices);
  down->addStretch();
  setWidget(content);
}

void BenchmarkInspector::makeServer() {
  m_server->addFact(QStringLiteral("running"), tr("running / waiting"),
                    tr("Requests that are being worked on, and those that wait for room"));
  m_server->addFact(
      QStringLiteral("kvCache"), tr("KV cache"),
      tr("Share of the memory for keys and values that is in use; at 100 % requests wait or are "
         "preempted"));
  m_server->addFact(QStringLiteral("preemptions"), tr("preemptions"),
                    tr("Requests that were put off for lack of memory, since this benchmark began"));
  m_server->addFact(QStringLiteral("prefixHits"), tr("prefix-cache hits"),
                    tr("Share of the prompts' tokens that were answered from the prefix cache; fresh prompts "
                       "should find nothing there"));
  m_serverCard->body()->addWidget(m_server);
  m_serverCard->body()->addWidget(m_serverNote);
  m_serverNote->setObjectName(QStringLiteral("serverNote"));
}

void BenchmarkInspector::makeClient() {
  m_client->addFact(
      QStringLiteral("lag"), tr("schedule lag P99"),
      tr("How late this machine sends requests; above 2 ms the point may say more of it than of the "
         "server"));
  m_client->addFact(QStringLiteral("cpu"), tr("CPU of one core"));
  m_client->addFact(QStringLiteral("tunnel"), tr("port-forward adds"),
                    tr("What the way through kubectl port-forward adds to a request at most"));
  m_client->addFact(QStringLiteral("reconnects"), tr("connection lost"));
}

void BenchmarkInspector::show(const std::string& watched, double lagSeconds) {
  const BenchmarkRun* run = m_benchmarks.run(watched);
  m_plan->setRunning(!m_benchmarks.running().empty());
  m_serverCard->setCaption(run && run->running() ? QString::fromStdString(watched) : QString());
  showServer(run);
  showClient(watched, run, lagSeconds);
}

void BenchmarkInspector::showServer(const BenchmarkRun* run) {
  const ServerView view = run ? run->server() : ServerView();
  const bool live = run && run->running() && view.now;
  m_server->setVisible(live);
  m_serverNote->setVisible(!live);
  if (!live) {
    if (view.error && run->running())
      m_serverNote->setText(view.error->code == ErrorCode::unsupported
                                ? tr("This server tells nothing of itself at /metrics.")
                                : QString::fromStdString(view.error->message));
    else
      m_serverNote->setText(tr("Told while a target is measured."));
    return;
  }
  const ServerMetrics& now = *view.now;
  m_server->setFact(QStringLiteral("running"),
                    tr("%1 / %2").arg(countText(now.requestsRunning), countText(now.requestsWaiting)));
  m_server->setFact(QStringLiteral("kvCache"), shareText(now.kvCacheUsage));
  const std::optional<double> preempted = now.preemptions && view.first->preemptions
                                              ? std::optional(*now.preemptions - *view.first->preemptions)
                                              : std::nullopt;
  m_server->setFact(QStringLiteral("preemptions"), countText(preempted),
                    preempted.value_or(0) > 0 ? Verdict::warn : Verdict::none);
  const std::optional<double> hits = prefixCacheHitRate(*view.first, now);
  m_server->setFact(QStringLiteral("prefixHits"), shareText(hits),
                    hits.value_or(0) >= 0.01 ? Verdict::warn : Verdict::none);
}

void BenchmarkInspector::showClient(const std::string& watched, const BenchmarkRun* run, double lagSeconds) {
  m_client->setFact(QStringLiteral("lag"), std::isnan(lagSeconds) ? QString() : secondsText(lagSeconds),
                    lagSeconds > clientLagBoundSeconds ? Verdict::warn : Verdict::none);
  const double cpu = run ? run->status().clientCpu : std::nan("");
  m_client->setFact(QStringLiteral("cpu"), std::isnan(cpu) ? QString() : percentText(cpu, 2),
                    cpu > clientCpuBound ? Verdict::warn : Verdict::none);
  const Target* target = findTarget(m_session.workspace(), watched);
  const auto place = target ? placeOf(*target) : std::nullopt;
  QString adds = tr("none in the way");
  Verdict verdict = Verdict::none;
  if (place) {
    const auto snapshot = m_tunnels.snapshot(*place);
    adds = QString();
    if (snapshot && snapshot->overhead) {
      adds = secondsText(snapshot->overhead->addedSeconds());
      verdict = Verdict::warn;  // a tunnel distorts: for figures that count, measure inside the cluster
    }
  }
  m_client->setFact(QStringLiteral("tunnel"), adds, verdict);
  const int lost =
      run ? run->status().reconnects + (run->status().state == RunStatus::State::reconnecting ? 1 : 0) : 0;
  m_client->setFact(QStringLiteral("reconnects"),
                    !run        ? QString()
                    : lost == 0 ? tr("never")
                    : lost == 1 ? tr("once")
                                : tr("%n times", nullptr, lost),
                    lost > 0 ? Verdict::warn : Verdict::none);
}

void BenchmarkInspector::showNotices(const std::string& watched) {
  std::vector<Notice> all;
  const auto& targets = m_session.workspace().targets;
  const auto add = [&](const Target& target) {
    for (Notice notice : noticesOf(m_benchmarks.points().of(target.name), m_benchmarks.run(target.name))) {
      if (targets.size() > 1)
        notice.text = tr("%1: %2").arg(QString::fromStdString(target.name), notice.text);
      all.push_back(std::move(notice));
    }
  };
  for (const Target& target : targets)
    if (target.name == watched) add(target);
  for (const Target& target : targets)
    if (target.name != watched) add(target);
  m_notices->setNotices(all);
}

}  // namespace headroom::ui
