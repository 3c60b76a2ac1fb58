#include "core/service/simulated_endpoint.h"

#include "core/engine/output_length.h"
#include "core/service/http_server.h"
#include "core/service/openai.h"
#include "core/service/prefix_cache.h"
#include "core/service/simulated_metrics.h"
#include "core/service/tokenizer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <thread>
#include <unordered_map>
#include <utility>

namespace headroom {
namespace {

constexpr std::string_view eventStream = "text/event-stream; charset=utf-8";
constexpr std::string_view malformedEvent =
    "data: {\"id\":\"cmpl-broken\",\"choices\":[{\"index\":0,\"te\n\n";
constexpr std::string_view htmlPage =
    "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><h1>It works</h1></body></html>\n";
constexpr int defaultCompletionTokens = 16;  // OpenAI's default of max_tokens for completions

// One request from its arrival to the end of its answer.
struct Generation {
  HttpExchangePtr exchange;
  openai::GenerationCall call;
  openai::AnswerText text;
  Fault fault;
  Engine::RequestId id = 0;
  bool inEngine = false;
  int outputTokens = 0;
  std::string finishReason = {};
  Instant arrival = {}, lastToken = {};
  std::unique_ptr<HttpTimer> timer = {};  // of a slow first byte

  int promptTokens() const { return static_cast<int>(call.promptTokens.size()); }
  openai::Usage usage() const { return {promptTokens(), outputTokens}; }
};

bool sameText(std::string_view a, std::string_view b) {
  // Takes the same time wherever they differ.
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

}  // namespace

class SimulatedEndpoint::Impl {
 public:
  Impl(SimulationOptions chosen, Engine&& made)
      : options(std::move(chosen)),
        engine(std::move(made)),
        pump(server),
        faults(options.faults, options.seed),
        prefixCache(engine.stats().blocksTotal, options.engine.blockTokens) {
    if (options.servedModelName.empty()) options.servedModelName = options.model.name;
    created =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    addRoutes();
  }

  Result<void> listen() {
    const Result<int> listening = server.listen(options.address, options.port);
    if (!listening) return listening.error();
    port = *listening;
    thread = std::jthread([this](const std::stop_token& stop) { server.run(stop); });
    return {};
  }

  void stop() {
    thread.request_stop();
    if (thread.joinable()) thread.join();
  }

  SimulationOptions options;
  Engine engine;
  int port = 0;

 private:
  void addRoutes();
  bool intercept(const HttpExchangePtr& exchange);
  void models(const HttpExchangePtr& exchange) const;
  void tokenize(const HttpExchangePtr& exchange) const;
  void detokenize(const HttpExchangePtr& exchange) const;
  void generate(const HttpExchangePtr& exchange, bool chat);
  void submit(std::uint64_t tag);
  void rearm();
  void work();
  void deliver(const TokenEvent& event);
  void deliverStreamed(Generation& generation, const TokenEvent& event);
  void deliverWhole(Generation& generation);
  void forget(std::uint64_t tag);
  Result<Fault> faultOf(const HttpExchangePtr& exchange);
  bool knows(const HttpExchangePtr& exchange, const std::string& model) const;

  static void fail(const HttpExchangePtr& exchange, int status, std::string_view message) {
    exchange->respond({status, "application/json", openai::errorBody(status, message)});
  }

