// One target of the benchmark: its grid, which fills as points land, how it is doing, and whether it is to be
// measured.
#pragma once

#include "ui/controllers/benchmarks.h"
#include "ui/plots/grid_progress.h"

#include <QFrame>

#include <optional>

class QCheckBox;
class QToolButton;

namespace headroom::ui {

class ElidedLabel;
class VerdictLabel;

// The cells of a plan with what is known of their points, of which one may be being measured.
std::vector<std::pair<CellKey, CellProgress>> cellsOf(const Plan& plan,
                                                      const std::vector<PointRecord>& points,
                                                      const std::optional<PlanPoint>& current);

class TargetCard : public QFrame {
  Q_OBJECT

 public:
  TargetCard(Benchmarks& benchmarks, Session& session, const std::string& target, QWidget* parent = nullptr);

  const std::string& target() const { return m_target; }
  GridProgress* grid() const { return m_grid; }

  // Everything anew: the plan, the points or the target changed.
  void rebuild(const QColor& colour);
  // Points were measured.
  void showPoints();
  // What a moment changes: the point at hand, the words, the buttons.
  void refresh();
  // The colours of all cards have one range.
  void setRange(double low, double high);
  // Whether the charts and the table show this one.
  void setWatched(bool watched);

 signals:
  void clicked();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  Plan plan() const;
  std::optional<PlanPoint> current() const;
  void showWords();

  Benchmarks& m_benchmarks;
  Session& m_session;
  std::string m_target;
  GridProgress* m_grid;
  QCheckBox* m_chosen;
  VerdictLabel* m_state;
  QToolButton* m_pause;
  QToolButton* m_stop;
  std::optional<PlanPoint> m_current;
  bool m_watched = false;
};

}  // namespace headroom::ui
