#include "ui/controllers/autosave.h"

#include "core/base/file.h"
#include "core/workspace/workspace_file.h"

#include <QCoreApplication>
#include <QFile>

#include <map>
#include <mutex>

namespace headroom::ui {

struct Autosave::Order {
  std::mutex disk;  // held while a file is written or removed
  std::mutex mutex;
  std::map<QString, std::uint64_t> newest;  // by path, under mutex

  std::uint64_t next(const QString& path) {
    const std::lock_guard lock(mutex);
    return ++newest[path];
  }
  bool isNewest(const QString& path, std::uint64_t number) {
    const std::lock_guard lock(mutex);
    return newest[path] == number;
  }
};

Autosave::Autosave(Tasks& tasks) : m_tasks(tasks), m_order(std::make_shared<Order>()) {}

void Autosave::write(const QString& path, std::shared_ptr<const Workspace> workspace, QObject* context,
                     std::function<void(Result<void>)> done) {
  const std::uint64_t number = m_order->next(path);
  m_tasks.run<bool>(
      context, {QCoreApplication::translate("Autosave", "Keeping a copy of %1").arg(path), true},
      [order = m_order, path, number, workspace = std::move(workspace)](
          const std::stop_token&, const ProgressSink&) -> Tasks::Answer<bool> {
        const std::string name = path.toStdString();
        const std::string text = workspaceText(*workspace, name);
        const std::lock_guard lock(order->disk);
        if (!order->isNewest(path, number)) return std::make_shared<const bool>(false);
        if (const auto written = writeFileAtomically(name, text); !written) return written.error();
        return std::make_shared<const bool>(true);
      },
      [order = m_order, path, number, done = std::move(done)](Tasks::Answer<bool> answer) {
        if (order->isNewest(path, number)) done(answer ? Result<void>() : Result<void>(answer.error()));
      });
}

void Autosave::remove(const QString& path) {
  {
    const std::lock_guard lock(m_order->mutex);
    // Never written by us and not there: nothing to do, and no thread needed.
    if (!m_order->newest.contains(path) && !QFile::exists(path)) return;
  }
  const std::uint64_t number = m_order->next(path);
  m_tasks.run<bool>(
      nullptr, {QCoreApplication::translate("Autosave", "Removing the copy %1").arg(path), true},
      [order = m_order, path, number](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<bool> {
        const std::lock_guard lock(order->disk);
        if (order->isNewest(path, number)) QFile::remove(path);
        return std::make_shared<const bool>(true);
      },
      {});
}

bool Autosave::isOurs(const QString& path) const {
  const std::lock_guard lock(m_order->mutex);
  return m_order->newest.contains(path);
}

}  // namespace headroom::ui
