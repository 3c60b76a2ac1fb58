#include "tests/bench/client_readers.h"

#include "tests/bench/client_server.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

namespace headroom::bench {
namespace {

int connectTo(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int one = 1;
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    fmt::print(stderr, "the bench's server does not answer\n");
    std::exit(1);
  }
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

void watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

void sendText(int fd, const std::string& text) { (void)!::send(fd, text.data(), text.size(), MSG_NOSIGNAL); }

std::size_t discard(char*, std::size_t, std::size_t count, void*) { return count; }

}  // namespace

double cpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

void readBare(const ChunkServer& server, int streams, int chunks,
              const std::function<void(std::string_view)>& onBytes) {
  const int epoll = ::epoll_create1(0);
  for (int i = 0; i < streams; ++i) {
    const int fd = connectTo(server.port());
    sendText(fd, requestText(server.port(), i, chunks, true));
    watch(epoll, fd);
  }
  std::array<epoll_event, 64> events{};
  std::array<char, 8192> buffer{};
  while (streams > 0) {
    const int count = ::epoll_wait(epoll, events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      const auto length = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
      const std::string_view bytes(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
      if (onBytes) onBytes(bytes);
      if (length > 0 && !bytes.ends_with("\r\n0\r\n\r\n")) continue;
      ::close(fd);
      --streams;
    }
  }
  ::close(epoll);
}

void askBare(const ChunkServer& server, int connections, int requests) {
  const int epoll = ::epoll_create1(0);
  const std::string request = requestText(server.port(), 0, 8, false);
  int asked = 0, answered = 0;
  std::vector<int> sockets;
  for (int i = 0; i < connections; ++i) {
    sockets.push_back(connectTo(server.port()));
    watch(epoll, sockets.back());
    sendText(sockets.back(), request);
    ++asked;
  }
  std::array<epoll_event, 64> events{};
  std::array<char, 8192> buffer{};
  while (answered < requests) {
    const int count = ::epoll_wait(epoll, events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT) <= 0) std::exit(1);
      ++answered;
      if (asked < requests) {
        sendText(fd, request);
        ++asked;
      }
    }
  }
  for (const int fd : sockets) ::close(fd);
  ::close(epoll);
}

void readByPlainCurl(const ChunkServer& server, int streams, int chunks) {
  CURLM* multi = curl_multi_init();
  curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
  const std::string url = server.url() + "/v1/completions";
  std::vector<CURL*> handles;
  for (int i = 0; i < streams; ++i) {
    CURL* easy = curl_easy_init();
    const std::string body = requestBody(i, chunks, true);
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, body.c_str());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &discard);
    curl_multi_add_handle(multi, easy);
    handles.push_back(easy);
  }
  int running = streams;
  while (running > 0) {
    curl_multi_perform(multi, &running);
    if (running > 0) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
  }
  for (CURL* easy : handles) {
    curl_multi_remove_handle(multi, easy);
    curl_easy_cleanup(easy);
  }
  curl_slist_free_all(headers);
  curl_multi_cleanup(multi);
}

}  // namespace headroom::bench
