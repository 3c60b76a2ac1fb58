#include "core/endpoint/probe.h"

#include "core/endpoint/http_backend.h"
#include "core/endpoint/http_call.h"
#include "core/endpoint/server_metrics.h"
#include "core/endpoint/server_words.h"
#include "core/endpoint/tokenizer.h"
#include "core/stats/summary.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace headroom {
namespace {

using State = ProbeCheck::State;

constexpr int outputTokens = 16;
constexpr int roundTrips = 7;
constexpr double patienceSeconds = 10;  // for the small calls; a completion gets the endpoint's own time-outs

std::string milliseconds(double seconds) { return fmt::format("{:.3g} ms", seconds * 1e3); }

std::string joined(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

class Prober {
 public:
  Prober(Endpoint endpoint, const Timeouts& timeouts, HttpCaller caller, std::stop_token stop)
      : m_endpoint(std::move(endpoint)),
        m_timeouts(timeouts),
        m_caller(std::move(caller)),
        m_stop(std::move(stop)) {}

  Result<ProbeReport> run() {
    m_report.url = m_endpoint.baseUrl;
    if (auto listed = askModels(); !listed) return listed.error();
    chooseModel();
    if (auto generated = askCompletion(); !generated) return generated.error();
    askTokenizer();
    askMetrics();
    askHealth();
    measureRoundTrip();
    if (m_stop.stop_requested()) return Error{ErrorCode::cancelled, "the probe was stopped"};
    return std::move(m_report);
  }

 private:
  void add(std::string name, State state, std::string words) {
    m_report.checks.push_back({std::move(name), state, std::move(words)});
  }

  Result<HttpAnswer> get(const std::string& path) {
    return m_caller.call("GET", path, "", patienceSeconds, m_stop);
  }

  // The first call: it decides whether anybody is there.
  Result<void> askModels() {
    const auto answer = get("/v1/models");
    if (!answer) return answer.error();
    if (!answer->ok()) {
      const Error error = refusal(*answer, m_endpoint);
      add("models", answer->status == 404 || answer->status == 405 ? State::no : State::failed, error.text());
      return {};
    }
    const auto value = nlohmann::json::parse(answer->body, nullptr, false);
    const auto list = value.is_object() ? value.find("data") : value.end();
    if (!value.is_object() || list == value.end() || !list->is_array()) {
      const std::string said = serverWords(answer->body, answer->contentType, m_endpoint.apiKey);
      add("models", State::failed,
          fmt::format(
              "{} does not answer with a list of models but with {}; check that the URL is that of an "
              "OpenAI-compatible server",
              answer->url, said.empty() ? "nothing" : said));
      return {};
    }
    for (const auto& entry : *list) {
      if (!entry.is_object() || !entry.contains("id") || !entry["id"].is_string()) continue;
      m_report.models.push_back(entry["id"].get<std::string>());
      const auto length = entry.find("max_model_len");
      const bool isOurs = m_endpoint.model.empty() || m_report.models.back() == m_endpoint.model;
      if (isOurs && length != entry.end() && length->is_number_integer())
        m_report.maxModelLength = length->get<int>();
    }
    m_listed = true;
    return {};
  }

  void chooseModel() {
    const auto& models = m_report.models;
    if (m_endpoint.model.empty() && models.size() == 1) m_endpoint.model = models.front();
    m_report.model = m_endpoint.model;
    if (!m_listed) return;
    const bool isThere = std::find(models.begin(), models.end(), m_endpoint.model) != models.end();
    if (models.empty())
      add("models", State::no, "the server lists no model");
    else if (m_endpoint.model.empty())
      add("models", State::ok, "choose one of " + joined(models) + " by --model");
    else if (!isThere)
      add("models", State::no,
          fmt::format("there is no {}; the server has {}", m_endpoint.model, joined(models)));
    else
      add("models", State::ok, joined(models));
    if (models.size() != 1) m_report.maxModelLength = isThere ? m_report.maxModelLength : std::nullopt;
  }

  // One streamed completion shows streaming, usage and forced length.
  Result<void> askCompletion() {
    if (m_endpoint.model.empty()) {
      for (const char* check : {"streaming", "usage", "ignore_eos"})
        add(check, State::failed, "not asked: no model is known");
      return {};
    }
    auto backend = HttpBackend::create(m_endpoint, m_timeouts);
    if (!backend) return backend.error();
    GenerationRequest request;
    request.prompt = "Write a long story about a river.";
    request.inputTokens = 8;
    request.outputTokens = outputTokens;
    GenerationOutcome outcome;
    (*backend)->submit(0, (*backend)->now(), request,
                       [&](GenerationOutcome&& result) { outcome = std::move(result); });
    while ((*backend)->inFlight() > 0) {
      (*backend)->run((*backend)->now() + std::chrono::hours(1), m_stop);
      if (m_stop.stop_requested()) (*backend)->cancelAll();
    }
    if (outcome.failure == FailureKind::cancelled)
      return Error{ErrorCode::cancelled, "the probe was stopped"};
    judgeCompletion(outcome, (*backend)->traits());
    return {};
  }

  void judgeCompletion(const GenerationOutcome& outcome, const ServerTraits& traits) {
    if (outcome.failed()) {
      add("streaming", State::failed, completionFailure(outcome));
      for (const char* check : {"usage", "ignore_eos"})
        add(check, State::failed, "not known: no completion came through");
      return;
    }
    if (!traits.streams)
      add("streaming", State::no, "the answer came as a whole although a stream was asked for");
    else if (outcome.contentChunks == 0)
      add("streaming", State::failed, "the stream held no content");
    else
      add("streaming", State::ok,
          fmt::format("{} chunks, the first after {}", outcome.contentChunks,
                      milliseconds(toSeconds(outcome.firstContent - outcome.sent))));
    if (outcome.tokensEstimated)
      add("usage", State::no, "the stream reports no token counts; they are estimated by its chunks");
    else
      add("usage", State::ok, fmt::format("{} tokens in, {} out", outcome.inputTokens, outcome.outputTokens));
    if (!traits.takesForcedLength)
      add("ignore_eos", State::no,
          "the server refuses ignore_eos and min_tokens; answers can be shorter than asked");
    else if (outcome.outputTokens == outputTokens)
      add("ignore_eos", State::ok, fmt::format("{0} of {0} tokens asked came", outputTokens));
    else
      add("ignore_eos", State::no,
          fmt::format("{} of {} tokens asked came", outcome.outputTokens, outputTokens));
  }

  std::string completionFailure(const GenerationOutcome& outcome) const {
    if (outcome.failure != FailureKind::httpStatus)
      return fmt::format("{}: {}", name(outcome.failure), outcome.message);
    std::string words = fmt::format("HTTP {}: {}", outcome.httpStatus, outcome.message);
    if (outcome.httpStatus == 401 || outcome.httpStatus == 403)
      words += m_endpoint.apiKey.empty() ? "; give an API key by --api-key-env or --api-key-file"
                                         : "; check the API key";
    else if (outcome.httpStatus == 404 || outcome.httpStatus == 405)
      words += m_endpoint.api == Api::chat ? "; check the model's name, or try --api completions"
                                           : "; check the model's name, or try --api chat";
    return words;
  }

  void askTokenizer() {
    m_caller = *HttpCaller::create(m_endpoint);  // now with the model's name
    const std::string prompt = "The quick brown fox";
    const auto tokenized = tokenize(m_caller, prompt, m_stop);
    if (!tokenized) {
      add("tokenize", tokenized.error().code == ErrorCode::unsupported ? State::no : State::failed,
          tokenized.error().text());
      return;
    }
    if (tokenized->maxModelLength) m_report.maxModelLength = tokenized->maxModelLength;
    std::string words = fmt::format("\"{}\" is {} tokens", prompt, tokenized->count);
    if (m_report.maxModelLength)
      words += fmt::format("; prompt and answer have room for {}", *m_report.maxModelLength);
    add("tokenize", State::ok, words);
  }

  void askMetrics() {
    const auto metrics = readServerMetrics(m_caller, m_stop);
    if (!metrics) {
      add("metrics", metrics.error().code == ErrorCode::unsupported ? State::no : State::failed,
          metrics.error().text());
      return;
    }
    std::string words =
        fmt::format("{:g} requests running, {:g} waiting", metrics->requestsRunning.value_or(0),
                    metrics->requestsWaiting.value_or(0));
    if (metrics->kvCacheUsage) words += fmt::format(", KV cache {:.0f} % full", 100 * *metrics->kvCacheUsage);
    add("metrics", State::ok, words);
  }

  void askHealth() {
    const auto answer = get("/health");
    if (!answer) return add("health", State::failed, answer.error().text());
    if (answer->ok()) m_cheapest = "/health";
    if (answer->ok())
      add("health", State::ok, fmt::format("HTTP {}", answer->status));
    else if (answer->status == 404 || answer->status == 405)
      add("health", State::no, "the server has no /health");
    else
      add("health", State::failed, refusal(*answer, m_endpoint).text());
  }

  void measureRoundTrip() {
    std::vector<double> times;
    for (int i = 0; i < roundTrips && !m_stop.stop_requested(); ++i) {
      const auto answer = get(m_cheapest);
      if (!answer) return add("round trip", State::failed, answer.error().text());
      times.push_back(answer->answerSeconds);
    }
    if (times.empty()) return;
    std::sort(times.begin(), times.end());
    m_report.roundTripSeconds = percentileOfSorted(times, 50);
    add("round trip", State::ok,
        fmt::format("{} (median of {} GET {}; {} to {})", milliseconds(*m_report.roundTripSeconds),
                    times.size(), m_cheapest, milliseconds(times.front()), milliseconds(times.back())));
  }

  Endpoint m_endpoint;
  Timeouts m_timeouts;
  HttpCaller m_caller;
  std::stop_token m_stop;
  ProbeReport m_report;
  bool m_listed = false;
  std::string m_cheapest = "/v1/models";
};

}  // namespace

std::string_view name(ProbeCheck::State state) {
  switch (state) {
    case State::ok: return "ok";
    case State::no: return "no";
    case State::failed: return "failed";
  }
  return "unknown";
}

const ProbeCheck* ProbeReport::check(std::string_view checkName) const {
  for (const ProbeCheck& one : checks)
    if (one.name == checkName) return &one;
  return nullptr;
}

bool ProbeReport::canBenchmark() const {
  const ProbeCheck* streaming = check("streaming");
  return !model.empty() && streaming != nullptr && streaming->state == State::ok;
}

Result<ProbeReport> probe(const Endpoint& endpoint, const Timeouts& timeouts, std::stop_token stop) {
  auto caller = HttpCaller::create(endpoint);
  if (!caller) return caller.error();
  return Prober(endpoint, timeouts, std::move(*caller), std::move(stop)).run();
}

}  // namespace headroom
