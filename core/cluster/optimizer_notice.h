// Word to the cluster's GPU optimizer that profiles have changed, so that it need not wait for its next
// round.
//
//   if (const auto told = notifyOptimizer("http://127.0.0.1:8080", "llama2-7b", 5, stop); !told)
//     warn(told.error().text());                     // it reads them all the same, a little later
#pragma once

#include "core/base/result.h"

#include <stop_token>
#include <string>

namespace headroom {

// GET {url}/update_profile/{model}. Errors: invalidArgument for the URL, those of httpCall, notFound where
// the optimizer does not know the model, and those of a refusal.
Result<void> notifyOptimizer(const std::string& url, const std::string& model, double timeoutSeconds,
                             std::stop_token stop = {});

}  // namespace headroom
