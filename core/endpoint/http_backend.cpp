#include "core/endpoint/http_backend.h"

#include "core/endpoint/answer_reader.h"
#include "core/endpoint/connection_pool.h"
#include "core/endpoint/curl_handle.h"
#include "core/endpoint/curl_loop.h"
#include "core/endpoint/endpoint_url.h"
#include "core/endpoint/request_body.h"
#include "core/endpoint/server_words.h"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace headroom {
namespace {

// How long the end of a stream may take on the wire after its last event.
constexpr Duration endingTime = std::chrono::seconds(1);

Duration allowance(double seconds) { return fromSeconds(std::min(seconds, 1e8)); }

void raiseOpenFileLimit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

class HttpBackend::Impl {
 public:
  Impl(Endpoint endpoint, Timeouts timeouts, HttpOptions options, const std::string& root, CurlList resolved,
       std::unique_ptr<CurlLoop> loop)
      : m_endpoint(std::move(endpoint)),
        m_url(root + (m_endpoint.api == Api::chat ? "/v1/chat/completions" : "/v1/completions")),
        m_options(options),
        m_connectTime(allowance(timeouts.connectSeconds)),
        m_firstTokenTime(allowance(timeouts.firstTokenSeconds)),
        m_totalTime(allowance(timeouts.totalSeconds)),
        m_head(requestHead(m_endpoint, m_url)),
        m_headBytes(m_head.size()),
        m_resolved(std::move(resolved)),
        m_decoder(m_endpoint.api),
        m_loop(std::move(loop)),
        m_pool(*m_loop, m_url.starts_with("https:"), allowance(options.idleSeconds), m_endpoint.apiKey,
               [this](CURL* easy) { setUp(easy); }) {}

  void submit(std::uint64_t index, Instant planned, GenerationRequest&& request, Done&& done);
  void run(Instant until, const std::stop_token& stop);
  void cancelAll();

  void watchFirstContent(FirstContent watch) { m_firstContent = std::move(watch); }
  std::size_t inFlight() const { return m_inFlight; }
  const std::vector<std::string>& notices() const { return m_notices; }
  ServerTraits traits() const { return {m_accepted.forcedLength, m_accepted.streamUsage, m_streams}; }
  std::size_t connectionsMade() const { return m_loop->connectionsMade(); }

 private:
  // One request in flight. It is kept and used again for a later one.
  struct Transfer final : ConnectionUser {
    explicit Transfer(Impl& impl)
        : owner(impl),
          reader(impl.m_decoder, impl.m_endpoint.apiKey,
                 {impl.m_options.maxEventBytes, impl.m_options.maxBodyBytes}) {}

    void onConnected() override { owner.write(*this); }
    void onHead(int status, std::string_view contentType, std::string_view location) override;
    bool onBody(std::string_view bytes, Instant now) override;
    void onEnd(FailureKind network, std::string words) override {
      owner.ended(*this, network, std::move(words));
    }

    Impl& owner;
    RequestBody body;
    AnswerReader reader;
    GenerationOutcome outcome;
    Done done;
    std::string refusal;   // the server's words for refusing a field, when it was asked again
    std::string redirect;  // where an answer points that is none
    Connection* connection = nullptr;
    bool streamed = true;
    bool forcedLength = true;
    bool inFlight = false;
    bool onTheWire = false;  // connected, and the request is being sent
    bool ending = false;     // all content is here, only the end on the wire is missing
    bool firstContentTold = false;
    Instant deadline;
    std::optional<Instant> wakeUp;  // its place among the deadlines, never after `deadline`
  };

  void setUp(CURL* easy) const;
  Transfer& idleTransfer();
  void send(Transfer& transfer);
  void write(Transfer& transfer);
  void setDeadline(Transfer& transfer, Instant deadline);
  Instant nextDeadline(const Transfer& transfer) const;
  void meetDeadlines(Instant now);
  void giveUp(Transfer& transfer, Instant now);
  void ended(Transfer& transfer, FailureKind network, std::string words);
  bool askAgain(Transfer& transfer);
  void learn(const Transfer& transfer);
  void end(Transfer& transfer, FailureKind network, std::string words);
  bool deliver();

