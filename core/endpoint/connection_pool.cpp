#include "core/endpoint/connection_pool.h"

#include <utility>

namespace headroom {

ConnectionPool::ConnectionPool(CurlLoop& loop, bool tls, Duration idleTime, const Secret& apiKey,
                               std::function<void(CURL*)> setUp)
    : m_shared{.loop = loop}, m_tls(tls), m_idleTime(idleTime), m_apiKey(apiKey), m_setUp(std::move(setUp)) {}

ConnectionPool::~ConnectionPool() {
  for (const auto& line : m_lines) drop(*line);
}

Connection& ConnectionPool::get(ConnectionUser& user) {
  const Instant now = Clock::now();
  for (; !m_idle.empty() && now - m_idle.front()->idleSince >= m_idleTime; m_idle.pop_front())
    drop(*m_idle.front());
  while (!m_idle.empty()) {
    Line& line = *m_idle.back();
    m_idle.pop_back();
    // What came before a request was sent is no answer to it, so a connection with unread bytes is not used.
    if (line.isOpen() && line.isQuiet()) {
      line.begin(user);
      return line;
    }
    drop(line);
  }
  if (m_freeLines.empty()) {
    m_lines.push_back(std::make_unique<Line>(m_shared));
    m_freeLines.push_back(m_lines.back().get());
  }
  Line& line = *m_freeLines.back();
  m_freeLines.pop_back();
  line.begin(user);
  dial(line);
  return line;
}

void ConnectionPool::dial(Line& line) {
  if (m_freeDialers.empty()) {
    m_dialers.push_back(std::make_unique<Dialer>());
    Dialer& made = *m_dialers.back();
    made.easy.reset(curl_easy_init());
    CURL* easy = made.easy.get();
    m_setUp(easy);
    m_shared.loop.adopt(easy);
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &made);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, made.errorText.data());
    m_freeDialers.push_back(&made);
  }
  line.dialer = m_freeDialers.back();
  m_freeDialers.pop_back();
  line.dialer->line = &line;
  line.dialer->errorText[0] = '\0';
  line.connecting = true;
  m_shared.loop.add(line.dialer->easy.get());
}

void ConnectionPool::giveBack(Connection& connection) {
  Line& line = static_cast<Line&>(connection);
  line.forgetUser();
  if (line.connecting || !line.isReusable()) return drop(line);
  line.idleSince = Clock::now();
  m_idle.push_back(&line);
}

void ConnectionPool::drop(Line& line) {
  if (std::exchange(line.connecting, false)) m_shared.loop.remove(line.dialer->easy.get());
  line.close();
  if (line.dialer != nullptr) m_freeDialers.push_back(std::exchange(line.dialer, nullptr));
  m_freeLines.push_back(&line);
}

void ConnectionPool::meetEvents() {
  for (Connection* connection : std::exchange(m_shared.lost, {})) connection->meetLoss();
  while (const auto finished = m_shared.loop.nextFinished()) {
    const auto [easy, code] = *finished;
    void* pointer = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &pointer);
    Line& line = *static_cast<Dialer*>(pointer)->line;
    ConnectionUser& user = *line.user();
    line.connecting = false;
    if (code != CURLE_OK) {
      const std::string text = line.dialer->errorText.data();
      const FailureKind kind = failureKind(code, text);
      std::string words = failureWords(easy, code, text, m_apiKey);
      m_shared.loop.remove(easy);
      line.forgetUser();
      user.onEnd(kind, std::move(words));
      continue;
    }
    if (m_tls) {
      curl_socket_t fd = CURL_SOCKET_BAD;
      curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &fd);
      line.openTls(easy, fd);
    } else {
      m_freeDialers.push_back(std::exchange(line.dialer, nullptr));
      line.open(m_shared.loop.take(easy));
    }
    user.onConnected();
  }
}

}  // namespace headroom
