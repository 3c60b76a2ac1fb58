// Any warning of Qt fails the test that caused it.
//
//   class TestHeatMap : public headroom::test::WidgetTest { Q_OBJECT private slots: ... };
//   QTEST_MAIN(TestHeatMap)
//
// or, in a test with its own main: create a QtWarnings first, and check count() at the end.
#pragma once

#include <QApplication>
#include <QtTest>

#include <atomic>

namespace headroom::test {

// From construction to destruction, warnings and worse are counted; they are still printed. Made again inside
// each test object, since Qt Test installs a handler of its own while it runs.
class QtWarnings {
 public:
  QtWarnings() {
    s_count = 0;
    s_previous = qInstallMessageHandler(&QtWarnings::handle);
  }
  ~QtWarnings() { qInstallMessageHandler(s_previous); }
  QtWarnings(const QtWarnings&) = delete;
  QtWarnings& operator=(const QtWarnings&) = delete;

  static int count() { return s_count; }
  static QString last() { return s_last; }

 private:
  static void handle(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    // What the offscreen platform says of itself, such as that it cannot raise a window, is nobody's fault.
    const bool ofThePlatform = text.startsWith(QLatin1String("This plugin does not support"));
    if (!ofThePlatform && (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg)) {
      s_last = text;
      ++s_count;
    }
    if (s_previous) s_previous(type, context, text);
  }

  static inline std::atomic<int> s_count = 0;
  static inline QString s_last;
  static inline QtMessageHandler s_previous = nullptr;
};

// Base of test classes: init() and cleanup() of Qt Test around each function, which fails when Qt warned.
class WidgetTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_warnings = std::make_unique<QtWarnings>(); }
  void cleanup() {
    const int count = QtWarnings::count();
    m_warnings.reset();
    QVERIFY2(count == 0, qPrintable(QStringLiteral("Qt warned: ") + QtWarnings::last()));
  }

 private:
  std::unique_ptr<QtWarnings> m_warnings;
};

}  // namespace headroom::test