  Endpoint m_endpoint;
  std::string m_url;
  HttpOptions m_options;
  Duration m_connectTime, m_firstTokenTime, m_totalTime;
  std::string m_head;  // of every request; behind its first m_headBytes the length of the body at hand
  std::size_t m_headBytes;
  CurlList m_resolved;
  CompletionDecoder m_decoder;
  std::vector<std::unique_ptr<Transfer>> m_transfers;
  std::vector<Transfer*> m_idle;
  std::set<std::pair<Instant, Transfer*>> m_deadlines;
  std::vector<std::pair<GenerationOutcome, Done>> m_ready;      // ended, not yet delivered
  std::vector<std::pair<GenerationOutcome, Done>> m_delivered;  // empty: only its memory is kept
  std::size_t m_inFlight = 0;
  RequestExtensions m_accepted{true, true};  // what the server has not refused
  bool m_streams = true;
  std::vector<std::string> m_notices;
  FirstContent m_firstContent;
  std::unique_ptr<CurlLoop> m_loop;  // outlives the connections
  ConnectionPool m_pool;
};

void HttpBackend::Impl::setUp(CURL* easy) const {
  setUpHandle(easy, m_endpoint, nullptr);
  curl_easy_setopt(easy, CURLOPT_URL, m_url.c_str());
  // Our own limit on connecting; libcurl's is only moved out of its way.
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(toSeconds(m_connectTime)) + 60);
  if (m_resolved) curl_easy_setopt(easy, CURLOPT_RESOLVE, m_resolved.get());
}

HttpBackend::Impl::Transfer& HttpBackend::Impl::idleTransfer() {
  if (m_idle.empty()) {
    m_transfers.push_back(std::make_unique<Transfer>(*this));
    m_idle.push_back(m_transfers.back().get());
  }
  Transfer& transfer = *m_idle.back();
  m_idle.pop_back();
  return transfer;
}

void HttpBackend::Impl::submit(std::uint64_t index, Instant planned, GenerationRequest&& request,
                               Done&& done) {
  Transfer& transfer = idleTransfer();
  transfer.outcome = GenerationOutcome();
  transfer.outcome.index = index;
  transfer.outcome.planned = planned;
  transfer.outcome.inputTokensAsked = request.inputTokens;
  transfer.outcome.outputTokensAsked = request.outputTokens;
  transfer.done = std::move(done);
  transfer.refusal.clear();
  transfer.streamed = request.stream;
  transfer.forcedLength = request.ignoreEos;
  transfer.body.build(
      m_endpoint, request,
      {request.ignoreEos && m_accepted.forcedLength, request.stream && m_accepted.streamUsage});
  ++m_inFlight;
  send(transfer);
}

void HttpBackend::Impl::send(Transfer& transfer) {
  transfer.reader.begin(transfer.streamed);
  transfer.redirect.clear();
  transfer.onTheWire = transfer.ending = transfer.firstContentTold = false;
  transfer.inFlight = true;
  transfer.outcome.sent = Clock::now();
  transfer.connection = &m_pool.get(transfer);
  if (transfer.connection->isOpen()) write(transfer);
  setDeadline(transfer, nextDeadline(transfer));
}

void HttpBackend::Impl::write(Transfer& transfer) {
  transfer.onTheWire = true;
  const std::string& body = transfer.body.text();
  m_head.resize(m_headBytes);
  fmt::format_to(std::back_inserter(m_head), "{}\r\n\r\n", body.size());
  transfer.connection->send(m_head, body);
}

void HttpBackend::Impl::Transfer::onHead(int status, std::string_view contentType,
                                         std::string_view location) {
  if (reader.hasHead()) return;
  reader.head(status, contentType);
  redirect = location;
}

bool HttpBackend::Impl::Transfer::onBody(std::string_view bytes, Instant now) {
  if (!reader.take(bytes, now)) return false;
  if (!firstContentTold && owner.m_firstContent && reader.firstContent() != Instant{}) {
    firstContentTold = true;
    owner.m_firstContent(outcome.index, outcome.sent, reader.firstContent());
  }
  if (reader.contentEnded() && !std::exchange(ending, true))
    owner.setDeadline(*this, std::min(deadline, now + endingTime));
  return true;
}

