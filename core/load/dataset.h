// Workload data sets: what was asked of a server, and when.
//
//   auto data = readDataset("workload.jsonl");
//   data->requests[0].atMilliseconds;
//
// JSON lines or one JSON array of {"timestamp": ms, "requests": [{"prompt", "prompt_length",
// "output_length"}]}; the older spellings "Timestamp", "Requests", "Prompt", "Prompt Length", "Output Length"
// are read too, also mixed.
#pragma once

#include "core/base/result.h"
#include "core/load/prompts.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct DatasetRequest {
  double atMilliseconds = 0;  // as in the file; requests of one record are sent together
  std::string prompt;
  int promptLength = 0;             // tokens, as the file says; its number of words where it does not
  std::optional<int> outputLength;  // tokens; absent, null or 0 in the file: the length of the point is asked
};

struct Dataset {
  std::string source;                    // the path, for messages
  std::vector<DatasetRequest> requests;  // in order of time; at least one

  double meanPromptLength() const;
  // Over the requests that give one; 0 where none does.
  double meanOutputLength() const;
  // Requests a second between the first and the last time stamp; 0 where all are at one time.
  double meanRate() const;
  // Send times from the first request on, by the data set's own time stamps.
  std::vector<Duration> sendTimes() const;
};

// One request as it stands in the file; `prompt` is valid during the call alone.
struct DatasetRequestView {
  double atMilliseconds = 0;
  std::string_view prompt;
  int promptLength = 0;
  std::optional<int> outputLength;
};
// Every request in the order of the file, without keeping it: for reading many. Errors: as of parseDataset,
// but that a data set may be empty and span any time.
Result<void> visitDataset(std::string_view text, const std::string& source,
                          const std::function<void(const DatasetRequestView&)>& visit);

// Errors: malformed, naming `source` and the line (the record, in an array); notFound and the like of
// readFile.
Result<Dataset> parseDataset(std::string_view text, const std::string& source);
Result<Dataset> readDataset(const std::string& path);

// Prompts of a data set, by index, in the data set's order.
// With `matchCell`, only those whose length is within 20 % of the cell's input tokens (the tolerance of the
// reference), asked for the cell's output tokens; beyond the last one they begin again. Otherwise all, with
// their own lengths.
class DatasetPrompts : public PromptSource {
 public:
  DatasetPrompts(std::shared_ptr<const Dataset> dataset, bool matchCell);

  // How many requests of the data set fit a cell of `inputTokens`.
  std::size_t matching(int inputTokens) const;
  // Errors: notFound where no prompt fits the cell.
  Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token& stop) override;
  std::string name() const override { return "dataset"; }

 private:
  const std::vector<std::size_t>& indexes(int inputTokens) const;

  std::shared_ptr<const Dataset> m_dataset;
  bool m_matchCell;
  mutable int m_cachedTokens = -1;
  mutable std::vector<std::size_t> m_cached;
};

}  // namespace headroom
