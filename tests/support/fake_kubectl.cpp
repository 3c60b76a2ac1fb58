// Stands for kubectl in tests. It finds its part in the folder of its --kubeconfig file (or of KUBECONFIG):
//
//   calls              it adds a line a call: its pid and its arguments
//   get.mode           what `get` does, get-pods.mode what `get pods` does, config.mode what `config view`
//   does:
//                      answer (NAME.json, the default), fail (fail.txt to standard error, exit code 1), hang,
//                      deaf (hang, and SIGTERM is ignored), garbage, slow (answers after 50 ms), flood (never
//                      stops writing), plugin (starts a child of its own that hangs, its pid in `plugin`, and
//                      hangs)
//   port-forward.mode  read anew all the time, so that a test can change it under a running tunnel:
//                      forward (to 127.0.0.1 at the port in `backend`), fail, hang, deaf (forwards, ignores
//                      SIGTERM), plugin, lost (says so and exits), silent (accepts and swallows), refused
//                      (the pod's port is closed)
//   delay              milliseconds by which everything that comes back is held up
//
// The tunnel really forwards, over as many connections as come.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <list>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

std::string g_folder;

std::string fileText(const std::string& name) {
  std::ifstream file(g_folder + "/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string word(const std::string& name, const std::string& otherwise = {}) {
  std::istringstream text(fileText(name));
  std::string first;
  text >> first;
  return first.empty() ? otherwise : first;
}

void say(FILE* stream, const std::string& text) {
  std::fputs(text.c_str(), stream);
  std::fflush(stream);
}

[[noreturn]] void hang() {
  for (;;) ::pause();
}

[[noreturn]] void hangWithPlugin() {
  const pid_t child = ::fork();
  if (child == 0) hang();
  std::ofstream(g_folder + "/plugin.new") << child << "\n";
  ::rename((g_folder + "/plugin.new").c_str(), (g_folder + "/plugin").c_str());
  hang();
}

// What every command can do; returns when it is to do its work.
void misbehave(const std::string& mode) {
  if (mode == "deaf") ::signal(SIGTERM, SIG_IGN);
  if (mode == "fail") {
    say(stderr, fileText("fail.txt"));
    std::exit(1);
  }
  if (mode == "hang" || mode == "deaf") hang();
  if (mode == "plugin") hangWithPlugin();
  if (mode == "slow") std::this_thread::sleep_for(std::chrono::milliseconds(50));
  if (mode == "garbage") {
    say(stdout, "NAME     READY   STATUS\nllama-0  1/1     Running\n");
    std::exit(0);
  }
  while (mode == "flood") say(stdout, std::string(65536, 'x'));
}

int answer(const std::string& what, const std::string& mode) {
  misbehave(mode);
  const std::string text = fileText(what + ".json");
  if (text.empty()) {
    say(stderr, "error: the server doesn't have a resource type \"" + what + "\"\n");
    return 1;
  }
  say(stdout, text);
  return 0;
}

// "pod/llama-0" is in pod-llama-0.json, else anything in pods.json.
int get(std::string what) {
  for (char& c : what) c = c == '/' ? '-' : c;
  return answer(what, word("get-" + what + ".mode", word("get.mode", "answer")));
}

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

struct Held {
  Clock::time_point due;
  std::string bytes;
};

struct Connection {
  int near = -1, far = -1;    // far stays -1 where nothing is forwarded
  std::list<Held> back = {};  // on their way from far to near
  bool farEnded = false;
};

void writeAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

class Tunnel {
 public:
  Tunnel(int localPort, std::string remote) : m_remote(std::move(remote)) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int one = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    sockaddr_in address = loopback(localPort);
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(m_listener, 64) != 0) {
      say(stdout, "Unable to listen on port " + std::to_string(localPort) + ": Listeners failed to create\n");
      say(stderr, "error: unable to listen on any of the requested ports: [{" + std::to_string(localPort) +
                      " " + m_remote + "}]\n");
      std::exit(1);
    }
    socklen_t length = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
    m_port = std::to_string(ntohs(address.sin_port));
    say(stdout, "Forwarding from 127.0.0.1:" + m_port + " -> " + m_remote + "\n");
  }

  int run() {
    for (;;) {
      m_mode = word("port-forward.mode", "forward");
      if (m_mode == "lost") {
        say(stderr, "error: lost connection to pod\n");
        return 1;
      }
      m_delay = std::chrono::milliseconds(std::atoi(word("delay", "0").c_str()));
      step();
    }
  }

 private:
  void step() {
    std::vector<pollfd> waited{{m_listener, POLLIN, 0}};
    for (const Connection& connection : m_connections) {
      waited.push_back({connection.near, POLLIN, 0});
      waited.push_back({connection.farEnded ? -1 : connection.far, POLLIN, 0});
    }
    (void)::poll(waited.data(), waited.size(), 2);
    std::size_t at = 1;
    for (auto connection = m_connections.begin(); connection != m_connections.end(); at += 2) {
      const bool goesOn = pass(*connection, waited[at].revents != 0, waited[at + 1].revents != 0);
      if (!goesOn) {
        ::close(connection->near);
        if (connection->far >= 0) ::close(connection->far);
        connection = m_connections.erase(connection);
      } else {
        ++connection;
      }
    }
    if (waited[0].revents != 0) accept();
  }

  void accept() {
    Connection connection{::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC)};
    if (connection.near < 0) return;
    say(stdout, "Handling connection for " + m_port + "\n");
    if (m_mode != "silent") {
      connection.far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      const sockaddr_in address = loopback(std::atoi(word("backend", "1").c_str()));
      if (m_mode == "refused" ||
          ::connect(connection.far, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        say(stderr,
            "E1123 18:58:32.169835   13166 portforward.go:424] \"Unhandled Error\" err=\"an error occurred "
            "forwarding " +
                m_port + " -> " + m_remote + ": error forwarding port " + m_remote +
                " to pod 123, uid : failed to connect to localhost:" + m_remote + ": connection refused\"\n");
        ::close(connection.near);
        ::close(connection.far);
        return;
      }
    }
    m_connections.push_back(connection);
  }

  bool pass(Connection& connection, bool nearReady, bool farReady) {
    char buffer[65536];
    if (nearReady) {
      const ssize_t count = ::recv(connection.near, buffer, sizeof buffer, 0);
      if (count <= 0) return false;
      if (m_mode != "silent" && connection.far >= 0)
        writeAll(connection.far, {buffer, static_cast<std::size_t>(count)});
    }
    if (farReady && m_mode != "silent") {
      const ssize_t count = ::recv(connection.far, buffer, sizeof buffer, 0);
      if (count <= 0)
        connection.farEnded = true;
      else
        connection.back.push_back({Clock::now() + m_delay, {buffer, static_cast<std::size_t>(count)}});
    }
    while (!connection.back.empty() && connection.back.front().due <= Clock::now()) {
      writeAll(connection.near, connection.back.front().bytes);
      connection.back.pop_front();
    }
    return !(connection.farEnded && connection.back.empty());
  }

  int m_listener = -1;
  std::string m_remote, m_port, m_mode;
  std::chrono::milliseconds m_delay{0};
  std::list<Connection> m_connections;
};

