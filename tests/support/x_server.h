// An X server of the test's own with software OpenGL, for what needs a real display: the 3-D surface.
//
//   int main(int argc, char** argv) {
//     test::XServer server;                            // before QApplication; ends with this object
//     if (!server.running()) return 1;
//     QApplication application(argc, argv);
//     ...
//   }
//
// The test runs with QT_QPA_PLATFORM=xcb in its environment.
#pragma once

#include <QByteArray>
#include <QProcess>

#include <cstdio>

namespace headroom::test {

class XServer {
 public:
  XServer() {
    // The server picks a free display and tells which on its standard output.
    m_server.start("Xvfb", {"-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"});
    if (!m_server.waitForStarted(10000)) {
      std::fputs("Xvfb is not installed: apt-get install xvfb\n", stderr);
      return;
    }
    QByteArray display;
    while (!display.contains('\n')) {
      if (!m_server.waitForReadyRead(20000)) {
        std::fprintf(stderr, "Xvfb did not start: %s\n", m_server.readAllStandardError().constData());
        return;
      }
      display += m_server.readAllStandardOutput();
    }
    qputenv("DISPLAY", ":" + display.trimmed());
    qputenv("LIBGL_ALWAYS_SOFTWARE", "1");
    m_running = true;
  }
  ~XServer() {
    m_server.terminate();
    if (!m_server.waitForFinished(10000)) m_server.kill();
    m_server.waitForFinished();
  }
  XServer(const XServer&) = delete;
  XServer& operator=(const XServer&) = delete;

  bool running() const { return m_running; }

 private:
  QProcess m_server;
  bool m_running = false;
};

}  // namespace headroom::test
