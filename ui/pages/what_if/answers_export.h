// The answers to all of the page's questions as one JSON object, as headroomctl optimize --json writes them:
// for other programs.
//
//   lane.run<std::string>({tr("Exporting the answers")},
//       [question = ExportQuestion{whatIf.snapshot(), scenarios, metric}](auto stop, const auto& progress) {
//         return answersJson(question, stop, progress); ... });
#pragma once

#include "core/base/progress.h"
#include "ui/controllers/what_if_answers.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::ui {

struct ExportQuestion {
  std::shared_ptr<const WhatIfInput> input;
  std::vector<Scenario> scenarios;
  Metric frontMetric = Metric::e2e;
};

// Every question is worked out from this one input, whichever of them the page has shown, so that all of the
// answers belong together. A question without an answer stands under "errors", with its reason. GPUs go by
// the names that the page shows. Takes seconds. Errors: invalidArgument without a GPU; cancelled.
Result<std::string> answersJson(const ExportQuestion& question, std::stop_token stop = {},
                                const ProgressSink& progress = {});

}  // namespace headroom::ui
