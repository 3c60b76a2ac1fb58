#include "core/cluster/tunnel_probe.h"

#include "core/base/clock.h"
#include "core/base/url.h"
#include "core/endpoint/http_call.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <vector>

namespace headroom {
namespace {

std::string localUrl(int localPort) { return fmt::format("http://127.0.0.1:{}", localPort); }

Endpoint endpointAt(std::string url) {
  Endpoint endpoint;
  endpoint.baseUrl = std::move(url);
  return endpoint;
}

double median(const std::vector<double>& unsorted) {
  std::vector<double> values = unsorted;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// Answer times of `count` requests on one connection; what came before the deadline, and none where nobody
// answered.
Result<std::vector<double>> answerTimes(const std::string& url, const OverheadPlan& plan,
                                        double budgetSeconds, const std::stop_token& stop) {
  auto caller = HttpCaller::create(endpointAt(url));
  if (!caller) return caller.error();
  const Instant deadline = Clock::now() + fromSeconds(budgetSeconds);
  std::vector<double> times;
  // The first one pays for the connection and is not counted.
  for (int i = 0; i <= plan.samples; ++i) {
    const double left = toSeconds(deadline - Clock::now());
    if (left <= 0 && !times.empty()) break;
    auto answer =
        caller->call("GET", plan.path, "", std::clamp(left, 0.05, plan.requestTimeoutSeconds), stop);
    if (!answer && (times.empty() || answer.error().code == ErrorCode::cancelled)) return answer.error();
    if (!answer) break;
    if (i > 0) times.push_back(answer->answerSeconds);
  }
  if (times.empty()) return Error{ErrorCode::timeout, "no answer from " + url + " in time"};
  return times;
}

int stopAsked(void* token, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

// The TCP handshake alone, by libcurl since it looks names up without blocking past its time-out.
std::optional<double> handshakeSeconds(const Url& url, double timeoutSeconds, const std::stop_token& stop) {
  const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
  if (!handle) return std::nullopt;
  const int port = url.port.value_or(url.scheme == "http" ? 80 : 443);
  const bool isIpv6 = url.host.find(':') != std::string::npos;
  const std::string target =
      fmt::format(fmt::runtime(isIpv6 ? "http://[{}]:{}" : "http://{}:{}"), url.host, port);
  curl_easy_setopt(handle.get(), CURLOPT_URL, target.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
  curl_easy_setopt(handle.get(), CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeoutSeconds * 1000));
  curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, stopAsked);
  curl_easy_setopt(handle.get(), CURLOPT_XFERINFODATA, &stop);
  if (curl_easy_perform(handle.get()) != CURLE_OK) return std::nullopt;
  curl_off_t found = 0, connected = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_NAMELOOKUP_TIME_T, &found);
  curl_easy_getinfo(handle.get(), CURLINFO_CONNECT_TIME_T, &connected);
  return static_cast<double>(std::max<curl_off_t>(connected - found, 0)) / 1e6;
}

std::string milliseconds(double seconds) { return fmt::format("{:.3g} ms", seconds * 1000); }

// Waits until the socket is ready for `events`, in slices, so that a stop is soon seen.
Result<void> awaitSocket(int fd, short events, Instant deadline, const std::stop_token& stop) {
  for (;;) {
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "the probe was stopped"};
    const double left = toSeconds(deadline - Clock::now());
    if (left <= 0) return Error{ErrorCode::timeout, "nothing came through the tunnel in time"};
    pollfd waited{fd, events, 0};
    if (::poll(&waited, 1, static_cast<int>(std::min(left, 0.05) * 1000) + 1) > 0) return {};
  }
}

Result<TunnelAnswer> pingRedis(int localPort, double timeoutSeconds, const std::stop_token& stop) {
  const std::string thing = fmt::format("no Redis through 127.0.0.1:{}", localPort);
  const Instant deadline = Clock::now() + fromSeconds(timeoutSeconds);
  struct Socket {
    int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    ~Socket() {
      if (fd >= 0) ::close(fd);
    }
  } const socket;
  if (socket.fd < 0) return systemError(errno, thing);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(localPort));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    if (errno != EINPROGRESS) return systemError(errno, thing);
    if (auto ready = awaitSocket(socket.fd, POLLOUT, deadline, stop); !ready) return ready.error();
    int failure = 0;
    socklen_t length = sizeof failure;
    ::getsockopt(socket.fd, SOL_SOCKET, SO_ERROR, &failure, &length);
    if (failure != 0) return systemError(failure, thing);
  }
  const Instant sent = Clock::now();
  if (::send(socket.fd, "PING\r\n", 6, MSG_NOSIGNAL) != 6) return systemError(errno, thing);
  if (auto ready = awaitSocket(socket.fd, POLLIN, deadline, stop); !ready) return ready.error();
  char answer[64];
  const ssize_t count = ::recv(socket.fd, answer, sizeof answer, 0);
  if (count < 0) return systemError(errno, thing);
  if (count == 0)
    return Error{ErrorCode::connectionLost, thing + ": the connection was closed without an answer"};
  const std::string_view text(answer, static_cast<std::size_t>(count));
  if (text[0] != '+' && text[0] != '-')
    return Error{ErrorCode::malformed, thing + ": something else answers", "check the port"};
  return TunnelAnswer{toSeconds(Clock::now() - sent),
                      "Redis answers " + std::string(text.substr(0, text.find_first_of(" \r\n")))};
}

}  // namespace

