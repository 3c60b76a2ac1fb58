#include "core/endpoint/http_call.h"

#include "core/endpoint/curl_handle.h"
#include "core/endpoint/curl_loop.h"
#include "core/endpoint/endpoint_url.h"
#include "core/endpoint/server_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom {
namespace {

constexpr std::size_t bodyLimit = std::size_t{64} << 20;

struct Collected {
  std::string body;
  bool tooLong = false;
  Instant asked, answered;  // the request about to be sent; the first line of the answer
};

// Our own stamps: libcurl's STARTTRANSFER can already be set by sending the request.
int onRequest(void* pointer, char*, char*, int, int) {
  static_cast<Collected*>(pointer)->asked = Clock::now();
  return CURL_PREREQFUNC_OK;
}

std::size_t onHeader(char*, std::size_t, std::size_t count, void* pointer) {
  auto& collected = *static_cast<Collected*>(pointer);
  if (collected.answered == Instant{}) collected.answered = Clock::now();
  return count;
}

std::size_t onBytes(char* bytes, std::size_t, std::size_t count, void* pointer) {
  auto& collected = *static_cast<Collected*>(pointer);
  if (collected.body.size() + count > bodyLimit) {
    collected.tooLong = true;
    return 0;
  }
  collected.body.append(bytes, count);
  return count;
}

Error networkError(CURL* easy, CURLcode code, const std::string& errorText, const std::string& url,
                   const Secret& apiKey) {
  const FailureKind kind = failureKind(code, errorText);
  std::string message =
      fmt::format("{} does not answer: {}", url, failureWords(easy, code, errorText, apiKey));
  switch (kind) {
    case FailureKind::unreachable:
      return {ErrorCode::unreachable, std::move(message),
              "check that the server runs, and its address and port"};
    case FailureKind::tls:
      return {ErrorCode::tls, std::move(message), "name the server's certificate authority by --ca-file"};
    case FailureKind::malformedStream:
      return {ErrorCode::malformed, std::move(message),
              "check that it is an HTTP server, and http or https in the URL"};
    default:
      return {ErrorCode::connectionLost, std::move(message),
              "see the server's log; a plain http URL for a TLS port also ends so"};
  }
}

}  // namespace

struct HttpCaller::Impl {
  Endpoint endpoint;
  std::string root;
  CurlList headers;
  std::unique_ptr<CurlLoop> loop;  // outlives the handle
  CurlHandle easy;
  std::array<char, CURL_ERROR_SIZE> errorText{};
};

HttpCaller::HttpCaller(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
HttpCaller::HttpCaller(HttpCaller&&) noexcept = default;
HttpCaller& HttpCaller::operator=(HttpCaller&&) noexcept = default;
HttpCaller::~HttpCaller() = default;
const Endpoint& HttpCaller::endpoint() const { return m_impl->endpoint; }

Result<HttpCaller> HttpCaller::create(const Endpoint& endpoint) {
  auto root = endpointRoot(endpoint);
  if (!root) return root.error();
  auto loop = CurlLoop::create();
  if (!loop) return loop.error();
  auto impl = std::make_unique<Impl>();
  impl->endpoint = endpoint;
  impl->root = std::move(*root);
  impl->headers = requestHeaders(endpoint);
  impl->loop = std::move(*loop);
  return HttpCaller(std::move(impl));
}

Result<HttpAnswer> HttpCaller::call(const std::string& method, const std::string& path,
                                    const std::string& body, double timeoutSeconds, std::stop_token stop) {
  Impl& self = *m_impl;
  HttpAnswer answer;
  answer.url = self.root + path;
  Collected collected;
  if (!self.easy) {
    self.easy.reset(curl_easy_init());
    setUpHandle(self.easy.get(), self.endpoint, self.headers.get());
    self.loop->adopt(self.easy.get());
  }
  CURL* easy = self.easy.get();
  self.errorText[0] = '\0';
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, self.errorText.data());
  curl_easy_setopt(easy, CURLOPT_URL, answer.url.c_str());
  if (body.empty() && method == "GET") {
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
  } else {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.c_str());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &onBytes);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &collected);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &onHeader);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &collected);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &onRequest);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, &collected);

  const Instant deadline = Clock::now() + fromSeconds(std::clamp(timeoutSeconds, 0.001, 1e8));
  self.loop->add(easy);
  auto finished = self.loop->nextFinished();
  while (!finished) {
    const bool isLate = Clock::now() >= deadline;
    if (stop.stop_requested() || isLate) {
      self.loop->remove(easy);
      if (!isLate) return Error{ErrorCode::cancelled, "stopped while waiting for " + answer.url};
      return Error{ErrorCode::timeout,
                   fmt::format("{} did not answer within {:g} s", answer.url, timeoutSeconds),
                   "check the address, or allow it more time"};
    }
    self.loop->turn(deadline, stop);
    finished = self.loop->nextFinished();
  }
  self.loop->remove(easy);
  if (collected.tooLong)
    return Error{ErrorCode::malformed,
                 fmt::format("the answer of {} is longer than {} bytes", answer.url, bodyLimit)};
  if (finished->second != CURLE_OK)
    return networkError(easy, finished->second, self.errorText.data(), answer.url, self.endpoint.apiKey);

  long status = 0;
  const char* type = nullptr;
  curl_off_t lookedUp = 0, connected = 0;  // microseconds since the call began
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
  curl_easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &lookedUp);
  curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connected);
  answer.status = static_cast<int>(status);
  answer.contentType = type == nullptr ? "" : type;
  answer.body = std::move(collected.body);
  answer.connectSeconds = static_cast<double>(std::max<curl_off_t>(connected - lookedUp, 0)) * 1e-6;
  answer.answerSeconds = std::max(0.0, toSeconds(collected.answered - collected.asked));
  return answer;
}

Result<HttpAnswer> httpCall(const Endpoint& endpoint, const std::string& method, const std::string& path,
                            const std::string& body, double timeoutSeconds, std::stop_token stop) {
  auto caller = HttpCaller::create(endpoint);
  if (!caller) return caller.error();
  return caller->call(method, path, body, timeoutSeconds, std::move(stop));
}

Error refusal(const HttpAnswer& answer, const Endpoint& endpoint) {
  const std::string said = serverWords(answer.body, answer.contentType, endpoint.apiKey);
  std::string message = fmt::format("{} answers HTTP {}", answer.url, answer.status);
  if (!said.empty()) message += ": " + said;
  switch (answer.status) {
    case 401:
    case 403:
      return {ErrorCode::unauthenticated, std::move(message),
              endpoint.apiKey.empty() ? "give an API key by --api-key-env or --api-key-file"
                                      : "check the API key"};
    case 404: return {ErrorCode::notFound, std::move(message), "check the base URL and the model's name"};
    case 405:
    case 501: return {ErrorCode::unsupported, std::move(message), ""};
    default:
      if (answer.status >= 300 && answer.status < 400)
        return {ErrorCode::rejected, std::move(message),
                "redirects are not followed: give the URL it points to"};
      return {ErrorCode::rejected, std::move(message), answer.status >= 500 ? "see the server's log" : ""};
  }
}

}  // namespace headroom