  HttpServer server;
  HttpTimer pump;
  Instant armedFor{};
  bool armed = false;
  FaultPlan faults;
  PrefixCache prefixCache;
  SimulatedMetrics metrics;
  std::int64_t created = 0;
  std::uint64_t requests = 0;
  std::unordered_map<std::uint64_t, std::unique_ptr<Generation>> generations;
  std::string scratch;
  std::jthread thread;  // last: it ends before anything it uses
};

void SimulatedEndpoint::Impl::addRoutes() {
  server.intercept([this](const HttpExchangePtr& exchange) { return intercept(exchange); });
  server.acceptWhen([this] { return !faults.nextConnectionRefused(); });
  server.onError([](int status, const HttpRequest& request) {
    std::string message = "Bad request";
    if (status == 404)
      message = "Not Found: " + request.path;
    else if (status == 405)
      message = fmt::format("Method Not Allowed: {} {}", request.method, request.path);
    else if (status == 413)
      message = "The request body is too large";
    return HttpResponse{status, "application/json", openai::errorBody(status, message)};
  });

  const auto empty = [](const HttpExchangePtr& exchange) { exchange->respond({.body = ""}); };
  server.route("GET", "/health", empty);
  server.route("GET", "/ping", empty);
  server.route("GET", "/version", [](const HttpExchangePtr& exchange) {
    exchange->respond({.body = R"({"version":"0.11.0+headroom.simulated"})"});
  });
  server.route("GET", "/metrics", [this](const HttpExchangePtr& exchange) {
    exchange->respond({200, "text/plain; version=0.0.4; charset=utf-8",
                       metrics.text(engine.stats(), prefixCache.queriedTokens(), prefixCache.hitTokens(),
                                    options.servedModelName)});
  });
  server.route("GET", "/v1/models", [this](const HttpExchangePtr& exchange) { models(exchange); });
  server.route("POST", "/tokenize", [this](const HttpExchangePtr& exchange) { tokenize(exchange); });
  server.route("POST", "/detokenize", [this](const HttpExchangePtr& exchange) { detokenize(exchange); });
  server.route("POST", "/v1/completions",
               [this](const HttpExchangePtr& exchange) { generate(exchange, false); });
  server.route("POST", "/v1/chat/completions",
               [this](const HttpExchangePtr& exchange) { generate(exchange, true); });
}

// The API key guards what is below /v1, as in vLLM.
bool SimulatedEndpoint::Impl::intercept(const HttpExchangePtr& exchange) {
  const HttpRequest& request = exchange->request();
  if (options.apiKey.empty() || !request.path.starts_with("/v1/")) return false;
  if (sameText(request.header("authorization"), "Bearer " + options.apiKey.reveal())) return false;
  fail(exchange, 401, "Incorrect or missing API key");
  return true;
}

bool SimulatedEndpoint::Impl::knows(const HttpExchangePtr& exchange, const std::string& model) const {
  if (model == options.servedModelName) return true;
  fail(exchange, 404, fmt::format("The model `{}` does not exist.", model));
  return false;
}

void SimulatedEndpoint::Impl::models(const HttpExchangePtr& exchange) const {
  const nlohmann::json model{{"id", options.servedModelName},
                             {"object", "model"},
                             {"created", created},
                             {"owned_by", "headroom"},
                             {"root", options.model.name},
                             {"parent", nullptr},
                             {"max_model_len", engine.maxModelLen()}};
  exchange->respond({.body = nlohmann::json{{"object", "list"}, {"data", {model}}}.dump()});
}

void SimulatedEndpoint::Impl::tokenize(const HttpExchangePtr& exchange) const {
  const auto call = openai::parseTokenize(exchange->request().body);
  if (!call) return fail(exchange, 400, call.error().message);
  if (!call->model.empty() && !knows(exchange, call->model)) return;
  exchange->respond({.body = nlohmann::json{{"count", call->tokens.size()},
                                            {"max_model_len", engine.maxModelLen()},
                                            {"tokens", call->tokens}}
                                 .dump()});
}

void SimulatedEndpoint::Impl::detokenize(const HttpExchangePtr& exchange) const {
  const auto call = openai::parseDetokenize(exchange->request().body);
  if (!call) return fail(exchange, 400, call.error().message);
  if (!call->model.empty() && !knows(exchange, call->model)) return;
  const nlohmann::json answer{{"prompt", call->text}};
  exchange->respond({.body = answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)});
}

// The one asked for in the request, else the one that the rules give it.
Result<Fault> SimulatedEndpoint::Impl::faultOf(const HttpExchangePtr& exchange) {
  const Fault planned = faults.next();
  const std::string_view asked = exchange->request().header("x-headroom-fault");
  if (asked.empty()) return planned;
  return parseFault(asked);
}

void SimulatedEndpoint::Impl::generate(const HttpExchangePtr& exchange, bool chat) {
  const Result<Fault> chosen = faultOf(exchange);
  if (!chosen) return fail(exchange, 400, chosen.error().text());
  const Fault fault = *chosen;
  if (const std::uint64_t limit = faults.stopAfterRequests(); limit > 0 && requests >= limit)
    return server.stopListening();
  ++requests;
  switch (fault.kind) {
    case FaultKind::refuse: return exchange->reset();
    case FaultKind::rateLimit: return fail(exchange, 429, "Rate limit reached, try again later");
    case FaultKind::unavailable: return fail(exchange, 503, "The server is overloaded, try again later");
    case FaultKind::html: return exchange->respond({200, "text/html; charset=utf-8", std::string(htmlPage)});
    default: break;
  }

  auto call = openai::parseGeneration(exchange->request().body, chat, fault.kind == FaultKind::rejectUnknown);
  if (!call) return fail(exchange, 400, call.error().message);
  if (!knows(exchange, call->model)) return;
  const std::int64_t room = engine.maxModelLen() - static_cast<std::int64_t>(call->promptTokens.size());
  if (call->maxTokens == 0)
    call->maxTokens = chat ? static_cast<int>(std::max<std::int64_t>(room, 1)) : defaultCompletionTokens;
  const auto accepted = engine.accepts(static_cast<int>(call->promptTokens.size()), call->maxTokens);
  if (!accepted) return fail(exchange, 400, accepted.error().message);

  const std::uint64_t tag = requests;
  openai::AnswerText text(chat, fmt::format("{:016x}", mixBits(options.seed + tag)), created,
                          options.servedModelName);
  auto generation = std::make_unique<Generation>(Generation{.exchange = exchange,
                                                            .call = std::move(*call),
                                                            .text = std::move(text),
                                                            .fault = fault,
                                                            .arrival = Clock::now()});
  Generation& kept = *generation;
  const openai::GenerationCall& asked = kept.call;
  kept.outputTokens = asked.ignoreEos
                          ? asked.maxTokens
                          : naturalOutputTokens(asked.promptHash, asked.minTokens, asked.maxTokens);
  kept.finishReason = kept.outputTokens == asked.maxTokens ? "length" : "stop";
  if (fault.kind == FaultKind::extraToken) ++kept.outputTokens;
  generations.emplace(tag, std::move(generation));
  exchange->onGone([this, tag] { forget(tag); });

  if (fault.kind != FaultKind::slowFirstByte) return submit(tag);
  kept.timer = std::make_unique<HttpTimer>(server);
  kept.timer->callAt(kept.arrival + fromSeconds(fault.argument), [this, tag] { submit(tag); });
}

void SimulatedEndpoint::Impl::submit(std::uint64_t tag) {
  const auto found = generations.find(tag);
  if (found == generations.end()) return;
  Generation& generation = *found->second;
  const int cached = options.prefixCache ? prefixCache.lookUpAndAdd(generation.call.promptTokens) : 0;
  const auto id =
      engine.submit({generation.promptTokens(), generation.outputTokens, cached, tag}, Clock::now());
  if (!id) {
    const HttpExchangePtr exchange = generation.exchange;
    generations.erase(found);
    return fail(exchange, 400, id.error().message);
  }
  generation.id = *id;
  generation.inEngine = true;
  if (generation.call.stream) {
    generation.exchange->startStream(200, eventStream);
    if (generation.call.chat) {
      scratch.clear();
      generation.text.appendRole(scratch);
      generation.exchange->send(scratch);
    }
  }
  rearm();
}

void SimulatedEndpoint::Impl::rearm() {
  const auto next = engine.nextTime();
  if (!next) {
    if (armed) pump.cancel();
    armed = false;
    return;
  }
  if (armed && armedFor == *next) return;
  armed = true;
  armedFor = *next;
  pump.callAt(*next, [this] { work(); });
}

void SimulatedEndpoint::Impl::work() {
  armed = false;
  const EngineEvents& events = engine.advance(Clock::now(), EngineDetail::everyToken);
  for (const TokenEvent& event : events.tokens) deliver(event);
  rearm();
}

void SimulatedEndpoint::Impl::deliver(const TokenEvent& event) {
  const auto found = generations.find(event.tag);
  if (found == generations.end()) return;
  Generation& generation = *found->second;
  if (event.index == 0)
    metrics.timeToFirstToken.observe(toSeconds(event.at - generation.arrival));
  else
    metrics.timePerOutputToken.observe(toSeconds(event.at - generation.lastToken));
  generation.lastToken = event.at;
  if (event.last) {
    metrics.endToEnd.observe(toSeconds(event.at - generation.arrival));
    ++(generation.finishReason == "stop" ? metrics.stopped : metrics.lengthReached);
    generation.inEngine = false;
  }
  // A stalled answer is kept until its client has gone; others may be gone after their last event.
  const bool stalls = generation.fault.kind == FaultKind::stall;
  if (generation.call.stream)
    deliverStreamed(generation, event);
  else if (event.last)
    deliverWhole(generation);
  if (event.last && !stalls) generations.erase(event.tag);
}

void SimulatedEndpoint::Impl::deliverStreamed(Generation& generation, const TokenEvent& event) {
  const tokenizer::OutputPiece piece = tokenizer::outputPiece(generation.call.promptHash, event.index);
  const FaultKind fault = generation.fault.kind;
  const int chunks = generation.fault.chunks();
  scratch.clear();
  if (fault == FaultKind::stall && (event.index >= chunks || event.last)) return;
  const bool due = event.index == chunks || (event.last && event.index < chunks);
  if (due && fault == FaultKind::malformed) scratch += malformedEvent;
  if (due && fault == FaultKind::errorEvent) {
    scratch.append("data: ").append(openai::errorBody(500, "The engine failed")).append("\n\n");
    openai::AnswerText::appendDone(scratch);
    generation.exchange->sendLast(scratch);
    return forget(event.tag);
  }
  if (due && (fault == FaultKind::cut || fault == FaultKind::reset)) {
    if (event.index < chunks) {
      generation.text.appendToken(scratch, piece.text());
      generation.exchange->send(scratch);
    }
    fault == FaultKind::cut ? generation.exchange->cut() : generation.exchange->reset();
    return forget(event.tag);
  }

  if (!event.last) {
    generation.text.appendToken(scratch, piece.text());
    generation.exchange->send(scratch);
    return;
  }
  generation.text.appendLastToken(scratch, piece.text(), generation.finishReason);
  if (generation.call.includeUsage && fault != FaultKind::noUsage)
    generation.text.appendUsage(scratch, generation.usage());
  openai::AnswerText::appendDone(scratch);
  generation.exchange->sendLast(scratch);
}

void SimulatedEndpoint::Impl::deliverWhole(Generation& generation) {
  std::string text;
  for (int i = 0; i < generation.outputTokens; ++i)
    text += tokenizer::outputPiece(generation.call.promptHash, i).text();
  const openai::Usage usage = generation.usage();
  const FaultKind fault = generation.fault.kind;
  const std::string body =
      generation.text.whole(text, generation.finishReason, fault == FaultKind::noUsage ? nullptr : &usage);
  switch (fault) {
    case FaultKind::stall: return;
    case FaultKind::reset: return generation.exchange->reset();
    case FaultKind::errorEvent: return fail(generation.exchange, 500, "The engine failed");
    case FaultKind::malformed: return generation.exchange->respond({.body = body.substr(0, body.size() / 2)});
    case FaultKind::cut:
      generation.exchange->sendRaw(
          fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                      body.size(), body.substr(0, body.size() / 2)));
      return generation.exchange->cut();
    default: return generation.exchange->respond({.body = body});
  }
}

