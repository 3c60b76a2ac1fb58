// The last minute of a stream of samples, in a fixed number of buckets: what live charts draw. Memory does
// not grow with the rate or the time.
//
//   LiveWindow window(60, 120, 2);                    // 60 s in 120 buckets, channels 0 and 1
//   window.add(samples);
//   auto line = window.line(0, Aggregate::p90);       // x from -60 to 0 s
#pragma once

#include <QPointF>

#include <cstdint>
#include <span>
#include <vector>

namespace headroom::ui {

struct LiveSample {
  double seconds;  // since the run began; need not come in order
  int channel;
  double value;
};

enum class Aggregate : unsigned char {
  last,  // the newest in the bucket: in flight
  mean,
  maximum,  // lag
  rate,     // sum of values a second: with a value of 1 for each event, events a second
  p50,
  p90,
  p99,  // over the samples of the last ten seconds before the bucket's end
};

class LiveWindow {
 public:
  LiveWindow(double windowSeconds, int buckets, int channels);

  // Samples older than the window, of an unknown channel, or not finite are left out.
  void add(std::span<const LiveSample> samples);
  // Time has come so far, also where there was no sample.
  void advance(double seconds);
  void clear();
  // The newest time seen; 0 before the first.
  double nowSeconds() const { return m_now; }
  double windowSeconds() const { return m_width * m_buckets; }
  int buckets() const { return m_buckets; }

  // One point a bucket, oldest first; x in seconds before now (≤ 0), y NaN for a bucket without samples. The
  // newest bucket, still filling, is left out of rates. A percentile needs enough samples to mean something
  // (2, 10 and 100 for P50, P90, P99), else NaN.
  std::vector<QPointF> line(int channel, Aggregate aggregate);

 private:
  struct Bucket {
    std::int64_t index = -1;  // seconds / width, rounded down; -1 = empty
    std::uint64_t count = 0;
    double sum = 0, maximum = 0, last = 0, lastSeconds = 0;
    std::vector<float> kept;    // a fair sample of at most `reservoir` values
    double percentile[3] = {};  // of the ten seconds up to here
    std::uint64_t known = 0;    // samples that `percentile` was computed from, 0 = none yet
  };

  static constexpr std::size_t reservoir = 256;

  Bucket& bucket(int channel, std::int64_t index);
  const Bucket* find(int channel, std::int64_t index) const;
  double percentile(int channel, std::int64_t index, int which);

  double m_width;
  int m_buckets, m_channels, m_span;  // span: buckets in ten seconds
  double m_now = 0;
  bool m_any = false;
  std::uint32_t m_random = 2463534242U;
  std::vector<Bucket> m_ring;  // channel by channel
  std::vector<float> m_scratch;
};

}  // namespace headroom::ui
