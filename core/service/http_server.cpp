#include "core/service/http_server.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <unordered_set>

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

std::vector<std::string> segmentsOf(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the '/'
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

struct Route {
  std::string method;
  std::vector<std::string> pattern;
  HttpHandler handler;

  bool matches(const std::vector<std::string>& segments) const {
    return std::equal(
        pattern.begin(), pattern.end(), segments.begin(), segments.end(),
        [](const auto& mine, const auto& theirs) { return mine.starts_with('{') || mine == theirs; });
  }
};

class Connection;

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (boost::beast::iequals(key, name)) return value;
  }
  return {};
}

class HttpServer::Impl {
 public:
  void dispatch(const HttpExchangePtr& exchange, HttpRequest& request);
  void accept();
  HttpResponse errorResponse(int status, const HttpRequest& request) const {
    if (makeError) return makeError(status, request);
    return {status, "text/plain",
            std::string(http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)))) + "\n"};
  }

  // Outlives io: the operations pending there hold the connections, which take themselves out of it.
  std::unordered_set<Connection*> connections;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  std::vector<Route> routes;
  std::function<bool(const HttpExchangePtr&)> interceptor;
  std::function<HttpResponse(int, const HttpRequest&)> makeError;
  std::function<bool()> acceptFilter;
};

namespace {

// One connection; it is the exchange's other side. Kept alive by the operations pending on its socket and by
// whoever still holds the exchange.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(HttpServer::Impl& server, tcp::socket socket) : m_server(server), m_socket(std::move(socket)) {
    m_server.connections.insert(this);
  }
  ~Connection() { m_server.connections.erase(this); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void read();
  void close();
  void reset();
  // A reset that the owner of the answer is told of.
  void abandon();
  bool open() const { return m_socket.is_open(); }

  // For the exchange with this number; others are over.
  bool answering(std::uint64_t exchange) const { return m_answering && m_exchange == exchange && open(); }
  void startAnswer() { m_started = true; }
  bool started() const { return m_started; }
  void write(std::string_view bytes);
  void finishAnswer();
  void finishAndClose();
  bool http10() const { return m_http10; }
  bool keepAlive() const { return m_keepAlive; }
  void onGone(std::function<void()> handler) { m_onGone = std::move(handler); }

 private:
  void headerRead(error_code error);
  void requestRead(error_code error);
  void wrongRequest(error_code error);
  void handOver(HttpRequest request);
  void watch();
  void flush();
  void drain();
  void gone();

  HttpServer::Impl& m_server;
  tcp::socket m_socket;
  boost::beast::flat_buffer m_buffer;
  std::optional<http::request_parser<http::string_body>> m_parser;
  std::string m_unsent;
  std::size_t m_sentOfUnsent = 0;
  bool m_flushing = false, m_watching = false, m_answering = false, m_started = false;
  bool m_http10 = false, m_keepAlive = true, m_closeWhenFlushed = false;
  std::uint64_t m_exchange = 0;
  std::function<void()> m_onGone;
};

std::string statusLine(int status) {
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  return fmt::format("HTTP/1.1 {} {}\r\n", status, std::string_view(reason.data(), reason.size()));
}

class Exchange : public HttpExchange {
 public:
  Exchange(std::shared_ptr<Connection> connection, std::uint64_t number, HttpRequest request)
      : m_connection(std::move(connection)), m_number(number), m_request(std::move(request)) {}

  const HttpRequest& request() const override { return m_request; }
  HttpRequest& requestToRoute() { return m_request; }

  void respond(const HttpResponse& response) override {
    Connection* const connection = live();
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
    Connection* const connection = live();
    if (!connection) return;
    std::string head = statusLine(status);
    fmt::format_to(std::back_inserter(head), "Content-Type: {}\r\nCache-Control: no-cache\r\n{}{}\r\n",
                   contentType, connection->http10() ? "" : "Transfer-Encoding: chunked\r\n",
                   connection->keepAlive() ? "" : "Connection: close\r\n");
    connection->startAnswer();
    connection->write(head);
  }

  void send(std::string_view piece) override { sendPiece(piece, false); }
  void sendLast(std::string_view piece) override { sendPiece(piece, true); }

