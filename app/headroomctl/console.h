// What a verb says, and where: the answer on standard output and nothing else there; progress, notes,
// warnings and errors on standard error. That standard error cannot be written ends no work: the answer and
// the files are what counts.
#pragma once

#include "app/headroomctl/exit_code.h"
#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <mutex>
#include <string>
#include <string_view>

namespace headroom::ctl {

// Opens those of the three standard streams that were closed: a file opened later must not get their numbers,
// or what is said to a person would be written into it. The first thing a program does.
void openStandardStreams();

class Console {
 public:
  Console();

  // Set by --json: errors then go to standard error as {"error": {"code","message","hint"}}, and progress as
  // one JSON object a line.
  void setJson(bool json) { m_json = json; }
  bool json() const { return m_json; }

  void answer(std::string_view text);            // as it stands; the caller ends its lines
  void answerJson(const nlohmann::json& value);  // one line
  void note(std::string_view text);
  void warn(std::string_view text);
  // Says the error; returns the exit code that goes with it.
  ExitCode fail(const Error& error);

  // A sink that shows progress: one line redrawn on a terminal, else a line each five seconds (as JSON each
  // second); the first and the last of a phase always. Safe from any thread.
  ProgressSink progress();

  // Flushes standard output. Errors: diskFull, io: an answer that did not arrive is a failure.
  Result<void> finish();

 private:
  void show(const Progress& progress);
  void clearLine();
  void say(std::string_view kind, std::string_view text);

  std::mutex m_mutex;
  bool m_json = false;
  bool m_isTerminal = false;
  bool m_lineShown = false;
  std::string m_lastPhase;
  Instant m_lastShown{};
  int m_writeErrno = 0;  // of the first write of the answer that failed
};

}  // namespace headroom::ctl
