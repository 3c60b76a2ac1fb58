#include "ui/pages/what_if/answer_bar.h"

#include "ui/pages/what_if/view_data.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/theme/style.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/verdict_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

constexpr int kMostNotices = 4;
constexpr int kClusterWidth = 300;

template <typename Count>
QString figureOf(const WhatIfInput& input, const std::vector<Count>& replicas) {
  QStringList parts;
  for (std::size_t g = 0; g < input.gpus.size() && g < replicas.size(); ++g)
    if (replicas[g] > 0)
      parts << QStringLiteral("%1 × %2").arg(countText(static_cast<double>(replicas[g])),
                                             QString::fromStdString(input.gpus[g].name));
  return parts.isEmpty() ? AnswerBar::tr("nothing") : parts.join(QStringLiteral(" + "));
}

QString cellText(int output, int input) {
  return cellName({static_cast<double>(input), static_cast<double>(output)});
}

// "1K out × 4K in, 512 out × 4K in and 3 more".
QString listed(const QStringList& all, int most = 2) {
  if (all.size() <= most) return all.join(QStringLiteral(", "));
  return AnswerBar::tr("%1 and %2 more")
      .arg(all.mid(0, most).join(QStringLiteral(", ")))
      .arg(all.size() - most);
}

// What holds each GPU that can serve the cell down to what it can: "A10: E2E P99, L20: saturation".
QString heldBy(const WhatIf& whatIf, const PlanProblem& plan, std::size_t cell) {
  const WhatIfInput& input = whatIf.input();
  const Capacities& capacities = whatIf.capacities();
  const MixCell& place = plan.problem.cells[cell];
  QStringList held;
  for (std::size_t g = 0; g < capacities.byGpu.size() && g < plan.problem.gpus.size(); ++g) {
    if (!(plan.problem.gpus[g].capacity[cell] > 0)) continue;
    const BenchmarkTable& grid = *input.gpus[g].table;
    const CellRule rule = cellRule(input.conditions);
    const std::size_t own = grid.cell(cellIndex(grid.outputTokens(), std::log2(place.outputTokens), rule),
                                      cellIndex(grid.inputTokens(), std::log2(place.inputTokens), rule));
    held << AnswerBar::tr("%1: %2").arg(QString::fromStdString(input.gpus[g].name),
                                        bindingName(capacities.byGpu[g].limit[own], capacities.slos));
  }
  return held.join(QStringLiteral(", "));
}

// Which limits, and which cells and SLOs make them too small: the cells that weigh most come first.
AnswerNotice limitNotice(const WhatIf& whatIf, const WhatIfMix& mix) {
  QStringList limits, cells, lines;
  for (const TightLimit& limit : mix.answer.tightLimits) {
    const QString name = QString::fromStdString(whatIf.input().gpus[limit.gpu].name);
    const QString text = QStringLiteral("%1 × %2").arg(limit.maxReplicas).arg(name);
    limits << (limit.needed ? AnswerBar::tr("%1 (%2 would do)").arg(text).arg(*limit.needed) : text);
  }
  for (const std::size_t cell : mix.answer.tightCells) {
    const MixCell& place = mix.plan.problem.cells[cell];
    const QString name = cellText(place.outputTokens, place.inputTokens);
    const QString held = heldBy(whatIf, mix.plan, cell);
    cells << (held.isEmpty() ? name : AnswerBar::tr("%1 (%2)").arg(name, held));
    lines << AnswerBar::tr("%1, %2; held by %3")
                 .arg(name, compactQuantity(place.rate, AnswerBar::tr("req/s"), 2), held);
  }
  const QString most = limits.join(QStringLiteral(", "));
  lines = lines.mid(0, 12);
  lines << AnswerBar::tr("The limits have room for %1 of the traffic.")
               .arg(percentText(mix.answer.largestShare));
  return {Verdict::bad,
          cells.isEmpty() ? AnswerBar::tr("At most %1 are too few").arg(most)
                          : AnswerBar::tr("At most %1 are too few for %2").arg(most, listed(cells)),
          lines.join(QLatin1Char('\n'))};
}

