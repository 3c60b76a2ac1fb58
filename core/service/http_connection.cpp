#include "core/service/http_connection.h"

#include <fmt/format.h>

#include <sys/socket.h>

#include <cerrno>
#include <iterator>

namespace headroom {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::uint64_t bodyLimitBytes = 256 << 20;
constexpr std::uint32_t headerLimitBytes = 64 << 10;
// A client that reads nothing must not fill our memory.
constexpr std::size_t unsentLimitBytes = 64 << 20;

std::string statusLine(int status) {
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  return fmt::format("HTTP/1.1 {} {}\r\n", status, std::string_view(reason.data(), reason.size()));
}

class Exchange : public HttpExchange {
 public:
  Exchange(std::shared_ptr<HttpConnection> connection, std::uint64_t number, HttpRequest request)
      : m_connection(std::move(connection)), m_number(number), m_request(std::move(request)) {}

  const HttpRequest& request() const override { return m_request; }
  HttpRequest& requestToRoute() { return m_request; }

  void respond(const HttpResponse& response) override {
    HttpConnection* const connection = live();
    if (!connection) return;
    std::string text = statusLine(response.status);
    fmt::format_to(std::back_inserter(text), "Content-Type: {}\r\nContent-Length: {}\r\n",
                   response.contentType, response.body.size());
    for (const auto& [key, value] : response.headers) text += key + ": " + value + "\r\n";
    text += connection->keepAlive() ? "\r\n" : "Connection: close\r\n\r\n";
    if (m_request.method != "HEAD") text += response.body;
    connection->write(text);
    connection->finishAnswer();
  }

  void startStream(int status, std::string_view contentType) override {
    HttpConnection* const connection = live();
    if (!connection) return;
    std::string head = statusLine(status);
    fmt::format_to(std::back_inserter(head), "Content-Type: {}\r\nCache-Control: no-cache\r\n{}{}\r\n",
                   contentType, connection->http10() ? "" : "Transfer-Encoding: chunked\r\n",
                   connection->keepAlive() ? "" : "Connection: close\r\n");
    connection->write(head);
  }

  void send(std::string_view piece) override { sendPiece(piece, false); }
  void sendLast(std::string_view piece) override { sendPiece(piece, true); }

  void cut() override {
    if (HttpConnection* const connection = live()) connection->finishAndClose();
  }
  void reset() override {
    if (HttpConnection* const connection = live()) connection->reset();
  }
  void sendRaw(std::string_view bytes) override {
    if (HttpConnection* const connection = live()) connection->write(bytes);
  }
  void onGone(std::function<void()> handler) override {
    if (HttpConnection* const connection = live()) connection->onGone(std::move(handler));
  }

 private:
  HttpConnection* live() const { return m_connection->answering(m_number) ? m_connection.get() : nullptr; }

  void sendPiece(std::string_view piece, bool last) {
    HttpConnection* const connection = live();
    if (!connection) return;
    if (connection->http10()) {
      connection->write(piece);
    } else {
      static thread_local std::string framed;  // of the one server thread; spares an allocation a piece
      framed.clear();
      if (!piece.empty()) {
        fmt::format_to(std::back_inserter(framed), "{:x}\r\n", piece.size());
        framed.append(piece).append("\r\n");
      }
      if (last) framed.append("0\r\n\r\n");
      connection->write(framed);
    }
    if (last) connection->finishAnswer();
  }

  std::shared_ptr<HttpConnection> m_connection;
  std::uint64_t m_number;
  HttpRequest m_request;
};

}  // namespace

void HttpConnection::read() {
  m_parser.emplace();
  m_parser->body_limit(bodyLimitBytes);
  m_parser->header_limit(headerLimitBytes);
  http::async_read_header(
      m_socket, m_buffer, *m_parser,
      [self = shared_from_this()](error_code error, std::size_t) { self->headerRead(error); });
}

void HttpConnection::headerRead(error_code error) {
  if (error) return wrongRequest(error);
  if (boost::beast::iequals(m_parser->get()[http::field::expect], "100-continue"))
    write("HTTP/1.1 100 Continue\r\n\r\n");
  http::async_read(
      m_socket, m_buffer, *m_parser,
      [self = shared_from_this()](error_code failed, std::size_t) { self->requestRead(failed); });
}

void HttpConnection::wrongRequest(error_code error) {
  if (!open()) return;
  // Only what speaks HTTP is answered; a client that closed is not.
  if (error == http::error::end_of_stream ||
      error.category() != make_error_code(http::error::bad_method).category())
    return close();
  m_keepAlive = false;
  m_answering = true;
  ++m_exchange;
  const auto exchange = std::make_shared<Exchange>(shared_from_this(), m_exchange, HttpRequest{});
  exchange->respond(
      m_server.errorResponse(error == http::error::body_limit ? 413 : 400, exchange->request()));
}

