// The main job as ./dev run --headless does it: two endpoints, two profiles, Redis; and nothing is left
// behind.
#include "tests/support/ctl.h"

#include <QtTest>

#include <signal.h>
#include <unistd.h>

#include <cerrno>

using namespace headroom::test;

class TestFirstSession : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

  // A process group of its own, as a shell gives it to a command.
  void start(QProcess& process, const QString& folder, const QString& grid) const {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("FIRST_SESSION_GRID", grid);
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier([] { ::setpgid(0, 0); });
    process.start(FIRST_SESSION, {ctlPath(), m_directory.filePath(folder)}, QIODevice::ReadOnly);
  }
  static bool someoneIsLeftOf(qint64 group) { return ::kill(static_cast<pid_t>(-group), 0) == 0; }

  static QJsonObject json(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
  }

 private slots:
  void doesTheMainJobAndLeavesNothing() {
    QProcess process;
    start(
        process, "whole",
        "--input-start 16 --input-limit 16 --output-start 4 --output-limit 4 --rate-start 50 --rate-limit 50 "
        "--samples 10");
    const qint64 group = process.processId();
    const bool ended = process.waitForFinished(120000);
    if (!ended) ::kill(static_cast<pid_t>(-group), SIGKILL);
    const QByteArray out = process.readAllStandardOutput(), err = process.readAllStandardError();
    QVERIFY2(ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
             (out + err).constData());
    QVERIFY2(!someoneIsLeftOf(group), "a process is left behind");
    for (const char* gpu : {"A10", "L40S"}) {
      const QString path = m_directory.filePath(QString("whole/%1").arg(gpu));
      const QJsonObject made = json(path + ".profile.json"), back = json(path + ".from-redis.json");
      QCOMPARE(back["gpu"].toString(), QString(gpu));
      for (const char* key : {"tputs", "indexes", "cost", "e2e", "slos"}) {
        QVERIFY(back.contains(key));
        QCOMPARE(back[key], made[key]);
      }
      QVERIFY2(out.contains(QByteArray("$ headroomctl store get ")) && out.contains(gpu), out.constData());
    }
    for (const char* part : {"capacity/s", "Where everything lies", "What to try next"})
      QVERIFY2(out.contains(part), out.constData());
    QVERIFY2(err.contains("elapsed") && err.contains("remaining"), err.constData());
  }

  void ctrlCEndsAllOfIt() {
    QProcess process;
    start(process, "stopped",
          "--input-start 16 --input-limit 16 --output-start 4 --output-limit 4 --rate-start 5 --rate-limit 5 "
          "--samples 5000");
    const qint64 group = process.processId();
    QByteArray err;
    QTRY_VERIFY_WITH_TIMEOUT((err += process.readAllStandardError()).contains("measure 0/1"), 60000);
    QCOMPARE(::kill(static_cast<pid_t>(-group), SIGINT), 0);
    const bool ended = process.waitForFinished(30000);
    if (!ended) ::kill(static_cast<pid_t>(-group), SIGKILL);
    err += process.readAllStandardError();
    QVERIFY2(ended && process.exitStatus() == QProcess::NormalExit, err.constData());
    QVERIFY2(process.exitCode() == 130, err.constData());
    QVERIFY2(err.contains("Stopped. What was measured is in"), err.constData());
    QVERIFY2(!someoneIsLeftOf(group), "a process is left behind");
  }
};

QTEST_GUILESS_MAIN(TestFirstSession)
#include "test_first_session.moc"
