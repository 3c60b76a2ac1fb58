// What would go wrong in the cluster with the profiles that are to be pushed: core's lint, on a thread, with
// the names of the deployments as kubectl tells them.
//
//   ProfileCheck check(tasks, settings);
//   connect(&check, &ProfileCheck::changed, this, [&] { show(check.findings()); });
//   check.ask({.profiles = …, .model = "llama2-7b", .clusters = clustersOf(workspace, connection)});
//
// The newest question only is answered. Deployments are read once for each cluster and namespace, and again
// after forgetDeployments(); where they cannot be read the rest is checked all the same, and
// deploymentsError() says why. GUI thread.
#pragma once

#include "core/plan/lint.h"
#include "core/traffic/distribution.h"
#include "core/workspace/workspace.h"
#include "ui/controllers/tasks.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headroom::ui {

class AppSettings;

// A context of kubectl and a namespace in it.
struct ClusterPlace {
  std::string context, nameSpace;
  auto operator<=>(const ClusterPlace&) const = default;
};
// Where the targets of the connection's model are, each place once: those that are reached through a cluster,
// and where the connection itself goes through one, all that name a namespace.
std::vector<ClusterPlace> clustersOf(const Workspace& workspace, const RedisConnection& connection);

class ProfileCheck : public QObject {
  Q_OBJECT

 public:
  struct Question {
    std::vector<LintProfile> profiles = {};
    std::string model = {};
    std::shared_ptr<const Distribution> traffic = {};  // null: it is not known what users send
    std::vector<ClusterPlace> clusters = {};           // empty: names of deployments are not checked
  };

  ProfileCheck(Tasks& tasks, const AppSettings& settings, QObject* parent = nullptr);

  void ask(Question question);
  // Errors first.
  const std::vector<LintFinding>& findings() const { return *m_findings; }
  int errors() const;
  const std::optional<Error>& deploymentsError() const { return m_deploymentsError; }
  bool settled() const { return !m_lane.busy() && !m_deploymentsLane.busy(); }
  void forgetDeployments();

 signals:
  void changed();

 private:
  void readDeployments();
  void check();

  const AppSettings& m_settings;
  TaskLane m_lane, m_deploymentsLane;
  Question m_question;
  std::vector<ClusterPlace> m_read;  // what m_deployments was read of
  std::optional<std::vector<LintDeployment>> m_deployments;
  std::optional<Error> m_deploymentsError;
  std::shared_ptr<const std::vector<LintFinding>> m_findings;
};

}  // namespace headroom::ui
