#include "ui/controllers/profile_check.h"

#include "core/cluster/kubectl.h"
#include "core/profile/profile.h"
#include "ui/controllers/tunnels.h"

#include <algorithm>
#include <set>

namespace headroom::ui {
namespace {

constexpr char modelLabel[] = "model.aibrix.ai/name";

Tasks::Answer<std::vector<LintDeployment>> deploymentsIn(const std::vector<ClusterPlace>& places,
                                                         const KubectlOptions& base,
                                                         const std::stop_token& stop) {
  auto all = std::make_shared<std::vector<LintDeployment>>();
  for (const ClusterPlace& place : places) {
    KubectlOptions options = base;
    options.context = place.context;
    const auto found = Kubectl(options).deployments(place.nameSpace, stop);
    if (!found) return found.error();
    for (const KubeDeployment& one : *found) {
      const auto label = one.labels.find(modelLabel);
      all->push_back({one.namespaceName.empty() ? one.name : one.namespaceName + "/" + one.name,
                      label == one.labels.end() ? std::string() : label->second});
    }
  }
  return std::shared_ptr<const std::vector<LintDeployment>>(std::move(all));
}

}  // namespace

std::vector<ClusterPlace> clustersOf(const Workspace& workspace, const RedisConnection& connection) {
  std::set<ClusterPlace> places;
  for (const Target& target : workspace.targets) {
    const std::string& model = connection.model;
    if (!model.empty() && !target.model.empty() && target.model != model) continue;
    if (const auto where = placeOf(target))
      places.insert({where->context, where->namespaceName});
    else if (!connection.service.empty() && !target.nameSpace.empty())
      places.insert({connection.context, target.nameSpace});
  }
  return {places.begin(), places.end()};
}

ProfileCheck::ProfileCheck(Tasks& tasks, const AppSettings& settings, QObject* parent)
    : QObject(parent),
      m_settings(settings),
      m_lane(tasks),
      m_deploymentsLane(tasks),
      m_findings(std::make_shared<const std::vector<LintFinding>>()) {}

int ProfileCheck::errors() const {
  return static_cast<int>(std::ranges::count_if(*m_findings, [](const LintFinding& found) {
    return found.finding.severity == headroom::Severity::error;
  }));
}

void ProfileCheck::ask(Question question) {
  m_question = std::move(question);
  if (m_read != m_question.clusters) readDeployments();
  check();
}

void ProfileCheck::forgetDeployments() {
  m_read.clear();
  m_deployments.reset();
  m_deploymentsError.reset();
}

void ProfileCheck::readDeployments() {
  forgetDeployments();
  m_deploymentsLane.cancel();
  m_read = m_question.clusters;
  if (m_read.empty()) return;
  TaskOptions options{tr("Reading the deployments in the cluster")};
  options.background = true;
  m_deploymentsLane.run<std::vector<LintDeployment>>(
      options,
      [places = m_read, base = kubectlOptions(m_settings)](const std::stop_token& stop, const ProgressSink&) {
        return deploymentsIn(places, base, stop);
      },
      [this](const Tasks::Answer<std::vector<LintDeployment>>& answer) {
        if (answer)
          m_deployments = **answer;
        else
          m_deploymentsError = answer.error();
        check();
      });
}

void ProfileCheck::check() {
  TaskOptions options{tr("Checking the profiles")};
  options.background = true;
  m_lane.run<std::vector<LintFinding>>(
      options,
      [question = m_question, deployments = m_deployments](
          const std::stop_token&, const ProgressSink&) -> Tasks::Answer<std::vector<LintFinding>> {
        LintContext context;
        context.traffic = question.traffic.get();
        context.deployments = deployments;
        context.now = unixNow();
        context.model = question.model;
        return std::make_shared<const std::vector<LintFinding>>(lintProfiles(question.profiles, context));
      },
      [this](const Tasks::Answer<std::vector<LintFinding>>& answer) {
        if (answer) m_findings = *answer;
        emit changed();
      });
}

}  // namespace headroom::ui
