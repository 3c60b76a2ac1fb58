// One JSON line per request of every measured point: the raw records behind a benchmark file.
//
//   {"input_tokens": 128, "output_tokens": 64, "request_rate": 4.0, "index": 0, "planned": 0.0,
//    "sent": 0.00004, "first_content": 0.031, "last_content": 0.512, "finished": 0.513, "input_came": 128,
//    "output_came": 64, "failure": "none", …}
//
// Times are seconds from the start of the point; null where it did not happen. No prompt and no answer is
// in it.
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/bench/journal.h"
#include "core/bench/plan.h"
#include "core/load/generator.h"

#include <string>

namespace headroom {

class RequestsLog {
 public:
  // Opens or creates the file, and cuts off at its end what a crash left: half a line, and the requests of a
  // last point that the journal does not hold, because that point will be measured again. What is cut goes to
  // PATH.cut first. Errors: malformed (a file of something else), invalidArgument (the journal itself), and
  // those of AppendFile.
  static Result<RequestsLog> open(const std::string& path, const Journal& journal);

  // Takes the requests of points out that the journal forgets; they go to PATH.cut. First the log, then the
  // journal: after a crash in between, the same again ends it.
  Result<void> forget(const std::vector<PlanPoint>& points);

  // All requests of a point in one write. Errors: diskFull, io; the file is then as before.
  Result<void> append(const PlanPoint& point, const LoadResult& result);

  const std::string& path() const { return m_file.path(); }

 private:
  RequestsLog() = default;
  AppendFile m_file;
};

}  // namespace headroom
