// Random numbers that are the same on every machine and with every standard library.
//
//   Random random(mixSeed(seed, pointIndex));
//   double gapSeconds = random.exponential(1 / rate);
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace headroom {

// A seed made of two numbers, by the finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbours come out
// unlike.
constexpr std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t with) {
  std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL * (with + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : m_engine(seed) {}

  // In (0, 1): 53 random bits, and never an end.
  double uniform() { return (static_cast<double>(m_engine() >> 11) + 0.5) * 0x1.0p-53; }
  // In [0, bound), bound >= 1. The bias is below bound / 2^64.
  std::uint64_t below(std::uint64_t bound) { return m_engine() % bound; }
  // By inversion of its distribution function.
  double exponential(double mean) { return -mean * std::log(uniform()); }

 private:
  std::mt19937_64 m_engine;
};

}  // namespace headroom
