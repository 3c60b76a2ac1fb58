// Cuts through a surface: a quantity against the rate for one shape of requests, or along one length.
//
//   for (const SlicePoint& point : sliceOf({table, surface}, query, SliceAxis::rate, {1024, 512}))
//     plot(point.rate, point.value);
//
// Pure functions: fit for any thread.
#pragma once

#include "core/profile/surface_compare.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

enum class SliceAxis : std::uint8_t {
  rate,    // every rate measured of the shape; capacity is the throughput there
  input,   // what the surface shows along the prompt lengths
  output,  // likewise along the answer lengths
};
// "rate", "input", "output": on the command line.
std::optional<SliceAxis> sliceAxisOfKey(std::string_view key);

struct SliceShape {
  int inputTokens = 0, outputTokens = 0;  // the one along whose axis the cut goes does not matter
};

struct SlicePoint {
  int inputTokens = 0, outputTokens = 0;
  double rate = 0;  // asked, requests/s; NaN where no point is shown
  double value = 0, halfWidth = 0;
  CellOrigin origin = CellOrigin::missing;
};

// Ascending; empty where that shape was not measured.
std::vector<SlicePoint> sliceOf(const SurfaceOfTable& of, const SurfaceQuery& query, SliceAxis axis,
                                const SliceShape& shape);

// target,input_tokens,output_tokens,request_rate,VALUE,half_width,kind: one line a point.
struct NamedSlice {
  std::string target;
  std::vector<SlicePoint> points = {};
};
std::string sliceCsv(const std::vector<NamedSlice>& slices, const SurfaceQuery& query);

}  // namespace headroom
