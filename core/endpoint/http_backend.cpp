#include "core/endpoint/http_backend.h"

#include "core/endpoint/answer_reader.h"
#include "core/endpoint/curl_handle.h"
#include "core/endpoint/curl_loop.h"
#include "core/endpoint/endpoint_url.h"
#include "core/endpoint/request_body.h"
#include "core/endpoint/server_words.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

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
  Impl(Endpoint endpoint, Timeouts timeouts, HttpOptions options, std::string root, CurlList resolved,
       std::unique_ptr<CurlLoop> loop)
      : m_endpoint(std::move(endpoint)),
        m_url(root + (m_endpoint.api == Api::chat ? "/v1/chat/completions" : "/v1/completions")),
        m_options(options),
        m_connectTime(allowance(timeouts.connectSeconds)),
        m_firstTokenTime(allowance(timeouts.firstTokenSeconds)),
        m_totalTime(allowance(timeouts.totalSeconds)),
        m_headers(requestHeaders(m_endpoint)),
        m_resolved(std::move(resolved)),
        m_decoder(m_endpoint.api),
        m_loop(std::move(loop)) {}

  ~Impl() {
    for (const auto& transfer : m_transfers)
      if (transfer->inFlight) m_loop->remove(transfer->easy.get());
  }

  void submit(std::uint64_t index, Instant planned, GenerationRequest&& request, Done&& done);
  void run(Instant until, const std::stop_token& stop);
  void cancelAll();

  std::size_t inFlight() const { return m_inFlight; }
  const std::vector<std::string>& notices() const { return m_notices; }
  ServerTraits traits() const { return {m_accepted.forcedLength, m_accepted.streamUsage, m_streams}; }
  std::size_t connectionsMade() const { return m_loop->connectionsMade(); }

 private:
  // One request in flight. It is kept and used again for a later one.
  struct Transfer {
    explicit Transfer(Impl& impl)
        : owner(impl),
          easy(curl_easy_init()),
          reader(impl.m_decoder, impl.m_endpoint.apiKey, {impl.m_options.maxEventBytes, impl.m_options.maxBodyBytes}) {}

    Impl& owner;
    CurlHandle easy;
    RequestBody body;
    AnswerReader reader;
    GenerationOutcome outcome;
    Done done;
    std::string refusal;      // the server's words for refusing a field, when it was asked again
    bool streamed = true;
    bool forcedLength = true;
    bool inFlight = false;
    bool onTheWire = false;   // connected, and the request is being sent
    bool askedTwice = false;  // libcurl was about to send it a second time on its own
    bool ending = false;      // all content is here, only the end on the wire is missing
    Instant deadline;
    std::array<char, CURL_ERROR_SIZE> errorText{};
  };

  static std::size_t onBytes(char* bytes, std::size_t, std::size_t count, void* transfer);
  static int onRequest(void* transfer, char*, char*, int, int);

  Transfer& idleTransfer();
  void setUp(Transfer& transfer);
  void send(Transfer& transfer);
  void setDeadline(Transfer& transfer, Instant deadline);
  Instant nextDeadline(const Transfer& transfer) const;
  void readHead(Transfer& transfer);
  void meetDeadlines(Instant now);
  void finished(Transfer& transfer, CURLcode code);
  bool askAgain(Transfer& transfer);
  void learn(const Transfer& transfer);
  void end(Transfer& transfer, FailureKind network, std::string words);
  bool deliver();

  Endpoint m_endpoint;
  std::string m_url;
  HttpOptions m_options;
  Duration m_connectTime, m_firstTokenTime, m_totalTime;
  CurlList m_headers;
  CurlList m_resolved;
  CompletionDecoder m_decoder;
  std::unique_ptr<CurlLoop> m_loop;  // outlives the transfers' handles
  std::vector<std::unique_ptr<Transfer>> m_transfers;
  std::vector<Transfer*> m_idle;  // the one used last comes first: its connection is warm
  std::set<std::pair<Instant, Transfer*>> m_deadlines;
  std::vector<std::pair<GenerationOutcome, Done>> m_ready;  // ended, not yet delivered
  std::size_t m_inFlight = 0;
  RequestExtensions m_accepted{true, true};  // what the server has not refused
  bool m_streams = true;
  std::vector<std::string> m_notices;
};

void HttpBackend::Impl::setUp(Transfer& transfer) {
  CURL* easy = transfer.easy.get();
  setUpHandle(easy, m_endpoint, m_headers.get());
  m_loop->adopt(easy);
  curl_easy_setopt(easy, CURLOPT_URL, m_url.c_str());
  curl_easy_setopt(easy, CURLOPT_POST, 1L);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.errorText.data());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Impl::onBytes);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &Impl::onRequest);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, std::max(1L, static_cast<long>(m_options.idleSeconds)));
  // Our own limit on connecting; libcurl's is only moved out of its way.
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(toSeconds(m_connectTime)) + 60);
  if (m_resolved) curl_easy_setopt(easy, CURLOPT_RESOLVE, m_resolved.get());
}

