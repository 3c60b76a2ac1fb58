// What a running benchmark does now: rates, requests in flight, latencies, errors, lag over the last minute.
//
//   chart->setAxis({.title = "seconds", .unit = "s"});
//   chart->setLines({{.name = "P50", .channel = ttft, .aggregate = Aggregate::p50, .colour = okabeIto(2)}});
//   connect(job, &Job::samples, chart, &LiveChart::append);     // batches, as they come
//
// Batches are taken at any rate and drawn at most `maximumHertz` times a second; the last one is always
// drawn. A chart that is hidden draws nothing, and all that it missed when it is shown again.
#pragma once

#include "ui/plots/line_chart.h"
#include "ui/plots/live_window.h"
#include "ui/plots/slice_chart.h"

#include <QTimer>

namespace headroom::ui {

struct LiveLine {
  QString name = {};
  int channel = 0;
  Aggregate aggregate = Aggregate::last;
  QColor colour = {};
  Stroke stroke = Stroke::solid;
};

class LiveChart : public SliceChart {
  Q_OBJECT

 public:
  static constexpr int maximumHertz = 10;

  // `windowSeconds` of history in `buckets` steps; samples of channels 0 to channels − 1.
  explicit LiveChart(int channels, QWidget* parent = nullptr, double windowSeconds = 60, int buckets = 120);

  void setAxis(const ChartAxis& y);
  void setLines(std::vector<LiveLine> lines);

 public slots:
  void append(const std::vector<headroom::ui::LiveSample>& samples);
  // Moves the window on where nothing happened.
  void advance(double seconds);
  void clear();

 public:
  // Draws what has come so far at once, without waiting for the next turn.
  void flush();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void turn();

  LiveWindow m_window;
  std::vector<LiveLine> m_lines;
  QTimer m_timer;
  bool m_behind = false;  // something came while it was hidden
};

}  // namespace headroom::ui
