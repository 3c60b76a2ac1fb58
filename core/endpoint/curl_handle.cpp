#include "core/endpoint/curl_handle.h"

#include "core/base/url.h"
#include "core/endpoint/server_words.h"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>
#include <vector>

namespace headroom {
namespace {

void append(CurlList& list, const std::string& text) {
  curl_slist* grown = curl_slist_append(list.get(), text.c_str());
  if (grown == nullptr) return;
  (void)list.release();
  list.reset(grown);
}

bool isAddress(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> unused{};
  return ::inet_pton(AF_INET, host.c_str(), unused.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), unused.data()) == 1;
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

}  // namespace

CurlList requestHeaders(const Endpoint& endpoint) {
  CurlList list;
  append(list, "Content-Type: application/json");
  append(list, "Expect:");  // no "100 Continue" before a long prompt: it would cost a round trip
  if (!endpoint.apiKey.empty()) append(list, "Authorization: Bearer " + endpoint.apiKey.reveal());
  // libcurl sends a header without a value only when it is written with ';'.
  for (const auto& [key, value] : endpoint.headers)
    append(list, value.empty() ? key + ";" : key + ": " + value);
  return list;
}

std::string requestHead(const Endpoint& endpoint, const std::string& url) {
  const std::size_t hostAt = url.find("://") + 3;
  const std::size_t pathAt = std::min(url.find('/', hostAt), url.size());
  std::vector<std::pair<std::string, std::string>> headers = {{"Host", url.substr(hostAt, pathAt - hostAt)},
                                                              {"User-Agent", "headroom"},
                                                              {"Accept", "*/*"},
                                                              {"Content-Type", "application/json"}};
  if (!endpoint.apiKey.empty()) headers.emplace_back("Authorization", "Bearer " + endpoint.apiKey.reveal());
  const auto isCalled = [](const std::string& name) {
    return [&name](const auto& header) { return ::strcasecmp(header.first.c_str(), name.c_str()) == 0; };
  };
  // The endpoint's own go before ours; how long the body is, is not up to them.
  for (const auto& [key, value] : endpoint.headers) std::erase_if(headers, isCalled(key));
  headers.insert(headers.end(), endpoint.headers.begin(), endpoint.headers.end());
  for (const std::string& framing :
       {std::string("Content-Length"), std::string("Transfer-Encoding"), std::string("Expect")})
    std::erase_if(headers, isCalled(framing));
  std::string head = "POST " + (pathAt < url.size() ? url.substr(pathAt) : "/") + " HTTP/1.1\r\n";
  for (const auto& [key, value] : headers) head += key + ": " + value + "\r\n";
  return head + "Content-Length: ";
}

void setUpHandle(CURL* easy, const Endpoint& endpoint, const curl_slist* headers) {
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // not even from the environment
  curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "headroom");
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);  // a silent first token outlives the patience of routers
  // A whole event or a short answer in one read, and no more memory than that for each of thousands of
  // streams.
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 8192L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  // Without a folder of certificates libcurl reads the file once for all connections, and with a file of the
  // person's own nothing else must be trusted.
  const curl_version_info_data* built = curl_version_info(CURLVERSION_NOW);
  const bool hasSystemFile = built->cainfo != nullptr;
  if (!endpoint.caFile.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, endpoint.caFile.c_str());
  if (!endpoint.caFile.empty() || hasSystemFile) curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
}

Result<CurlList> resolvedHost(const std::string& root) {
  const auto url = Url::parse(root);
  if (!url) return url.error();
  if (isAddress(url->host)) return CurlList();
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_ADDRCONFIG;
  addrinfo* raw = nullptr;
  if (const int code = ::getaddrinfo(url->host.c_str(), nullptr, &wanted, &raw); code != 0)
    return Error{ErrorCode::unreachable,
                 fmt::format("the host {} is not known: {}", url->host, ::gai_strerror(code)),
                 "check the URL, or give the host's address"};
  const std::unique_ptr<addrinfo, FreeAddresses> addresses(raw);
  std::string entry = fmt::format("{}:{}:", url->host, url->port.value_or(url->scheme == "https" ? 443 : 80));
  bool first = true;
  for (const addrinfo* at = raw; at != nullptr; at = at->ai_next) {
    std::array<char, NI_MAXHOST> text{};
    if (::getnameinfo(at->ai_addr, at->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0)
      continue;
    if (!std::exchange(first, false)) entry += ',';
    entry += at->ai_family == AF_INET6 ? fmt::format("[{}]", text.data()) : std::string(text.data());
  }
  CurlList list;
  append(list, entry);
  return list;
}

FailureKind failureKind(CURLcode code, const std::string& errorText) {
  switch (code) {
    case CURLE_OK: return FailureKind::none;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED: return FailureKind::unreachable;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_USE_SSL_FAILED: return FailureKind::tls;
    case CURLE_UNSUPPORTED_PROTOCOL:  // an answer without a status line
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING: return FailureKind::malformedStream;
    case CURLE_OPERATION_TIMEDOUT:
      return FailureKind::connectTimeout;  // only libcurl's own limit of connecting; ours are told apart
                                           // elsewhere
    case CURLE_PARTIAL_FILE: return FailureKind::earlyEnd;
    case CURLE_RECV_ERROR:
      // libcurl reports a broken chunk header by the code of a broken connection.
      return errorText.find("chunk") == std::string::npos ? FailureKind::reset : FailureKind::malformedStream;
    default: return FailureKind::reset;
  }
}

std::string failureWords(CURL* easy, CURLcode code, const std::string& errorText, const Secret& apiKey) {
  if (code == CURLE_GOT_NOTHING) return "the server closed the connection without an answer";
  if (code == CURLE_PARTIAL_FILE) return "the server closed the connection in the middle of the answer";
  std::string words = errorText.empty() ? curl_easy_strerror(code) : errorText;
  long systemCode = 0;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &systemCode);
  if (systemCode != 0) {
    const std::string said = std::generic_category().message(static_cast<int>(systemCode));
    if (words.find(said) == std::string::npos) words += " (" + said + ")";
  }
  return cutText(redact(std::move(words), apiKey));
}

}  // namespace headroom
