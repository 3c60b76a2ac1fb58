// The server that the client benches read from: a process of its own on core 1, which streams preformatted
// vLLM-like chunks on a schedule, or answers at once where no stream is asked for.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace headroom::bench {

// When the server sent the first and the last chunk of a request, on the clock that all processes share.
struct SentStamps {
  std::int64_t firstNanoseconds = 0;
  std::int64_t lastNanoseconds = 0;
};

class ChunkServer {
 public:
  // Each stream gets a chunk every `intervalSeconds`, its first at a random phase of it.
  explicit ChunkServer(double intervalSeconds);
  ~ChunkServer();
  ChunkServer(const ChunkServer&) = delete;

  int port() const { return m_port; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
  // Of the request whose prompt is "#index".
  static constexpr int stampLimit = 1 << 17;
  const SentStamps& stamps(int index) const { return m_stamps[index]; }

 private:
  int m_port = 0;
  pid_t m_child = 0;
  SentStamps* m_stamps = nullptr;  // shared with the child
};

// The JSON body of a request for `chunks` chunks, and a whole HTTP request of it.
std::string requestBody(int index, int chunks, bool stream);
std::string requestText(int port, int index, int chunks, bool stream);

// Binds the calling process to one core. False, and said on standard error, where the machine has no such
// core.
bool pinToCore(int core);

}  // namespace headroom::bench
