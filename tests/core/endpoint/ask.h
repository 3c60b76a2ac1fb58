// Short words for tests that ask an endpoint.
#pragma once

#include "core/endpoint/http_backend.h"
#include "tests/support/loopback_server.h"

#include <QtTest>

#include <algorithm>
#include <memory>
#include <string>

namespace headroom::test {

inline const std::string apiKey = "sk-secret-0123456789";

inline Endpoint endpointOf(const std::string& url, Api api = Api::completions) {
  Endpoint endpoint;
  endpoint.baseUrl = url;
  endpoint.model = "m";
  endpoint.api = api;
  endpoint.apiKey = Secret(apiKey);
  return endpoint;
}

inline std::unique_ptr<HttpBackend> backendOf(const Endpoint& endpoint, Timeouts timeouts = {5, 10, 20},
                                              HttpOptions options = {}) {
  auto backend = HttpBackend::create(endpoint, timeouts, options);
  if (!backend) qFatal("%s", backend.error().text().c_str());
  return std::move(*backend);
}

inline GenerationRequest requestFor(int outputTokens, bool stream = true) {
  GenerationRequest request;
  request.prompt = "Hello \"world\"\n";
  request.inputTokens = 3;
  request.outputTokens = outputTokens;
  request.stream = stream;
  return request;
}

// Asks once and waits for the outcome.
inline GenerationOutcome ask(HttpBackend& backend, GenerationRequest request = requestFor(3)) {
  GenerationOutcome outcome;
  int calls = 0;
  backend.submit(7, backend.now(), std::move(request), [&](GenerationOutcome&& result) {
    outcome = std::move(result);
    ++calls;
  });
  while (backend.inFlight() > 0) backend.run(backend.now() + std::chrono::seconds(60), {});
  if (calls != 1) qFatal("the handler was called %d times", calls);
  if (outcome.message.find(apiKey) != std::string::npos) qFatal("the API key is in a message");
  if (outcome.message.size() > 500) qFatal("a message is too long");
  return outcome;
}

// JSON with ' for ".
inline std::string q(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

inline std::string eventOf(const std::string& data) { return "data: " + q(data) + "\n\n"; }
inline std::string textEvent(const std::string& text) {
  return eventOf("{'choices':[{'text':'" + text + "','finish_reason':null}]}");
}
inline const std::string lastEvent = eventOf("{'choices':[{'text':'','finish_reason':'length'}]}");
inline const std::string usageEvent =
    eventOf("{'choices':[],'usage':{'prompt_tokens':5,'completion_tokens':3}}");
inline const std::string doneEvent = eventOf("[DONE]");
inline const std::string threeTokens =
    textEvent("a") + textEvent("b") + textEvent("c") + lastEvent + usageEvent + doneEvent;

inline const std::string streamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n";

inline void sendStream(LoopbackPeer& peer, const std::string& events) {
  peer.send(streamHead);
  peer.sendChunk(events);
  peer.sendChunk("");
}

inline std::string answer(const std::string& status, const std::string& type, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A server that gives every request the same stream.
inline LoopbackServer::Handler streaming(const std::string& events) {
  return [events](const LoopbackRequest&, LoopbackPeer& peer) { sendStream(peer, events); };
}

inline std::string said(const GenerationOutcome& outcome) {
  return std::string(name(outcome.failure)) + " " + std::to_string(outcome.httpStatus) + ": " +
         outcome.message;
}

}  // namespace headroom::test

// The outcome is evaluated once, since it is mostly an ask().
#define COMPARE_FAILURE(outcome, kind)                                              \
  do {                                                                              \
    const headroom::GenerationOutcome& askedOnce = (outcome);                       \
    QVERIFY2(askedOnce.failure == (kind), headroom::test::said(askedOnce).c_str()); \
  } while (false)
#define VERIFY_FINE(outcome) COMPARE_FAILURE(outcome, headroom::FailureKind::none)
