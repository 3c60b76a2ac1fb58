#include "ui/controllers/endpoints.h"

#include "core/engine/hardware.h"
#include "core/service/simulated_endpoint.h"

#include <map>
#include <mutex>
#include <utility>
#include <variant>

namespace headroom::ui {
namespace {

Endpoint described(const Target& target, Secret apiKey) {
  Endpoint endpoint;
  endpoint.model = target.model;
  endpoint.apiKey = std::move(apiKey);
  return endpoint;
}

// Nothing stands between.
class UrlLease : public EndpointLease {
 public:
  explicit UrlLease(Endpoint endpoint) : m_endpoint(std::move(endpoint)) {}
  Result<Endpoint> wait(const std::stop_token&) override {
    if (m_endpoint.baseUrl.empty())
      return Error{ErrorCode::invalidArgument, "the target has no URL", "give the URL of its server"};
    return m_endpoint;
  }

 private:
  Endpoint m_endpoint;
};

class UnsupportedLease : public EndpointLease {
 public:
  explicit UnsupportedLease(Error error) : m_error(std::move(error)) {}
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
    auto hardware = Hardware::builtIn();
    if (!hardware) return hardware.error();
    auto gpu = hardware->gpu(what.gpu);
    if (!gpu) return gpu.error();
    auto model = hardware->model(what.model);
    if (!model) return model.error();
    SimulationOptions options;
    options.gpu = std::move(*gpu);
    options.model = std::move(*model);
    options.servedModelName = servedName;
    auto started = SimulatedEndpoint::start(std::move(options));
    if (!started) return started.error();
    server.emplace(std::move(*started));
    return server->url();
  }
};

class SimulationLease : public EndpointLease {
 public:
  SimulationLease(Simulated what, Endpoint endpoint, std::shared_ptr<Simulation> simulation)
      : m_what(std::move(what)), m_endpoint(std::move(endpoint)), m_simulation(std::move(simulation)) {}
  Result<Endpoint> wait(const std::stop_token&) override {
    auto url = m_simulation->url(m_what, m_endpoint.model);
    if (!url) return url.error();
    Endpoint endpoint = m_endpoint;
    endpoint.baseUrl = std::move(*url);
    return endpoint;
  }

 private:
  Simulated m_what;
  Endpoint m_endpoint;
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

Endpoints::Endpoints(Secrets& secrets, QObject* parent)
    : QObject(parent), m_secrets(secrets), m_simulations(std::make_shared<Simulations>()) {}

Endpoints::~Endpoints() = default;

std::shared_ptr<EndpointLease> Endpoints::lease(const Target& target) {
  Endpoint endpoint = described(target, m_secrets.of(Secrets::ofTarget(target.name)));
  if (const auto* url = std::get_if<ByUrl>(&target.reach)) {
    endpoint.baseUrl = url->url;
    endpoint.caFile = url->caFile;
    return std::make_shared<UrlLease>(std::move(endpoint));
  }
  if (const auto* simulated = std::get_if<Simulated>(&target.reach))
    return std::make_shared<SimulationLease>(*simulated, std::move(endpoint),
                                             m_simulations->of(target, *simulated));
  return std::make_shared<UnsupportedLease>(Error{
      ErrorCode::unsupported, "the target " + target.name + " is in a cluster and no tunnel leads there",
      "start headroomctl port-forward and add the target by its URL"});
}

}  // namespace headroom::ui
