// The options that every verb shares that talks to an inference endpoint.
//
//   auto options = std::make_shared<EndpointOptions>();
//   options->model = "llama2-7b";                    // a default, where the verb has one
//   options->addTo(verb);
//   …
//   auto endpoint = options->endpoint();             // reads the API key; exit code 2 where options
//   contradict auto backend = HttpBackend::create(*endpoint, options->timeouts());
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace headroom::ctl {

struct EndpointOptions {
  std::string url = "http://127.0.0.1:8010";
  std::string model;
  std::string api = "completions";
  std::string apiKeyEnvironment;
  std::string apiKeyFile;
  Secret apiKey;
  std::string caFile;
  std::vector<std::string> headers;  // "name: value"
  double connectTimeoutSeconds = Timeouts{}.connectSeconds;
  double firstTokenTimeoutSeconds = Timeouts{}.firstTokenSeconds;
  double totalTimeoutSeconds = Timeouts{}.totalSeconds;

  // --url -m/--model --api --api-key --api-key-env --api-key-file --ca-file --header --connect-timeout
  // --first-token-timeout --timeout. The object must outlive the parse.
  void addTo(CLI::App* verb);

  // Errors: those of reading the key; invalidArgument for a header without a colon.
  Result<Endpoint> endpoint() const;
  Timeouts timeouts() const { return {connectTimeoutSeconds, firstTokenTimeoutSeconds, totalTimeoutSeconds}; }
};

}  // namespace headroom::ctl
