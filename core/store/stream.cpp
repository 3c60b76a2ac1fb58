#include "core/store/stream.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

namespace headroom {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : m_fd(fd) {}
  Descriptor(Descriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
  }
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  int get() const { return m_fd; }
  int release() { return std::exchange(m_fd, -1); }

 private:
  int m_fd;
};

Error cancelled() { return {ErrorCode::cancelled, "stopped"}; }
Error timedOut() { return {ErrorCode::timeout, "no answer in the time allowed"}; }
Error lost(const std::string& how) { return {ErrorCode::connectionLost, how}; }

// Until `fd` is ready for `events` (POLLIN, POLLOUT).
Result<void> waitFor(int fd, short events, const Deadline& deadline) {
  const Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  const std::stop_callback onStop(deadline.stop, [&] {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake.get(), &one, sizeof one);
  });
  for (;;) {
    if (deadline.stop.stop_requested()) return cancelled();
    const Duration left = deadline.at - Clock::now();
    if (left <= Duration::zero()) return timedOut();
    pollfd fds[] = {{fd, events, 0}, {wake.get(), POLLIN, 0}};
    const auto ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
    const int ready = ::poll(fds, 2, static_cast<int>(std::min<std::int64_t>(ms, 60'000)));
    if (ready < 0 && errno != EINTR) return lost(std::strerror(errno));
    if (ready > 0 && fds[1].revents != 0) return cancelled();
    if (ready > 0 && fds[0].revents != 0) return {};
  }
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

struct Lookup {
  std::mutex mutex;
  std::condition_variable_any done;
  bool isDone = false;
  int failure = 0;
  Addresses addresses;
};

int lookUp(const std::string& host, int port, int flags, Addresses& into) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
  into.reset(found);
  return failure;
}

// The resolver cannot be interrupted: it runs on a thread of its own, which is left behind when time is up.
Result<Addresses> resolve(const std::string& host, int port, const Deadline& deadline) {
  Addresses addresses;
  if (lookUp(host, port, AI_NUMERICHOST, addresses) == 0) return addresses;
  const auto lookup = std::make_shared<Lookup>();
  std::thread([lookup, host, port] {
    Addresses found;
    const int failure = lookUp(host, port, AI_ADDRCONFIG, found);
    const std::lock_guard lock(lookup->mutex);
    lookup->failure = failure;
    lookup->addresses = std::move(found);
    lookup->isDone = true;
    lookup->done.notify_all();
  }).detach();
  std::unique_lock lock(lookup->mutex);
  if (!lookup->done.wait_until(lock, deadline.stop, deadline.at, [&] { return lookup->isDone; }))
    return deadline.stop.stop_requested() ? cancelled() : timedOut();
  if (lookup->failure != 0)
    return Error{ErrorCode::unreachable,
                 fmt::format("the host {} is not known ({})", host, ::gai_strerror(lookup->failure)),
                 "check its name"};
  return std::move(lookup->addresses);
}

Error connectError(int failure) {
  const std::string words = std::strerror(failure);
  switch (failure) {
    case EACCES:
    case EPERM: return {ErrorCode::permissionDenied, words, "check who may open it"};
    case ENOENT: return {ErrorCode::notFound, words, "check the path, and that the server runs"};
    default: return {ErrorCode::unreachable, words, "check address and port, and that the server runs"};
  }
}

Result<Descriptor> connectTo(int family, const sockaddr* address, socklen_t length,
                             const Deadline& deadline) {
  Descriptor fd(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (fd.get() < 0) return connectError(errno);
  if (::connect(fd.get(), address, length) != 0) {
    if (errno != EINPROGRESS && errno != EAGAIN) return connectError(errno);
    if (const auto ready = waitFor(fd.get(), POLLOUT, deadline); !ready) return ready.error();
    int failure = 0;
    socklen_t size = sizeof failure;
    ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &failure, &size);
    if (failure != 0) return connectError(failure);
  }
  return fd;
}

// OpenSSL over send() and recv(), so that a peer that went away is an error and no signal.
int bioWrite(BIO* bio, const char* bytes, int length) {
  BIO_clear_retry_flags(bio);
  const auto fd = static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
  const auto n = ::send(fd, bytes, static_cast<std::size_t>(length), MSG_NOSIGNAL);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
  return static_cast<int>(n);
}

int bioRead(BIO* bio, char* bytes, int length) {
  BIO_clear_retry_flags(bio);
  const auto fd = static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
  const auto n = ::recv(fd, bytes, static_cast<std::size_t>(length), 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
  return static_cast<int>(n);
}

long bioControl(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

BIO_METHOD* socketMethod() {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
    BIO_meth_set_write(made, bioWrite);
    BIO_meth_set_read(made, bioRead);
    BIO_meth_set_ctrl(made, bioControl);
    return made;
  }();
  return method;
}

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

// The oldest error of the queue in words, and an empty queue.
std::string sslWords() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  const char* words = code != 0 ? ERR_reason_error_string(code) : nullptr;
  return words != nullptr ? words : "the connection was closed";
}

}  // namespace

struct Stream::State {
  Descriptor fd;
  std::unique_ptr<SSL_CTX, FreeSsl> context;
  std::unique_ptr<SSL, FreeSsl> ssl;

  // Repeats a call of OpenSSL until it has worked; its return value, or 0 when the peer has closed.
  template <typename Call>
  Result<int> drive(const Deadline& deadline, Call call) {
    for (;;) {
      ERR_clear_error();
      const int n = call();
      if (n > 0) return n;
      const int why = SSL_get_error(ssl.get(), n);
      if (why == SSL_ERROR_ZERO_RETURN) return 0;
      if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) {
        if (why == SSL_ERROR_SYSCALL && errno != 0) return lost(std::strerror(errno));
        return lost(sslWords());
      }
      const short events = why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
      if (const auto ready = waitFor(fd.get(), events, deadline); !ready) return ready.error();
    }
  }
};

