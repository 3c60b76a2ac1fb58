// What would go wrong with a push, and whether there may be one.
#include "core/store/redis_backend.h"
#include "ui/controllers/redis_reach.h"
#include "ui/pages/cluster/cluster_page.h"
#include "ui/pages/cluster/connection_bar.h"
#include "ui/pages/cluster/difference_card.h"
#include "ui/pages/cluster/push_card.h"

#include <QScrollArea>

#include <algorithm>

namespace headroom::ui {
namespace {

QString qs(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

// The rate may be dragged on another page: a check that nobody sees waits until the page is shown.
void ClusterPage::checkWhereSeen() {
  m_checkIsStale = true;
  if (isVisible()) renewCheck();
}

void ClusterPage::renewCheck() {
  m_checkIsStale = false;
  ProfileCheck::Question question;
  question.model = m_used.model;
  question.clusters = clustersOf(workspace(), m_used);
  if (const auto& traffic = context().services.traffic.traffic()) {
    // As the optimizer sees it, at the rate that is planned for.
    const double rate = workspace().trafficRate, own = traffic->mean.rate();
    question.traffic = std::make_shared<const Distribution>(
        scaled(traffic->cluster.value_or(traffic->mean), rate > 0 && own > 0 ? rate / own : 1));
  }
  const std::vector<const ClusterRow*> chosen = m_model.chosen();
  const auto isChosen = [&](const ClusterRow& row) {
    return std::ranges::find(chosen, &row) != chosen.end();
  };
  for (const ClusterRow& row : m_model.rows()) {
    LintProfile one;
    if (isChosen(row)) {
      one.source = row.here->file.empty() ? row.here->made.journal : row.here->file;
      one.parsed = row.here->parsed;
      one.zeroLimits = row.here->made.zeroLimits;
      one.predicted = row.here->made.predicted;
      if (row.thereProfile()) one.stored = *row.thereProfile();
      // A push writes a fresh one.
      one.parsed.profile.created = unixNow();
    } else if (row.thereProfile()) {
      one.source = row.there->name;
      one.parsed = *row.there->parsed;
      // With nothing to push, the cluster itself is what is looked at.
      one.inCluster = !chosen.empty();
    } else {
      continue;
    }
    question.profiles.push_back(std::move(one));
  }
  m_check.ask(std::move(question));
  renewPlan();  // what was found before says nothing about this any more
}

void ClusterPage::showCheck() {
  const std::vector<ClusterRow>& rows = m_model.rows();
  QStringList unchecked;
  if (m_check.deploymentsError())
    unchecked << tr("The names of the deployments were not checked: %1.")
                     .arg(qs(m_check.deploymentsError()->text()));
  QString idle;
  if (rows.empty()) idle = tr("There is no profile to check yet.");
  m_checkCard->setFindings(
      m_check.findings(),
      [&](const std::string& deployment) {
        const int row = m_model.rowOf(deployment);
        return row >= 0 && !m_model.at(row)->hereProfile();
      },
      m_used.model, unchecked, idle);
  renewPlan();
}

QString ClusterPage::whyNotWritable() const {
  if (!connection()) return tr("Add a Redis connection first");
  switch (m_server.state()) {
    case ProfileServer::State::none:
    case ProfileServer::State::connecting: return tr("Wait until the cluster's profiles are read");
    case ProfileServer::State::lost: return tr("Redis does not answer");
    case ProfileServer::State::connected: break;
  }
  if (m_server.writing()) return tr("Something is being written");
  return {};
}

QString ClusterPage::whyNotPushable() const {
  const QString why = whyNotWritable();
  return why.isEmpty() && !m_model.chosen().empty() ? whyNotSound() : why;
}

QString ClusterPage::whyNotSound() const {
  // Without the names of the deployments, too, it is not known what would go wrong.
  if (!m_check.settled()) return tr("Wait until the check is done");
  const int errors = m_check.errors();
  if (errors == 1) return tr("Mend the error first, or push all the same from the menu Cluster.");
  if (errors > 1) return tr("Mend %n errors first, or push all the same from the menu Cluster.", "", errors);
  return {};
}

void ClusterPage::renewPlan() {
  const std::vector<const ClusterRow*> chosen = m_model.chosen();
  PushCard::Plan plan;
  if (const RedisConnection* one = connection()) {
    plan.server = serverText(*one);
    plan.canNotify = !one->optimizerUrl.empty();
  }
  for (const ClusterRow* row : chosen) plan.keys << qs(profileKey(m_used.model, row->deployment));
  plan.busy = m_server.writing();
  plan.dryBlocked = whyNotWritable();
  plan.blocked = whyNotPushable();
  // Of what was asked before, there is nothing to be told.
  const int errors = m_check.settled() ? m_check.errors() : 0;
  m_force->setEnabled(plan.dryBlocked.isEmpty() && errors > 0 && !chosen.empty());
  m_push->setPlan(plan);

  // The answer of the page, in one sentence.
  if (!connection() || !m_server.reading()) {
    m_bar->setAnswer(Verdict::none, {});
  } else if (chosen.empty()) {
    const bool any =
        std::ranges::any_of(m_model.rows(), [](const ClusterRow& row) { return row.pushable(); });
    m_bar->setAnswer(any ? Verdict::none : Verdict::good,
                     any ? tr("Nothing is ticked: a push would change nothing.")
                         : tr("The cluster has what was measured here: there is nothing to push."));
  } else {
    int fresh = 0, lower = 0;
    for (const ClusterRow* row : chosen) {
      fresh += row->kind == ClusterRow::Kind::fresh;
      lower += row->verdict == Verdict::bad;
    }
    const int count = static_cast<int>(chosen.size());
    QStringList parts{count == 1 ? tr("A push would write 1 profile")
                                 : tr("A push would write %n profiles", "", count)};
    if (fresh > 0) parts << tr("%n of them new", "", fresh);
    if (lower > 0) parts << tr("%n with less capacity", "", lower);
    QString words = parts.join(QStringLiteral(", "));
    if (errors > 0)
      words = errors == 1 ? tr("%1; 1 error to mend first").arg(words)
                          : tr("%1; %n errors to mend first", "", errors).arg(words);
    m_bar->setAnswer(errors > 0 ? Verdict::bad : lower > 0 ? Verdict::warn : Verdict::good, words + u'.');
  }
}

void ClusterPage::mend(CheckCard::Mend mend, const LintFinding& found) {
  if (!found.profile.empty() && m_model.rowOf(found.profile) >= 0) select(found.profile);
  if (const ClusterRow* row = selected();
      row && row->here && !row->here->made.target.empty() && !found.profile.empty())
    session().selectTarget(row->here->made.target);
  switch (mend) {
    case CheckCard::Mend::none: break;
    case CheckCard::Mend::deleteThere: askToDelete(found.profile); break;
    case CheckCard::Mend::benchmark: context().showPage(QStringLiteral("benchmark")); break;
    case CheckCard::Mend::whatIf: context().showPage(QStringLiteral("what-if")); break;
    case CheckCard::Mend::targets: context().showPage(QStringLiteral("targets")); break;
    case CheckCard::Mend::traffic: context().showPage(QStringLiteral("traffic")); break;
    case CheckCard::Mend::showCell:
      if (found.cell) session().selectCell(found.cell->inputTokens, found.cell->outputTokens);
      m_scroll->ensureWidgetVisible(m_difference);
      break;
  }
}

}  // namespace headroom::ui
