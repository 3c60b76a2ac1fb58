// "Before you push": what would go wrong, each with its mend and a button that leads there.
//
//   card->setFindings(check.findings(), {.untold = tr("…was not checked, because …")});
//   connect(card, &CheckCard::mendWanted, this, [this](CheckCard::Mend mend, const LintFinding& found) { …
//   });
#pragma once

#include "core/plan/lint.h"
#include "ui/widgets/card.h"

#include <QStringList>

#include <functional>
#include <vector>

class QPushButton;
class QVBoxLayout;

namespace headroom::ui {

class CheckCard : public Card {
  Q_OBJECT

 public:
  enum class Mend : unsigned char { none, deleteThere, benchmark, whatIf, targets, traffic, showCell };

  explicit CheckCard(QWidget* parent = nullptr);

  // `lies`: whether the deployment is only in the cluster, and can be mended there alone. `unchecked`: what
  // could not be checked, one sentence each. `idle`: why nothing is checked; empty where something is.
  // `model`: what the deployments' names have in common is left out.
  void setFindings(std::vector<LintFinding> findings, const std::function<bool(const std::string&)>& lies,
                   const std::string& model, const QStringList& unchecked, const QString& idle);

  static Mend mendOf(const LintFinding& found, bool liesThereOnly);
  static QString mendText(Mend mend);

 signals:
  void mendWanted(headroom::ui::CheckCard::Mend mend, const headroom::LintFinding& found);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void renew();
  QWidget* rowOf(const LintFinding& found, bool liesThereOnly);

  std::vector<std::pair<LintFinding, bool>> m_findings;  // and whether it lies there only
  std::string m_model;
  QStringList m_unchecked;
  QString m_idle;
  bool m_all = false;
  QWidget* m_rows = nullptr;
};

}  // namespace headroom::ui
