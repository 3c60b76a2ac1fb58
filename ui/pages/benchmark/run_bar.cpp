#include "ui/pages/benchmark/run_bar.h"

#include "ui/controllers/run_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/theme/style.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace headroom::ui {
namespace {

QString countText(std::uint64_t count) { return compact(static_cast<double>(count), 15); }

}  // namespace

RunBar::RunBar(Benchmarks& benchmarks, Session& session, QWidget* parent)
    : QFrame(parent),
      m_benchmarks(benchmarks),
      m_session(session),
      m_start(new QPushButton(tr("Start…"), this)),
      m_pause(new QPushButton(tr("Pause"), this)),
      m_stop(new QPushButton(tr("Stop"), this)),
      m_what(new ElidedLabel(this)),
      m_detail(new ElidedLabel(this)),
      m_progress(new QProgressBar(this)),
      m_share(new QLabel(this)),
      m_times(new ElidedLabel(this)) {
  setObjectName(QStringLiteral("runBar"));
  setFrameShape(QFrame::StyledPanel);
  setProperty(property::card, true);
  setAccessibleName(tr("Benchmark"));
  m_start->setObjectName(QStringLiteral("startButton"));
  m_pause->setObjectName(QStringLiteral("pauseButton"));
  m_stop->setObjectName(QStringLiteral("stopButton"));
  m_start->setProperty(property::primary, true);
  m_pause->setProperty(property::primary, true);
  m_what->setObjectName(QStringLiteral("runWhat"));
  m_detail->setObjectName(QStringLiteral("runDetail"));
  m_times->setObjectName(QStringLiteral("runTimes"));
  m_share->setObjectName(QStringLiteral("runShare"));
  m_what->setFont(ui::font(TextStyle::strong));
  m_share->setFont(ui::font(TextStyle::body));
  m_detail->setFont(ui::font(TextStyle::secondary));
  m_times->setFont(ui::font(TextStyle::secondary));
  m_detail->setDim(true);
  m_times->setDim(true);
  m_progress->setObjectName(QStringLiteral("runProgress"));
  m_progress->setRange(0, 1000);
  m_progress->setTextVisible(false);
  m_progress->setAccessibleName(tr("Share of the points that are measured"));

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
  row->setSpacing(metrics::gap);
  row->addWidget(m_start);
  row->addWidget(m_pause);
  row->addWidget(m_stop);
  auto* lines = new QVBoxLayout;
  lines->setSpacing(metrics::small);
  auto* first = new QHBoxLayout;
  first->setSpacing(metrics::gap);
  first->addWidget(m_what);
  first->addWidget(m_detail, 1);
  auto* second = new QHBoxLayout;
  second->setSpacing(metrics::gap);
  second->addWidget(m_progress, 1);
  second->addWidget(m_share);
  second->addWidget(m_times);
  lines->addLayout(first);
  lines->addLayout(second);
  row->addLayout(lines, 1);

  connect(m_start, &QPushButton::clicked, this, &RunBar::startAsked);
  connect(m_pause, &QPushButton::clicked, this,
          [this] { m_benchmarks.anyPaused() ? m_benchmarks.resume() : m_benchmarks.pause(); });
  connect(m_stop, &QPushButton::clicked, this, [this] { m_benchmarks.stop(); });
}

void RunBar::setLine(const QString& strong, const QString& dim) {
  m_what->setText(strong);
  m_detail->setText(dim);
}

void RunBar::show(const std::string& watched) {
  const std::vector<BenchmarkRun*> running = m_benchmarks.running();
  const QString obstacle = m_benchmarks.obstacle();
  const bool paused = m_benchmarks.anyPaused();
  // Further targets can be started while others run.
  const bool offersStart = running.empty() || obstacle.isEmpty();
  m_start->setVisible(offersStart);
  m_start->setEnabled(obstacle.isEmpty());
  m_start->setToolTip(obstacle);
  m_pause->setVisible(!running.empty());
  m_pause->setText(paused ? tr("Resume") : tr("Pause"));
  m_pause->setToolTip(paused ? tr("Goes on with the next point.")
                             : tr("The point that is being measured is finished first."));
  m_stop->setVisible(!running.empty());
  m_stop->setToolTip(tr("At once: finished points are kept, the point in flight is given up."));
  m_stop->setEnabled(!std::ranges::all_of(running, [](const BenchmarkRun* one) { return one->stopping(); }));
  m_progress->setVisible(!running.empty());
  m_share->setVisible(!running.empty());
  m_times->setVisible(!running.empty());
  if (running.empty())
    showIdle(watched);
  else
    showRunning(running, watched);
}

