#include "ui/controllers/endpoints.h"

#include "core/service/simulated_endpoint.h"
#include "core/workspace/simulated_engine.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

namespace headroom::ui {
namespace {

constexpr double tunnelSeconds = 60;  // kubectl may be restarted several times in it

// The key to an endpoint, which the keychain may still be asked for.
class KeyAtHand {
 public:
  void put(Secret key) {
    const std::lock_guard lock(m_mutex);
    m_key = std::move(key);
    m_there.notify_all();
  }
  std::optional<Secret> wait(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_there.wait(lock, stop, [this] { return m_key.has_value(); });
    return m_key;
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_there;
  std::optional<Secret> m_key;
};

// An endpoint without its URL, as far as it is known without asking anyone.
struct Described {
  Endpoint endpoint;
  std::shared_ptr<KeyAtHand> key;

  Result<Endpoint> at(std::string url, const std::stop_token& stop) const {
    Endpoint whole = endpoint;
    whole.baseUrl = std::move(url);
    std::optional<Secret> known = key->wait(stop);
    if (!known) return Error{ErrorCode::cancelled, "the wait for the keychain was stopped"};
    whole.apiKey = std::move(*known);
    return whole;
  }
};

// Nothing stands between.
class UrlLease : public EndpointLease {
 public:
  UrlLease(Described endpoint, std::string url) : m_endpoint(std::move(endpoint)), m_url(std::move(url)) {}
  Result<Endpoint> wait(const std::stop_token& stop) override {
    if (m_url.empty())
      return Error{ErrorCode::invalidArgument, "the target has no URL", "give the URL of its server"};
    return m_endpoint.at(m_url, stop);
  }

 private:
  Described m_endpoint;
  std::string m_url;
};

// A port-forward, shared with all others who go there.
class TunnelLease : public EndpointLease {
 public:
  TunnelLease(Described endpoint, std::shared_ptr<Tunnel> tunnel)
      : m_endpoint(std::move(endpoint)), m_tunnel(std::move(tunnel)) {}
  ~TunnelLease() override { TunnelLease::setBusy(false); }

  Result<Endpoint> wait(const std::stop_token& stop) override {
    auto url = m_tunnel->waitReady(tunnelSeconds, stop);
    if (!url) return url.error();
    return m_endpoint.at(std::move(*url), stop);
  }
  void setBusy(bool busy) override {
    if (m_busy.exchange(busy) != busy) m_tunnel->setBusy(busy);
  }

 private:
  Described m_endpoint;
  std::shared_ptr<Tunnel> m_tunnel;
  std::atomic<bool> m_busy = false;
};

class NowhereLease : public EndpointLease {
 public:
  explicit NowhereLease(Error error) : m_error(std::move(error)) {}
  Result<Endpoint> wait(const std::stop_token&) override { return m_error; }

 private:
  Error m_error;
};

// A simulated server of this process, started by the first who waits for it.
struct Simulation {
  std::mutex mutex;
  std::optional<SimulatedEndpoint> server;

  Result<std::string> url(const Simulated& what, const std::string& servedName) {
    const std::lock_guard lock(mutex);
    if (server) return server->url();
    auto options = simulationOf(what);
    if (!options) return options.error();
    options->servedModelName = servedName;
    auto started = SimulatedEndpoint::start(std::move(*options));
    if (!started) return started.error();
    server.emplace(std::move(*started));
    return server->url();
  }
};

class SimulationLease : public EndpointLease {
 public:
  SimulationLease(Simulated what, Described endpoint, std::shared_ptr<Simulation> simulation)
      : m_what(std::move(what)), m_endpoint(std::move(endpoint)), m_simulation(std::move(simulation)) {}
  Result<Endpoint> wait(const std::stop_token& stop) override {
    auto url = m_simulation->url(m_what, m_endpoint.endpoint.model);
    if (!url) return url.error();
    return m_endpoint.at(std::move(*url), stop);
  }

 private:
  Simulated m_what;
  Described m_endpoint;
  std::shared_ptr<Simulation> m_simulation;
};

}  // namespace

// By target: two simulated targets are two servers, also where their GPU and model are the same.
class Endpoints::Simulations {
 public:
  std::shared_ptr<Simulation> of(const Target& target, const Simulated& what) {
    auto& known = m_known[{target.name, what.gpu, what.model + "\n" + target.model}];
    std::shared_ptr<Simulation> one = known.lock();
    if (!one) known = one = std::make_shared<Simulation>();
    return one;
  }

 private:
  std::map<std::tuple<std::string, std::string, std::string>, std::weak_ptr<Simulation>> m_known;
};

Endpoints::Endpoints(Secrets& secrets, Tunnels& tunnels, QObject* parent)
    : QObject(parent),
      m_secrets(secrets),
      m_tunnels(tunnels),
      m_simulations(std::make_shared<Simulations>()) {}

Endpoints::~Endpoints() = default;

std::shared_ptr<EndpointLease> Endpoints::lease(const Target& target) {
  Described described;
  described.endpoint.model = target.model;
  described.key = std::make_shared<KeyAtHand>();
  const QString key = Secrets::ofTarget(target);
  if (m_secrets.state(key) != Secrets::State::asking) {
    described.key->put(m_secrets.of(key));
  } else {
    connect(&m_secrets, &Secrets::changed, this,
            [this, key, waiting = described.key](const QString& changed) {
              if (changed == key && m_secrets.state(key) != Secrets::State::asking)
                waiting->put(m_secrets.of(key));
            });
  }
  if (const auto* url = std::get_if<ByUrl>(&target.reach)) {
    described.endpoint.caFile = url->caFile;
    return std::make_shared<UrlLease>(std::move(described), url->url);
  }
  if (const auto* simulated = std::get_if<Simulated>(&target.reach))
    return std::make_shared<SimulationLease>(*simulated, std::move(described),
                                             m_simulations->of(target, *simulated));
  if (const auto place = placeOf(target))
    return std::make_shared<TunnelLease>(std::move(described), m_tunnels.open(*place));
  return std::make_shared<NowhereLease>(Error{ErrorCode::invalidArgument,
                                              "no pod and no service is named for the target " + target.name,
                                              "name one, or choose another way to reach it"});
}

}  // namespace headroom::ui
