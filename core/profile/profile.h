// A GPU profile: what one deployment can take of each request shape, at what cost, under which SLOs.
#pragma once

#include "core/profile/slo.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom {

// Rows by output tokens, columns by input tokens. Ours are rectangles; one that was read may be ragged.
using Matrix = std::vector<std::vector<double>>;

struct Profile {
  std::string gpu;                             // the deployment, as "name" or "namespace/name"
  double cost = 1;                             // per hour of one replica
  Matrix throughput;                           // requests/s ("tputs")
  std::vector<int> outputTokens, inputTokens;  // ascending ("indexes")
  double created = 0;                          // unix seconds; NaN where a profile that was read has none
  Matrix e2e;                                  // mean seconds
  std::optional<Matrix> ttft;                  // mean seconds, when the TTFT SLO is set
  std::optional<Matrix> tpot;  // mean seconds; the gateway reads it, the reference does not write it
  Slos slos;

  bool sameGrid(const Profile& other) const {
    return outputTokens == other.outputTokens && inputTokens == other.inputTokens;
  }
};

// Seconds since 1970 with fractions, by the system clock: what `created` is made from.
double unixNow();

}  // namespace headroom
