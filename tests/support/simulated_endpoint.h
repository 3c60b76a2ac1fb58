// `headroomctl simulate` as a child of the test, on a free loopback port, ended by its own process id.
//
//   SimulatedEndpoint endpoint;                       // llama2-7b on an H100
//   SimulatedEndpoint faulty({"--fault", "html"});
//   runCtl({"benchmark", "--url", endpoint.url(), …});
#pragma once

#include "tests/support/ctl.h"

#include <QProcess>
#include <QString>
#include <QStringList>

namespace headroom::test {

class SimulatedEndpoint {
 public:
  explicit SimulatedEndpoint(const QStringList& more = {}, const QStringList& environment = {}) {
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString& entry : environment) all.insert(entry.section('=', 0, 0), entry.section('=', 1));
    m_process.setProcessEnvironment(all);
    m_process.start(ctlPath(), QStringList{"simulate", "--gpu", "H100", "-m", "llama2-7b"} + more,
                    QIODevice::ReadOnly);
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine() &&
           m_process.waitForReadyRead(30000)) {
    }
    m_url = QString::fromUtf8(m_process.readLine()).trimmed();
    if (!m_url.startsWith("http://"))
      qFatal("no simulated endpoint: %s", m_process.readAllStandardError().constData());
  }
  ~SimulatedEndpoint() { end(); }

  // Ends it at once, as a crash would.
  void end() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
  }

  const QString& url() const { return m_url; }

 private:
  QProcess m_process;
  QString m_url;
};

}  // namespace headroom::test
