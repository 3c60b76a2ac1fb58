// What an operator does to the list of targets, each as one step of undo.
//
//   addTargets(session, {target});                    // its name is made unique; it is selected
//   if (auto done = renameTarget(session, "a10", "a10 east"); !done) show(done.error());
//
// A name that no target has does nothing: the list may have changed since it was shown.
#pragma once

#include "core/base/result.h"
#include "ui/controllers/session.h"

#include <string>
#include <vector>

namespace headroom::ui {

void addTargets(Session& session, std::vector<Target> targets);
// The copy follows its original and has no benchmark file: two targets must not write into one.
void duplicateTarget(Session& session, const std::string& name);
// The next one is selected. Benchmark files stay where they are.
void removeTarget(Session& session, const std::string& name);
// `row` counts as if the target were taken out first.
void moveTarget(Session& session, const std::string& name, int row);

// Errors: invalidArgument for an empty name, conflict for one that another target has.
Result<void> renameTarget(Session& session, const std::string& name, const std::string& wanted);
// The cost follows where it was not set, or was the list price of the GPU before.
void setTargetGpu(Session& session, const std::string& name, const std::string& gpu);
// Errors: invalidArgument for what is no price.
Result<void> setTargetCost(Session& session, const std::string& name, double dollarsPerHour);
// Any other field: `text` is what Undo says.
void changeTarget(Session& session, const std::string& name, const QString& text,
                  const std::function<void(Target&)>& change);

}  // namespace headroom::ui
