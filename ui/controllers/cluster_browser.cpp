#include "ui/controllers/cluster_browser.h"

#include "core/endpoint/http_call.h"
#include "ui/controllers/known_hardware.h"
#include "ui/controllers/tunnels.h"

#include <nlohmann/json.hpp>

namespace headroom::ui {
namespace {

constexpr double tunnelSeconds = 20, modelSeconds = 10;

Result<std::vector<std::string>> modelsOf(const Endpoint& endpoint, const std::stop_token& stop) {
  const auto answer = httpCall(endpoint, "GET", "/v1/models", "", modelSeconds, stop);
  if (!answer) return answer.error();
  if (!answer->ok()) return refusal(*answer, endpoint);
  std::vector<std::string> names;
  const auto value = nlohmann::json::parse(answer->body, nullptr, false);
  if (value.is_object() && value.contains("data") && value["data"].is_array())
    for (const auto& entry : value["data"])
      if (entry.is_object() && entry.contains("id") && entry["id"].is_string())
        names.push_back(entry["id"].get<std::string>());
  if (names.empty())
    return Error{ErrorCode::malformed, answer->url + " lists no model",
                 "check that it is an OpenAI-compatible server, or type the model's name"};
  return names;
}

template <typename T>
Tasks::Answer<T> shared(Result<T> result) {
  if (!result) return result.error();
  return std::make_shared<const T>(std::move(*result));
}

}  // namespace

ClusterBrowser::ClusterBrowser(Tasks& tasks, const AppSettings& settings, QObject* parent)
    : QObject(parent),
      m_settings(settings),
      m_contextLane(tasks),
      m_namespaceLane(tasks),
      m_findLane(tasks),
      m_modelLane(tasks) {}

KubectlOptions ClusterBrowser::options(const std::string& context) const {
  KubectlOptions options = kubectlOptions(m_settings);
  options.context = context;
  return options;
}

template <typename T>
void ClusterBrowser::run(TaskLane& lane, Answer<T>& answer, const QString& name, Tasks::Work<T> work) {
  answer = {.busy = true};
  lane.run<T>({name}, std::move(work), [this, &answer](Tasks::Answer<T> got) {
    answer = {.busy = false,
              .value = got ? *got : nullptr,
              .error = got ? std::nullopt : std::optional(got.error())};
    emit changed();
  });
  emit changed();
}

void ClusterBrowser::readContexts() {
  run<Contexts>(m_contextLane, m_contexts, tr("Read the contexts of kubectl"),
                [options = options({})](const std::stop_token& stop, const ProgressSink&) {
                  return shared(Kubectl(options).contexts(stop));
                });
}

void ClusterBrowser::readNamespaces(const std::string& context) {
  run<Names>(m_namespaceLane, m_namespaces, tr("Read the namespaces of the cluster"),
             [options = options(context)](const std::stop_token& stop, const ProgressSink&) {
               return shared(Kubectl(options).namespaces(stop));
             });
}

void ClusterBrowser::look(const std::string& context, const std::string& nameSpace) {
  run<Discovery>(m_findLane, m_found, tr("Look for inference servers"),
                 [options = options(context), nameSpace](const std::stop_token& stop, const ProgressSink&) {
                   return shared(discover(Kubectl(options), nameSpace, knownHardware(), stop));
                 });
}

void ClusterBrowser::askModels(const TunnelTarget& place, const Secret& apiKey) {
  run<Names>(m_modelLane, m_models, tr("Ask %1 for its models").arg(QString::fromStdString(place.object)),
             [options = options(place.context), place, apiKey](const std::stop_token& stop,
                                                               const ProgressSink&) -> Tasks::Answer<Names> {
               TunnelOptions tunnelOptions;
               tunnelOptions.kubectl = options.program;
               tunnelOptions.kubeconfig = options.kubeconfig;
               tunnelOptions.probe = {};
               tunnelOptions.measureOverhead = false;
               auto tunnel = PortForward::start(place, tunnelOptions);
               if (!tunnel) return tunnel.error();
               const auto url = (*tunnel)->waitReady(tunnelSeconds, stop);
               if (!url) return url.error();
               Endpoint endpoint;
               endpoint.baseUrl = *url;
               endpoint.apiKey = apiKey;
               return shared(modelsOf(endpoint, stop));
             });
}

void ClusterBrowser::askModels(const Endpoint& endpoint) {
  run<Names>(m_modelLane, m_models, tr("Ask %1 for its models").arg(QString::fromStdString(endpoint.baseUrl)),
             [endpoint](const std::stop_token& stop, const ProgressSink&) {
               return shared(modelsOf(endpoint, stop));
             });
}

void ClusterBrowser::cancel() {
  for (TaskLane* lane : {&m_contextLane, &m_namespaceLane, &m_findLane, &m_modelLane}) lane->cancel();
  m_contexts.busy = m_namespaces.busy = m_found.busy = m_models.busy = false;
  emit changed();
}

}  // namespace headroom::ui
