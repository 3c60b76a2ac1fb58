// The benchmark file as a journal: every finished point is on the disk before the next one begins.
//
//   auto journal = Journal::open("result/llama2-7b.jsonl", plan, {});
//   for (point : plan.points()) if (!journal->finished(point)) journal->append(plan, point, result);
//
// A point is five rows (TPUT, TT, E2E, TTFT, TPOT) in one write. A point in which no request completed has no
// latency: it is the rows TPUT and TT alone, both 0, so that no SLO can pass at its rate (an SLO needs a
// row of its metric), and it counts as finished. TPOT is 0 in all four statistics, with count
// 0, where no answer had more than one token, as in the reference's files: there is no time between tokens to
// bound.
//
// Keys: the reference's first, then ours. On every row: api, arrivals, prompts, stream, ignore_eos, warmup,
// concurrency (closed loop only), predicted (only when true), version. On the TPUT row, what became of the
// point: started (ISO 8601, UTC), wall_seconds, sent, completed, failed, failures, lag_p50, lag_p99, lag_max,
// achieved_rate, max_in_flight, client_limited, … On latency rows: count.
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/bench/plan.h"
#include "core/load/generator.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// What a benchmark file holds, as far as continuing it needs to know.
struct JournalContent {
  struct Point {
    PlanPoint point;
    bool complete = false;      // all five rows, or the two of a point without an answer
    double failedShare = 0;     // failed requests / sent ones; 1 where no request completed
    std::size_t firstLine = 0;  // from 1
  };
  std::vector<Point> points;        // in file order
  std::uint64_t keepBytes = 0;      // up to the end of the last whole point; what follows was left by a crash
  bool endsWithoutNewline = false;  // the last line is whole, but its line end is missing
};

// Reads a benchmark file, and checks that it was made with the settings of `plan` (all that a row tells:
// model, seed, temperature, samples, api, arrivals, prompts, stream, ignore_eos, predicted); `anySettings`
// leaves that out. Errors: malformed, naming the line, where it is no benchmark file or is broken before its
// end; conflict, naming the line and the settings that differ.
Result<JournalContent> readJournal(std::string_view text, const std::string& source, const Plan& plan,
                                   bool anySettings = false);

// The rows of a point as they are written, each with its line end.
std::string journalRows(const Plan& plan, const PlanPoint& point, const LoadResult& result,
                        const std::string& started);

class Journal {
 public:
  // Opens or creates the file and the folder it is in, takes its lock, and cuts off what a crash left of a
  // point; what is cut goes to PATH.cut first. Errors: those of readJournal and AppendFile.
  static Result<Journal> open(const std::string& path, const Plan& plan, bool anySettings = false);

  bool finished(const PlanPoint& point) const;
  // Finished points in which at least this share of the requests failed; 1: no request completed. They are
  // not measured again by themselves.
  std::vector<PlanPoint> failed(double share = 1) const;
  // Takes points out of the file, so that they are measured again; their rows go to PATH.cut. Errors: those
  // of AppendFile; the file is then as before.
  Result<void> forget(const std::vector<PlanPoint>& points);
  std::size_t finishedCount() const { return m_points.size(); }
  // What was done to the file on opening it: one sentence each.
  const std::vector<std::string>& notes() const { return m_notes; }

  // One write, on the disk when it returns. A file that another program changed or replaced since is read
  // again first, which notes() tells; a point that it holds by then is not written twice. When it can no
  // longer be continued, the point goes to PATH.cut. Errors: diskFull, io; those of readJournal where the
  // file was changed; the file is then as before.
  Result<void> append(const Plan& plan, const PlanPoint& point, const LoadResult& result);

  // The "started" of the point that was appended last; empty before the first.
  const std::string& startedOfLast() const { return m_started; }

  const std::string& path() const { return m_path; }

 private:
  Journal() = default;
  Result<void> readAgain(const Plan& plan, const std::string& rows);

  std::string m_path;
  bool m_anySettings = false;
  AppendFile m_file;
  std::vector<JournalContent::Point> m_points;  // the whole ones
  std::vector<std::string> m_notes;
  std::string m_started;
};

}  // namespace headroom
