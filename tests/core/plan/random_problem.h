// Mix problems drawn by seed: GPU types of different size, stronger in different corners of the grid, some
// cells out of reach of the small ones.
#pragma once

#include "core/plan/mix.h"

#include <cmath>
#include <random>
#include <string>

namespace headroom::test {

struct RandomShape {
  int side = 11;  // side x side cells, all with traffic
  int types = 4;
  double rate = 100;  // requests/s over all cells
  double outOfReach = 0.3;
};

inline MixProblem randomProblem(unsigned seed, const RandomShape& shape) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform(0, 1);
  MixProblem problem;
  std::vector<double> size;
  for (int g = 0; g < shape.types; ++g) {
    size.push_back(std::exp(uniform(random) * 2.5));
    MixGpu gpu;
    gpu.name = "gpu-" + std::to_string(g);
    gpu.costPerHour = std::round(100 * 0.8 * size.back() * (0.8 + 0.4 * uniform(random))) / 100;
    problem.gpus.push_back(gpu);
  }
  for (int row = 0; row < shape.side; ++row)
    for (int column = 0; column < shape.side; ++column) {
      const double place = double(row + column) / (2 * shape.side),
                   weight = double(2 * row + column) / (3 * shape.side);
      problem.cells.push_back({4 << std::min(row, 20), 4 << std::min(column, 20),
                               -std::log(1 - uniform(random)) * shape.rate / (shape.side * shape.side)});
      bool reached = false;
      for (std::size_t g = 0; g < problem.gpus.size(); ++g) {
        const double tilt = std::pow(size[g], 0.5 * (place - 0.5)),
                     noise = std::exp(0.2 * (uniform(random) - 0.5));
        double capacity = 40 * size[g] * tilt * noise / (1 + std::exp2(weight * 10) / 8);
        if (size[g] < 6 && uniform(random) < shape.outOfReach * place * 2) capacity = 0;
        problem.gpus[g].capacity.push_back(capacity);
        reached = reached || capacity > 0;
      }
      if (!reached) problem.gpus[0].capacity.back() = 1;
    }
  return problem;
}

}  // namespace headroom::test