void HttpConnection::requestRead(error_code error) {
  if (error) return wrongRequest(error);
  auto message = m_parser->release();
  HttpRequest request;
  request.method = std::string(message.method_string());
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  if (mark < target.size()) request.query = target.substr(mark + 1);
  for (const auto& field : message)
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  request.body = std::move(message.body());
  m_http10 = message.version() < 11;
  // A stream to an HTTP/1.0 client ends with the connection.
  m_keepAlive = message.keep_alive() && !m_http10;
  handOver(std::move(request));
}

void HttpConnection::handOver(HttpRequest request) {
  m_answering = true;
  m_onGone = nullptr;
  ++m_exchange;
  const auto exchange = std::make_shared<Exchange>(shared_from_this(), m_exchange, std::move(request));
  m_server.dispatch(exchange, exchange->requestToRoute());
  if (m_answering && open()) watch();
}

// While an answer is under way nothing reads from the socket: this finds out that the client has gone.
void HttpConnection::watch() {
  if (m_watching) return;
  m_watching = true;
  m_socket.async_wait(tcp::socket::wait_read, [self = shared_from_this()](error_code error) {
    self->m_watching = false;
    if (error || !self->m_answering || !self->open()) return;
    char byte = 0;
    const ssize_t n = ::recv(self->m_socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    const bool nothingYet = n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    if (nothingYet)
      self->watch();
    else if (n <= 0)
      self->gone();
    // n > 0: the next request is here already, and waits for its turn.
  });
}

// The handler is called later: a write that fails may come from the middle of its owner's work.
void HttpConnection::gone() {
  auto handler = std::exchange(m_onGone, nullptr);
  close();
  if (handler) asio::post(m_server.io, std::move(handler));
}

void HttpConnection::write(std::string_view bytes) {
  if (!open()) return;
  if (m_unsent.empty()) {
    const ssize_t n =
        ::send(m_socket.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
      return gone();
  }
  if (bytes.empty()) return;
  m_unsent.append(bytes);
  if (m_unsent.size() - m_sentOfUnsent > unsentLimitBytes) return gone();
  flush();
}

void HttpConnection::flush() {
  if (m_flushing) return;
  m_flushing = true;
  m_socket.async_wait(tcp::socket::wait_write, [self = shared_from_this()](error_code error) {
    self->m_flushing = false;
    if (error || !self->open()) return;
    std::string& unsent = self->m_unsent;
    const ssize_t n = ::send(self->m_socket.native_handle(), unsent.data() + self->m_sentOfUnsent,
                             unsent.size() - self->m_sentOfUnsent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0)
      self->m_sentOfUnsent += static_cast<std::size_t>(n);
    else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
      return self->gone();
    if (self->m_sentOfUnsent < unsent.size()) return self->flush();
    unsent.clear();
    self->m_sentOfUnsent = 0;
    if (self->m_closeWhenFlushed) self->drain();
  });
}

void HttpConnection::finishAnswer() {
  if (!open()) return;
  if (!m_keepAlive) return finishAndClose();
  m_answering = false;
  m_onGone = nullptr;
  // Not from here: the caller may be in the middle of its own work.
  asio::post(m_server.io, [self = shared_from_this()] {
    if (self->open()) self->read();
  });
}

void HttpConnection::finishAndClose() {
  m_answering = false;
  m_onGone = nullptr;
  if (m_unsent.empty())
    drain();
  else
    m_closeWhenFlushed = true;
}

// Says that no more will come, and reads on until the client has closed: closing with bytes unread would make
// the kernel reset the connection, and the client could lose the answer.
void HttpConnection::drain() {
  error_code ignored;
  m_socket.shutdown(tcp::socket::shutdown_send, ignored);
  m_socket.async_wait(tcp::socket::wait_read, [self = shared_from_this()](error_code error) {
    if (error || !self->open()) return;
    char discarded[16384];
    const ssize_t n = ::recv(self->m_socket.native_handle(), discarded, sizeof discarded, MSG_DONTWAIT);
    const bool nothingYet = n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    if (n > 0 || nothingYet)
      self->drain();
    else
      self->close();
  });
}

void HttpConnection::close() {
  m_answering = false;
  m_onGone = nullptr;
  error_code ignored;
  m_socket.shutdown(tcp::socket::shutdown_both, ignored);
  m_socket.close(ignored);
}

void HttpConnection::reset() {
  error_code ignored;
  m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
  m_answering = false;
  m_onGone = nullptr;
  m_socket.close(ignored);
}

void HttpConnection::abandon() {
  auto handler = std::exchange(m_onGone, nullptr);
  reset();
  if (handler) asio::post(m_server.io, std::move(handler));
}

}  // namespace headroom
