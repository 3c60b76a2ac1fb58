// A simulated endpoint that answers within milliseconds: a small model, a step a millisecond.
#pragma once

#include "core/service/simulated_endpoint.h"
#include "tests/core/engine/small_hardware.h"
#include "tests/core/service/raw_http.h"

#include <nlohmann/json.hpp>

namespace headroom::test {

inline SimulationOptions quickSimulation(std::int64_t blocks = 2000) {
  SimulationOptions options;
  options.model = smallModel();
  options.gpu = gpuWithBlocks(options.model, options.engine, blocks);
  return options;
}

inline SimulatedEndpoint started(SimulationOptions options) {
  auto endpoint = SimulatedEndpoint::start(std::move(options));
  if (!endpoint) qFatal("%s", endpoint.error().text().c_str());
  return std::move(*endpoint);
}

inline std::string completionBody(int maxTokens, bool stream, bool usage = true,
                                  const std::string& prompt = "hello world") {
  nlohmann::json body{{"model", "small"}, {"prompt", prompt},   {"max_tokens", maxTokens}, {"stream", stream},
                      {"temperature", 0}, {"ignore_eos", true}, {"min_tokens", maxTokens}};
  if (stream && usage) body["stream_options"] = {{"include_usage", true}};
  return body.dump();
}

inline std::string chatBody(int maxTokens, bool stream) {
  nlohmann::json body{{"model", "small"},
                      {"messages", {{{"role", "user"}, {"content", "hello world"}}}},
                      {"max_tokens", maxTokens},
                      {"stream", stream},
                      {"ignore_eos", true}};
  if (stream) body["stream_options"] = {{"include_usage", true}};
  return body.dump();
}

inline RawAnswer complete(int port, const std::string& body, const std::vector<std::string>& headers = {},
                          int timeoutMs = 20000) {
  RawHttp http(port);
  return http.request("POST", "/v1/completions", body, headers, timeoutMs);
}

inline nlohmann::json parsed(const std::string& text) {
  const auto value = nlohmann::json::parse(text, nullptr, false);
  return value.is_discarded() ? nlohmann::json() : value;
}

// The value of a metric in the exposition text, summed over its labels; -1 where there is none.
inline double metric(const std::string& text, const std::string& name) {
  double sum = -1;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(name + "{")) continue;
    sum = std::max(sum, 0.0) + std::stod(line.substr(line.rfind(' ') + 1));
  }
  return sum;
}

inline std::string metricsText(int port) {
  RawHttp http(port);
  return http.request("GET", "/metrics").body;
}

}  // namespace headroom::test
