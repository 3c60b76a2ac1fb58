// What clusters hold, asked of kubectl on tasks: contexts, namespaces, and what in them could be measured.
//
//   ClusterBrowser browser(tasks, settings);
//   connect(&browser, &ClusterBrowser::changed, this, [this] { show(browser.contexts(), browser.found()); });
//   browser.readContexts();
//   browser.look("prod", "inference");
//
// Asking anew for the same drops the answer of before. An error stays until the next question: kubectl that
// is not there, not logged in or hanging is told with its next step (core/cluster/kubectl.h).
#pragma once

#include "core/base/secret.h"
#include "core/cluster/discovery.h"
#include "core/endpoint/endpoint.h"
#include "ui/controllers/tasks.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

class AppSettings;

class ClusterBrowser : public QObject {
  Q_OBJECT

 public:
  template <typename T>
  struct Answer {
    bool busy = false;
    std::shared_ptr<const T> value = nullptr;
    std::optional<Error> error = {};
  };
  using Contexts = std::vector<KubeContext>;
  using Names = std::vector<std::string>;

  ClusterBrowser(Tasks& tasks, const AppSettings& settings, QObject* parent = nullptr);

  void readContexts();
  void readNamespaces(const std::string& context);
  void look(const std::string& context, const std::string& nameSpace);
  // Through a port-forward that lives as long as the question: GET /v1/models.
  void askModels(const TunnelTarget& place, const Secret& apiKey);
  // The same without one.
  void askModels(const Endpoint& endpoint);
  void cancel();

  const Answer<Contexts>& contexts() const { return m_contexts; }
  const Answer<Names>& namespaces() const { return m_namespaces; }
  const Answer<Discovery>& found() const { return m_found; }
  const Answer<Names>& models() const { return m_models; }

 signals:
  void changed();

 private:
  KubectlOptions options(const std::string& context) const;
  template <typename T>
  void run(TaskLane& lane, Answer<T>& answer, const QString& name, Tasks::Work<T> work);

  const AppSettings& m_settings;
  TaskLane m_contextLane, m_namespaceLane, m_findLane, m_modelLane;
  Answer<Contexts> m_contexts;
  Answer<Names> m_namespaces;
  Answer<Discovery> m_found;
  Answer<Names> m_models;
};

}  // namespace headroom::ui