void RunBar::showIdle(const std::string& watched) {
  if (const BenchmarkRun* last = m_benchmarks.run(watched)) {
    const RunStatus& status = last->status();
    const QString kept =
        tr("%1 of %2 points are kept").arg(countText(status.pointsDone), countText(status.pointsTotal));
    const QString name = QString::fromStdString(watched);
    if (status.state == RunStatus::State::done)
      return setLine(tr("%1 is measured").arg(name),
                     tr("%1 · took %2").arg(kept, durationWords(status.elapsedSeconds)));
    if (status.state == RunStatus::State::stopped)
      return setLine(tr("%1 was stopped").arg(name), tr("%1 · Start goes on from there").arg(kept));
    return setLine(tr("%1 failed").arg(name),
                   status.cause ? QString::fromStdString(status.cause->message) : kept);
  }
  const QString obstacle = m_benchmarks.obstacle();
  const Plan& plan = m_session.workspace().plan;
  if (!obstacle.isEmpty()) return setLine(tr("Nothing can be measured yet"), obstacle);
  const auto targets = static_cast<int>(m_benchmarks.chosen().size());
  setLine(targets == 1 ? tr("1 target to measure") : tr("%n targets to measure", nullptr, targets),
          tr("%1 points each · about %2")
              .arg(countText(plan.points().size()), durationWords(plan.expectedSeconds())));
}

void RunBar::showRunning(const std::vector<BenchmarkRun*>& running, const std::string& watched) {
  const BenchmarkRun* shown = running.front();
  for (const BenchmarkRun* one : running)
    if (one == m_benchmarks.run(watched)) shown = one;
  std::uint64_t done = 0, total = 0;
  double elapsed = 0;
  std::optional<double> remaining;
  for (const BenchmarkRun* one : running) {
    const RunStatus& status = one->status();
    done += status.pointsDone;
    total += status.pointsTotal;
    elapsed = std::max(elapsed, status.elapsedSeconds);
    if (status.remainingSeconds) remaining = std::max(remaining.value_or(0), *status.remainingSeconds);
  }
  const RunStatus& status = shown->status();
  const QString name = QString::fromStdString(m_benchmarks.targetOf(*shown));
  QString what = name;
  QStringList details;
  if (status.point && status.state == RunStatus::State::measuring && !shown->stopping()) {
    what = tr("%1 · %2").arg(name, pointName(*status.point));
    details << tr("point %1 of %2").arg(countText(status.pointsDone + 1), countText(status.pointsTotal));
    if (status.samples > 0)
      details << tr("%1 of %2 requests").arg(countText(status.finished), countText(status.samples));
    if (shown->pausing()) details << stateWords(*shown);
  } else {
    what = tr("%1 · %2").arg(name, stateWords(*shown));
    details << tr("%1 of %2 points").arg(countText(status.pointsDone), countText(status.pointsTotal));
  }
  if (running.size() > 1)
    details << (running.size() == 2
                    ? tr("and 1 more target")
                    : tr("and %n more targets", nullptr, static_cast<int>(running.size()) - 1));
  setLine(what, details.join(QStringLiteral(" · ")));
  const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
  m_progress->setValue(static_cast<int>(share * 1000));
  m_share->setText(percentText(share, 2));
  QStringList times{tr("elapsed %1").arg(durationWords(elapsed))};
  if (remaining) times << tr("remaining %1").arg(durationWords(*remaining));
  m_times->setText(times.join(QStringLiteral(" · ")));
}

}  // namespace headroom::ui
