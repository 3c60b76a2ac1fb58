#include "ui/controllers/target_watch.h"

#include "core/engine/engine.h"
#include "ui/controllers/known_hardware.h"
#include "ui/theme/numbers.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom::ui {
namespace {

// A test is a few small questions: who does not answer them in this time is not ready to be measured.
constexpr Timeouts testTimeouts{.connectSeconds = 5, .firstTokenSeconds = 60, .totalSeconds = 120};

QString shortWords(const Error& error) {
  switch (error.code) {
    case ErrorCode::unreachable: return TargetWatch::tr("nobody answers there");
    case ErrorCode::timeout: return TargetWatch::tr("no answer in time");
    case ErrorCode::tls: return TargetWatch::tr("certificate refused");
    case ErrorCode::unauthenticated: return TargetWatch::tr("not logged in");
    case ErrorCode::permissionDenied: return TargetWatch::tr("access denied");
    case ErrorCode::connectionLost: return TargetWatch::tr("connection lost");
    case ErrorCode::notFound: return TargetWatch::tr("not found");
    case ErrorCode::invalidArgument: return TargetWatch::tr("not set up");
    default: return TargetWatch::tr("failed");
  }
}

QString whyNot(const ProbeReport& report) {
  return report.model.empty() ? TargetWatch::tr("no model chosen") : TargetWatch::tr("cannot be measured");
}

}  // namespace

bool canBeAsked(const Target& target) {
  const auto* url = std::get_if<ByUrl>(&target.reach);
  return std::holds_alternative<Simulated>(target.reach) || (url && !url->url.empty()) || placeOf(target);
}

TargetWatch::TargetWatch(Session& session, Tasks& tasks, Tunnels& tunnels, Endpoints& endpoints,
                         TargetStates& states, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_tasks(tasks),
      m_tunnels(tunnels),
      m_endpoints(endpoints),
      m_states(states) {
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & (Section::targets | Section::connections | Section::plan)) follow();
  });
  connect(&tunnels, &Tunnels::changed, this, &TargetWatch::refresh);
  m_clock.setInterval(1000);
  connect(&m_clock, &QTimer::timeout, this, &TargetWatch::refresh);
  refresh();
}

std::string TargetWatch::keyOf(const Target& target) const {
  struct Words {
    std::string operator()(const ByUrl& by) const { return "url\n" + by.url + "\n" + by.caFile; }
    std::string operator()(const ByPod& by) const {
      return "pod\n" + by.context + "\n" + by.pod + "\n" + std::to_string(by.port);
    }
    std::string operator()(const ByService& by) const {
      return "service\n" + by.context + "\n" + by.service + "\n" + std::to_string(by.port);
    }
    std::string operator()(const Simulated& by) const { return "simulated\n" + by.gpu + "\n" + by.model; }
  };
  return std::visit(Words{}, target.reach) + "\n" + target.nameSpace + "\n" + target.model + "\n" +
         m_session.workspace().plan.api;
}

TargetTest TargetWatch::testOf(const Target& target) const {
  const auto found = m_records.find(keyOf(target));
  return found == m_records.end() ? TargetTest() : found->second.test;
}

void TargetWatch::test(const std::string& name) {
  const Target* target = findTarget(m_session.workspace(), name);
  if (!target) return;
  Record& record = m_records[keyOf(*target)];
  if (!record.lane) record.lane = std::make_unique<TaskLane>(m_tasks);
  record.test.running = true;
  const bool chat = m_session.workspace().plan.api == "chat";
  const std::shared_ptr<EndpointLease> lease = m_endpoints.lease(*target);
  record.lane->run<ProbeReport>(
      {tr("Test %1").arg(QString::fromStdString(name))},
      [lease, chat, reach = tr("reach").toStdString(), ask = tr("ask what it can do").toStdString()](
          const std::stop_token& stop, const ProgressSink& progress) -> Tasks::Answer<ProbeReport> {
        progress({.phase = reach});
        auto endpoint = lease->wait(stop);
        if (!endpoint) return endpoint.error();
        endpoint->api = chat ? Api::chat : Api::completions;
        progress({.phase = ask, .detail = endpoint->baseUrl});
        auto report = probe(*endpoint, testTimeouts, stop);
        if (!report) return report.error();
        return std::make_shared<const ProbeReport>(std::move(*report));
      },
      [this, &record](Tasks::Answer<ProbeReport> answer) {
        record.test.running = false;
        if (answer || answer.error().code != ErrorCode::cancelled) {
          record.test.when = QDateTime::currentDateTime();
          record.test.report = answer ? *answer : nullptr;
          record.test.error = answer ? std::nullopt : std::optional(answer.error());
        }
        refresh();
      });
  refresh();
}

void TargetWatch::testAll() {
  for (const Target& target : m_session.workspace().targets)
    if (canBeAsked(target) && !testOf(target).running) test(target.name);
}

