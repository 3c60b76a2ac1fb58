// The four ways in which a verb can end.
#pragma once

#include "core/base/error.h"

namespace headroom::ctl {

enum class ExitCode {
  done = 0,
  failed = 1,
  wrongUse = 2,  // unknown option, wrong number, contradiction
  no = 3,        // the work was done, and the answer is no: no cell keeps the SLOs, the profiles differ, ...
};

inline ExitCode exitCodeOf(const Error& error) {
  return error.code == ErrorCode::invalidArgument ? ExitCode::wrongUse : ExitCode::failed;
}

}  // namespace headroom::ctl
