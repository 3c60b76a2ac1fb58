#include "ui/pages/benchmark/target_card.h"

#include "core/bench/journal_lines.h"
#include "ui/controllers/run_words.h"
#include "ui/models/points_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/theme/style.h"
#include "ui/widgets/tinted_icon.h"
#include "ui/widgets/verdict_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace headroom::ui {
namespace {

using Cell = std::pair<int, int>;

std::vector<double> sorted(const std::set<int>& values) { return {values.begin(), values.end()}; }

QToolButton* quietButton(const QString& name, const QString& icon, const QString& words, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setObjectName(name);
  button->setIcon(tintedIcon(icon));
  button->setAutoRaise(true);
  button->setToolTip(words);
  button->setAccessibleName(words);
  return button;
}

}  // namespace

std::vector<std::pair<CellKey, CellProgress>> cellsOf(const Plan& plan,
                                                      const std::vector<PointRecord>& points,
                                                      const std::optional<PlanPoint>& current) {
  std::map<Cell, CellProgress> cells;
  std::map<Cell, std::vector<PlanPoint>> planned;
  for (const PlanPoint& point : plan.points()) {
    planned[{point.inputTokens, point.outputTokens}].push_back(point);
    ++cells[{point.inputTokens, point.outputTokens}].total;
  }
  std::map<Cell, int> answered, measured;
  for (const PointRecord& record : points) {
    const Cell key{record.point.inputTokens, record.point.outputTokens};
    const auto found = cells.find(key);
    if (found == cells.end()) continue;
    CellProgress& cell = found->second;
    ++measured[key];
    answered[key] += !(record.throughput <= 0) && record.completed != std::uint64_t{0};
    cell.done += std::ranges::any_of(planned[key],
                                     [&](const PlanPoint& point) { return samePoint(point, record.point); });
    if (std::isnan(cell.value) || record.throughput > cell.value) cell.value = record.throughput;
    cell.clientLimited = cell.clientLimited || record.clientLimited;
    cell.errors = cell.errors || record.failed.value_or(0) > 0;
  }
  std::vector<std::pair<CellKey, CellProgress>> all;
  for (auto& [key, cell] : cells) {
    const bool isCurrent =
        current && current->inputTokens == key.first && current->outputTokens == key.second;
    if (isCurrent)
      cell.state = CellState::current;
    else if (cell.done >= cell.total)
      cell.state = answered[key] == 0 && measured[key] > 0 ? CellState::failed : CellState::done;
    all.emplace_back(CellKey{static_cast<double>(key.first), static_cast<double>(key.second)}, cell);
  }
  return all;
}

TargetCard::TargetCard(Benchmarks& benchmarks, Session& session, const std::string& target, QWidget* parent)
    : QFrame(parent),
      m_benchmarks(benchmarks),
      m_session(session),
      m_target(target),
      m_grid(new GridProgress(this)),
      m_chosen(new QCheckBox(tr("Measure"), this)),
      m_state(new VerdictLabel(this)),
      m_pause(
          quietButton(QStringLiteral("pauseOne"), QStringLiteral("pause"), tr("Pause this target"), this)),
      m_stop(quietButton(QStringLiteral("stopOne"), QStringLiteral("stop"), tr("Stop this target"), this)) {
  const QString name = QString::fromStdString(target);
  setObjectName(QStringLiteral("target/") + name);
  setAccessibleName(tr("Benchmark of %1").arg(name));
  setFrameShape(QFrame::StyledPanel);
  setProperty(property::card, true);
  m_grid->setObjectName(QStringLiteral("grid/") + name);
  m_chosen->setObjectName(QStringLiteral("measure/") + name);
  m_chosen->setToolTip(tr("Whether Start measures this target"));
  m_chosen->setAccessibleName(tr("Measure %1").arg(name));
  m_state->setObjectName(QStringLiteral("state/") + name);
  m_state->setFont(ui::font(TextStyle::secondary));
  m_state->setWordWrap(false);
  // The words give way before the card grows.
  m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
  down->setSpacing(metrics::small * 2);
  down->addWidget(m_grid, 1);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(metrics::small * 2);
  foot->addWidget(m_chosen);
  foot->addWidget(m_state, 1);
  foot->addWidget(m_pause);
  foot->addWidget(m_stop);
  down->addLayout(foot);
  connect(m_chosen, &QCheckBox::clicked, this, [this](bool on) { m_benchmarks.setChosen(m_target, on); });
  connect(m_pause, &QToolButton::clicked, this, [this] {
    const BenchmarkRun* run = m_benchmarks.run(m_target);
    if (!run) return;
    if (run->pausing() || run->status().state == RunStatus::State::paused)
      m_benchmarks.resume(m_target);
    else
      m_benchmarks.pause(m_target);
  });
  connect(m_stop, &QToolButton::clicked, this, [this] { m_benchmarks.stop(m_target); });
}

