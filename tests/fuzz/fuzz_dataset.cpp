// No text makes the reader of workload data sets crash, and what it accepts is in order and can be replayed.
#include "core/load/dataset.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const auto dataset = parseDataset({reinterpret_cast<const char*>(data), size}, "f");
  if (!dataset) {
    if (!dataset.error().message.starts_with("f ")) std::abort();
    return 0;
  }
  if (dataset->requests.empty()) std::abort();
  const auto times = dataset->sendTimes();
  if (times.size() != dataset->requests.size() || times.front() != Duration(0)) std::abort();
  if (!std::is_sorted(times.begin(), times.end())) std::abort();
  if (!(dataset->meanPromptLength() >= 0) || !(dataset->meanRate() >= 0)) std::abort();
  return 0;
}
