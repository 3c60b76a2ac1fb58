// Where a model is served and how to speak to it.
#pragma once

#include "core/base/secret.h"

#include <string>
#include <utility>
#include <vector>

namespace headroom {

enum class Api { completions, chat };

struct Endpoint {
  std::string baseUrl;  // "http://127.0.0.1:8010"; a trailing "/" or "/v1" is accepted
  std::string model;
  Api api = Api::completions;
  Secret apiKey;                                             // sent as "Authorization: Bearer …"
  std::vector<std::pair<std::string, std::string>> headers;  // such as routing-strategy
  std::string caFile;  // certificates to trust instead of the system's; TLS is always checked
};

struct Timeouts {
  double connectSeconds = 10;
  double firstTokenSeconds = 600;
  double totalSeconds = 3600;
};

}  // namespace headroom
