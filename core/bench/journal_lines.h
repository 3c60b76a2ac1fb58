// What the journal and the requests log have in common: which lines belong to which point, and what becomes
// of lines that are taken out.
//
//   takeOut(file, points);   // what was theirs is in PATH.cut now
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/bench/plan.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// In a closed loop the rate is an outcome, and the concurrency is what was asked.
bool samePoint(const PlanPoint& a, const PlanPoint& b);
bool sameRate(double a, double b);

// A line as JSON, with null for Python's NaN and Infinity; discarded where it is none.
nlohmann::json parseLine(std::string_view line);

// The point that a row or a record is of; nothing where it tells none.
std::optional<PlanPoint> pointOf(const nlohmann::json& object);

// Appends what is taken out of the file at `path` to PATH.cut. Errors: those of AppendFile.
Result<void> keepBeside(const std::string& path, std::string_view taken);
// Keeps the rows of a point that could not be written to `path`, as when its disk is full: in the folder for
// temporary files, else in the words alone. What a person should do about it.
std::string rescue(const std::string& path, std::string_view rows);
// Takes the lines that belong to one of `points` out of the file, in one step, after they went to PATH.cut.
Result<void> takeOut(AppendFile& file, const std::vector<PlanPoint>& points);

}  // namespace headroom
