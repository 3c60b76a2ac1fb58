#include "core/endpoint/metrics_watch.h"

#include "core/base/clock.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace headroom {
namespace {

void sleep(double seconds, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  (void)never.wait_for(lock, stop, fromSeconds(seconds), [] { return false; });
}

void watch(const std::stop_token& stop, const Endpoint& endpoint, double everySeconds,
           const MetricsWatch::Handler& handler) {
  auto caller = HttpCaller::create(endpoint);
  if (!caller) return handler(caller.error());
  while (!stop.stop_requested()) {
    const Result<ServerMetrics> reading = readServerMetrics(*caller, stop);
    if (stop.stop_requested()) return;
    handler(reading);
    if (!reading) switch (reading.error().code) {
        case ErrorCode::unsupported:
        case ErrorCode::unauthenticated: return;
        default: break;
      }
    sleep(everySeconds, stop);
  }
}

}  // namespace

MetricsWatch::MetricsWatch(Endpoint endpoint, double everySeconds, Handler handler)
    : m_thread([endpoint = std::move(endpoint), everySeconds, handler = std::move(handler)](
                   const std::stop_token& stop) { watch(stop, endpoint, everySeconds, handler); }) {}

}  // namespace headroom
