// What every libcurl handle of this room has in common: how it speaks to an endpoint, and what its failures
// mean.
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"
#include "core/endpoint/generation.h"

#include <curl/curl.h>

#include <memory>
#include <string>

namespace headroom {

struct CurlFree {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlFree>;
using CurlList = std::unique_ptr<curl_slist, CurlFree>;

// The request's headers: JSON in, the API key, the endpoint's own. They must outlive the handles that use
// them.
CurlList requestHeaders(const Endpoint& endpoint);

// The head of a POST to `url` by HTTP/1.1 with the same headers, up to the value of Content-Length, which
// comes last.
std::string requestHead(const Endpoint& endpoint, const std::string& url);

// HTTP/1.1, no signals, no redirects, no proxy, TLS checked against the CA file or the system's certificates.
void setUpHandle(CURL* easy, const Endpoint& endpoint, const curl_slist* headers);

// The host of `root` looked up, in the form of CURLOPT_RESOLVE; empty where the host is an address.
// Errors: unreachable, naming the host.
Result<CurlList> resolvedHost(const std::string& root);

// Why a transfer failed. Never `none` for a code other than CURLE_OK.
FailureKind failureKind(CURLcode code, const std::string& errorText);
// The network's words for it: libcurl's, the system's error, the API key redacted, cut to 500 bytes.
std::string failureWords(CURL* easy, CURLcode code, const std::string& errorText, const Secret& apiKey);

}  // namespace headroom
