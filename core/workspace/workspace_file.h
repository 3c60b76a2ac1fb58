// The workspace file: JSON with a version. A file that cannot be understood whole is opened as far as it can
// be, with a list of what was left out, and is never written over.
//
//   auto opened = readWorkspace("llama.headroom");
//   if (!opened) return opened.error();               // not there, not readable, not a workspace
//   for (const std::string& sentence : opened->leftOut) warn(sentence);
//   opened->workspace.slos[Metric::ttft].on = true;
//   auto written = writeWorkspace(opened->workspace, "llama.headroom");  // refuses unless the file is intact
#pragma once

#include "core/base/result.h"
#include "core/workspace/workspace.h"

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

inline constexpr int workspaceVersion = 1;
inline constexpr std::string_view workspaceExtension = ".headroom";

struct OpenedWorkspace {
  Workspace workspace;
  int version = workspaceVersion;    // of the file
  std::vector<std::string> leftOut;  // one sentence a thing that could not be taken over
  std::vector<std::string> notes;    // what a person should know and what loses nothing
  std::vector<std::string> unknown;  // one sentence a key that is kept and not understood

  // Whether a later write in the same place would lose nothing of the file.
  bool intact() const { return version <= workspaceVersion && leftOut.empty(); }
};

// `source`: the path of the file, for messages and for the relative paths in it.
// Errors: malformed, where nothing of a workspace can be seen in it.
Result<OpenedWorkspace> parseWorkspace(std::string_view text, const std::string& source);
Result<OpenedWorkspace> readWorkspace(const std::string& path);

// The text of the file at `path`: paths in the directory of `path` or below it become relative.
std::string workspaceText(const Workspace& workspace, const std::string& path);

// Replaces the file in one step (core/base/file.h). Errors: unsafe, where the file that is there is of a
// newer version, damaged, or no workspace; those of writeFileAtomically.
Result<void> writeWorkspace(const Workspace& workspace, const std::string& path);

}  // namespace headroom
