#include "app/headroomctl/console.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace headroom::ctl {
namespace {

// Whoever listened may have gone away, as `2>&1 | head` does, or have nowhere to keep it: work goes on
// unheard.
void tell(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
  (void)std::fflush(stderr);
}

std::string progressLine(const Progress& progress) {
  std::string line = progress.phase;
  if (progress.total > 0) line += fmt::format(" {}/{}", progress.done, progress.total);
  line += "  elapsed " + durationText(progress.elapsedSeconds);
  if (progress.remainingSeconds) line += "  remaining " + durationText(*progress.remainingSeconds);
  if (!progress.detail.empty()) line += "  " + progress.detail;
  return line;
}

std::string progressJson(const Progress& progress) {
  nlohmann::json value{{"phase", progress.phase},
                       {"done", progress.done},
                       {"total", progress.total},
                       {"elapsedSeconds", progress.elapsedSeconds},
                       {"detail", progress.detail}};
  if (progress.remainingSeconds) value["remainingSeconds"] = *progress.remainingSeconds;
  return nlohmann::json{{"progress", value}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void openStandardStreams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // An answer that nobody takes must still fail, so standard output gets a place that cannot be written.
    // The lowest number that is free is taken: this one, as those below are open by now.
    (void)::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
  }
}

Console::Console() : m_isTerminal(::isatty(STDERR_FILENO) == 1) {}

void Console::answer(std::string_view text) {
  const std::lock_guard lock(m_mutex);
  clearLine();
  if (std::fwrite(text.data(), 1, text.size(), stdout) < text.size() && m_writeErrno == 0)
    m_writeErrno = errno;
}

void Console::answerJson(const nlohmann::json& value) {
  answer(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void Console::say(std::string_view kind, std::string_view text) {
  const std::lock_guard lock(m_mutex);
  clearLine();
  if (m_json) {
    const nlohmann::json value{{kind, text}};
    tell(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else if (kind == "note") {
    tell(std::string(text) + "\n");
  } else {
    tell(fmt::format("headroomctl: {}: {}\n", kind, text));
  }
}

void Console::note(std::string_view text) { say("note", text); }
void Console::warn(std::string_view text) { say("warning", text); }

ExitCode Console::fail(const Error& error) {
  if (m_json) {
    const std::lock_guard lock(m_mutex);
    clearLine();
    const nlohmann::json value{
        {"error", {{"code", name(error.code)}, {"message", error.message}, {"hint", error.hint}}}};
    tell(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else {
    say("error", error.text());
  }
  return exitCodeOf(error);
}

ProgressSink Console::progress() {
  return [this](const Progress& progress) { show(progress); };
}

void Console::show(const Progress& progress) {
  const std::lock_guard lock(m_mutex);
  const Instant now = Clock::now();
  const bool phaseChanged = progress.phase != m_lastPhase;
  const bool phaseEnds = progress.total > 0 && progress.done == progress.total;
  const Duration pause = std::chrono::milliseconds(m_json ? 1000 : m_isTerminal ? 100 : 5000);
  if (!phaseChanged && !phaseEnds && now - m_lastShown < pause) return;
  m_lastPhase = progress.phase;
  m_lastShown = now;
  if (m_json) {
    tell(progressJson(progress) + "\n");
  } else if (m_isTerminal) {
    tell("\r\033[K" + progressLine(progress));
    m_lineShown = true;
  } else {
    tell(progressLine(progress) + "\n");
  }
}

void Console::clearLine() {
  if (!m_lineShown) return;
  tell("\r\033[K");
  m_lineShown = false;
}

Result<void> Console::finish() {
  const std::lock_guard lock(m_mutex);
  if (m_lineShown) tell("\n");
  m_lineShown = false;
  if (std::fflush(stdout) != 0 && m_writeErrno == 0) m_writeErrno = errno;
  if (m_writeErrno != 0) return systemError(m_writeErrno, "cannot write standard output");
  return {};
}

}  // namespace headroom::ctl
