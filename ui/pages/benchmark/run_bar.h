// The answer of the page in one line: what is measured now, how far it is, how long it still takes; and the
// buttons that start and end it.
#pragma once

#include "ui/controllers/benchmarks.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace headroom::ui {

class ElidedLabel;

class RunBar : public QFrame {
  Q_OBJECT

 public:
  explicit RunBar(Benchmarks& benchmarks, Session& session, QWidget* parent = nullptr);

  // `watched`: the target whose point is named, where several are measured.
  void show(const std::string& watched);

 signals:
  void startAsked();

 private:
  void showIdle(const std::string& watched);
  void showRunning(const std::vector<BenchmarkRun*>& running, const std::string& watched);
  void setLine(const QString& strong, const QString& dim);

  Benchmarks& m_benchmarks;
  Session& m_session;
  QPushButton* m_start;
  QPushButton* m_pause;
  QPushButton* m_stop;
  ElidedLabel* m_what;
  ElidedLabel* m_detail;
  QProgressBar* m_progress;
  QLabel* m_share;
  ElidedLabel* m_times;
};

}  // namespace headroom::ui
