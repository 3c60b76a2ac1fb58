// The line of choices above the maps: quantity, statistic, rate, comparison, view, and the export menu.
//
//   controls->show(*set);                             // what can be chosen depends on what was measured
//   connect(controls, &SurfaceControls::changed, this, [this](const SurfaceChoice& choice) { … });
//
// What does not apply to the quantity is greyed out and says why.
#pragma once

#include "ui/pages/surfaces/surface_set.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;

namespace headroom::ui {

class Segments;
class WrapLayout;

class SurfaceControls : public QWidget {
  Q_OBJECT

 public:
  explicit SurfaceControls(QWidget* parent = nullptr);

  // Emits nothing. `choice`: what the person asked for, which the set may not be able to give.
  void show(const SurfaceChoice& choice, const SurfaceSet& set);
  using QWidget::show;
  void setExportMenu(QMenu* menu);

 signals:
  void changed(const headroom::ui::SurfaceChoice& choice);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  // All that show() depends on: while an SLO is dragged it stays the same, and so do the controls.
  struct Shown {
    SurfaceChoice asked, given;
    std::vector<double> rates;
    QStringList targets;  // titles and names
    bool knowsCost = false, knowsErrors = false, compares = false;
    std::optional<std::pair<std::size_t, std::size_t>> pair;
    bool operator==(const Shown&) const = default;
  };

  void makeQuantity();
  void makeStatistic();
  void makeRate();
  void makeCompare();
  void makeView();
  void change(const std::function<void(SurfaceChoice&)>& edit);
  void fillRates(const SurfaceSet& set);
  void fillTargets(const Shown& shown, const SurfaceSet& set);
  void showKey();

  SurfaceChoice m_choice;
  std::optional<Shown> m_shown;
  Segments* m_quantity;
  Segments* m_statistic;
  Segments* m_at;
  QComboBox* m_rate;
  Segments* m_compare;
  QWidget* m_pair;
  QComboBox* m_first;
  QComboBox* m_second;
  Segments* m_view;
  QPushButton* m_export;
  WrapLayout* m_wrap;
  QWidget* m_right;
  QLabel* m_key;
  bool m_beside = true;
};

}  // namespace headroom::ui
