#include "core/cluster/kube_objects.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <initializer_list>

namespace headroom {
namespace {

using simdjson::dom::element;
using Keys = std::initializer_list<std::string_view>;

// The element below `from` by keys; absent where any is missing or its parent is no object.
std::optional<element> at(element from, Keys keys) {
  for (const std::string_view key : keys) {
    simdjson::dom::object object;
    if (from.get(object) != simdjson::SUCCESS) return std::nullopt;
    if (object.at_key(key).get(from) != simdjson::SUCCESS) return std::nullopt;
  }
  return from;
}

std::string textAt(element from, Keys keys) {
  std::string_view text;
  const auto found = at(from, keys);
  return found && found->get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

int intAt(element from, Keys keys) {
  std::int64_t number = 0;
  const auto found = at(from, keys);
  if (!found || found->get(number) != simdjson::SUCCESS) return 0;
  return static_cast<int>(std::clamp<std::int64_t>(number, 0, 1'000'000'000));
}

template <typename Visit>
void eachAt(element from, Keys keys, Visit visit) {
  simdjson::dom::array array;
  const auto found = at(from, keys);
  if (!found || found->get(array) != simdjson::SUCCESS) return;
  for (const element item : array) visit(item);
}

KubeLabels labelsAt(element from, Keys keys) {
  KubeLabels labels;
  simdjson::dom::object object;
  const auto found = at(from, keys);
  if (!found || found->get(object) != simdjson::SUCCESS) return labels;
  for (const auto& field : object) {
    std::string_view value;
    if (field.value.get(value) == simdjson::SUCCESS) labels.emplace(field.key, value);
  }
  return labels;
}

// A quantity of GPUs: "2", or 2 as some tools write it. They come in whole ones.
int gpusAt(element from, Keys keys) {
  const std::string text = textAt(from, keys);
  if (text.empty()) return intAt(from, keys);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0 && number < 10000 ? number
                                                                                                  : 0;
}

std::optional<KubePort> port(element from, std::string_view numberKey) {
  const std::string protocol = textAt(from, {"protocol"});
  const int number = intAt(from, {numberKey});
  if ((!protocol.empty() && protocol != "TCP") || number < 1 || number > 65535) return std::nullopt;
  KubePort port{textAt(from, {"name"}), number, textAt(from, {"targetPort"})};
  if (const int target = intAt(from, {"targetPort"}); target > 0) port.targetPort = std::to_string(target);
  return port;
}

Error malformed(const std::string& why) {
  return {ErrorCode::malformed, "kubectl's answer cannot be read: " + why,
          "run the same kubectl command by hand; a wrapper around kubectl may write words of its own"};
}

// Calls `visit` with every named item of a list, or with the one object that the text is.
Result<void> eachItem(std::string_view text, const std::function<void(element, const std::string&)>& visit) {
  simdjson::dom::parser parser;
  element document;
  if (const auto error = parser.parse(text.data(), text.size()).get(document))
    return malformed(text.empty() ? "it is empty"
                                  : std::string("not JSON: ") + simdjson::error_message(error));
  const auto kind = textAt(document, {"kind"});
  const auto one = [&](element item) {
    if (const std::string name = textAt(item, {"metadata", "name"}); !name.empty()) visit(item, name);
  };
  if (!kind.ends_with("List")) {
    if (textAt(document, {"metadata", "name"}).empty()) return malformed("JSON, but no object of Kubernetes");
    one(document);
    return {};
  }
  const auto items = at(document, {"items"});
  if (!items || !items->is_array()) return malformed("a list without items");
  eachAt(document, {"items"}, one);
  return {};
}

template <typename T, typename Read>
Result<std::vector<T>> readAll(std::string_view text, Read read) {
  std::vector<T> all;
  const auto done = eachItem(text, [&](element item, const std::string& name) {
    T thing;
    thing.name = name;
    read(item, thing);
    all.push_back(std::move(thing));
  });
  if (!done) return done.error();
  return all;
}

void readContainers(element item, KubePod& pod) {
  eachAt(item, {"spec", "containers"}, [&](element container) {
    eachAt(container, {"ports"}, [&](element declared) {
      if (auto found = port(declared, "containerPort")) pod.ports.push_back(std::move(*found));
    });
    const int limit = gpusAt(container, {"resources", "limits", "nvidia.com/gpu"});
    pod.gpus += limit > 0 ? limit : gpusAt(container, {"resources", "requests", "nvidia.com/gpu"});
  });
  eachAt(item, {"status", "containerStatuses"}, [&](element status) {
    if (pod.waitingReason.empty()) pod.waitingReason = textAt(status, {"state", "waiting", "reason"});
  });
}

// Labels that the pod's node must carry: nodeSelector, and affinity terms that leave one value.
void readNodeDemands(element item, KubePod& pod) {
  pod.nodeDemands = labelsAt(item, {"spec", "nodeSelector"});
  const Keys terms{"spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution",
                   "nodeSelectorTerms"};
  eachAt(item, terms, [&](element term) {
    eachAt(term, {"matchExpressions"}, [&](element expression) {
      std::vector<std::string> values;
      eachAt(expression, {"values"}, [&](element value) {
        std::string_view word;
        if (value.get(word) == simdjson::SUCCESS) values.emplace_back(word);
      });
      if (textAt(expression, {"operator"}) == "In" && values.size() == 1)
        pod.nodeDemands.emplace(textAt(expression, {"key"}), values.front());
    });
  });
}

}  // namespace

Result<std::vector<KubeContext>> parseContexts(std::string_view text) {
  simdjson::dom::parser parser;
  element document;
  if (const auto error = parser.parse(text.data(), text.size()).get(document))
    return malformed(text.empty() ? "it is empty"
                                  : std::string("not JSON: ") + simdjson::error_message(error));
  if (textAt(document, {"kind"}) != "Config") return malformed("JSON, but no configuration of kubectl");
  std::map<std::string, std::string> servers;
  eachAt(document, {"clusters"}, [&](element cluster) {
    servers[textAt(cluster, {"name"})] = textAt(cluster, {"cluster", "server"});
  });
  const std::string current = textAt(document, {"current-context"});
  std::vector<KubeContext> all;
  eachAt(document, {"contexts"}, [&](element item) {
    KubeContext context{textAt(item, {"name"}), textAt(item, {"context", "cluster"}), "",
                        textAt(item, {"context", "namespace"})};
    if (context.name.empty()) return;
    if (const auto server = servers.find(context.cluster); server != servers.end())
      context.server = server->second;
    if (context.namespaceName.empty()) context.namespaceName = "default";
    context.current = context.name == current;
    all.push_back(std::move(context));
  });
  return all;
}

Result<std::vector<std::string>> parseNames(std::string_view text) {
  std::vector<std::string> names;
  const auto done = eachItem(text, [&](element, const std::string& name) { names.push_back(name); });
  if (!done) return done.error();
  return names;
}

Result<std::vector<KubePod>> parsePods(std::string_view text) {
  return readAll<KubePod>(text, [](element item, KubePod& pod) {
    pod.namespaceName = textAt(item, {"metadata", "namespace"});
    pod.labels = labelsAt(item, {"metadata", "labels"});
    pod.phase = textAt(item, {"status", "phase"});
    pod.terminating = !textAt(item, {"metadata", "deletionTimestamp"}).empty();
    pod.podIp = textAt(item, {"status", "podIP"});
    pod.nodeName = textAt(item, {"spec", "nodeName"});
    eachAt(item, {"status", "conditions"}, [&](element condition) {
      if (textAt(condition, {"type"}) == "Ready") pod.ready = textAt(condition, {"status"}) == "True";
    });
    eachAt(item, {"metadata", "ownerReferences"}, [&](element owner) {
      bool controls = false;
      const auto flag = at(owner, {"controller"});
      if (!flag || flag->get(controls) != simdjson::SUCCESS || !controls) return;
      pod.ownerKind = textAt(owner, {"kind"});
      pod.ownerName = textAt(owner, {"name"});
    });
    readContainers(item, pod);
    readNodeDemands(item, pod);
  });
}

Result<std::vector<KubeService>> parseServices(std::string_view text) {
  return readAll<KubeService>(text, [](element item, KubeService& service) {
    service.namespaceName = textAt(item, {"metadata", "namespace"});
    service.labels = labelsAt(item, {"metadata", "labels"});
    service.selector = labelsAt(item, {"spec", "selector"});
    service.type = textAt(item, {"spec", "type"});
    eachAt(item, {"spec", "ports"}, [&](element declared) {
      if (auto found = port(declared, "port")) service.ports.push_back(std::move(*found));
    });
  });
}

Result<std::vector<KubeNode>> parseNodes(std::string_view text) {
  return readAll<KubeNode>(text, [](element item, KubeNode& node) {
    node.labels = labelsAt(item, {"metadata", "labels"});
    node.gpus = gpusAt(item, {"status", "allocatable", "nvidia.com/gpu"});
  });
}

Result<std::vector<KubeDeployment>> parseDeployments(std::string_view text) {
  return readAll<KubeDeployment>(text, [](element item, KubeDeployment& deployment) {
    deployment.namespaceName = textAt(item, {"metadata", "namespace"});
    deployment.labels = labelsAt(item, {"metadata", "labels"});
    deployment.selector = labelsAt(item, {"spec", "selector", "matchLabels"});
    deployment.podLabels = labelsAt(item, {"spec", "template", "metadata", "labels"});
    deployment.replicas = intAt(item, {"spec", "replicas"});
    deployment.readyReplicas = intAt(item, {"status", "readyReplicas"});
  });
}

bool selects(const KubeLabels& selector, const KubeLabels& labels) {
  return !selector.empty() && std::all_of(selector.begin(), selector.end(), [&](const auto& wanted) {
    const auto found = labels.find(wanted.first);
    return found != labels.end() && found->second == wanted.second;
  });
}

}  // namespace headroom
