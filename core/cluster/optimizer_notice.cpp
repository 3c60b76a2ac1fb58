#include "core/cluster/optimizer_notice.h"

#include "core/endpoint/http_call.h"

#include <fmt/format.h>

namespace headroom {
namespace {

// A model's name may have slashes and spaces in it; the optimizer takes one segment of the path.
std::string percentEncoded(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace

Result<void> notifyOptimizer(const std::string& url, const std::string& model, double timeoutSeconds,
                             std::stop_token stop) {
  const auto failed = [&](const Error& error) {
    return Error{error.code, "the GPU optimizer was not told: " + error.message,
                 error.code == ErrorCode::cancelled || error.code == ErrorCode::invalidArgument
                     ? error.hint
                     : "it reads the profiles by itself when it next optimizes"};
  };
  if (model.empty()) return failed({ErrorCode::invalidArgument, "the model has no name", "name the model"});
  Endpoint endpoint;
  endpoint.baseUrl = url;
  const auto answer = httpCall(endpoint, "GET", "/update_profile/" + percentEncoded(model), "",
                               timeoutSeconds, std::move(stop));
  if (!answer) return failed(answer.error());
  if (!answer->ok()) return failed(refusal(*answer, endpoint));
  return {};
}

}  // namespace headroom
