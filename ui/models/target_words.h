// How a target is reached, in words.
//
//   reachText(Reach(ByPod{"east", "llama-0", 8000}), "inference") == "pod llama-0:8000 · inference · east"
#pragma once

#include "core/workspace/workspace.h"

#include <QString>

namespace headroom::ui {

QString reachText(const Reach& reach, const std::string& nameSpace);
// Core's advice names options of headroomctl; the desktop has fields for them.
QString withoutOptions(const std::string& advice);
// "URL", "Pod", "Service", "Simulated".
QString reachKind(const Reach& reach);

}  // namespace headroom::ui
