// The traffic that plans stand on: that of the workspace (traffic_data.h), that of a scenario, read once and
// again only where a file changed, and the made-up one where there is none.
//
//   auto library = std::make_shared<TrafficLibrary>();
//   auto traffic = library->read(*scenario.traffic);           // any thread
//   (*traffic)->loaded->mean.rate();
#pragma once

#include "core/profile/benchmark_table.h"
#include "core/traffic/traffic_parts.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace headroom::ui {

struct WhatIfTraffic {
  std::vector<TrafficPart> parts;               // that are on; empty = the stand-in
  std::shared_ptr<const LoadedTraffic> loaded;  // never null
  bool ratesKnown = false;                      // false: shapes alone, of 1 request/s in all
  bool standIn() const { return parts.empty(); }
  bool timed() const { return loaded->recording && loaded->recording->timed; }
};

// On the grid of a table, of 1 request/s in all.
std::shared_ptr<const WhatIfTraffic> standInFor(const BenchmarkTable& table);

// The step of a time line that has a few hundred intervals at the most, seconds.
double timelineStep(const Recording& recording);
// Intervals of `step` seconds from the first on, as if it had been read so.
Recording coarser(const Recording& recording, double step);

class TrafficLibrary {
 public:
  // The parts that are on, laid over each other. One list of shapes without times may lack a rate: it is then
  // planned at any. Errors: as of loadTrafficFile, treated and laidOver; invalidArgument where no part is on,
  // or one is live, of which there is only the present.
  Result<std::shared_ptr<const WhatIfTraffic>> read(const std::vector<TrafficPart>& parts);

 private:
  struct Entry {
    std::vector<TrafficPart> parts;
    std::vector<std::int64_t> stamps;  // when the files were last written
    std::shared_ptr<const WhatIfTraffic> traffic;
  };
  const Entry* find(const std::vector<TrafficPart>& parts) const;

  mutable std::mutex m_mutex;
  std::vector<Entry> m_entries;  // the newest last
};

}  // namespace headroom::ui
