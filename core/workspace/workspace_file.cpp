#include "core/workspace/workspace_file.h"

#include "core/base/file.h"
#include "core/workspace/partial_json.h"
#include "core/workspace/workspace_fields.h"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>

namespace headroom {
namespace {

constexpr std::string_view format = "headroom workspace";
constexpr std::uint64_t longestBytes = 64 << 20;

std::string directoryOf(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path absolute = std::filesystem::absolute(path, failed);
  return (failed ? std::filesystem::path(path) : absolute).lexically_normal().parent_path().string();
}

// The version of the file, or 0 with a sentence where it cannot be told.
int versionOf(const nlohmann::json& object, std::vector<std::string>& leftOut) {
  const auto version = object.find("version");
  if (version == object.end()) {
    leftOut.push_back("the file does not say of which version it is");
    return 0;
  }
  if (!version->is_number_integer() || *version < 1 || *version > 1'000'000) {
    leftOut.push_back("\"version\" is not a whole number from 1 on");
    return 0;
  }
  return version->get<int>();
}

}  // namespace

Result<OpenedWorkspace> parseWorkspace(std::string_view text, const std::string& source) {
  const PartialJson json = parsePartialJson(text);
  if (!json.value.is_object() || json.value.value("format", nlohmann::json()) != format) {
    return Error{ErrorCode::malformed,
                 text.empty() ? fmt::format("{} is empty", source)
                              : fmt::format("{} is not a Headroom workspace", source),
                 "open a file that Headroom saved; this one is left as it is"};
  }
  OpenedWorkspace opened;
  if (!json.damage.empty()) opened.leftOut.push_back(fmt::format("the file is damaged: {}", json.damage));
  opened.version = versionOf(json.value, opened.leftOut);
  if (opened.version > workspaceVersion)
    opened.leftOut.push_back(fmt::format("the file is of version {}, and this program knows up to version {}",
                                         opened.version, workspaceVersion));
  readFields(json.value, directoryOf(source), opened.workspace, opened.leftOut, opened.notes, opened.unknown);
  for (std::string& complaint : complaints(opened.workspace)) opened.notes.push_back(std::move(complaint));
  return opened;
}

Result<OpenedWorkspace> readWorkspace(const std::string& path) {
  const auto text = readFile(path, longestBytes);
  if (!text) return text.error();
  return parseWorkspace(*text, path);
}

std::string workspaceText(const Workspace& workspace, const std::string& path) {
  nlohmann::ordered_json object = {{"format", format}, {"version", workspaceVersion}};
  writeFields(workspace, directoryOf(path), object);
  // A file name that is not UTF-8 must not make the whole workspace unsaveable.
  return object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<void> writeWorkspace(const Workspace& workspace, const std::string& path) {
  if (std::error_code failed; std::filesystem::exists(path, failed)) {
    const auto opened = readWorkspace(path);
    if (!opened && opened.error().code != ErrorCode::malformed) return opened.error();
    if (!opened || !opened->intact()) {
      const std::string why =
          !opened ? "is not a Headroom workspace" : "holds things that this program cannot read";
      return Error{ErrorCode::unsafe, fmt::format("{} {}, so it is not written over", path, why),
                   "save under another name"};
    }
  }
  return writeFileAtomically(path, workspaceText(workspace, path));
}

}  // namespace headroom
