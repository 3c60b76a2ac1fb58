// No text makes the reader of journals crash; what it keeps is part of the text, and reading that again keeps
// all of it and finds the same points. The reader of what was recorded of each point finds those points too.
#include "core/bench/journal.h"
#include "core/bench/point_record.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const Plan plan;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto records = readPointRecords(text, "f");
  if (records)
    for (const PointRecord& record : *records) {
      if (record.point.inputTokens < 1 || record.point.outputTokens < 1) std::abort();
      (void)lengthDifference(record);
    }
  else if (!records.error().message.starts_with("f line "))
    std::abort();
  const auto content = readJournal(text, "f", plan, true);
  if (!content) {
    if (!content.error().message.starts_with("f line ")) std::abort();
    return 0;
  }
  if (content->keepBytes > size) std::abort();
  const auto again = readJournal(text.substr(0, content->keepBytes), "f", plan, true);
  if (!again || again->keepBytes != content->keepBytes || again->points.size() != content->points.size())
    std::abort();
  for (std::size_t i = 0; i < again->points.size(); ++i)
    if (again->points[i].complete != content->points[i].complete) std::abort();
  return 0;
}
