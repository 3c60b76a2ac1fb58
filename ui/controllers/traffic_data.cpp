#include "ui/controllers/traffic_data.h"

#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <set>

namespace headroom::ui {
namespace {

const TrafficOfFile* fileOf(const TrafficPart& part) { return std::get_if<TrafficOfFile>(&part.origin); }
const TrafficOfGateway* gatewayOf(const TrafficPart& part) {
  return std::get_if<TrafficOfGateway>(&part.origin);
}

// What the composing thread gets of one part.
struct Ingredient {
  TrafficPart part;
  std::shared_ptr<const LoadedTraffic> own;
  std::optional<Error> error;
};

// Why a gateway shows nothing, or nothing new.
std::optional<Error> errorOf(const std::shared_ptr<const GatewaySnapshot>& snapshot) {
  if (!snapshot) return std::nullopt;
  return snapshot->problem ? snapshot->problem : snapshot->whyNothing;
}

Result<LoadedTraffic> prepared(const Ingredient& from) {
  if (from.own) return treated(*from.own, from.part);
  return from.error.value_or(Error{ErrorCode::notFound, "the traffic was not read", "try again"});
}

struct Composed {
  std::shared_ptr<const LoadedTraffic> traffic;
  std::optional<Error> error;
};

Composed composed(const std::vector<Ingredient>& ingredients) {
  Composed result;
  std::vector<LoadedTraffic> parts;
  for (const Ingredient& one : ingredients) {
    if (one.error && !result.error) result.error = one.error;
    auto ready = prepared(one);
    if (ready)
      parts.push_back(std::move(*ready));
    else if (!result.error)
      result.error = ready.error();
  }
  if (parts.empty()) return result;
  auto all = laidOver(std::move(parts));
  if (!all)
    result.error = all.error();
  else if (all->mean.rate() > 0)
    result.traffic = std::make_shared<const LoadedTraffic>(std::move(*all));
  else if (!result.error)
    result.error = Error{ErrorCode::invalidArgument, "the traffic is empty",
                         "paint or type at least one rate, or add a trace"};
  return result;
}

}  // namespace

struct TrafficData::File {
  explicit File(Tasks& tasks) : lane(tasks) {}
  TaskLane lane;
  std::shared_ptr<const LoadedTraffic> own;
  std::optional<Error> error;
};

TrafficData::TrafficData(Session& session, Secrets& secrets, Tunnels& tunnels, Tasks& tasks, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_secrets(secrets),
      m_tunnels(tunnels),
      m_tasks(tasks),
      m_watch(tasks),
      m_lane(tasks) {
  for (QTimer* timer : {&m_compose, &m_tell}) {
    timer->setSingleShot(true);
    timer->setInterval(0);
  }
  connect(&m_compose, &QTimer::timeout, this, &TrafficData::compose);
  connect(&m_tell, &QTimer::timeout, this, &TrafficData::changed);
  connect(&m_watch, &FileWatch::changed, this, &TrafficData::read);
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & Section::connections) followConnections();
    // The rate that is planned for and the rule of the cells belong to the traffic, and change no part of it.
    const bool parts = (what & Section::traffic) && m_session.workspace().traffic != m_followed;
    if (parts || (what & Section::connections)) follow();
  });
  connect(&secrets, &Secrets::changed, this, [this](const QString& key) {
    for (auto& [window, watched] : m_watched)
      if (const auto monitor = watched.monitor.lock();
          monitor && Secrets::ofConnection(watched.connection) == key)
        monitor->follow(reach(watched.connection), window.second);
  });
  follow();
}

TrafficData::~TrafficData() = default;

bool TrafficData::settled() const {
  if (m_compose.isActive() || m_tell.isActive() || m_lane.busy()) return false;
  for (std::size_t i = 0; i < m_session.workspace().traffic.size(); ++i)
    if (m_session.workspace().traffic[i].on && part(i).reading && !part(i).own) return false;
  return true;
}

TrafficData::Part TrafficData::part(std::size_t index) const {
  const TrafficPart& wanted = m_session.workspace().traffic.at(index);
  Part part;
  if (const TrafficOfFile* file = fileOf(wanted)) {
    if (const auto found = m_files.find(file->path); found != m_files.end())
      part = {found->second->own, found->second->error,
              found->second->lane.busy() || !m_watch.knows(file->path)};
  } else if (const TrafficOfGateway* gateway = gatewayOf(wanted)) {
    const auto held = m_held.find({gateway->connection, gateway->windowSeconds});
    if (held == m_held.end()) return part;
    const auto& snapshot = held->second->snapshot();
    part.error = errorOf(snapshot);
    part.reading = !snapshot;
    part.own = held->second->traffic();
  } else {
    part.own = std::make_shared<const LoadedTraffic>(trafficOfTable(std::get<TrafficTable>(wanted.origin)));
  }
  return part;
}

