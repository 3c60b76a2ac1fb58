#include "core/endpoint/endpoint_url.h"

#include "core/base/file.h"
#include "core/base/url.h"
#include "core/endpoint/server_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace headroom {
namespace {

bool hasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return (c < ' ' && c != '\t') || c == 127; });
}

// RFC 9110, 5.6.2.
bool isToken(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(static_cast<char>(c)) != std::string_view::npos;
  });
}

Result<void> checkHeaders(const Endpoint& endpoint) {
  if (hasControlCharacter(endpoint.apiKey.reveal()))
    return Error{ErrorCode::invalidArgument, "the API key has a line end or a control character in it",
                 "check the file or the variable it comes from"};
  for (const auto& [key, value] : endpoint.headers) {
    if (!isToken(key))
      return Error{ErrorCode::invalidArgument,
                   fmt::format("\"{}\" is not the name of a header", cutText(key, 60)),
                   "write headers as 'name: value'"};
    if (hasControlCharacter(value))
      return Error{ErrorCode::invalidArgument,
                   fmt::format("the value of the header {} has a line end or a control character in it", key),
                   "a header is one line"};
  }
  return {};
}

}  // namespace

Result<std::string> endpointRoot(const Endpoint& endpoint) {
  const auto url = Url::parse(endpoint.baseUrl);
  if (!url) {
    Error error = url.error();
    error.hint = "write the server's base URL as http://HOST:PORT";
    return error;
  }
  const std::string shown = url->shown();
  const auto wrong = [&](std::string_view why, std::string_view hint) {
    return Error{ErrorCode::invalidArgument, fmt::format("{} cannot be an endpoint: {}", shown, why),
                 std::string(hint)};
  };
  if (url->scheme != "http" && url->scheme != "https")
    return wrong(fmt::format("its scheme is {}, not http or https", url->scheme),
                 "write it as http://HOST:PORT");
  if (endpoint.baseUrl.find(":///") != std::string::npos)
    return wrong("it names no host", "write it as http://HOST:PORT");
  if (!url->user.empty() || !url->password.empty())
    return wrong("it holds a user name or password",
                 "give an API key by --api-key-env or --api-key-file instead");
  if (endpoint.baseUrl.find('?') != std::string::npos || endpoint.baseUrl.find('#') != std::string::npos)
    return wrong("it has a query or a fragment", "give only the base URL, such as http://HOST:PORT");

  std::string root = endpoint.baseUrl;
  const auto dropEnd = [&root](std::string_view end) {
    if (root.size() > end.size() && root.ends_with(end)) root.resize(root.size() - end.size());
  };
  while (root.ends_with('/')) root.pop_back();
  for (const std::string_view call : {"/completions", "/chat", "/models", "/tokenize", "/metrics"})
    if (root.ends_with(call) && url->path.size() >= call.size())
      return wrong("it is the URL of one call, not of the server",
                   "leave out what follows the host, or the prefix before /v1");
  dropEnd("/v1");
  while (root.ends_with('/')) root.pop_back();

  if (const auto headers = checkHeaders(endpoint); !headers) return headers.error();
  if (!endpoint.caFile.empty()) {
    const auto certificates = readFile(endpoint.caFile, std::uint64_t{64} << 20);
    if (!certificates) return certificates.error();
    if (certificates->find("-----BEGIN") == std::string::npos)
      return Error{ErrorCode::tls, "the CA file " + endpoint.caFile + " holds no certificate in PEM form",
                   "convert it: openssl x509 -in FILE -out FILE.pem"};
  }
  return root;
}

}  // namespace headroom
