// The inside of HttpServer: its state, and one connection with the answer that is under way on it.
#pragma once

#include "core/service/http_server.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace headroom {

class HttpConnection;

struct HttpRoute {
  std::string method;
  std::vector<std::string> pattern;
  HttpHandler handler;

  bool matches(const std::vector<std::string>& segments) const;
};

class HttpServer::Impl {
 public:
  void dispatch(const HttpExchangePtr& exchange, HttpRequest& request);
  void accept();
  HttpResponse errorResponse(int status, const HttpRequest& request) const;

  // Outlives io: the operations pending there hold the connections, which take themselves out of it.
  std::unordered_set<HttpConnection*> connections;
  boost::asio::io_context io{1};
  boost::asio::ip::tcp::acceptor acceptor{io};
  std::vector<HttpRoute> routes;
  std::function<bool(const HttpExchangePtr&)> interceptor;
  std::function<HttpResponse(int, const HttpRequest&)> makeError;
  std::function<bool()> acceptFilter;
};

// One connection; it is the exchange's other side. Kept alive by the operations pending on its socket and by
// whoever still holds the exchange.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(HttpServer::Impl& server, boost::asio::ip::tcp::socket socket)
      : m_server(server), m_socket(std::move(socket)) {
    m_server.connections.insert(this);
  }
  ~HttpConnection() { m_server.connections.erase(this); }
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  void read();
  void close();
  void reset();
  // A reset that the owner of the answer is told of.
  void abandon();
  bool open() const { return m_socket.is_open(); }

  // For the exchange with this number; others are over.
  bool answering(std::uint64_t exchange) const { return m_answering && m_exchange == exchange && open(); }
  void write(std::string_view bytes);
  void finishAnswer();
  void finishAndClose();
  bool http10() const { return m_http10; }
  bool keepAlive() const { return m_keepAlive; }
  void onGone(std::function<void()> handler) { m_onGone = std::move(handler); }

 private:
  void headerRead(boost::system::error_code error);
  void requestRead(boost::system::error_code error);
  void wrongRequest(boost::system::error_code error);
  void handOver(HttpRequest request);
  void watch();
  void flush();
  void drain();
  void gone();

  HttpServer::Impl& m_server;
  boost::asio::ip::tcp::socket m_socket;
  boost::beast::flat_buffer m_buffer;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> m_parser;
  std::string m_unsent;
  std::size_t m_sentOfUnsent = 0;
  bool m_flushing = false, m_watching = false, m_answering = false;
  bool m_http10 = false, m_keepAlive = true, m_closeWhenFlushed = false;
  std::uint64_t m_exchange = 0;
  std::function<void()> m_onGone;
};

}  // namespace headroom