void TrafficData::follow() {
  const auto& parts = m_session.workspace().traffic;
  m_followed = parts;
  std::set<std::string> wanted;
  for (const TrafficPart& part : parts)
    if (const TrafficOfFile* file = fileOf(part)) wanted.insert(file->path);
  std::erase_if(m_files, [&](const auto& entry) { return !wanted.contains(entry.first); });
  for (const std::string& path : wanted)
    if (auto& file = m_files[path]; !file) file = std::make_unique<File>(m_tasks);
  m_watch.setPaths(wanted);
  std::map<Window, std::shared_ptr<GatewayMonitor>> held;
  for (const TrafficPart& part : parts) {
    if (const TrafficOfGateway* gateway = gatewayOf(part); gateway && part.on) {
      const Window window{gateway->connection, gateway->windowSeconds};
      const bool fresh = !m_held.contains(window) && !held.contains(window);
      auto monitor = monitorOf(window);
      if (fresh) connect(monitor.get(), &GatewayMonitor::changed, this, [this] { m_compose.start(); });
      held.emplace(window, std::move(monitor));
    }
  }
  // What nobody else watches ends here.
  for (const auto& [window, monitor] : m_held)
    if (!held.contains(window)) monitor->disconnect(this);
  m_held = std::move(held);
  m_compose.start();
}

void TrafficData::read(const std::string& path) {
  const auto followed = m_files.find(path);
  if (followed == m_files.end()) return;
  followed->second->lane.run<LoadedTraffic>(
      {tr("Reading %1").arg(QFileInfo(QString::fromStdString(path)).fileName())},
      [path](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<LoadedTraffic> {
        auto loaded = loadTrafficFile(path, {});
        if (!loaded) return loaded.error();
        return std::make_shared<const LoadedTraffic>(std::move(*loaded));
      },
      [this, path](const Tasks::Answer<LoadedTraffic>& answer) {
        const auto found = m_files.find(path);
        if (found == m_files.end()) return;
        if (answer) found->second->own = *answer;
        found->second->error = answer ? std::nullopt : std::optional(answer.error());
        m_compose.start();
      });
  m_tell.start();
}

void TrafficData::compose() {
  std::vector<Ingredient> ingredients;
  for (std::size_t i = 0; i < m_session.workspace().traffic.size(); ++i) {
    const TrafficPart& wanted = m_session.workspace().traffic[i];
    if (!wanted.on) continue;
    const Part now = part(i);
    if (!now.own && now.reading) return;  // it is read for the first time, and comes back here
    Ingredient one{wanted, now.own, now.error};
    ingredients.push_back(std::move(one));
  }
  if (ingredients.empty()) {
    m_lane.cancel();
    m_traffic.reset();
    m_error.reset();
    m_tell.start();
    return;
  }
  TaskOptions options{tr("Laying the traffic over each other")};
  options.background = true;
  m_lane.run<Composed>(
      options,
      [ingredients = std::move(ingredients)](const std::stop_token&, const ProgressSink&)
          -> Tasks::Answer<Composed> { return std::make_shared<const Composed>(composed(ingredients)); },
      [this](const Tasks::Answer<Composed>& answer) {
        m_traffic = answer ? (*answer)->traffic : nullptr;
        m_error = answer ? (*answer)->error : std::optional(answer.error());
        m_tell.start();
      });
}

std::shared_ptr<GatewayMonitor> TrafficData::monitor(const std::string& connection, double windowSeconds) {
  return monitorOf({connection, windowSeconds});
}

std::shared_ptr<GatewayMonitor> TrafficData::monitorOf(const Window& window) {
  Watched& watched = m_watched[window];
  if (auto running = watched.monitor.lock()) return running;
  const auto& known = m_session.workspace().connections;
  const auto found = std::ranges::find(known, window.first, &RedisConnection::name);
  watched.connection = found == known.end() ? RedisConnection{.name = window.first} : *found;
  auto monitor = std::make_shared<GatewayMonitor>(m_tasks);
  if (m_interval) monitor->setInterval(*m_interval);
  monitor->follow(reach(watched.connection), window.second);
  watched.monitor = monitor;
  return monitor;
}

void TrafficData::setInterval(std::chrono::milliseconds interval) {
  m_interval = interval;
  for (const auto& [window, watched] : m_watched)
    if (const auto monitor = watched.monitor.lock()) monitor->setInterval(interval);
}

void TrafficData::followConnections() {
  std::erase_if(m_watched, [](const auto& entry) { return entry.second.monitor.expired(); });
  const auto& known = m_session.workspace().connections;
  for (auto& [window, watched] : m_watched) {
    const auto found = std::ranges::find(known, window.first, &RedisConnection::name);
    const RedisConnection now = found == known.end() ? RedisConnection{.name = window.first} : *found;
    if (now == watched.connection) continue;
    watched.connection = now;
    if (const auto monitor = watched.monitor.lock()) monitor->follow(reach(now), window.second);
  }
}

RedisReach TrafficData::reach(const RedisConnection& connection) {
  if (connection.url.empty() && connection.service.empty())
    return [name = connection.name](const std::stop_token&) -> Result<RedisPlace> {
      return Error{ErrorCode::notFound, "the workspace knows no connection " + name,
                   "choose another, or add it on the Cluster page"};
    };
  return reachOf(connection, m_secrets.of(Secrets::ofConnection(connection)), m_tunnels);
}

}  // namespace headroom::ui
