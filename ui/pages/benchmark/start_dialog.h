// What a start will do, before it does it: points, requests and time of every target, and what stands in the
// way of one.
//
//   auto* dialog = new StartDialog(benchmarks, this);
//   connect(dialog, &QDialog::accepted, this, [=] { benchmarks.start(dialog->checks()); });
//   dialog->open();
#pragma once

#include "ui/controllers/benchmarks.h"

#include <QDialog>

class QGridLayout;
class QLabel;
class QPushButton;

namespace headroom::ui {

class StartDialog : public QDialog {
  Q_OBJECT

 public:
  explicit StartDialog(Benchmarks& benchmarks, QWidget* parent = nullptr);
  const std::vector<StartCheck>& checks() const { return m_checks; }

 private:
  // Reads the files again: at the beginning, and after a target was given another file.
  void look();
  void show(std::vector<StartCheck> checks);
  void addTarget(const StartCheck& check);
  QString summary() const;

  Benchmarks& m_benchmarks;
  std::vector<StartCheck> m_checks;
  QLabel* m_summary;
  QWidget* m_list;
  QGridLayout* m_grid;
  QPushButton* m_start;
};

}  // namespace headroom::ui
