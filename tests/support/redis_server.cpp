#include "tests/support/redis_server.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace headroom::test {
namespace {

bool runTool(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.start(program, arguments, QIODevice::ReadOnly);
  return process.waitForFinished(30000) && process.exitCode() == 0;
}

void sign(const QString& directory, const QString& name, const QString& altNames, const QString& authority) {
  const QString base = directory + "/" + name;
  QFile extension(base + ".ext");
  if (!extension.open(QIODevice::WriteOnly)) return;
  extension.write(("subjectAltName=" + altNames).toUtf8());
  extension.close();
  runTool("openssl", {"req", "-newkey", "rsa:2048", "-nodes", "-keyout", base + ".key", "-out", base + ".csr",
                      "-subj", "/CN=" + name});
  runTool("openssl",
          {"x509", "-req", "-in", base + ".csr", "-CA", authority + ".pem", "-CAkey", authority + ".key",
           "-CAcreateserial", "-days", "2", "-extfile", base + ".ext", "-out", base + ".pem"});
}

}  // namespace

int freePort() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                     ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  ::close(fd);
  return bound ? ntohs(address.sin_port) : 0;
}

Certificates Certificates::make(const QString& directory) {
  const QString authority = directory + "/authority";
  runTool("openssl", {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                      "/CN=test authority", "-keyout", authority + ".key", "-out", authority + ".pem"});
  sign(directory, "server", "DNS:localhost,IP:127.0.0.1", authority);
  sign(directory, "other", "DNS:redis.example", authority);
  return {authority + ".pem", directory + "/server.key", directory + "/server.pem", directory + "/other.key",
          directory + "/other.pem"};
}

RedisServer::RedisServer(const Options& options) {
  m_port = options.port > 0 ? options.port : freePort();
  QStringList arguments{"--port", QString::number(m_port), "--bind",     "127.0.0.1",    "--save",
                        "",       "--appendonly",          "no",         "--unixsocket", socket(),
                        "--dir",  m_directory.path(),      "--loglevel", "warning"};
  if (options.certificates != nullptr) {
    m_tlsPort = freePort();
    const Certificates& made = *options.certificates;
    arguments << "--tls-port" << QString::number(m_tlsPort) << "--tls-auth-clients"
              << "no"
              << "--tls-ca-cert-file" << made.authority << "--tls-cert-file"
              << (options.withWrongHost ? made.otherCertificate : made.certificate) << "--tls-key-file"
              << (options.withWrongHost ? made.otherKey : made.key);
  }
  arguments << options.arguments;
  if (const auto at = options.arguments.indexOf("--requirepass"); at >= 0)
    m_password = options.arguments.value(at + 1);
  m_process.setProcessChannelMode(QProcess::MergedChannels);
  // It ends with the test also when the test crashes.
  m_process.start("setpriv", QStringList{"--pdeathsig", "KILL", "redis-server"} + arguments,
                  QIODevice::ReadOnly);
  if (!m_process.waitForStarted()) {
    m_problem = "redis-server does not start: " + m_process.errorString();
    return;
  }
  const QDeadlineTimer deadline(20000);
  while (!answers() && !deadline.hasExpired() && !m_process.waitForFinished(20)) {
  }
  if (!answers()) m_problem = "redis-server is not ready: " + QString::fromUtf8(m_process.readAll());
}

RedisServer::~RedisServer() { kill(); }

void RedisServer::kill() {
  if (m_process.state() == QProcess::NotRunning) return;
  m_process.kill();
  m_process.waitForFinished();
}

bool RedisServer::answers() const {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(m_port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bool ready = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  char reply[16];
  // Any answer will do, also that it wants a password.
  ready = ready && ::send(fd, "PING\r\n", 6, MSG_NOSIGNAL) == 6 && ::recv(fd, reply, sizeof reply, 0) > 0;
  ::close(fd);
  return ready;
}

QString RedisServer::url(const QString& model, const QString& credentials) const {
  const QString login = credentials.isEmpty() ? "" : credentials + "@";
  return "redis://" + login + "127.0.0.1:" + QString::number(m_port) + "?model=" + model;
}

QByteArray RedisServer::command(const QStringList& words) const {
  QProcess client;
  QStringList arguments{"-s", socket(), "--raw"};
  if (!m_password.isEmpty())
    arguments << "--no-auth-warning"
              << "-a" << m_password;
  client.start("redis-cli", arguments + words, QIODevice::ReadOnly);
  client.waitForFinished(10000);
  QByteArray answer = client.readAllStandardOutput();
  if (answer.endsWith('\n')) answer.chop(1);
  return answer;
}

}  // namespace headroom::test
