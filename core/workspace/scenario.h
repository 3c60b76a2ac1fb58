// Scenarios: what is weighed now, kept under a name and put back.
//
//   workspace.scenarios.push_back(nowOf(workspace, freeScenarioName(workspace, "strict chat")));
//   restore(workspace, workspace.scenarios[0]);
#pragma once

#include "core/workspace/workspace.h"

#include <string>

namespace headroom {

// Everything that a scenario keeps, as the workspace has it now.
Scenario nowOf(const Workspace& workspace, std::string name = {});

// The other way. Prices of GPU types that the scenario does not name stay; a scenario without traffic leaves
// the traffic alone.
void restore(Workspace& workspace, const Scenario& scenario);

// Whether restoring it would change nothing.
bool isNow(const Workspace& workspace, const Scenario& scenario);

// `wanted`, or `wanted 2`, `wanted 3` … where a scenario has that name already.
std::string freeScenarioName(const Workspace& workspace, const std::string& wanted);

}  // namespace headroom
