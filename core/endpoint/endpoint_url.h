// The base URL of an endpoint, checked and brought into one form.
//
//   auto root = endpointRoot(endpoint);   // "http://127.0.0.1:8010/v1/" → "http://127.0.0.1:8010"
//   url = *root + "/v1/models";
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"

#include <string>

namespace headroom {

// The base URL without a trailing "/" or "/v1". Checks the URL (http or https, a host, no user, no query, no
// fragment, not the URL of one call such as …/v1/completions), the headers and the API key (nothing in
// them that would end a header line), and that caFile can be read.
// Errors: invalidArgument, and those of reading the CA file.
Result<std::string> endpointRoot(const Endpoint& endpoint);

}  // namespace headroom
