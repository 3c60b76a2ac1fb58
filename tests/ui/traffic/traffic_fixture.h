// A session with its services and, where it is asked for, a Redis with traces of a gateway.
#pragma once

#include "core/base/file.h"
#include "tests/support/redis_server.h"
#include "ui/shell/services.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QtTest>

namespace headroom::test {

struct TrafficFixture {
  QTemporaryDir directory;
  ui::Services services{{directory.filePath("settings.ini"), directory.filePath("state")}, nullptr};

  TrafficFixture() { services.traffic.setInterval(std::chrono::milliseconds(50)); }
  ~TrafficFixture() { services.tasks.waitForAll(std::chrono::seconds(20)); }

  QString write(const char* name, const QByteArray& text) const {
    const QString path = directory.filePath(name);
    if (!writeFileAtomically(path.toStdString(), {text.constData(), std::size_t(text.size())}))
      qFatal("no file");
    return path;
  }
  // One request a second of 128 input and 64 output tokens.
  QString trace(const char* name = "trace.csv", int seconds = 200) const {
    QByteArray text = "time,input,output\n";
    for (int second = 0; second < seconds; ++second) text += QByteArray::number(second) + ",128,64\n";
    return write(name, text);
  }
  void connectTo(const RedisServer& redis, const std::string& model = "m") {
    services.session.edit("Connect", [&](Workspace& workspace) {
      RedisConnection connection;
      connection.name = "east";
      connection.url = QString("redis://127.0.0.1:%1").arg(redis.port()).toStdString();
      connection.model = model;
      workspace.connections = {connection};
    });
  }
  void use(std::vector<TrafficPart> parts) {
    services.session.edit("Use", [&](Workspace& workspace) { workspace.traffic = std::move(parts); });
  }
};

// `requests` of 256 input and 64 output tokens in the ten seconds that have just ended.
inline void putTrace(const RedisServer& redis, int requests, int pending = 3, int queueing = 2,
                     const QString& model = "m") {
  const qint64 start = QDateTime::currentSecsSinceEpoch() / 10 * 10 - 10;
  redis.command({"SET", QString("aibrix:%1_request_trace_%2").arg(model).arg(start),
                 QString(R"({"80:60": %1, "meta_v": 4, "meta_interval_sec": 10, "meta_precision": 10,
                             "meta_total_reqs": %1, "meta_pending_reqs": %2, "meta_queueing_reqs": %3})")
                     .arg(requests)
                     .arg(pending)
                     .arg(queueing)});
}

}  // namespace headroom::test
