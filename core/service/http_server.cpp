#include "core/service/http_server.h"

#include "core/service/http_connection.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

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

}  // namespace

bool HttpRoute::matches(const std::vector<std::string>& segments) const {
  return std::equal(
      pattern.begin(), pattern.end(), segments.begin(), segments.end(),
      [](const auto& mine, const auto& theirs) { return mine.starts_with('{') || mine == theirs; });
}

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (boost::beast::iequals(key, name)) return value;
  }
  return {};
}

HttpResponse HttpServer::Impl::errorResponse(int status, const HttpRequest& request) const {
  if (makeError) return makeError(status, request);
  return {status, "text/plain",
          std::string(http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)))) + "\n"};
}

void HttpServer::Impl::dispatch(const HttpExchangePtr& exchange, HttpRequest& request) {
  if (interceptor && interceptor(exchange)) return;
  const std::vector<std::string> segments = segmentsOf(request.path);
  bool pathKnown = false;
  for (const HttpRoute& candidate : routes) {
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
        std::make_shared<HttpConnection>(*this, std::move(socket))->read();
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
  const std::vector<HttpConnection*> connections(m_impl->connections.begin(), m_impl->connections.end());
  for (HttpConnection* connection : connections) connection->abandon();
}

void HttpServer::run(const std::stop_token& stop) {
  const auto keepRunning = asio::make_work_guard(m_impl->io);
  const std::stop_callback stopper(stop, [this] { m_impl->io.stop(); });
  if (!stop.stop_requested()) m_impl->io.run();
  const std::vector<HttpConnection*> connections(m_impl->connections.begin(), m_impl->connections.end());
  error_code ignored;
  m_impl->acceptor.close(ignored);
  for (HttpConnection* connection : connections) connection->close();
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