Stream::Stream(int fd) : m_state(std::make_unique<State>()) { m_state->fd = Descriptor(fd); }
Stream::Stream(Stream&&) noexcept = default;
Stream& Stream::operator=(Stream&&) noexcept = default;
Stream::~Stream() = default;

Result<Stream> Stream::connectTcp(const std::string& host, int port, const Deadline& deadline) {
  const auto addresses = resolve(host, port, deadline);
  if (!addresses) return addresses.error();
  Error last{ErrorCode::unreachable, "the host has no address", "check its name"};
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next) {
    auto fd = connectTo(address->ai_family, address->ai_addr, address->ai_addrlen, deadline);
    if (fd) {
      const int on = 1;
      ::setsockopt(fd->get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      return Stream(fd->release());
    }
    last = fd.error();
    if (last.code == ErrorCode::cancelled || last.code == ErrorCode::timeout) break;
  }
  return last;
}

Result<Stream> Stream::connectSocket(const std::string& path, const Deadline& deadline) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return Error{ErrorCode::invalidArgument,
                 fmt::format("the path of a socket has at most {} bytes", sizeof address.sun_path - 1),
                 "use a shorter path, or a link to it"};
  std::memcpy(address.sun_path, path.data(), path.size());
  auto fd = connectTo(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address, deadline);
  if (!fd) return fd.error();
  return Stream(fd->release());
}

Result<void> Stream::startTls(const std::string& host, const std::string& caFile, const Deadline& deadline) {
  const auto fail = [](const std::string& what, const std::string& hint) {
    return Error{ErrorCode::tls, what, hint};
  };
  ERR_clear_error();
  m_state->context.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX* context = m_state->context.get();
  if (context == nullptr) return fail("OpenSSL cannot start: " + sslWords(), "");
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  const int trusted = caFile.empty() ? SSL_CTX_set_default_verify_paths(context)
                                     : SSL_CTX_load_verify_locations(context, caFile.c_str(), nullptr);
  if (trusted != 1)
    return fail(fmt::format("no certificate could be read from {}: {}",
                            caFile.empty() ? "the system" : caFile, sslWords()),
                "give a PEM file of the authority that signed the server's certificate");

  m_state->ssl.reset(SSL_new(context));
  SSL* ssl = m_state->ssl.get();
  BIO* bio = BIO_new(socketMethod());
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(m_state->fd.get())));
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl, bio, bio);
  unsigned char address[sizeof(in6_addr)];
  const bool isAddress =
      ::inet_pton(AF_INET, host.c_str(), address) == 1 || ::inet_pton(AF_INET6, host.c_str(), address) == 1;
  if (isAddress) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str());
  } else {
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    SSL_set1_host(ssl, host.c_str());
    SSL_set_tlsext_host_name(ssl, host.c_str());
  }
  const auto done = m_state->drive(deadline, [&] {
    errno = 0;
    return SSL_connect(ssl);
  });
  if (done && *done > 0) return {};
  if (!done && done.error().code == ErrorCode::cancelled) return done.error();
  if (!done && done.error().code == ErrorCode::timeout)
    return Error{ErrorCode::timeout, "no answer to the TLS handshake in the time allowed",
                 "check that this port speaks TLS; redis:// goes without"};
  if (const long verdict = SSL_get_verify_result(ssl); verdict != X509_V_OK)
    return fail(fmt::format("its certificate is not accepted: {}", X509_verify_cert_error_string(verdict)),
                verdict == X509_V_ERR_HOSTNAME_MISMATCH || verdict == X509_V_ERR_IP_ADDRESS_MISMATCH
                    ? "use the name that the certificate was made for"
                    : "give the authority that signed it with --ca-file");
  const std::string words = done ? "the connection was closed" : done.error().message;
  return fail("the TLS handshake failed: " + words, "check that this port speaks TLS; redis:// goes without");
}

Result<void> Stream::send(std::string_view bytes, const Deadline& deadline) {
  while (!bytes.empty()) {
    std::size_t sent = 0;
    if (m_state->ssl) {
      const auto n = m_state->drive(deadline, [&] {
        errno = 0;
        const auto most = static_cast<int>(std::min<std::size_t>(bytes.size(), 1 << 20));
        return SSL_write(m_state->ssl.get(), bytes.data(), most);
      });
      if (!n) return n.error();
      if (*n == 0) return lost("the connection was closed");
      sent = static_cast<std::size_t>(*n);
    } else {
      const auto n = ::send(m_state->fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && errno != EAGAIN) return lost(std::strerror(errno));
      if (n < 0) {
        if (const auto ready = waitFor(m_state->fd.get(), POLLOUT, deadline); !ready) return ready.error();
        continue;
      }
      sent = static_cast<std::size_t>(n);
    }
    bytes.remove_prefix(sent);
  }
  return {};
}

Result<std::size_t> Stream::receive(char* into, std::size_t capacity, const Deadline& deadline) {
  if (m_state->ssl) {
    const auto n = m_state->drive(deadline, [&] {
      errno = 0;
      return SSL_read(m_state->ssl.get(), into, static_cast<int>(std::min<std::size_t>(capacity, 1 << 20)));
    });
    if (!n) return n.error();
    return static_cast<std::size_t>(*n);
  }
  for (;;) {
    const auto n = ::recv(m_state->fd.get(), into, capacity, 0);
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return lost(std::strerror(errno));
    if (const auto ready = waitFor(m_state->fd.get(), POLLIN, deadline); !ready) return ready.error();
  }
}

}  // namespace headroom
