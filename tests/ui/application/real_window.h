// The window as a person gets it, with all its pages, on settings and folders of the test's own.
//
//   RealWindow real;
//   real.openSample();                      // the whole sample workspace, made once for the program
//   QTest::keyClick(real.window.get(), Qt::Key_F1);
#pragma once

#include "core/workspace/sample.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/services.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace headroom::test {

// A folder with the sample workspace; the same one for all tests of a program.
inline QString sampleWorkspacePath() {
  static const QTemporaryDir folder;
  static const QString path = [] {
    const auto written = writeSample(folder.path().toStdString(), {}, {});
    if (!written) qFatal("%s", written.error().text().c_str());
    return QString::fromStdString(*written);
  }();
  return path;
}

struct RealWindow {
  QTemporaryDir directory;
  ui::Services services{{directory.filePath("settings.ini"), directory.filePath("state")}, nullptr};
  std::unique_ptr<ui::MainWindow> window;

  RealWindow() {
    window = std::make_unique<ui::MainWindow>(services, ui::pageRegistry());
    window->resize(1440, 900);
    window->show();
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window.get())) qFatal("no window");
  }
  void open(const QString& path) {
    std::optional<Result<void>> opened;
    services.session.open(path, [&](const Result<void>& result) { opened = result; });
    if (!QTest::qWaitFor([&] { return opened.has_value(); }, 60000) || !*opened)
      qFatal("%s", qPrintable(path));
    settle();
  }
  void openSample() { open(sampleWorkspacePath()); }

  // Shows a page and waits until it has drawn what it knows.
  ui::Page* show(const QString& id) {
    window->showPage(id);
    settle();
    return window->page(id);
  }
  void settle() {
    const auto still = [&] {
      const ui::Page* page = window->page(window->currentPage());
      return services.measurements.settled() && services.tasks.idle() && (!page || page->settled());
    };
    if (!QTest::qWaitFor(still, 120000))
      qFatal("%s does not come to rest", qPrintable(window->currentPage()));
    QCoreApplication::processEvents();
  }
  QAction* action(const char* id) const { return window->findChild<QAction*>(id); }
};

}  // namespace headroom::test
