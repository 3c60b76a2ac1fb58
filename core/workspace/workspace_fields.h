// The keys of the workspace file, told once for reading and for writing.
#pragma once

#include "core/workspace/workspace.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace headroom {

// Fills `workspace` from `object`; what does not fit is left at its default and told, and so are
// keys that are not known.
// `directory`: what relative paths start from.
void readFields(const nlohmann::json& object, const std::string& directory, Workspace& workspace,
                std::vector<std::string>& leftOut, std::vector<std::string>& notes,
                std::vector<std::string>& unknown);

// Adds the keys of the workspace to `object`.
void writeFields(const Workspace& workspace, const std::string& directory, nlohmann::ordered_json& object);

}  // namespace headroom
