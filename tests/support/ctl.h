// Runs headroomctl as a person or a script would, and keeps all it said.
//
//   const Ran ran = runCtl({"gen-profile", "gpu", "--benchmark", path});
//   QCOMPARE(ran.code, 0);
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <linux/capability.h>
#include <sys/prctl.h>

namespace headroom::test {

struct Ran {
  int code = -1;  // -1: it crashed or did not end in time
  QByteArray out, err;
};

// Programs under a sanitizer are several times slower.
inline constexpr int ctlTimeoutMs = 60000 * HEADROOM_TEST_SLOWNESS;

inline QString ctlPath() { return qEnvironmentVariable("HEADROOMCTL"); }

// Starts `process` as it is set up, and keeps all that headroomctl says.
inline Ran runCtl(QProcess& process, const QStringList& arguments, int timeoutMs = ctlTimeoutMs) {
  process.start(ctlPath(), arguments, QIODevice::ReadOnly);
  if (!process.waitForFinished(timeoutMs)) {
    process.kill();
    process.waitForFinished();
    return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
  }
  const bool normal = process.exitStatus() == QProcess::NormalExit;
  return {normal ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

// `environment`: "NAME=value" entries added to the test's own.
inline Ran runCtl(const QStringList& arguments, const QStringList& environment = {},
                  int timeoutMs = ctlTimeoutMs) {
  QProcess process;
  QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
  for (const QString& entry : environment) all.insert(entry.section('=', 0, 0), entry.section('=', 1));
  process.setProcessEnvironment(all);
  return runCtl(process, arguments, timeoutMs);
}

// As one to whom the modes of files apply: also for root, who else may read and write anything.
inline Ran runCtlByModes(const QStringList& arguments) {
  QProcess process;
  process.setChildProcessModifier([] {
    for (const int capability : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH})
      ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  });
  return runCtl(process, arguments);
}

}  // namespace headroom::test
