#include "ui/controllers/target_edits.h"

#include "ui/controllers/known_hardware.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

struct TargetEdits {
  Q_DECLARE_TR_FUNCTIONS(TargetEdits)
};

QString shown(const std::string& text) { return QString::fromStdString(text); }

std::ptrdiff_t rowOf(const Workspace& workspace, const std::string& name) {
  const auto found = std::ranges::find(workspace.targets, name, &Target::name);
  return found == workspace.targets.end() ? -1 : found - workspace.targets.begin();
}

}  // namespace

void addTargets(Session& session, std::vector<Target> targets) {
  if (targets.empty()) return;
  // Undo says the name under which it comes, which is not always the one asked for.
  Workspace after = session.workspace();
  for (Target& target : targets) {
    target.name = freeTargetName(after, target.name.empty() ? std::string("target") : target.name);
    after.targets.push_back(target);
  }
  const QString text = targets.size() == 1
                           ? TargetEdits::tr("Add %1").arg(shown(targets.front().name))
                           : TargetEdits::tr("Add %n targets", nullptr, static_cast<int>(targets.size()));
  session.editAndSelect(text, [&](Workspace& workspace, Selection& selection) {
    workspace = after;
    selection.target = targets.front().name;
  });
}

void duplicateTarget(Session& session, const std::string& name) {
  const std::ptrdiff_t row = rowOf(session.workspace(), name);
  if (row < 0) return;
  session.editAndSelect(TargetEdits::tr("Duplicate %1").arg(shown(name)),
                        [&](Workspace& workspace, Selection& selection) {
                          Target copy = workspace.targets[static_cast<std::size_t>(row)];
                          copy.name = freeTargetName(workspace, name);
                          copy.journal.clear();
                          selection.target = copy.name;
                          workspace.targets.insert(workspace.targets.begin() + row + 1, std::move(copy));
                        });
}

void removeTarget(Session& session, const std::string& name) {
  const std::ptrdiff_t row = rowOf(session.workspace(), name);
  if (row < 0) return;
  session.editAndSelect(
      TargetEdits::tr("Remove %1").arg(shown(name)), [&](Workspace& workspace, Selection& selection) {
        workspace.targets.erase(workspace.targets.begin() + row);
        if (selection.target != name) return;
        const auto next = std::min(static_cast<std::size_t>(row) + 1, workspace.targets.size());
        selection.target = next == 0 ? std::string() : workspace.targets[next - 1].name;
      });
}

void moveTarget(Session& session, const std::string& name, int row) {
  const std::ptrdiff_t from = rowOf(session.workspace(), name);
  if (from < 0) return;
  session.edit(TargetEdits::tr("Move %1").arg(shown(name)), [&](Workspace& workspace) {
    auto& targets = workspace.targets;
    Target moved = std::move(targets[static_cast<std::size_t>(from)]);
    targets.erase(targets.begin() + from);
    const auto to = std::clamp(row, 0, static_cast<int>(targets.size()));
    targets.insert(targets.begin() + to, std::move(moved));
  });
}

Result<void> renameTarget(Session& session, const std::string& name, const std::string& wanted) {
  const std::string clean = shown(wanted).trimmed().toStdString();
  if (clean == name) return {};
  if (clean.empty())
    return Error{ErrorCode::invalidArgument, TargetEdits::tr("A target needs a name").toStdString(),
                 TargetEdits::tr("Type one, or leave it as it was.").toStdString()};
  if (findTarget(session.workspace(), clean))
    return Error{ErrorCode::conflict,
                 TargetEdits::tr("Another target is named %1").arg(shown(clean)).toStdString(),
                 TargetEdits::tr("Choose another name.").toStdString()};
  if (rowOf(session.workspace(), name) < 0) return {};
  session.editAndSelect(TargetEdits::tr("Rename %1").arg(shown(name)),
                        [&](Workspace& workspace, Selection& selection) {
                          findTarget(workspace, name)->name = clean;
                          if (selection.target == name) selection.target = clean;
                        });
  return {};
}

void setTargetGpu(Session& session, const std::string& name, const std::string& gpu) {
  changeTarget(
      session, name, TargetEdits::tr("Set the GPU type of %1").arg(shown(name)), [&](Target& target) {
        const auto before = listPrice(target.gpu), after = listPrice(gpu);
        const bool own = target.costPerHour > 0 && (!before || std::abs(*before - target.costPerHour) > 1e-9);
        if (!own && target.gpu != gpu) target.costPerHour = after.value_or(0);
        target.gpu = gpu;
      });
}

Result<void> setTargetCost(Session& session, const std::string& name, double dollarsPerHour) {
  if (!std::isfinite(dollarsPerHour) || dollarsPerHour < 0)
    return Error{ErrorCode::invalidArgument,
                 TargetEdits::tr("A cost per hour is a number of dollars, 0 or more").toStdString(),
                 TargetEdits::tr("Type it as 1.01, or 0 where it is not known.").toStdString()};
  changeTarget(session, name, TargetEdits::tr("Set the cost of %1").arg(shown(name)),
               [&](Target& target) { target.costPerHour = dollarsPerHour; });
  return {};
}

void changeTarget(Session& session, const std::string& name, const QString& text,
                  const std::function<void(Target&)>& change) {
  session.edit(text, [&](Workspace& workspace) {
    if (Target* target = findTarget(workspace, name)) change(*target);
  });
}

}  // namespace headroom::ui
