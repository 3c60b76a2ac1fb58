// Between the thread that measures and the GUI thread: collects what happened until it is fetched. Unlike a
// Channel's values, events and points are never dropped.
//
//   auto feed = std::make_shared<RunFeed>();
//   job.live = [feed](const LiveBatch& batch) { feed->take(batch); };          // the measuring thread
//   RunUpdate update = feed->fetch();                                          // the GUI thread
#pragma once

#include "core/base/progress.h"
#include "core/bench/measure.h"
#include "ui/controllers/run_update.h"

#include <functional>
#include <mutex>

namespace headroom::ui {

class RunFeed {
 public:
  // `ring`: called, from any thread, when there is something to fetch.
  explicit RunFeed(std::function<void()> ring) : m_ring(std::move(ring)) {}

  void take(const MeasureStep& step);
  void take(const Progress& progress);
  void takePoint(const PlanPoint& point, std::uint64_t samples);
  void take(const LiveBatch& batch);
  void take(const PointRecord& record);
  void takeNote(const std::string& note);
  void take(const Result<ServerMetrics>& reading);
  // How it ended: nothing, or why it did not go through.
  void end(const std::optional<Error>& stopped);

  // What came since the fetch before; the status and the server's view are whole each time.
  RunUpdate fetch();

 private:
  // The GUI may be busy for a while: so many events are kept for it, and then the oldest give way.
  static constexpr std::size_t mostEvents = 200'000;

  template <typename Change>
  void change(Change change);

  std::function<void()> m_ring;
  std::mutex m_mutex;
  RunUpdate m_pending;
  bool m_begun = false;
};

}  // namespace headroom::ui
