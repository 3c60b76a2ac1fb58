// What a workspace says, as the options of the verbs.
//
//   auto arguments = benchmarkArguments(view);        // --url … --model … --input-start … --output …
//
// Each takes the verb's part of the view; what the workspace does not tell is left to the verb's defaults.
#pragma once

#include "app/headroomctl/workspace_options.h"

namespace headroom::ctl {

using Arguments = Result<std::vector<Argument>>;

Arguments endpointArguments(WorkspaceView& view);  // probe
// Names the benchmark file of a target that has none, in the workspace too.
Arguments benchmarkArguments(WorkspaceView& view);
Arguments predictArguments(WorkspaceView& view);   // of a simulated target
Arguments simulateArguments(WorkspaceView& view);  // of a simulated target
Arguments forwardArguments(WorkspaceView& view);   // of a target in a cluster
Arguments profileArguments(WorkspaceView& view);   // gen-profile
Arguments surfaceArguments(WorkspaceView& view);
Arguments placeArguments(WorkspaceView& view);  // store: where the profiles lie
Arguments pushArguments(WorkspaceView& view);   // store push, store diff: and which
Arguments optimizeArguments(WorkspaceView& view);
Arguments lintArguments(WorkspaceView& view);
Arguments trafficArguments(WorkspaceView& view);  // traffic show
Arguments watchArguments(WorkspaceView& view);    // traffic watch

}  // namespace headroom::ctl