  void cut() override {
    if (Connection* const connection = live()) connection->finishAndClose();
  }
  void reset() override {
    if (Connection* const connection = live()) connection->reset();
  }
  void sendRaw(std::string_view bytes) override {
    if (Connection* const connection = live()) connection->write(bytes);
  }
  void onGone(std::function<void()> handler) override {
    if (Connection* const connection = live()) connection->onGone(std::move(handler));
  }

 private:
  Connection* live() const { return m_connection->answering(m_number) ? m_connection.get() : nullptr; }

  void sendPiece(std::string_view piece, bool last) {
    Connection* const connection = live();
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

  std::shared_ptr<Connection> m_connection;
  std::uint64_t m_number;
  HttpRequest m_request;
};

void Connection::read() {
  m_parser.emplace();
  m_parser->body_limit(bodyLimitBytes);
  m_parser->header_limit(headerLimitBytes);
  http::async_read_header(
      m_socket, m_buffer, *m_parser,
      [self = shared_from_this()](error_code error, std::size_t) { self->headerRead(error); });
}

void Connection::headerRead(error_code error) {
  if (error) return wrongRequest(error);
  if (boost::beast::iequals(m_parser->get()[http::field::expect], "100-continue"))
    write("HTTP/1.1 100 Continue\r\n\r\n");
  http::async_read(
      m_socket, m_buffer, *m_parser,
      [self = shared_from_this()](error_code failed, std::size_t) { self->requestRead(failed); });
}

void Connection::wrongRequest(error_code error) {
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

void Connection::requestRead(error_code error) {
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

void Connection::handOver(HttpRequest request) {
  m_answering = true;
  m_started = false;
  m_onGone = nullptr;
  ++m_exchange;
  const auto exchange = std::make_shared<Exchange>(shared_from_this(), m_exchange, std::move(request));
  m_server.dispatch(exchange, exchange->requestToRoute());
  if (m_answering && open()) watch();
}

// While an answer is under way nothing reads from the socket: this finds out that the client has gone.
void Connection::watch() {
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
void Connection::gone() {
  auto handler = std::exchange(m_onGone, nullptr);
  close();
  if (handler) asio::post(m_server.io, std::move(handler));
}

void Connection::write(std::string_view bytes) {
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

void Connection::flush() {
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

void Connection::finishAnswer() {
  if (!open()) return;
  if (!m_keepAlive) return finishAndClose();
  m_answering = false;
  m_onGone = nullptr;
  // Not from here: the caller may be in the middle of its own work.
  asio::post(m_server.io, [self = shared_from_this()] {
    if (self->open()) self->read();
  });
}

void Connection::finishAndClose() {
  m_answering = false;
  m_onGone = nullptr;
  if (m_unsent.empty())
    drain();
  else
    m_closeWhenFlushed = true;
}

// Says that no more will come, and reads on until the client has closed: closing with bytes unread would make
// the kernel reset the connection, and the client could lose the answer.
void Connection::drain() {
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

void Connection::close() {
  m_answering = false;
  m_onGone = nullptr;
  error_code ignored;
  m_socket.shutdown(tcp::socket::shutdown_both, ignored);
  m_socket.close(ignored);
}

void Connection::reset() {
  error_code ignored;
  m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
  m_answering = false;
  m_onGone = nullptr;
  m_socket.close(ignored);
}

void Connection::abandon() {
  auto handler = std::exchange(m_onGone, nullptr);
  reset();
  if (handler) asio::post(m_server.io, std::move(handler));
}

}  // namespace

void HttpServer::Impl::dispatch(const HttpExchangePtr& exchange, HttpRequest& request) {
  if (interceptor && interceptor(exchange)) return;
  const std::vector<std::string> segments = segmentsOf(request.path);
  bool pathKnown = false;
  for (const Route& candidate : routes) {
    if (!candidate.matches(segments)) continue;
    pathKnown = true;
    if (candidate.method != request.method) continue;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (candidate.pattern[i].starts_with('{')) request.parameters.push_back(segments[i]);
    }
    candidate.handler(exchange);
    return;
  }
  exchange->respond(errorResponse(pathKnown ? 405 : 404, request));
}

void HttpServer::Impl::accept() {
  acceptor.async_accept([this](error_code error, tcp::socket socket) {
    if (!acceptor.is_open()) return;
    if (!error) {
      const bool wanted = !acceptFilter || acceptFilter();
      error_code ignored;
      if (wanted) {
        socket.set_option(tcp::no_delay(true), ignored);
        std::make_shared<Connection>(*this, std::move(socket))->read();
      } else {
        socket.set_option(asio::socket_base::linger(true, 0), ignored);
        socket.close(ignored);
      }
      if (acceptor.is_open()) accept();
      return;
    }
    // Out of file descriptors, most likely: trying again at once would only burn the core.
    auto pause = std::make_shared<asio::steady_timer>(io, std::chrono::milliseconds(20));
    pause->async_wait([this, pause](error_code) {
      if (acceptor.is_open()) accept();
    });
  });
}

HttpServer::HttpServer() : m_impl(std::make_unique<Impl>()) {}

HttpServer::~HttpServer() = default;

void HttpServer::route(std::string_view method, std::string_view pattern, HttpHandler handler) {
  m_impl->routes.push_back({std::string(method), segmentsOf(pattern), std::move(handler)});
}

void HttpServer::intercept(std::function<bool(const HttpExchangePtr&)> handler) {
  m_impl->interceptor = std::move(handler);
}

void HttpServer::onError(std::function<HttpResponse(int, const HttpRequest&)> maker) {
  m_impl->makeError = std::move(maker);
}

void HttpServer::acceptWhen(std::function<bool()> filter) { m_impl->acceptFilter = std::move(filter); }

Result<int> HttpServer::listen(const std::string& address, int port) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error || port < 0 || port > 65535)
    return Error{ErrorCode::invalidArgument,
                 fmt::format("cannot listen on {}:{}: no such address", address, port),
                 "give an IP address such as 127.0.0.1 and a port from 0 to 65535"};
  const tcp::endpoint endpoint(ip, static_cast<std::uint16_t>(port));
  tcp::acceptor& acceptor = m_impl->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  constexpr int backlog = 4096;
  if (!error) acceptor.listen(backlog, error);
  if (!error) {
    m_impl->accept();
    return static_cast<int>(acceptor.local_endpoint().port());
  }
  error_code ignored;
  acceptor.close(ignored);
  if (error == asio::error::address_in_use)
    return Error{ErrorCode::conflict, fmt::format("port {} of {} is taken", port, address),
                 "choose another, or 0 for a free one"};
  return systemError(error.value(), fmt::format("cannot listen on {}:{}", address, port));
}

void HttpServer::stopListening() {
  error_code ignored;
  m_impl->acceptor.close(ignored);
  const std::vector<Connection*> connections(m_impl->connections.begin(), m_impl->connections.end());
  for (Connection* connection : connections) connection->abandon();
}

void HttpServer::run(const std::stop_token& stop) {
  const auto keepRunning = asio::make_work_guard(m_impl->io);
  const std::stop_callback stopper(stop, [this] { m_impl->io.stop(); });
  if (!stop.stop_requested()) m_impl->io.run();
  const std::vector<Connection*> connections(m_impl->connections.begin(), m_impl->connections.end());
  error_code ignored;
  m_impl->acceptor.close(ignored);
  for (Connection* connection : connections) connection->close();
}

void HttpServer::post(std::function<void()> work) { asio::post(m_impl->io, std::move(work)); }

class HttpTimer::Impl {
 public:
  explicit Impl(asio::io_context& io) : timer(io) {}
  asio::steady_timer timer;
};

HttpTimer::HttpTimer(HttpServer& server) : m_impl(std::make_unique<Impl>(server.impl().io)) {}
HttpTimer::~HttpTimer() = default;

void HttpTimer::callAt(Instant when, std::function<void()> handler) {
  m_impl->timer.expires_at(when);
  m_impl->timer.async_wait([handler = std::move(handler)](error_code error) {
    if (!error) handler();
  });
}

void HttpTimer::cancel() { m_impl->timer.cancel(); }

}  // namespace headroom
