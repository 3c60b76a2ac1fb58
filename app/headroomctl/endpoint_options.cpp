#include "app/headroomctl/endpoint_options.h"

#include "core/workspace/simulated_engine.h"

namespace headroom::ctl {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t start = text.find_first_not_of(" \t");
  return start == std::string::npos ? "" : text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

}  // namespace

void EndpointOptions::addReach(CLI::App* verb) {
  CLI::Option* byUrl = verb->add_option("--url", url, "The server's base URL")->type_name("URL");
  if (!url.empty()) byUrl->capture_default_str();
  verb->add_option("--ca-file", caFile, "Certificates to trust instead of the system's (PEM)")
      ->type_name("FILE");
  CLI::Option* byPod = verb->add_option("--pod", pod, "A pod in a cluster, through a tunnel of kubectl");
  CLI::Option* byService =
      verb->add_option("--service", service, "A service in a cluster, through a tunnel of kubectl");
  CLI::Option* simulated =
      verb->add_option("--simulated", simulatedGpu, "A server on a simulated GPU, started for this alone");
  for (CLI::Option* one : {byPod, byService, simulated}) one->type_name("NAME");
  const std::vector<CLI::Option*> ways{byUrl, byPod, byService, simulated};
  for (std::size_t i = 0; i < ways.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) ways[i]->excludes(ways[j]);
  verb->add_option("--simulated-model", simulatedModel,
                   "The model that is simulated, where the server calls it by another name")
      ->type_name("NAME")
      ->needs(simulated);
  verb->add_option("--port", port, "Port of the pod or service")
      ->check(CLI::Range(1, 65535))
      ->capture_default_str()
      ->type_name("PORT");
  cluster.addTo(verb, true, false);
}

Result<Reach> EndpointOptions::reach() const {
  if (!pod.empty()) return Reach(ByPod{cluster.kubectl.context, pod, port});
  if (!service.empty()) return Reach(ByService{cluster.kubectl.context, service, port});
  if (!simulatedGpu.empty())
    return Reach(Simulated{simulatedGpu, simulatedModel.empty() ? model : simulatedModel});
  if (url.empty())
    return Error{ErrorCode::invalidArgument, "it is not said how to reach it",
                 "give --url, --pod, --service or --simulated"};
  return Reach(ByUrl{url, caFile});
}

Result<OpenedEndpoint> EndpointOptions::open(const std::stop_token& stop) const {
  constexpr double tunnelSeconds = 60;  // kubectl may be restarted several times in it
  auto way = reach();
  if (!way) return way.error();
  auto described = endpoint();
  if (!described) return described.error();
  OpenedEndpoint opened{std::move(*described)};
  if (const auto* simulated = std::get_if<Simulated>(&*way)) {
    auto what = simulationOf(*simulated);
    if (!what) return what.error();
    what->servedModelName = model;
    auto server = SimulatedEndpoint::start(std::move(*what));
    if (!server) return server.error();
    opened.endpoint.baseUrl = server->url();
    opened.simulation.emplace(std::move(*server));
    return opened;
  }
  if (std::holds_alternative<ByUrl>(*way)) return opened;
  TunnelOptions options;
  options.kubectl = cluster.kubectl.program;
  options.kubeconfig = cluster.kubectl.kubeconfig;
  options.measureOverhead = false;
  auto tunnel = PortForward::start({.context = cluster.kubectl.context,
                                    .namespaceName = cluster.namespaceName,
                                    .object = pod.empty() ? "svc/" + service : "pod/" + pod,
                                    .remotePort = port},
                                   options);
  if (!tunnel) return tunnel.error();
  auto at = (*tunnel)->waitReady(tunnelSeconds, stop);
  if (!at) return at.error();
  opened.endpoint.baseUrl = std::move(*at);
  opened.tunnel = std::move(*tunnel);
  opened.tunnel->setBusy(true);
  return opened;
}

void EndpointOptions::addTo(CLI::App* verb) {
  addReach(verb);
  verb->add_option("-m,--model", model, "The model's name, as the server knows it")
      ->capture_default_str()
      ->type_name("NAME");
  verb->add_option("--api", api, "The interface to measure: completions or chat")
      ->check(CLI::IsMember({"completions", "chat"}))
      ->capture_default_str()
      ->type_name("API");
  CLI::Option* plain = verb->add_option_function<std::string>(
      "--api-key", [this](const std::string& key) { apiKey = Secret(key); },
      "The API key itself; others on this machine can read it in the list of processes, so rather name a "
      "variable or a file");
  plain->type_name("KEY");
  CLI::Option* variable =
      verb->add_option("--api-key-env", apiKeyEnvironment, "The environment variable that holds the API key");
  variable->type_name("VARIABLE")->excludes(plain);
  CLI::Option* file =
      verb->add_option("--api-key-file", apiKeyFile, "The file whose first line is the API key");
  file->type_name("FILE")->excludes(plain)->excludes(variable);
  verb->add_option("--header", headers,
                   "A header to send along, such as 'routing-strategy: random'; can be repeated")
      ->type_name("'NAME: VALUE'")
      ->expected(1)
      ->take_all();
  verb->add_option("--connect-timeout", connectTimeoutSeconds, "Seconds until a connection must stand")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->type_name("SECONDS");
  verb->add_option("--first-token-timeout", firstTokenTimeoutSeconds,
                   "Seconds until the first token must have come")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->type_name("SECONDS");
  verb->add_option("--timeout", totalTimeoutSeconds, "Seconds that a whole request may take")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->type_name("SECONDS");
}

Result<Endpoint> EndpointOptions::endpoint() const {
  Endpoint endpoint;
  endpoint.baseUrl = url;
  endpoint.model = model;
  endpoint.api = api == "chat" ? Api::chat : Api::completions;
  endpoint.caFile = caFile;
  endpoint.apiKey = apiKey;
  if (!apiKeyEnvironment.empty() || !apiKeyFile.empty()) {
    auto key =
        apiKeyEnvironment.empty() ? Secret::fromFile(apiKeyFile) : Secret::fromEnvironment(apiKeyEnvironment);
    if (!key) return key.error();
    endpoint.apiKey = std::move(*key);
  }
  for (const std::string& header : headers) {
    const std::size_t colon = header.find(':');
    if (colon == std::string::npos || trimmed(header.substr(0, colon)).empty())
      return Error{ErrorCode::invalidArgument,
                   "--header " + header.substr(0, colon) + " has no name and value",
                   "write it as --header 'name: value'"};
    endpoint.headers.emplace_back(trimmed(header.substr(0, colon)), trimmed(header.substr(colon + 1)));
  }
  return endpoint;
}

}  // namespace headroom::ctl
