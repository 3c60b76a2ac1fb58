// The sample workspace: four GPU types, one model, the whole grid predicted by the engine, promises, prices,
// scenarios and traffic. Everything can be tried on it with no GPU, no cluster and no Redis.
//
//   auto path = writeSample("/home/me/headroom-sample", {}, stop, progress);
//   auto opened = readWorkspace(*path);        // "/home/me/headroom-sample/sample.headroom"
//
// It takes about two seconds, and makes the same bytes every time.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/workspace/workspace.h"

#include <stop_token>
#include <string>

namespace headroom {

inline constexpr std::string_view sampleFileName = "sample.headroom";

struct SampleOptions {
  Plan plan = {};        // the reference's grid: 11 x 11 cells, 7 rates
  bool replace = false;  // a sample that is there already
};

// Writes the workspace, its journals (journals/*.jsonl, every row marked as predicted) and its traffic
// (traffic.csv) into `directory`, which is made where it is not there; the workspace last, so that whoever
// finds it finds all of it. Answers its path. Errors: conflict, naming the file, where a workspace is there
// already and is not to be replaced; cancelled; those of writing files.
Result<std::string> writeSample(const std::string& directory, const SampleOptions& options,
                                const std::stop_token& stop, const ProgressSink& progress = {});

}  // namespace headroom
