#include "ui/shell/screenshots.h"

#include "ui/shell/main_window.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QPixmap>
#include <QTemporaryDir>
#include <QThread>

#include <optional>

namespace headroom::ui {
namespace {

// Lets events run until `done`; false when the time is over.
bool waitUntil(const std::function<bool()>& done, int seconds) {
  const QDeadlineTimer end(seconds * 1000);
  while (!done()) {
    if (end.hasExpired()) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    QThread::msleep(2);
  }
  return true;
}

// What comes late by design, such as a layout after a resize, has come.
void settle() {
  for (int round = 0; round < 5; ++round) {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
  }
}

}  // namespace

Result<QStringList> saveScreenshots(const ScreenshotOptions& options, const std::vector<PageEntry>& pages) {
  if (!QDir().mkpath(options.directory))
    return Error{ErrorCode::io, "cannot make the directory " + options.directory.toStdString(),
                 "name another one"};
  QTemporaryDir own;
  Services services({own.filePath(QStringLiteral("settings.ini")), own.path()});
  services.settings.setTheme(options.theme);
  services.theme.setChoice(options.theme);
  MainWindow window(services, pages);
  window.resize(options.size);
  window.show();

  if (!options.workspace.isEmpty()) {
    std::optional<Result<void>> opened;
    services.session.open(options.workspace, [&](const Result<void>& result) { opened = result; });
    if (!waitUntil([&] { return opened.has_value(); }, options.waitSeconds))
      return Error{ErrorCode::timeout, "the workspace did not open in time", "try again"};
    if (!*opened) return opened->error();
  }
  QStringList written;
  for (const QString& id : window.pageIds()) {
    window.showPage(id);
    settle();
    const Page* page = window.page(id);
    if (!waitUntil([&] { return page->settled() && services.tasks.idle(); }, options.waitSeconds))
      return Error{ErrorCode::timeout, "the page " + id.toStdString() + " did not come to rest in time",
                   "try again"};
    settle();
    const QString path =
        QDir(options.directory).filePath(QStringLiteral("%1-%2.png").arg(id, Theme::nameOf(options.theme)));
    if (!window.grab().save(path))
      return Error{ErrorCode::io, "cannot write " + path.toStdString(),
                   "check that there is room and that you may write there"};
    written.push_back(path);
  }
  services.tasks.cancelAll();
  return written;
}

}  // namespace headroom::ui
