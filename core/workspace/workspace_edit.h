// Changes to a workspace by the names of its file, for whoever edits it without a window.
//
//   auto changed = withValue(workspace, "targets.a10.costPerHour", "1.01", "llama.headroom");
//   changed = withValue(*changed, "slos.TTFT.on", "true", "llama.headroom");
//   changed = withoutValue(*changed, "scenarios.strict chat", "llama.headroom");
//
// A place is the keys of the file with points between; a target, a scenario, a connection is meant by its
// name and a price by its GPU type, and is made where it is not there. The value is JSON, or else text.
// `file` is where the workspace lies: paths in it are relative to its folder, as in the file itself.
//
// What the reader of the file would not take over is an error here: invalidArgument, in its words.
#pragma once

#include "core/base/result.h"
#include "core/workspace/workspace.h"

#include <string>

namespace headroom {

Result<Workspace> withValue(const Workspace& workspace, const std::string& place, const std::string& value,
                            const std::string& file);

// Takes the entry of a list away, or puts a setting back to its default. Errors: notFound.
Result<Workspace> withoutValue(const Workspace& workspace, const std::string& place, const std::string& file);

}  // namespace headroom
