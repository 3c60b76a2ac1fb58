// The options that every verb shares that talks to an inference endpoint.
//
//   auto options = std::make_shared<EndpointOptions>();
//   options->model = "llama2-7b";                    // a default, where the verb has one
//   options->addTo(verb);
//   …
//   auto opened = options->open(stop);               // reads the API key, starts a tunnel where one is
//   needed auto backend = HttpBackend::create(opened->endpoint, options->timeouts());
#pragma once

#include "app/headroomctl/kubectl_options.h"
#include "core/base/result.h"
#include "core/cluster/port_forward.h"
#include "core/endpoint/endpoint.h"
#include "core/service/simulated_endpoint.h"
#include "core/workspace/workspace.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::ctl {

// An endpoint that can be spoken to, with what stands between: it lives as long as this.
struct OpenedEndpoint {
  Endpoint endpoint;
  std::unique_ptr<PortForward> tunnel = {};
  std::optional<SimulatedEndpoint> simulation = {};
};

struct EndpointOptions {
  std::string url = "http://127.0.0.1:8010";
  std::string pod, service, simulatedGpu, simulatedModel;  // instead of the URL
  int port = 8000;                                         // of the pod or service
  ClusterOptions cluster;
  std::string model;
  std::string api = "completions";
  std::string apiKeyEnvironment;
  std::string apiKeyFile;
  Secret apiKey;
  std::string caFile;
  std::vector<std::string> headers;  // "name: value"
  double connectTimeoutSeconds = Timeouts{}.connectSeconds;
  double firstTokenTimeoutSeconds = Timeouts{}.firstTokenSeconds;
  double totalTimeoutSeconds = Timeouts{}.totalSeconds;

  // The options of addReach, and -m/--model --api --api-key --api-key-env --api-key-file --header
  // --connect-timeout --first-token-timeout --timeout. The object must outlive the parse.
  void addTo(CLI::App* verb);

  // --url --ca-file --pod --service --port --context --namespace --kubeconfig --kubectl --simulated
  // --simulated-model.
  void addReach(CLI::App* verb);

  // Errors: invalidArgument where there is none.
  Result<Reach> reach() const;
  // Starts what must stand between: a port-forward, a simulated server. Errors: those of endpoint(), and of
  // starting it.
  Result<OpenedEndpoint> open(const std::stop_token& stop) const;

  // Errors: those of reading the key; invalidArgument for a header without a colon.
  Result<Endpoint> endpoint() const;
  Timeouts timeouts() const { return {connectTimeoutSeconds, firstTokenTimeoutSeconds, totalTimeoutSeconds}; }
};

}  // namespace headroom::ctl