HttpBackend::Impl::Transfer& HttpBackend::Impl::idleTransfer() {
  if (m_idle.empty()) {
    m_transfers.push_back(std::make_unique<Transfer>(*this));
    setUp(*m_transfers.back());
    m_idle.push_back(m_transfers.back().get());
  }
  Transfer& transfer = *m_idle.back();
  m_idle.pop_back();
  return transfer;
}

void HttpBackend::Impl::submit(std::uint64_t index, Instant planned, GenerationRequest&& request, Done&& done) {
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
  transfer.body.build(m_endpoint, request,
                      {request.ignoreEos && m_accepted.forcedLength, request.stream && m_accepted.streamUsage});
  ++m_inFlight;
  send(transfer);
}

void HttpBackend::Impl::send(Transfer& transfer) {
  CURL* easy = transfer.easy.get();
  const std::string& body = transfer.body.text();
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  transfer.reader.begin(transfer.streamed);
  transfer.onTheWire = transfer.askedTwice = transfer.ending = false;
  transfer.errorText[0] = '\0';
  transfer.inFlight = true;
  transfer.outcome.sent = Clock::now();
  setDeadline(transfer, nextDeadline(transfer));
  m_loop->add(easy);
}

// Called when the connection stands and the request is about to be sent; again if libcurl wants to repeat it.
int HttpBackend::Impl::onRequest(void* pointer, char*, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(pointer);
  if (transfer.onTheWire) {
    transfer.askedTwice = true;
    return CURL_PREREQFUNC_ABORT;
  }
  transfer.onTheWire = true;
  return CURL_PREREQFUNC_OK;
}

std::size_t HttpBackend::Impl::onBytes(char* bytes, std::size_t, std::size_t count, void* pointer) {
  const Instant now = Clock::now();
  auto& transfer = *static_cast<Transfer*>(pointer);
  Impl& self = transfer.owner;
  if (!transfer.reader.hasHead()) self.readHead(transfer);
  if (!transfer.reader.take({bytes, count}, now)) return 0;
  if (transfer.reader.contentEnded() && !std::exchange(transfer.ending, true)) {
    self.m_deadlines.erase({transfer.deadline, &transfer});
    self.setDeadline(transfer, std::min(transfer.deadline, now + endingTime));
  }
  return count;
}

void HttpBackend::Impl::readHead(Transfer& transfer) {
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_CONTENT_TYPE, &type);
  if (status >= 200) transfer.reader.head(static_cast<int>(status), type == nullptr ? "" : type);
}

void HttpBackend::Impl::setDeadline(Transfer& transfer, Instant deadline) {
  transfer.deadline = deadline;
  m_deadlines.emplace(deadline, &transfer);
}

// A request has one entry among the deadlines, looked at only when it comes up: no work for each chunk.
Instant HttpBackend::Impl::nextDeadline(const Transfer& transfer) const {
  const Instant sent = transfer.outcome.sent;
  Instant deadline = sent + m_totalTime;
  if (transfer.streamed && transfer.reader.firstContent() == Instant{}) deadline = std::min(deadline, sent + m_firstTokenTime);
  if (!transfer.onTheWire) deadline = std::min(deadline, sent + m_connectTime);
  return deadline;
}

void HttpBackend::Impl::meetDeadlines(Instant now) {
  while (!m_deadlines.empty() && m_deadlines.begin()->first <= now) {
    Transfer& transfer = *m_deadlines.begin()->second;
    m_deadlines.erase(m_deadlines.begin());
    const Duration age = now - transfer.outcome.sent;
    const auto giveUp = [&](FailureKind kind, std::string words) {
      m_loop->remove(transfer.easy.get());
      end(transfer, kind, std::move(words));
    };
    if (transfer.reader.contentEnded()) giveUp(FailureKind::none, {});
    else if (!transfer.onTheWire && age >= m_connectTime)
      giveUp(FailureKind::connectTimeout, fmt::format("no connection within {:g} s", toSeconds(m_connectTime)));
    else if (age >= m_totalTime)
      giveUp(FailureKind::totalTimeout, fmt::format("not finished within {:g} s", toSeconds(m_totalTime)));
    else if (transfer.streamed && transfer.reader.firstContent() == Instant{} && age >= m_firstTokenTime)
      giveUp(FailureKind::firstTokenTimeout, fmt::format("no token within {:g} s", toSeconds(m_firstTokenTime)));
    else setDeadline(transfer, nextDeadline(transfer));
  }
}