void TargetWatch::cancel(const std::string& name) {
  const Target* target = findTarget(m_session.workspace(), name);
  const auto found = target ? m_records.find(keyOf(*target)) : m_records.end();
  if (found == m_records.end() || !found->second.lane) return;
  found->second.lane->cancel();
  found->second.test.running = false;
  refresh();
}

TargetSummary TargetWatch::summary() const {
  TargetSummary all;
  for (const Target& target : m_session.workspace().targets) {
    if (!canBeAsked(target)) {
      ++all.filesOnly;
      continue;
    }
    ++all.targets;
    switch (m_states.of(target.name).kind) {
      case TargetState::Kind::good: ++all.answer; break;
      case TargetState::Kind::failed: ++all.failed; break;
      case TargetState::Kind::busy: ++all.busy; break;
      case TargetState::Kind::unknown: ++all.untried; break;
    }
  }
  return all;
}

std::optional<Error> TargetWatch::refusalOf(const Simulated& simulated) {
  const auto gpu = knownHardware().gpu(simulated.gpu);
  if (!gpu) return gpu.error();
  const auto model = knownHardware().model(simulated.model);
  if (!model) return model.error();
  const auto engine = Engine::create(*gpu, *model, {});
  return engine ? std::nullopt : std::optional(engine.error());
}

// The document has changed: what is not in it any more is let go.
void TargetWatch::follow() {
  const Workspace& workspace = m_session.workspace();
  std::set<std::string> keys;
  std::vector<TunnelTarget> places;
  for (const Target& target : workspace.targets) {
    keys.insert(keyOf(target));
    if (const auto where = placeOf(target)) places.push_back(*where);
  }
  for (const RedisConnection& connection : workspace.connections)
    if (const auto where = placeOf(connection)) places.push_back(*where);
  for (auto& [key, record] : m_records) {
    if (!record.test.running || keys.contains(key)) continue;
    record.lane->cancel();
    record.test.running = false;
  }
  m_tunnels.retain(places);
  refresh();
}

std::optional<TargetState> TargetWatch::tunnelStateOf(const Target& target) const {
  using Kind = TargetState::Kind;
  const auto where = placeOf(target);
  const auto now = where ? m_tunnels.snapshot(*where) : nullptr;
  if (!now) return std::nullopt;
  switch (now->state) {
    case TunnelState::starting: return TargetState{Kind::busy, tr("port-forward starting")};
    case TunnelState::degraded: return TargetState{Kind::busy, tr("port-forward does not answer")};
    case TunnelState::failed: return TargetState{Kind::failed, tr("port-forward failed")};
    case TunnelState::restarting: {
      const int left = static_cast<int>(std::ceil(std::max(0.0, toSeconds(now->nextStart - Clock::now()))));
      return TargetState{Kind::busy, tr("reconnecting in %1 s").arg(left)};
    }
    case TunnelState::ready:
    case TunnelState::stopped: break;
  }
  return std::nullopt;
}

TargetState TargetWatch::stateOf(const Target& target) const {
  using Kind = TargetState::Kind;
  if (!canBeAsked(target))
    return {Kind::unknown, target.journal.empty() ? tr("no way to reach it yet") : tr("its file only")};
  const TargetTest test = testOf(target);
  if (const auto tunnel = tunnelStateOf(target)) return *tunnel;
  if (test.running) return {Kind::busy, tr("being tested")};
  if (test.error) return {Kind::failed, shortWords(*test.error)};
  if (test.report && !test.report->canBenchmark()) return {Kind::failed, whyNot(*test.report)};
  const auto where = placeOf(target);
  const auto now = where ? m_tunnels.snapshot(*where) : nullptr;
  QString text;
  if (now && now->usable() && now->overhead)
    text = QStringLiteral("+") + secondsText(now->overhead->addedSeconds(), 2);
  else if (test.report && test.report->roundTripSeconds)
    text = secondsText(*test.report->roundTripSeconds, 2);
  if (test.report) return {Kind::good, text};
  if (const auto* simulated = std::get_if<Simulated>(&target.reach))
    return refusalOf(*simulated) ? TargetState{Kind::failed, tr("cannot be simulated")}
                                 : TargetState{Kind::good, {}};
  return {Kind::unknown, now && now->usable() ? tr("reached, not tested") : QString()};
}

void TargetWatch::refresh() {
  bool counting = false;
  for (const Target& target : m_session.workspace().targets) {
    m_states.set(target.name, stateOf(target));
    const auto where = placeOf(target);
    const auto now = where ? m_tunnels.snapshot(*where) : nullptr;
    counting = counting || (now && now->state == TunnelState::restarting);
  }
  if (counting != m_clock.isActive()) counting ? m_clock.start() : m_clock.stop();
  emit changed();
}

}  // namespace headroom::ui
