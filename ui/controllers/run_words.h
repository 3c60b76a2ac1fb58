// What a benchmark does and what is wrong with a plan, in words for people.
#pragma once

#include "core/base/error.h"
#include "core/bench/plan.h"
#include "ui/controllers/run_update.h"

#include <QString>

namespace headroom::ui {

class BenchmarkRun;

// "512 out × 1K in at 8 req/s", "512 out × 1K in, 4 at a time".
QString pointName(const PlanPoint& point);
// "35 %", "paused", "trying again in 2 s": short, for a chip or a card.
QString stateWords(const BenchmarkRun& run);
// "41 min", "1 h 12 min".
QString durationWords(double seconds);
// What a person can do about what ended a benchmark; core's own hints speak of the command line.
QString nextStep(const Error& error);
// What is wrong with the plan, one sentence; empty = nothing.
QString planProblem(const Plan& plan);
// What kind of failure, for people: "the connection broke".
QString failureWords(const std::string& kind);

}  // namespace headroom::ui