void HttpBackend::Impl::finished(Transfer& transfer, CURLcode code) {
  m_deadlines.erase({transfer.deadline, &transfer});
  CURL* easy = transfer.easy.get();
  if (!transfer.reader.hasHead()) readHead(transfer);  // an answer without a body
  if (code == CURLE_OK && askAgain(transfer)) return;
  if (transfer.askedTwice)
    return end(transfer, FailureKind::reset, "the server closed the kept-alive connection as the request was sent");
  const std::string text = transfer.errorText.data();
  end(transfer, failureKind(code, text), code == CURLE_OK ? "" : failureWords(easy, code, text, m_endpoint.apiKey));
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
  send(transfer);
  return true;
}

// Only an answer proves that the field was what the server minded.
void HttpBackend::Impl::learn(const Transfer& transfer) {
  const auto leftOut = [&](bool& accepted, bool sent, std::string_view fields, std::string_view meaning) {
    if (!accepted || sent) return;
    accepted = false;
    m_notices.push_back(fmt::format("the server refuses {} (\"{}\"); requests are sent without, so {}", fields, transfer.refusal, meaning));
  };
  const RequestExtensions sent = transfer.body.extensions();
  if (transfer.forcedLength)
    leftOut(m_accepted.forcedLength, sent.forcedLength, "ignore_eos and min_tokens", "answers can be shorter than asked");
  if (transfer.streamed)
    leftOut(m_accepted.streamUsage, sent.streamUsage, "stream_options", "token counts of streams are estimated");
}

void HttpBackend::Impl::end(Transfer& transfer, FailureKind network, std::string words) {
  GenerationOutcome& outcome = transfer.outcome;
  outcome.finished = Clock::now();
  transfer.reader.end(outcome, network, std::move(words));
  if (outcome.failure == FailureKind::httpStatus && outcome.httpStatus < 400) {
    const char* target = nullptr;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_REDIRECT_URL, &target);
    if (target != nullptr)
      outcome.message = cutText(redact(fmt::format("a redirect to {}, which is not followed", target), m_endpoint.apiKey));
  }
  if (!outcome.failed()) {
    if (!transfer.refusal.empty()) learn(transfer);
    if (transfer.reader.wasNotStreamed() && std::exchange(m_streams, false))
      m_notices.push_back("the server answers as a whole although a stream was asked for; TTFT equals E2E then");
  }
  transfer.inFlight = false;
  m_ready.emplace_back(std::move(outcome), std::move(transfer.done));
  m_idle.push_back(&transfer);
}

bool HttpBackend::Impl::deliver() {
  if (m_ready.empty()) return false;
  auto ready = std::exchange(m_ready, {});  // a handler may submit again
  for (auto& [outcome, done] : ready) {
    --m_inFlight;
    if (done) done(std::move(outcome));
  }
  return true;
}

void HttpBackend::Impl::run(Instant until, const std::stop_token& stop) {
  for (bool turned = false;; turned = true) {
    while (const auto ended = m_loop->nextFinished()) {
      void* transfer = nullptr;
      curl_easy_getinfo(ended->first, CURLINFO_PRIVATE, &transfer);
      finished(*static_cast<Transfer*>(transfer), ended->second);
    }
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
    m_deadlines.erase({transfer->deadline, transfer.get()});
    m_loop->remove(transfer->easy.get());
    end(*transfer, FailureKind::cancelled, "stopped before the answer was whole");
  }
  deliver();
}

Result<std::unique_ptr<HttpBackend>> HttpBackend::create(Endpoint endpoint, Timeouts timeouts, HttpOptions options) {
  for (const double seconds : {timeouts.connectSeconds, timeouts.firstTokenSeconds, timeouts.totalSeconds, options.idleSeconds})
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
      std::move(endpoint), timeouts, options, std::move(*root), std::move(*resolved), std::move(*loop))));
}

HttpBackend::HttpBackend(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
HttpBackend::~HttpBackend() = default;

void HttpBackend::submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) {
  m_impl->submit(index, planned, std::move(request), std::move(done));
}
void HttpBackend::run(Instant until, const std::stop_token& stop) { m_impl->run(until, stop); }
std::size_t HttpBackend::inFlight() const { return m_impl->inFlight(); }
void HttpBackend::cancelAll() { m_impl->cancelAll(); }
std::vector<std::string> HttpBackend::notices() const { return m_impl->notices(); }
ServerTraits HttpBackend::traits() const { return m_impl->traits(); }
std::size_t HttpBackend::connectionsMade() const { return m_impl->connectionsMade(); }

}  // namespace headroom