void addMixNotices(const WhatIf& whatIf, const WhatIfMix& mix, std::vector<AnswerNotice>& notices) {
  const MixProblem& problem = mix.plan.problem;
  const auto rateText = [](double rate) { return compactQuantity(rate, AnswerBar::tr("req/s"), 2); };
  if (!mix.answer.unservable.empty()) {
    QStringList cells, lines;
    double rate = 0;
    for (const UnservableCell& cell : mix.answer.unservable) {
      const MixCell& place = problem.cells[cell.cell];
      rate += place.rate;
      cells << cellText(place.outputTokens, place.inputTokens);
      lines << QStringLiteral("%1, %2: %3")
                   .arg(cells.back(), rateText(place.rate), QString::fromStdString(cell.reason));
    }
    notices.push_back({Verdict::bad,
                       AnswerBar::tr("%1 of the traffic can be served by no GPU within the promise: %2")
                           .arg(rateText(rate), listed(cells)),
                       lines.mid(0, 12).join(QLatin1Char('\n'))});
  }
  if (!mix.answer.tightLimits.empty()) notices.push_back(limitNotice(whatIf, mix));
  if (mix.answer.status == MixAnswer::Status::timedOut)
    notices.push_back({Verdict::warn, AnswerBar::tr("Not proved to be the cheapest: at most %1 above it")
                                          .arg(percentText(mix.answer.gap, 2))});
  double longer = 0;
  QStringList lines;
  for (const PlanProblem::Outside& outside : mix.plan.outside) {
    if (!outside.longer) continue;
    longer += outside.rate;
    lines << AnswerBar::tr("%1 up to %2, planned as %3")
                 .arg(rateText(outside.rate), cellText(outside.largestOutput, outside.largestInput),
                      cellText(outside.outputTokens, outside.inputTokens));
  }
  if (longer > 0)
    notices.push_back({Verdict::warn,
                       AnswerBar::tr("%1 of requests are longer than anything measured: %2")
                           .arg(percentText(longer / mix.rate, 2), listed(lines, 1)),
                       lines.join(QLatin1Char('\n'))});
}

// What the figures do not say: how far the GPUs reach, what the next one would be, what rounding costs.
QString moreText(const WhatIfMix& mix, const WhatIfInput& input) {
  const MixAnswer& answer = mix.answer;
  QStringList more;
  more << AnswerBar::tr("Room for %1 more of the same shapes")
              .arg(compactQuantity(answer.headroomRate, AnswerBar::tr("req/s"), 2));
  if (answer.next) {
    QStringList change;
    for (std::size_t g = 0; g < input.gpus.size(); ++g)
      if (answer.next->change[g] != 0)
        change << QStringLiteral("%1%2 %3")
                      .arg(answer.next->change[g] > 0 ? QStringLiteral("+") : QStringLiteral("−"))
                      .arg(std::abs(answer.next->change[g]))
                      .arg(QString::fromStdString(input.gpus[g].name));
    more << (change.isEmpty()
                 ? AnswerBar::tr("one more request/s buys nothing")
                 : AnswerBar::tr("one more request/s buys %1, for %2 per hour")
                       .arg(change.join(QStringLiteral(", ")), moneyText(answer.next->costPerHourChange)));
  }
  if (mix.nearestCost && std::abs(*mix.nearestCost - answer.costPerHour) > 1e-9)
    more << AnswerBar::tr("by nearest cells %1 per hour").arg(moneyText(*mix.nearestCost));
  return more.join(QStringLiteral(" · "));
}

}  // namespace

QString mixFigure(const WhatIfInput& input, const std::vector<int>& replicas) {
  return figureOf(input, replicas);
}
QString mixFigure(const WhatIfInput& input, const std::vector<std::int64_t>& replicas) {
  return figureOf(input, replicas);
}

