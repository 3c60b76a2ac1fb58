// Copies of documents that are being edited, written and removed on threads; the last that was asked of a
// path is what it ends in, whichever thread comes first.
//
//   Autosave autosave(tasks);
//   autosave.write(path, session.snapshot(), this, [this](Result<void> done) {...});
//   autosave.remove(path);
#pragma once

#include "core/workspace/workspace.h"
#include "ui/controllers/tasks.h"

#include <functional>
#include <memory>

namespace headroom::ui {

class Autosave {
 public:
  explicit Autosave(Tasks& tasks);

  // `done` is called on the GUI thread while `context` lives, and not where a newer call for `path` came
  // first.
  void write(const QString& path, std::shared_ptr<const Workspace> workspace, QObject* context,
             std::function<void(Result<void>)> done);
  void remove(const QString& path);
  // Whether this program wrote or removed it: what is there then is no work of a crashed one.
  bool isOurs(const QString& path) const;

 private:
  struct Order;

  Tasks& m_tasks;
  std::shared_ptr<Order> m_order;
};

}  // namespace headroom::ui
