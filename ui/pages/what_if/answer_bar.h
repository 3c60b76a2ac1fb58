// The answer first: the cheapest mix with its price, beside it what the cluster's own optimizer would take,
// and below whatever a person must know about either.
//
//   bar->setMix(whatIf.mix(), input);
//   bar->setCluster(whatIf.cluster(), input);
//   bar->setNotices(answerNotices(whatIf));
#pragma once

#include "ui/controllers/what_if.h"
#include "ui/theme/verdict.h"

#include <QFrame>
#include <QStringList>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace headroom::ui {

class Headline;
class HeadlineItem;
class VerdictLabel;

struct AnswerNotice {
  Verdict verdict = Verdict::none;
  QString text;
  QString more = {};  // all of it, as the tool tip
  bool operator==(const AnswerNotice&) const = default;
};

// What the page must say in words, the worst first: cells that nobody serves, limits that are too tight,
// traffic outside of the grid, prices that are not known, made-up traffic.
std::vector<AnswerNotice> answerNotices(const WhatIf& whatIf);
// The figure of the mix: "3 × A10 + 1 × A100-80G".
QString mixFigure(const WhatIfInput& input, const std::vector<int>& replicas);
QString mixFigure(const WhatIfInput& input, const std::vector<std::int64_t>& replicas);

class AnswerBar : public QFrame {
  Q_OBJECT

 public:
  explicit AnswerBar(QWidget* parent = nullptr);

  void setMix(const WhatIf::Answer<WhatIfMix>& mix, const WhatIfInput& input);
  // The difference to our mix is told where there is one.
  void setCluster(const WhatIf::Answer<WhatIfCluster>& cluster, const WhatIf::Answer<WhatIfMix>& mix,
                  const WhatIfInput& input);
  void setNotices(const std::vector<AnswerNotice>& notices);

 private:
  Headline* m_headline;
  HeadlineItem* m_mix;
  HeadlineItem* m_cost;
  HeadlineItem* m_perTokens;
  HeadlineItem* m_utilisation;
  QWidget* m_clusterBox;
  QLabel* m_clusterMix;
  QLabel* m_clusterMore;
  VerdictLabel* m_clusterWarning;
  QLabel* m_more;
  QVBoxLayout* m_lines;
  std::vector<VerdictLabel*> m_notices;
  std::vector<AnswerNotice> m_shown;
};

}  // namespace headroom::ui