TunnelProbe httpTunnelProbe(std::string path) {
  return [path = std::move(path)](int localPort, double timeoutSeconds,
                                  std::stop_token stop) -> Result<TunnelAnswer> {
    auto answer = httpCall(endpointAt(localUrl(localPort)), "GET", path, "", timeoutSeconds, stop);
    if (!answer) return answer.error();
    return TunnelAnswer{answer->answerSeconds, fmt::format("HTTP {} at {}", answer->status, path)};
  };
}

TunnelProbe redisTunnelProbe() {
  return [](int localPort, double timeoutSeconds, std::stop_token stop) {
    return pingRedis(localPort, timeoutSeconds, stop);
  };
}

double TunnelOverhead::addedSeconds() const {
  return std::max(0.0, throughSeconds - directSeconds.value_or(apiServerSeconds.value_or(0)));
}

std::string TunnelOverhead::words() const {
  const std::string through =
      fmt::format("median of {} requests through the tunnel {}", samples, milliseconds(throughSeconds));
  if (directSeconds)
    return fmt::format("{}, past it {}: the tunnel adds {} to each", through, milliseconds(*directSeconds),
                       milliseconds(addedSeconds()));
  if (apiServerSeconds)
    return fmt::format(
        "{}, a handshake with the API server {}: the tunnel adds at most {} to each, the server's own "
        "time to answer included",
        through, milliseconds(*apiServerSeconds), milliseconds(addedSeconds()));
  return through + ": the tunnel adds at most that, the network and the server's own time to answer included";
}

Result<TunnelOverhead> measureTunnelOverhead(int localPort, const OverheadPlan& plan, std::stop_token stop) {
  const double budget = plan.requestTimeoutSeconds;
  auto through = answerTimes(localUrl(localPort), plan, 2 * budget, stop);
  if (!through) return through.error();
  TunnelOverhead overhead;
  overhead.samples = static_cast<int>(through->size());
  overhead.slowestSeconds = *std::max_element(through->begin(), through->end());
  overhead.throughSeconds = median(*through);
  if (!plan.directUrl.empty()) {
    OverheadPlan direct = plan;
    direct.requestTimeoutSeconds = std::min(1.0, budget);
    if (auto times = answerTimes(plan.directUrl, direct, budget, stop))
      overhead.directSeconds = median(*times);
  }
  if (const auto url = Url::parse(plan.apiServerUrl); !plan.apiServerUrl.empty() && url) {
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
      const auto seconds = handshakeSeconds(*url, std::min(0.5, budget / 3), stop);
      if (!seconds) break;
      times.push_back(*seconds);
    }
    if (!times.empty()) overhead.apiServerSeconds = median(times);
  }
  if (stop.stop_requested()) return Error{ErrorCode::cancelled, "the measurement was stopped"};
  return overhead;
}

}  // namespace headroom
