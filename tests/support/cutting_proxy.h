// A loopback TCP proxy that cuts the connection after so many bytes of one direction: both sides are closed
// at once.
//
//   CuttingProxy proxy(redis.port());
//   proxy.cutAfter(CuttingProxy::toServer, 100);   // the server sees exactly 100 bytes, then the end
//   connect to proxy.port() …
//   proxy.passed(CuttingProxy::toServer);
//
// Cuts one connection, the next one after cutAfter(); the others pass. Serves one connection at a time.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <thread>

namespace headroom::test {

class CuttingProxy {
 public:
  enum Direction { toServer = 0, toClient = 1 };

  explicit CuttingProxy(int serverPort);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  int port() const { return m_port; }
  // Of the next connection.
  void cutAfter(Direction direction, std::int64_t bytes);
  void doNotCut() { cutAfter(toServer, -1); }
  // Bytes that went through the last connection.
  std::int64_t passed(Direction direction) const { return m_passed[direction]; }
  // Waits until the last connection is closed on both sides.
  void waitUntilClosed() const;

 private:
  void serve();
  void carry(int client, int server);

  int m_serverPort, m_listener = -1, m_port = 0;
  std::atomic<int> m_direction{0};
  std::atomic<std::int64_t> m_cutAfter{-1};
  std::array<std::atomic<std::int64_t>, 2> m_passed{};
  std::atomic<bool> m_isBusy{false}, m_ends{false};
  std::thread m_thread;
};

}  // namespace headroom::test
