#include "core/plan/best_gpu.h"

#include <limits>

namespace headroom {

std::vector<BestGpu> bestGpus(std::span<const MixGpu> gpus) {
  const std::size_t cells = gpus.empty() ? 0 : gpus.front().capacity.size();
  std::vector<BestGpu> answer(cells);
  for (std::size_t k = 0; k < cells; ++k) {
    BestGpu& cell = answer[k];
    double least = 0, next = 0;  // cost per hour of 1 request/s
    for (std::size_t g = 0; g < gpus.size(); ++g) {
      if (!(gpus[g].capacity[k] > 0)) continue;
      const double cost = gpus[g].costPerHour / gpus[g].capacity[k];
      if (!cell.best || cost < least) {
        cell.second = cell.best;
        next = least;
        cell.best = g;
        least = cost;
      } else if (!cell.second || cost < next) {
        cell.second = g;
        next = cost;
      }
    }
    cell.costPerMillionRequests = least / 3600 * 1e6;
    cell.margin = !cell.second   ? std::numeric_limits<double>::quiet_NaN()
                  : next > least ? next / least - 1  // infinite for a best that is free
                                 : 0;
  }
  return answer;
}

}  // namespace headroom
