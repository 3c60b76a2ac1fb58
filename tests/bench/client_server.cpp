#include "tests/bench/client_server.h"

#include <fmt/format.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <queue>
#include <random>
#include <string_view>
#include <vector>

namespace headroom::bench {
namespace {

std::int64_t now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

std::string httpChunk(const std::string& data) { return fmt::format("{:x}\r\n{}\r\n", data.size(), data); }

// One chunk as vLLM writes it, the send stamp in its place of 19 digits.
struct ChunkText {
  std::string text;
  std::size_t stampAt;

  ChunkText() {
    text = httpChunk(
        "data: "
        "{\"id\":\"cmpl-0123456789abcdef0123456789abcdef\",\"object\":\"text_completion\",\"created\":"
        "1750000000,"
        "\"model\":\"bench\",\"choices\":[{\"index\":0,\"text\":\" 0000000000000000000\",\"logprobs\":null,"
        "\"finish_reason\":null,\"stop_reason\":null}],\"usage\":null}\n\n");
    stampAt = text.find("0000000000000000000");
  }
  void stamp(std::int64_t time) { fmt::format_to_n(text.data() + stampAt, 19, "{:019}", time); }
};

class Server {
 public:
  Server(int listener, std::int64_t interval, SentStamps* stamps)
      : m_listener(listener), m_interval(interval), m_stamps(stamps), m_epoll(::epoll_create1(0)) {
    watch(m_listener);
  }

  [[noreturn]] void serve() {
    std::array<epoll_event, 256> events{};
    for (;;) {
      const std::int64_t wait =
          m_due.empty() ? 1'000'000'000 : std::max<std::int64_t>(m_due.top().time - now(), 0);
      const timespec patience{wait / 1'000'000'000, wait % 1'000'000'000};
      const int count = ::epoll_pwait2(m_epoll, events.data(), events.size(), &patience, nullptr);
      for (int i = 0; i < count; ++i) {
        const int fd = events[static_cast<std::size_t>(i)].data.fd;
        if (fd == m_listener)
          accept();
        else
          read(fd);
      }
      sendDue();
    }
  }

 private:
  struct Stream {
    std::string request;
    int index = 0;
    int left = 0;
    unsigned generation = 0;
  };
  struct Due {
    std::int64_t time;
    int fd;
    unsigned generation;
    bool operator<(const Due& other) const { return time > other.time; }
  };

  void watch(int fd) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
  }

  void accept() {
    for (;;) {
      const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
      if (fd < 0) return;
      const int one = 1;
      ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      if (static_cast<std::size_t>(fd) >= m_streams.size())
        m_streams.resize(static_cast<std::size_t>(fd) + 1024);
      watch(fd);
    }
  }

  void read(int fd) {
    Stream& stream = m_streams[static_cast<std::size_t>(fd)];
    std::array<char, 8192> buffer;
    const auto length = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (length <= 0) {
      if (length < 0 && errno == EAGAIN) return;
      ::close(fd);
      const unsigned next = stream.generation + 1;
      stream = {};
      stream.generation = next;
      return;
    }
    stream.request.append(buffer.data(), static_cast<std::size_t>(length));
    if (stream.request.find("\r\n\r\n") == std::string::npos || !stream.request.ends_with('}')) return;
    answer(fd, stream);
  }

  static int numberAfter(std::string_view text, std::string_view key) {
    const std::size_t at = text.find(key);
    return at == std::string_view::npos ? 0 : std::atoi(text.data() + at + key.size());
  }

  void answer(int fd, Stream& stream) {
    const bool streamed = stream.request.find("\"stream\":true") != std::string::npos;
    stream.left = numberAfter(stream.request, "\"max_tokens\":");
    stream.index = numberAfter(stream.request, "\"prompt\":\"#");
    stream.request.clear();
    if (!streamed) return send(fd, m_whole);
    send(fd, m_head);
    const auto phase = std::uniform_int_distribution<std::int64_t>(0, m_interval)(m_random);
    m_due.push({now() + phase, fd, ++stream.generation});
  }