// A transfer has one place among the deadlines, and keeps it from one request to the next: it is looked at
// when it comes up, and moved then. So there is no work for each chunk, and hardly any for each request.
void HttpBackend::Impl::setDeadline(Transfer& transfer, Instant deadline) {
  transfer.deadline = deadline;
  if (transfer.wakeUp && *transfer.wakeUp <= deadline) return;
  if (transfer.wakeUp) m_deadlines.erase({*transfer.wakeUp, &transfer});
  m_deadlines.emplace(deadline, &transfer);
  transfer.wakeUp = deadline;
}

Instant HttpBackend::Impl::nextDeadline(const Transfer& transfer) const {
  const Instant sent = transfer.outcome.sent;
  Instant deadline = sent + m_totalTime;
  if (transfer.streamed && transfer.reader.firstContent() == Instant{})
    deadline = std::min(deadline, sent + m_firstTokenTime);
  if (!transfer.onTheWire) deadline = std::min(deadline, sent + m_connectTime);
  return deadline;
}

void HttpBackend::Impl::meetDeadlines(Instant now) {
  while (!m_deadlines.empty() && m_deadlines.begin()->first <= now) {
    Transfer& transfer = *m_deadlines.begin()->second;
    m_deadlines.erase(m_deadlines.begin());
    transfer.wakeUp.reset();
    if (!transfer.inFlight) continue;
    if (transfer.deadline <= now)
      giveUp(transfer, now);
    else
      setDeadline(transfer, transfer.deadline);
  }
}

// Gives the request up, or a later deadline where it has got beyond this one.
void HttpBackend::Impl::giveUp(Transfer& transfer, Instant now) {
  const Duration age = now - transfer.outcome.sent;
  if (transfer.reader.contentEnded())
    end(transfer, FailureKind::none, {});
  else if (!transfer.onTheWire && age >= m_connectTime)
    end(transfer, FailureKind::connectTimeout,
        fmt::format("no connection within {:g} s", toSeconds(m_connectTime)));
  else if (age >= m_totalTime)
    end(transfer, FailureKind::totalTimeout,
        fmt::format("not finished within {:g} s", toSeconds(m_totalTime)));
  else if (transfer.streamed && transfer.reader.firstContent() == Instant{} && age >= m_firstTokenTime)
    end(transfer, FailureKind::firstTokenTimeout,
        fmt::format("no token within {:g} s", toSeconds(m_firstTokenTime)));
  else
    setDeadline(transfer, nextDeadline(transfer));
}

void HttpBackend::Impl::ended(Transfer& transfer, FailureKind network, std::string words) {
  if (network == FailureKind::none && askAgain(transfer)) return;
  end(transfer, network, std::move(words));
}

// A refusal that names a field which not every server knows: once more without it.
bool HttpBackend::Impl::askAgain(Transfer& transfer) {
  const int status = transfer.reader.status();
  if (status != 400 && status != 422) return false;
  const std::string& said = transfer.reader.body();
  const auto names = [&said](std::string_view field) { return said.find(field) != std::string::npos; };
  RequestExtensions fewer = transfer.body.extensions();
  if (names("ignore_eos") || names("min_tokens")) fewer.forcedLength = false;
  if (names("stream_options")) fewer.streamUsage = false;
  if (fewer == transfer.body.extensions()) return false;
  transfer.body.change(fewer);
  transfer.refusal = serverWords(said, "", m_endpoint.apiKey);
  m_pool.giveBack(*transfer.connection);
  send(transfer);
  return true;
}

// Only an answer proves that the field was what the server minded.
void HttpBackend::Impl::learn(const Transfer& transfer) {
  const auto leftOut = [&](bool& accepted, bool sent, std::string_view fields, std::string_view meaning) {
    if (!accepted || sent) return;
    accepted = false;
    m_notices.push_back(fmt::format("the server refuses {} (\"{}\"); requests are sent without, so {}",
                                    fields, transfer.refusal, meaning));
  };
  const RequestExtensions sent = transfer.body.extensions();
  if (transfer.forcedLength)
    leftOut(m_accepted.forcedLength, sent.forcedLength, "ignore_eos and min_tokens",
            "answers can be shorter than asked");
  if (transfer.streamed)
    leftOut(m_accepted.streamUsage, sent.streamUsage, "stream_options",
            "token counts of streams are estimated");
}