std::vector<AnswerNotice> answerNotices(const WhatIf& whatIf) {
  std::vector<AnswerNotice> notices;
  const WhatIfInput& input = whatIf.input();
  if (whatIf.mix().error)
    notices.push_back({Verdict::bad, QString::fromStdString(whatIf.mix().error->text())});
  if (const auto& mix = whatIf.mix().value) addMixNotices(whatIf, *mix, notices);
  if (whatIf.trafficError())
    notices.push_back(
        {Verdict::bad, AnswerBar::tr("The traffic could not be read, and made-up traffic is planned for: %1")
                           .arg(QString::fromStdString(whatIf.trafficError()->text()))});
  else if (input.traffic && input.traffic->standIn() && !whatIf.readingTraffic())
    notices.push_back(
        {Verdict::warn, AnswerBar::tr("There is no traffic yet: planned for made-up chats at %1")
                            .arg(compactQuantity(plannedRate(input), AnswerBar::tr("req/s")))});
  QStringList free;
  for (const WhatIfGpu& gpu : input.gpus)
    if (!(costOf(input.conditions, gpu) > 0)) free << QString::fromStdString(gpu.name);
  if (!free.isEmpty())
    notices.push_back(
        {Verdict::warn,
         AnswerBar::tr("No price is set for %1, so it counts as free").arg(free.join(QStringLiteral(", ")))});
  std::ranges::stable_sort(
      notices, [](Verdict a, Verdict b) { return a > b; }, &AnswerNotice::verdict);
  return notices;
}

AnswerBar::AnswerBar(QWidget* parent)
    : QFrame(parent),
      m_headline(new Headline),
      m_clusterBox(new QWidget),
      m_clusterMix(new QLabel),
      m_clusterMore(new QLabel(tr("The cluster's optimizer would take"))),
      m_clusterWarning(new VerdictLabel),
      m_more(new QLabel),
      m_lines(new QVBoxLayout) {
  setFrameShape(QFrame::StyledPanel);
  setProperty(property::card, true);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(0);
  m_headline->setFrameShape(QFrame::NoFrame);
  m_headline->setProperty(property::card, false);
  m_mix = m_headline->addItem(tr("Cheapest mix that keeps every SLO"), QStringLiteral("answer.mix"));
  m_cost = m_headline->addItem(tr("per hour"), QStringLiteral("answer.cost"));
  m_perTokens = m_headline->addItem(tr("per M tokens"), QStringLiteral("answer.perTokens"));
  m_utilisation = m_headline->addItem(tr("utilisation"), QStringLiteral("answer.utilisation"));

  m_clusterBox->setMinimumWidth(kClusterWidth);
  auto* cluster = new QVBoxLayout(m_clusterBox);
  cluster->setContentsMargins(0, 0, 0, 0);
  cluster->setSpacing(1);
  m_clusterMore->setFont(ui::font(TextStyle::secondary));
  m_clusterMore->setForegroundRole(QPalette::PlaceholderText);
  m_clusterMix->setFont(ui::font(TextStyle::strong));
  m_clusterMix->setObjectName(QStringLiteral("answer.cluster"));
  m_clusterBox->setObjectName(QStringLiteral("answer.clusterBox"));
  m_clusterMix->setTextFormat(Qt::PlainText);
  m_clusterMix->setWordWrap(true);
  m_clusterWarning->setFont(ui::font(TextStyle::secondary));
  m_clusterWarning->setObjectName(QStringLiteral("answer.clusterWarning"));
  cluster->addWidget(m_clusterMore);
  cluster->addWidget(m_clusterMix);
  cluster->addWidget(m_clusterWarning);
  m_headline->addWidget(m_clusterBox);
  down->addWidget(m_headline);
  m_more->setFont(ui::font(TextStyle::secondary));
  m_more->setForegroundRole(QPalette::PlaceholderText);
  m_more->setObjectName(QStringLiteral("answer.more"));
  m_more->setTextFormat(Qt::PlainText);
  m_more->setWordWrap(true);
  m_more->setContentsMargins(metrics::padding, 0, metrics::padding, metrics::small * 2);
  m_more->hide();
  down->addWidget(m_more);

  auto* notices = new QWidget;
  notices->setObjectName(QStringLiteral("answer.notices"));
  notices->setLayout(m_lines);
  m_lines->setContentsMargins(metrics::padding, 0, metrics::padding, metrics::padding);
  m_lines->setSpacing(2);
  down->addWidget(notices);
  notices->hide();
}

