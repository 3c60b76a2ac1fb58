// No bytes make the workspace reader crash; what it opens it can write, and reads again as the same.
#include "core/workspace/workspace_file.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const std::string path = "/nowhere/fuzz.headroom";
  const auto opened = parseWorkspace(std::string_view(reinterpret_cast<const char*>(data), size), path);
  if (!opened) {
    if (opened.error().message.empty()) std::abort();
    return 0;
  }
  const auto again = parseWorkspace(workspaceText(opened->workspace, path), path);
  if (!again || !again->intact() || !(again->workspace == opened->workspace)) std::abort();
  return 0;
}