void HttpBackend::Impl::end(Transfer& transfer, FailureKind network, std::string words) {
  GenerationOutcome& outcome = transfer.outcome;
  outcome.finished = Clock::now();
  transfer.reader.end(outcome, network, std::move(words));
  if (outcome.failure == FailureKind::httpStatus && outcome.httpStatus < 400 && !transfer.redirect.empty())
    outcome.message = cutText(
        redact(fmt::format("a redirect to {}, which is not followed", transfer.redirect), m_endpoint.apiKey));
  if (!outcome.failed()) {
    if (!transfer.refusal.empty()) learn(transfer);
    if (transfer.reader.wasNotStreamed() && std::exchange(m_streams, false))
      m_notices.push_back(
          "the server answers as a whole although a stream was asked for; TTFT equals E2E then");
  }
  transfer.inFlight = false;
  m_pool.giveBack(*std::exchange(transfer.connection, nullptr));
  m_ready.emplace_back(std::move(outcome), std::move(transfer.done));
  m_idle.push_back(&transfer);
}

bool HttpBackend::Impl::deliver() {
  if (m_ready.empty()) return false;
  auto ready = std::exchange(m_ready, std::exchange(m_delivered, {}));  // a handler may submit again
  for (auto& [outcome, done] : ready) {
    --m_inFlight;
    if (done) done(std::move(outcome));
  }
  ready.clear();
  m_delivered = std::move(ready);
  return true;
}

void HttpBackend::Impl::run(Instant until, const std::stop_token& stop) {
  for (bool turned = false;; turned = true) {
    m_pool.meetEvents();
    const Instant now = Clock::now();
    meetDeadlines(now);
    if (deliver() || stop.stop_requested()) return;
    // Even when `until` has passed, traffic gets one turn: a generator that is late must not starve it.
    if (now >= until && (turned || m_inFlight == 0)) return;
    m_loop->turn(m_deadlines.empty() ? until : std::min(until, m_deadlines.begin()->first), stop);
  }
}

void HttpBackend::Impl::cancelAll() {
  for (const auto& transfer : m_transfers) {
    if (!transfer->inFlight) continue;
    end(*transfer, FailureKind::cancelled, "stopped before the answer was whole");
  }
  deliver();
}

Result<std::unique_ptr<HttpBackend>> HttpBackend::create(Endpoint endpoint, Timeouts timeouts,
                                                         HttpOptions options) {
  for (const double seconds :
       {timeouts.connectSeconds, timeouts.firstTokenSeconds, timeouts.totalSeconds, options.idleSeconds})
    if (!(seconds > 0))
      return Error{ErrorCode::invalidArgument, fmt::format("a time-out of {:g} s makes no sense", seconds),
                   "give more than 0 seconds"};
  auto root = endpointRoot(endpoint);
  if (!root) return root.error();
  if (endpoint.model.empty())
    return Error{ErrorCode::invalidArgument, "no model is named for " + *root,
                 "name one; headroomctl probe lists what the server has"};
  auto loop = CurlLoop::create();
  if (!loop) return loop.error();
  auto resolved = resolvedHost(*root);
  if (!resolved) return resolved.error();
  raiseOpenFileLimit();
  return std::unique_ptr<HttpBackend>(new HttpBackend(std::make_unique<Impl>(
      std::move(endpoint), timeouts, options, *root, std::move(*resolved), std::move(*loop))));
}

HttpBackend::HttpBackend(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
HttpBackend::~HttpBackend() = default;

void HttpBackend::submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) {
  m_impl->submit(index, planned, std::move(request), std::move(done));
}
void HttpBackend::run(Instant until, const std::stop_token& stop) { m_impl->run(until, stop); }
void HttpBackend::watchFirstContent(FirstContent watch) { m_impl->watchFirstContent(std::move(watch)); }
std::size_t HttpBackend::inFlight() const { return m_impl->inFlight(); }
void HttpBackend::cancelAll() { m_impl->cancelAll(); }
std::vector<std::string> HttpBackend::notices() const { return m_impl->notices(); }
ServerTraits HttpBackend::traits() const { return m_impl->traits(); }
std::size_t HttpBackend::connectionsMade() const { return m_impl->connectionsMade(); }

}  // namespace headroom