// The client has gone, or a fault ended the answer.
void SimulatedEndpoint::Impl::forget(std::uint64_t tag) {
  const auto found = generations.find(tag);
  if (found == generations.end()) return;
  if (found->second->inEngine) {
    engine.cancel(found->second->id);
    ++metrics.aborted;
  }
  generations.erase(found);
  rearm();
}

Result<SimulatedEndpoint> SimulatedEndpoint::start(SimulationOptions options) {
  auto engine = Engine::create(options.gpu, options.model, options.engine);
  if (!engine) return engine.error();
  auto impl = std::make_unique<Impl>(std::move(options), std::move(*engine));
  if (auto listening = impl->listen(); !listening) return listening.error();
  return SimulatedEndpoint(std::move(impl));
}

SimulatedEndpoint::SimulatedEndpoint(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SimulatedEndpoint::SimulatedEndpoint(SimulatedEndpoint&&) noexcept = default;
SimulatedEndpoint& SimulatedEndpoint::operator=(SimulatedEndpoint&&) noexcept = default;
SimulatedEndpoint::~SimulatedEndpoint() = default;

int SimulatedEndpoint::port() const { return m_impl->port; }
std::string SimulatedEndpoint::url() const {
  const std::string& address = m_impl->options.address;
  if (address.find(':') != std::string::npos) return fmt::format("http://[{}]:{}", address, m_impl->port);
  return fmt::format("http://{}:{}", address, m_impl->port);
}
std::int64_t SimulatedEndpoint::kvCapacityTokens() const { return m_impl->engine.kvCapacityTokens(); }

void SimulatedEndpoint::stop() { m_impl->stop(); }

}  // namespace headroom
