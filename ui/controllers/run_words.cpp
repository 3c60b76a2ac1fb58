#include "ui/controllers/run_words.h"

#include "core/base/progress.h"
#include "core/endpoint/generation.h"
#include "ui/controllers/benchmark_run.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(RunWords)
};

constexpr int longestLength = 10'000'000;  // as Plan::check has it
constexpr double highestRate = 1e6;

QString lengthProblem(const LengthRange& range, const QString& what) {
  if (range.start < 1 || range.limit < 1 || range.start > longestLength || range.limit > longestLength)
    return Words::tr("%1 must lie between 1 and %2 tokens.").arg(what, compact(longestLength, 9));
  if (range.start > range.limit)
    return Words::tr("%1 begin at %2 and end at %3: nothing would be measured.")
        .arg(what)
        .arg(range.start)
        .arg(range.limit);
  return {};
}

}  // namespace

QString pointName(const PlanPoint& point) {
  const QString cell =
      Words::tr("%1 out × %2 in").arg(tokenLabel(point.outputTokens), tokenLabel(point.inputTokens));
  if (point.concurrency > 0) return Words::tr("%1, %2 at a time").arg(cell).arg(point.concurrency);
  return Words::tr("%1 at %2 req/s").arg(cell, compact(point.requestRate));
}

QString durationWords(double seconds) {
  return QString::fromStdString(durationText(seconds < 60 ? std::round(seconds) : seconds));
}

QString stateWords(const BenchmarkRun& run) {
  using State = RunStatus::State;
  const RunStatus& status = run.status();
  const QString percent =
      status.pointsTotal == 0
          ? QString()
          : percentText(static_cast<double>(status.pointsDone) / static_cast<double>(status.pointsTotal), 2);
  if (run.stopping()) return Words::tr("stopping");
  switch (status.state) {
    case State::connecting: return Words::tr("connecting");
    case State::paused: return Words::tr("paused at %1").arg(percent);
    case State::measuring:
      return run.pausing() ? Words::tr("pausing after this point") : Words::tr("measuring, %1").arg(percent);
    case State::reconnecting: {
      const double wait = std::max(0.0, toSeconds(status.nextTry - Clock::now()));
      return wait < 0.5 ? Words::tr("connection lost, trying again")
                        : Words::tr("connection lost, trying again in %1").arg(durationWords(wait));
    }
    case State::done: return Words::tr("measured");
    case State::stopped: return Words::tr("stopped at %1").arg(percent);
    case State::failed: return Words::tr("failed at %1").arg(percent);
  }
  return {};
}

QString nextStep(const Error& error) {
  switch (error.code) {
    case ErrorCode::conflict:
      return Words::tr("Measure into a new file, or put the plan back as it was when the file was made.");
    case ErrorCode::malformed: return Words::tr("Look at what is named here, or measure into a new file.");
    case ErrorCode::unreachable:
    case ErrorCode::connectionLost:
    case ErrorCode::timeout:
      return Words::tr(
          "Check that the server runs; finished points are kept, and Start goes on where it stopped.");
    case ErrorCode::unauthenticated: return Words::tr("Give the target's API key on the Targets page.");
    case ErrorCode::notFound: return Words::tr("Check the target's address and model on the Targets page.");
    case ErrorCode::tls: return Words::tr("Check the target's certificate on the Targets page.");
    case ErrorCode::diskFull: return Words::tr("Make room on the disk; Start goes on where it stopped.");
    case ErrorCode::permissionDenied: return Words::tr("Make the file writable, or measure into a new file.");
    default: return QString::fromStdString(error.hint);
  }
}

QString planProblem(const Plan& plan) {
  if (QString problem = lengthProblem(plan.inputTokens, Words::tr("Input lengths")); !problem.isEmpty())
    return problem;
  if (QString problem = lengthProblem(plan.outputTokens, Words::tr("Output lengths")); !problem.isEmpty())
    return problem;
  if (plan.concurrencies.empty()) {
    const RateRange& rates = plan.rates;
    if (!(rates.start >= 0.001 && rates.limit >= 0.001 && rates.start <= highestRate &&
          rates.limit <= highestRate))
      return Words::tr("Rates must lie between 0.001 and %1 requests/s.").arg(compact(highestRate, 9));
    if (rates.start > rates.limit)
      return Words::tr("Rates begin at %1 and end at %2 requests/s: nothing would be measured.")
          .arg(compact(rates.start, 6), compact(rates.limit, 6));
  }
  // What is left is bounded by the fields themselves.
  if (const auto fine = plan.check(); !fine) return QString::fromStdString(fine.error().message);
  return {};
}

QString failureWords(const std::string& kind) {
  const auto is = [&](FailureKind candidate) { return kind == name(candidate); };
  if (is(FailureKind::unreachable)) return Words::tr("the server was not reached");
  if (is(FailureKind::tls)) return Words::tr("TLS failed");
  if (is(FailureKind::connectTimeout)) return Words::tr("no connection in time");
  if (is(FailureKind::firstTokenTimeout)) return Words::tr("no first token in time");
  if (is(FailureKind::totalTimeout)) return Words::tr("the answer was not whole in time");
  if (is(FailureKind::reset)) return Words::tr("the connection broke");
  if (is(FailureKind::httpStatus)) return Words::tr("the server refused");
  if (is(FailureKind::malformedStream)) return Words::tr("the answer was malformed");
  if (is(FailureKind::serverError)) return Words::tr("the server reported an error");
  if (is(FailureKind::earlyEnd)) return Words::tr("the answer ended early");
  return QString::fromStdString(kind);
}

}  // namespace headroom::ui
