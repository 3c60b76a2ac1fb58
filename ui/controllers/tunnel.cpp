#include "ui/controllers/tunnel.h"

#include <fmt/format.h>

#include <utility>

namespace headroom::ui {
namespace {

// Looking up where a tunnel leads must not hold it up for long.
constexpr double lookUpSeconds = 5;

// What the overhead is compared with: a direct request to the pod, where there is a way, and the API server.
void completePlan(TunnelOptions& options, const TunnelTarget& target, const std::stop_token& stop) {
  KubectlOptions kubectlOptions;
  kubectlOptions.program = options.kubectl;
  kubectlOptions.kubeconfig = options.kubeconfig;
  kubectlOptions.context = target.context;
  kubectlOptions.timeoutSeconds = lookUpSeconds;
  const Kubectl kubectl(kubectlOptions);
  if (const auto contexts = kubectl.contexts(stop)) {
    for (const KubeContext& context : *contexts)
      if (target.context.empty() ? context.current : context.name == target.context)
        options.overhead.apiServerUrl = context.server;
  }
  if (!target.object.starts_with("pod/")) return;
  const auto pod = kubectl.pod(target.namespaceName, target.object.substr(4), stop);
  if (pod && !pod->podIp.empty() && pod->podIp.find(':') == std::string::npos)
    options.overhead.directUrl = fmt::format("http://{}:{}", pod->podIp, target.remotePort);
}

}  // namespace

void TunnelReaper::take(std::unique_ptr<Tunnel> tunnel) {
  tunnel->requestStop();
  const std::lock_guard lock(m_mutex);
  m_endings.remove_if([](const Ending& ending) { return ending.over.load(); });
  Ending& ending = m_endings.emplace_back();
  ending.thread = std::jthread([&ending, tunnel = std::move(tunnel)]() mutable {
    tunnel.reset();
    ending.over = true;
  });
}

Tunnel::Tunnel(TunnelTarget target, Changed changed)
    : m_target(std::move(target)), m_changed(std::move(changed)) {
  auto starting = std::make_shared<TunnelSnapshot>();
  starting->since = Clock::now();
  m_beforehand = std::move(starting);
}

Tunnel::~Tunnel() {
  requestStop();
  if (m_starter.joinable()) m_starter.join();
}

std::shared_ptr<Tunnel> Tunnel::start(TunnelTarget target, TunnelOptions options,
                                      std::shared_ptr<TunnelReaper> reaper, Changed changed) {
  std::shared_ptr<Tunnel> tunnel(
      new Tunnel(std::move(target), std::move(changed)),
      [reaper = std::move(reaper)](Tunnel* ended) { reaper->take(std::unique_ptr<Tunnel>(ended)); });
  tunnel->m_starter =
      std::jthread([self = tunnel.get(), options = std::move(options)](const std::stop_token& stop) mutable {
        self->begin(std::move(options), stop);
      });
  return tunnel;
}

void Tunnel::begin(TunnelOptions options, const std::stop_token& stop) {
  if (options.measureOverhead) completePlan(options, m_target, stop);
  std::unique_lock lock(m_mutex);
  if (!m_stopped) {
    auto started = PortForward::start(m_target, std::move(options), m_changed);
    if (started) {
      m_forward = std::move(*started);
      if (m_busy > 0) m_forward->setBusy(true);
    } else {
      m_refused = started.error();
    }
  }
  if (!m_forward) {
    auto ended = std::make_shared<TunnelSnapshot>(*m_beforehand);
    ended->state = m_refused ? TunnelState::failed : TunnelState::stopped;
    ended->cause = m_refused;
    ended->revision = 1;
    m_beforehand = std::move(ended);
  }
  const auto told = m_forward ? nullptr : m_beforehand;
  lock.unlock();
  m_begun.notify_all();
  if (told && m_changed) m_changed(told);
}

std::shared_ptr<const TunnelSnapshot> Tunnel::snapshot() const {
  const std::lock_guard lock(m_mutex);
  return m_forward ? m_forward->snapshot() : m_beforehand;
}

std::vector<TunnelLogLine> Tunnel::log() const {
  const std::lock_guard lock(m_mutex);
  return m_forward ? m_forward->log() : std::vector<TunnelLogLine>();
}

Result<std::string> Tunnel::waitReady(double timeoutSeconds, const std::stop_token& stop) const {
  const PortForward* forward = nullptr;
  {
    std::unique_lock lock(m_mutex);
    m_begun.wait(lock, stop, [this] { return m_forward || m_refused || m_stopped; });
    if (m_refused) return *m_refused;
    forward = m_forward.get();  // lives as long as we do
  }
  if (!forward) return Error{ErrorCode::cancelled, "the tunnel to " + m_target.object + " was stopped"};
  return forward->waitReady(timeoutSeconds, stop);
}

void Tunnel::setBusy(bool busy) {
  const std::lock_guard lock(m_mutex);
  m_busy += busy ? 1 : -1;
  if (m_forward) m_forward->setBusy(m_busy > 0);
}

void Tunnel::measureOverhead() {
  const std::lock_guard lock(m_mutex);
  if (m_forward) m_forward->measureOverhead();
}

void Tunnel::retry() {
  const std::lock_guard lock(m_mutex);
  if (m_forward) m_forward->retry();
}

void Tunnel::requestStop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    if (m_forward) m_forward->requestStop();
  }
  m_starter.request_stop();
  m_begun.notify_all();
}

}  // namespace headroom::ui
