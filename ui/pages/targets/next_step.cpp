#include "ui/pages/targets/next_step.h"

#include <QCoreApplication>

#include <algorithm>

namespace headroom::ui {
namespace {

struct NextStepWords {
  Q_DECLARE_TR_FUNCTIONS(NextStep)
};

QString shown(const Target& target) { return QString::fromStdString(target.name); }

}  // namespace

NextStep nextStepOf(const Workspace& workspace, const TargetStates& states) {
  using Kind = NextStep::Kind;
  const auto find = [&](auto fits) {
    const auto found = std::ranges::find_if(workspace.targets, fits);
    return found == workspace.targets.end() ? nullptr : &*found;
  };
  const auto is = [&](TargetState::Kind kind) {
    return [&states, kind](const Target& target) {
      return canBeAsked(target) && states.of(target.name).kind == kind;
    };
  };
  const auto ofKind = [&](TargetState::Kind kind) { return find(is(kind)); };
  const auto count = [&](TargetState::Kind kind) {
    return static_cast<int>(std::ranges::count_if(workspace.targets, is(kind)));
  };
  if (const Target* failed = ofKind(TargetState::Kind::failed))
    return {Kind::lookAtFailed,
            NextStepWords::tr("%1: %2.").arg(shown(*failed), states.of(failed->name).text),
            NextStepWords::tr("Look at %1").arg(shown(*failed)), failed->name};
  if (const Target* target = find([](const Target& one) { return !canBeAsked(one) && one.journal.empty(); }))
    return {Kind::setUp, NextStepWords::tr("Nothing says how %1 is reached.").arg(shown(*target)),
            NextStepWords::tr("Set It Up"), target->name};
  if (ofKind(TargetState::Kind::unknown))
    return {Kind::testAll,
            NextStepWords::tr("Find out what %n of them can do before you measure.", nullptr,
                              count(TargetState::Kind::unknown)),
            NextStepWords::tr("Test All")};
  if (const Target* busy = ofKind(TargetState::Kind::busy))
    return {Kind::wait, NextStepWords::tr("%1: %2.").arg(shown(*busy), states.of(busy->name).text),
            NextStepWords::tr("Test All")};
  if (const Target* target = find([](const Target& one) { return one.gpu.empty(); }))
    return {Kind::complete,
            NextStepWords::tr("%1 has no GPU type: surfaces are told apart by it.").arg(shown(*target)),
            NextStepWords::tr("Set the GPU Type"), target->name};
  if (const Target* target = find([&](const Target& one) { return costPerHour(workspace, one) <= 0; }))
    return {
        Kind::complete,
        NextStepWords::tr("%1 has no cost per hour: without it nothing can be weighed.").arg(shown(*target)),
        NextStepWords::tr("Set the Cost"), target->name};
  return {Kind::benchmark, NextStepWords::tr("Measure what each of them can carry."),
          NextStepWords::tr("Go to Benchmark")};
}

}  // namespace headroom::ui
