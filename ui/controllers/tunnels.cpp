#include "ui/controllers/tunnels.h"

#include "ui/controllers/app_settings.h"

#include <algorithm>

namespace headroom::ui {
namespace {

bool same(const TunnelTarget& a, const TunnelTarget& b) {
  return a.context == b.context && a.namespaceName == b.namespaceName && a.object == b.object &&
         a.remotePort == b.remotePort;
}

TunnelTarget place(const std::string& context, const std::string& nameSpace, const char* kind,
                   const std::string& name, int port) {
  return {.context = context, .namespaceName = nameSpace, .object = kind + name, .remotePort = port};
}

}  // namespace

std::optional<TunnelTarget> placeOf(const Target& target) {
  if (const auto* pod = std::get_if<ByPod>(&target.reach); pod && !pod->pod.empty())
    return place(pod->context, target.nameSpace, "pod/", pod->pod, pod->port);
  if (const auto* service = std::get_if<ByService>(&target.reach); service && !service->service.empty())
    return place(service->context, target.nameSpace, "svc/", service->service, service->port);
  return std::nullopt;
}

std::optional<TunnelTarget> placeOf(const RedisConnection& connection) {
  if (connection.service.empty()) return std::nullopt;
  return place(connection.context, connection.nameSpace, "svc/", connection.service, connection.servicePort);
}

KubectlOptions kubectlOptions(const AppSettings& settings) {
  KubectlOptions options;
  const QString program = settings.value(QStringLiteral("kubectl/program")).toString();
  if (!program.isEmpty()) options.program = program.toStdString();
  options.kubeconfig = settings.value(QStringLiteral("kubectl/kubeconfig")).toString().toStdString();
  return options;
}

void setKubectlProgram(AppSettings& settings, const QString& program) {
  settings.setValue(QStringLiteral("kubectl/program"), program);
}

Tunnels::Tunnels(const AppSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_reaper(std::make_shared<TunnelReaper>()) {}

Tunnels::~Tunnels() {
  // All are asked to end before any is waited for.
  for (const auto& one : m_entries) one->tunnel->requestStop();
  m_entries.clear();
}

Tunnels::Entry* Tunnels::entry(const TunnelTarget& place) const {
  const auto found =
      std::ranges::find_if(m_entries, [&](const auto& one) { return same(one->place, place); });
  return found == m_entries.end() ? nullptr : found->get();
}

std::shared_ptr<Tunnel> Tunnels::open(const TunnelTarget& place, Speaks speaks) {
  if (Entry* known = entry(place)) {
    switch (known->tunnel->snapshot()->state) {
      case TunnelState::restarting: known->tunnel->retry(); return known->tunnel;
      case TunnelState::failed:
      case TunnelState::stopped: break;  // begun anew: kubectl may be another one now
      default: return known->tunnel;
    }
    std::erase_if(m_entries, [known](const auto& one) { return one.get() == known; });
  }
  TunnelOptions options = speaks == Speaks::redis ? TunnelOptions::forRedis() : TunnelOptions();
  const KubectlOptions kubectl = kubectlOptions(m_settings);
  options.kubectl = kubectl.program;
  options.kubeconfig = kubectl.kubeconfig;
  if (m_adjust) m_adjust(options);
  auto made = std::make_unique<Entry>();
  Entry* self = made.get();
  self->place = place;
  // A snapshot comes for every change of the log, too.
  self->channel = std::make_unique<Channel<Told>>([this, self](const Told& now) {
    self->latest = now;
    emit changed(self->place);
  });
  self->tunnel = Tunnel::start(place, std::move(options), m_reaper, self->channel->sender());
  self->latest = self->tunnel->snapshot();
  const std::shared_ptr<Tunnel> tunnel = self->tunnel;
  m_entries.push_back(std::move(made));
  emit changed(place);
  return tunnel;
}

std::shared_ptr<Tunnel> Tunnels::find(const TunnelTarget& place) const {
  const Entry* known = entry(place);
  return known ? known->tunnel : nullptr;
}

std::shared_ptr<const TunnelSnapshot> Tunnels::snapshot(const TunnelTarget& place) const {
  const Entry* known = entry(place);
  return known ? known->latest : nullptr;
}

void Tunnels::close(const TunnelTarget& place) {
  const auto found =
      std::ranges::find_if(m_entries, [&](const auto& one) { return same(one->place, place); });
  if (found == m_entries.end()) return;
  const TunnelTarget closed = (*found)->place;  // `place` may lie in what is erased
  (*found)->tunnel->requestStop();
  m_entries.erase(found);
  emit changed(closed);
}

void Tunnels::retain(const std::vector<TunnelTarget>& places) {
  std::vector<std::unique_ptr<Entry>> dropped;
  for (auto& one : m_entries)
    if (std::ranges::none_of(places, [&](const TunnelTarget& place) { return same(place, one->place); }))
      dropped.push_back(std::move(one));
  std::erase(m_entries, nullptr);
  for (const auto& one : dropped) emit changed(one->place);
}

}  // namespace headroom::ui