int portForward(const std::string& ports) {
  const std::string mode = word("port-forward.mode", "forward");
  if (mode == "deaf")
    ::signal(SIGTERM, SIG_IGN);
  else
    misbehave(mode);
  const std::size_t colon = ports.find(':');
  return Tunnel(std::atoi(ports.substr(0, colon).c_str()), ports.substr(colon + 1)).run();
}

}  // namespace

int main(int argc, char** argv) {
  ::signal(SIGTERM, SIG_DFL);
  std::vector<std::string> words;
  const char* variable = std::getenv("KUBECONFIG");
  std::string config = variable != nullptr ? variable : "", context;
  std::string all;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    all += " " + argument;
    if (argument == "--kubeconfig") config = argv[i + 1];
    if (argument == "--context") context = argv[i + 1];
    if (argument == "--kubeconfig" || argument == "--context" || argument == "-n" ||
        argument == "--address" || argument == "-o") {
      if (++i < argc) all += std::string(" ") + argv[i];
    } else if (!argument.starts_with("--")) {
      words.push_back(argument);
    }
  }
  g_folder = config.substr(0, config.rfind('/'));
  {
    const std::string line = std::to_string(::getpid()) + all + "\n";
    const int calls = ::open((g_folder + "/calls").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    (void)!::write(calls, line.data(), line.size());
    ::close(calls);
  }
  if (words.size() < 2) return 1;
  if (words[0] == "config") return answer("config", word("config.mode", "answer"));
  if (words[0] == "get") return get(words[1]);
  if (words[0] == "port-forward" && words.size() > 2) return portForward(words[2]);
  say(stderr, "error: unknown command \"" + words[0] + "\" for \"kubectl\"\n");
  return 1;
}
