// A real redis-server of the test's own, on a free loopback port and a unix socket, ended with the object.
//
//   RedisServer redis;                                     // or RedisServer redis({.arguments =
//   {"--maxmemory", "2mb"}}); QVERIFY2(redis.isRunning(), qPrintable(redis.problem())); redis.url("llama");
//   // redis://127.0.0.1:PORT?model=llama redis.command({"GET", "key"});
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace headroom::test {

// A free port of the loopback address; 0 when there is none.
int freePort();

// Key and certificate of an authority of the test's own, and of a server for localhost and 127.0.0.1 signed
// by it.
struct Certificates {
  QString authority, key, certificate;
  // Also made: one for another host, signed by the same authority.
  QString otherKey, otherCertificate;
  static Certificates make(const QString& directory);
};

class RedisServer {
 public:
  struct Options {
    QStringList arguments = {};
    const Certificates* certificates = nullptr;  // TLS on a port of its own beside the plain one
    bool withWrongHost = false;                  // the certificate for another host
    int port = 0;                                // where one should come back; 0 = a free one
  };
  RedisServer() : RedisServer(Options{}) {}
  explicit RedisServer(const Options& options);
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  bool isRunning() const { return m_process.state() == QProcess::Running; }
  QString problem() const { return m_problem; }
  int port() const { return m_port; }
  int tlsPort() const { return m_tlsPort; }
  QString socket() const { return m_directory.filePath("s"); }
  QString url(const QString& model, const QString& credentials = {}) const;

  // The answer as redis-cli prints it, without the last line end.
  QByteArray command(const QStringList& words) const;
  void kill();

 private:
  bool answers() const;

  QTemporaryDir m_directory;
  QProcess m_process;
  QString m_problem, m_password;
  int m_port = 0, m_tlsPort = 0;
};

}  // namespace headroom::test
