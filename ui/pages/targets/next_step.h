// What an operator does next with the targets: one sentence and one thing to press.
//
//   const NextStep step = nextStepOf(session.workspace(), watch);
//   button->setText(step.action);
#pragma once

#include "ui/controllers/target_watch.h"

#include <QString>

#include <string>

namespace headroom::ui {

struct NextStep {
  enum class Kind : unsigned char { testAll, wait, lookAtFailed, setUp, complete, benchmark };
  Kind kind = Kind::testAll;
  QString sentence;
  QString action;
  std::string target = {};  // of lookAtFailed, setUp and complete: which one
};

NextStep nextStepOf(const Workspace& workspace, const TargetStates& states);

}  // namespace headroom::ui