void AnswerBar::setMix(const WhatIf::Answer<WhatIfMix>& mix, const WhatIfInput& input) {
  if (!mix.value || mix.value->answer.replicas.empty()) {
    m_mix->setFigure(mix.value ? tr("none within the limits") : QString());
    m_mix->setVerdict(mix.value || mix.error ? Verdict::bad : Verdict::none);
    m_cost->setFigure({});
    m_perTokens->setFigure({});
    m_utilisation->setFigure({});
    m_more->hide();
    return;
  }
  const MixAnswer& answer = mix.value->answer;
  m_mix->setLabel(answer.status == MixAnswer::Status::infeasible ? tr("Cheapest mix for what can be served")
                                                                 : tr("Cheapest mix that keeps every SLO"));
  m_mix->setVerdict(answer.status == MixAnswer::Status::infeasible ? Verdict::warn : Verdict::none);
  m_mix->setFigure(mixFigure(input, answer.replicas));
  m_cost->setFigure(moneyText(answer.costPerHour));
  m_perTokens->setFigure(moneyText(answer.costPerMillionTokens));
  QStringList used;
  for (std::size_t g = 0; g < answer.replicas.size(); ++g)
    if (answer.replicas[g] > 0) used << fixed(100 * answer.utilisation[g], 0);
  m_utilisation->setFigure(used.isEmpty() ? QString()
                                          : used.join(QStringLiteral(" / ")) + QStringLiteral(" %"));
  const QString more = moreText(*mix.value, input);
  m_more->setText(more);
  m_more->setVisible(!more.isEmpty());
}

void AnswerBar::setCluster(const WhatIf::Answer<WhatIfCluster>& cluster, const WhatIf::Answer<WhatIfMix>& mix,
                           const WhatIfInput& input) {
  if (!cluster.value) {
    m_clusterMix->setText(cluster.error ? QString::fromStdString(cluster.error->text()) : noNumber());
    m_clusterWarning->hide();
    return;
  }
  const ClusterAnswer& answer = cluster.value->answer;
  QString text = tr("%1, %2").arg(mixFigure(input, cluster.value->replicas), moneyText(answer.replicasCost));
  if (mix.value && !mix.value->answer.replicas.empty() && mix.value->answer.costPerHour > 0) {
    const double more = answer.replicasCost / mix.value->answer.costPerHour - 1;
    if (std::abs(more) >= 0.0005)
      text += more > 0 ? QStringLiteral("  ▲ %1").arg(more < 10 ? percentText(more, 2)
                                                                : countText(more + 1) + QStringLiteral(" ×"))
                       : QStringLiteral("  ▼ %1").arg(percentText(-more, 2));
    else
      text += tr("  the same cost");
  }
  m_clusterMix->setText(text);
  QStringList lines;
  for (const ClusterWarning& warning : answer.warnings) lines << QString::fromStdString(warning.message);
  const auto unservable = std::ranges::count(answer.warnings, "unservableCell", &ClusterWarning::code);
  QString words;
  if (unservable > 0) {
    double asked = 0;
    for (std::size_t g = 0; g < answer.replicas.size(); ++g) asked += static_cast<double>(answer.replicas[g]);
    words = tr("%n cell(s) it cannot serve → %1 GPUs", nullptr, static_cast<int>(unservable))
                .arg(countText(asked));
  } else if (lines.size() == 1) {
    words = lines.front();
  } else if (!lines.isEmpty()) {
    words = tr("%1 and %2 more").arg(lines.front()).arg(lines.size() - 1);
  }
  m_clusterWarning->setVisible(!words.isEmpty());
  m_clusterWarning->setVerdict(Verdict::warn, words);
  m_clusterBox->setToolTip(lines.join(QLatin1Char('\n')));
}

void AnswerBar::setNotices(const std::vector<AnswerNotice>& notices) {
  if (notices == m_shown) return;
  m_shown = notices;
  std::vector<AnswerNotice> lines(
      notices.begin(), notices.begin() + std::min<std::ptrdiff_t>(kMostNotices, std::ssize(notices)));
  while (m_notices.size() < lines.size()) {
    auto* label = new VerdictLabel;
    label->setFont(ui::font(TextStyle::secondary));
    label->setObjectName(QStringLiteral("notice%1").arg(m_notices.size()));
    m_lines->addWidget(label);
    m_notices.push_back(label);
  }
  for (std::size_t i = 0; i < m_notices.size(); ++i) {
    m_notices[i]->setVisible(i < lines.size());
    if (i >= lines.size()) continue;
    m_notices[i]->setVerdict(lines[i].verdict, lines[i].text);
    m_notices[i]->setToolTip(lines[i].more);
  }
  m_lines->parentWidget()->setVisible(!lines.empty());
}

}  // namespace headroom::ui