  void sendDue() {
    while (!m_due.empty() && m_due.top().time <= now()) {
      const Due due = m_due.top();
      m_due.pop();
      Stream& stream = m_streams[static_cast<std::size_t>(due.fd)];
      if (stream.generation != due.generation) continue;
      const std::int64_t time = now();
      m_chunk.stamp(time);
      SentStamps& stamps = m_stamps[stream.index % ChunkServer::stampLimit];
      if (stamps.firstNanoseconds == 0) stamps.firstNanoseconds = time;
      stamps.lastNanoseconds = time;
      if (--stream.left > 0) {
        send(due.fd, m_chunk.text);
        m_due.push({due.time + m_interval, due.fd, due.generation});
      } else {
        send(due.fd, m_chunk.text + m_tail);
      }
    }
  }

  static void send(int fd, const std::string& text) {
    (void)!::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
  }

  int m_listener;
  std::int64_t m_interval;
  SentStamps* m_stamps;
  int m_epoll;
  std::vector<Stream> m_streams{1024};
  std::priority_queue<Due> m_due;
  std::mt19937_64 m_random{1};
  ChunkText m_chunk;
  const std::string m_head =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: "
      "chunked\r\n\r\n";
  const std::string m_tail =
      httpChunk(
          "data: "
          "{\"id\":\"cmpl-0\",\"object\":\"text_completion\",\"created\":1750000000,\"model\":\"bench\","
          "\"choices\":[],"
          "\"usage\":{\"prompt_tokens\":4,\"total_tokens\":8,\"completion_tokens\":4}}\n\n") +
      httpChunk("data: [DONE]\n\n") + "0\r\n\r\n";
  const std::string m_whole = [] {
    const std::string body =
        "{\"id\":\"cmpl-0123456789abcdef0123456789abcdef\",\"object\":\"text_completion\",\"created\":"
        "1750000000,\"model\":\"bench\","
        "\"choices\":[{\"index\":0,\"text\":\" and so on it went for a "
        "while\",\"logprobs\":null,\"finish_reason\":\"length\","
        "\"stop_reason\":null}],\"usage\":{\"prompt_tokens\":4,\"total_tokens\":12,\"completion_tokens\":8}}";
    return fmt::format("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{}",
                       body.size(), body);
  }();
};

void raiseOpenFiles() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

bool pinToCore(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  if (::sched_setaffinity(0, sizeof set, &set) == 0) return true;
  fmt::print(stderr, "not bound to core {}: figures of client and server beside each other tell less\n",
             core);
  return false;
}

ChunkServer::ChunkServer(double intervalSeconds) {
  const std::size_t bytes = sizeof(SentStamps) * stampLimit;
  m_stamps = static_cast<SentStamps*>(
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (m_stamps == MAP_FAILED || ::bind(listener, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
      ::listen(listener, 4096) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    fmt::print(stderr, "the bench's server cannot listen on 127.0.0.1\n");
    std::exit(1);
  }
  m_port = ntohs(address.sin_port);
  m_child = ::fork();
  if (m_child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_TIMERSLACK, 1UL);
    pinToCore(1);
    raiseOpenFiles();
    Server(listener, static_cast<std::int64_t>(intervalSeconds * 1e9), m_stamps).serve();
  }
  ::close(listener);
}

ChunkServer::~ChunkServer() {
  ::kill(m_child, SIGKILL);
  ::waitpid(m_child, nullptr, 0);
  ::munmap(m_stamps, sizeof(SentStamps) * stampLimit);
}

std::string requestBody(int index, int chunks, bool stream) {
  return fmt::format(
      "{{\"model\":\"bench\",\"prompt\":\"#{}\",\"max_tokens\":{},\"temperature\":0,\"stream\":{}}}", index,
      chunks, stream);
}

std::string requestText(int port, int index, int chunks, bool stream) {
  const std::string body = requestBody(index, chunks, stream);
  return fmt::format(
      "POST /v1/completions HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept: */*\r\nContent-Type: "
      "application/json\r\n"
      "Content-Length: {}\r\n\r\n{}",
      port, body.size(), body);
}

}  // namespace headroom::bench