Plan TargetCard::plan() const {
  const BenchmarkRun* run = m_benchmarks.run(m_target);
  return run && run->running() ? run->plan() : m_session.workspace().plan;
}

std::optional<PlanPoint> TargetCard::current() const {
  const BenchmarkRun* run = m_benchmarks.run(m_target);
  if (!run || run->status().state != RunStatus::State::measuring) return std::nullopt;
  return run->status().point;
}

void TargetCard::rebuild(const QColor& colour) {
  m_grid->setTitle(QString::fromStdString(m_target), colour);
  m_current = current();
  std::set<int> inputs, outputs;
  const auto cells = cellsOf(plan(), {}, std::nullopt);
  for (const auto& [key, cell] : cells) {
    inputs.insert(static_cast<int>(key.inputTokens));
    outputs.insert(static_cast<int>(key.outputTokens));
  }
  m_grid->setGrid(sorted(inputs), sorted(outputs));
  showPoints();
  showWords();
}

void TargetCard::showPoints() {
  m_grid->setCells(cellsOf(plan(), m_benchmarks.points().of(m_target), m_current));
}

void TargetCard::setRange(double low, double high) { m_grid->setValues(tr("req/s"), low, high); }

void TargetCard::refresh() {
  const std::optional<PlanPoint> now = current();
  if (now != m_current) {
    m_current = now;
    showPoints();
  }
  showWords();
}

void TargetCard::showWords() {
  const Target* target = findTarget(m_session.workspace(), m_target);
  const BenchmarkRun* run = m_benchmarks.run(m_target);
  const bool running = run && run->running();
  const QString gpu = target ? QString::fromStdString(target->gpu) : QString();
  const int done = m_grid->done(), total = m_grid->total();
  const QString share = total > 0 ? percentText(static_cast<double>(done) / total, 2) : QString();
  m_grid->setCaption(gpu.isEmpty() || share.isEmpty() ? gpu + share : tr("%1 · %2").arg(gpu, share));
  m_chosen->setChecked(m_benchmarks.isChosen(m_target));
  m_chosen->setVisible(!running);
  m_pause->setVisible(running);
  m_stop->setVisible(running);
  m_state->setToolTip({});
  if (running) {
    const bool paused = run->pausing() || run->status().state == RunStatus::State::paused;
    m_pause->setIcon(tintedIcon(paused ? QStringLiteral("resume") : QStringLiteral("pause")));
    const QString words = paused ? tr("Resume this target") : tr("Pause this target");
    m_pause->setToolTip(words);
    m_pause->setAccessibleName(words);
    const bool lost = run->status().state == RunStatus::State::reconnecting;
    QString state = stateWords(*run);
    if (run->status().remainingSeconds && run->status().state == RunStatus::State::measuring &&
        !run->pausing() && !run->stopping())
      state = tr("%1 left").arg(durationWords(*run->status().remainingSeconds));
    m_state->setVerdict(lost ? Verdict::warn : Verdict::none, state);
    if (run->status().cause) m_state->setToolTip(QString::fromStdString(run->status().cause->message));
    return;
  }
  const std::optional<Error> error = m_benchmarks.points().error(m_target);
  if (error) {
    m_state->setVerdict(Verdict::bad, tr("its file cannot be read"));
    m_state->setToolTip(QString::fromStdString(error->text()));
  } else if (run && run->status().state == RunStatus::State::failed) {
    m_state->setVerdict(Verdict::bad, stateWords(*run));
    if (run->status().cause) m_state->setToolTip(QString::fromStdString(run->status().cause->message));
  } else if (run) {
    m_state->setVerdict(run->status().state == RunStatus::State::done ? Verdict::good : Verdict::none,
                        stateWords(*run));
  } else {
    const auto& points = m_benchmarks.points().of(m_target);
    const bool predicted = !points.empty() && std::ranges::all_of(points, &PointRecord::predicted);
    m_state->setVerdict(Verdict::none, predicted                    ? tr("predicted")
                                       : done >= total && total > 0 ? tr("measured")
                                       : done > 0                   ? tr("begun")
                                                                    : tr("not measured yet"));
  }
}

void TargetCard::setWatched(bool watched) {
  if (watched == m_watched) return;
  m_watched = watched;
  update();
}

void TargetCard::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit clicked();
  QFrame::mousePressEvent(event);
}

void TargetCard::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  if (!m_watched) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(coloursOf(*this).accent, 1.5));
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), metrics::radius,
                          metrics::radius);
}

}  // namespace headroom::ui
