// What holds a capacity down, in few words.
//
//   limitName(evaluation.limit[cell], slos)     // "E2E P99", "saturation", "no TTFT row"
#pragma once

#include "core/profile/benchmark_table.h"

#include <QString>

namespace headroom::ui {

// Empty where nothing does: no row at all, or the highest rate that was measured holds.
QString limitName(const Limit& limit, const Slos& slos);

}  // namespace headroom::ui
