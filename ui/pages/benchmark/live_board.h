// The last minute of one run as charts: rates, latencies, errors, lag. It draws nothing itself: the page
// shows the chart that it wants of it.
//
//   LiveBoard board(parent);
//   connect(run, &BenchmarkRun::happened, &board, &LiveBoard::take);
//   stack->addWidget(board.chart(LiveBoard::Kind::ttft));
#pragma once

#include "core/workspace/workspace.h"
#include "ui/controllers/run_update.h"
#include "ui/plots/live_chart.h"

#include <QObject>

#include <array>
#include <deque>

namespace headroom::ui {

class LiveBoard : public QObject {
  Q_OBJECT

 public:
  enum class Kind : unsigned char { rate, errors, lag, ttft, tpot, e2e };
  static constexpr int kinds = 6;

  // The charts become children of `home`.
  explicit LiveBoard(QWidget* home);

  LiveChart* chart(Kind kind) const { return m_charts[static_cast<std::size_t>(kind)]; }
  void setSlos(const SloSettings& slos);
  void take(const headroom::ui::RunLive& live);
  // How late the latest requests were sent; NaN where none were, and in a closed loop.
  double lagP99Seconds() const;
  // For a new run.
  void clear();

 private:
  // Answers over so long a time make the rate achieved: below one a second it would only flicker otherwise.
  static constexpr double rateSeconds = 5;
  static constexpr std::size_t lagsKept = 1000;

  void addAnswers(const RunLive& live);

  std::array<LiveChart*, kinds> m_charts{};
  std::deque<double> m_lags;      // of the latest requests, seconds
  std::deque<double> m_answered;  // times of the answers of the last rateSeconds
  std::array<std::vector<LiveSample>, kinds> m_samples;
};

}  // namespace headroom::ui
