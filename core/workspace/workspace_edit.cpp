#include "core/workspace/workspace_edit.h"

#include "core/workspace/workspace_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace headroom {
namespace {

using nlohmann::json;

Error wrong(std::string message) {
  return {ErrorCode::invalidArgument, std::move(message),
          "headroomctl workspace show --json lists all that can be set"};
}

// The key by which entries of the list `name` are told apart.
const char* keyOfEntries(const std::string& name) { return name == "prices" ? "gpu" : "name"; }

// The beginning of `place` up to a point that ends a name: the longest that is one of `names`, else up to the
// first point. Names may have points in them.
std::string firstName(const std::string& place, const std::vector<std::string>& names) {
  std::string best = place.substr(0, place.find('.'));
  for (const std::string& name : names)
    if (name.size() > best.size() && place.starts_with(name) &&
        (place.size() == name.size() || place[name.size()] == '.'))
      best = name;
  return best;
}

std::string rest(const std::string& place, const std::string& first) {
  return place.size() > first.size() ? place.substr(first.size() + 1) : std::string();
}

// A member of an object or an entry of a list, and what holds it.
struct Found {
  json* holder = nullptr;
  std::string name;           // of a member
  json::iterator entry = {};  // in a list
  bool there = false;
};

// Walks to the place; entries and members on the way are made when `make`.
Result<Found> find(json& root, const std::string& place, bool make) {
  json* at = &root;
  std::string left = place, listName;
  while (true) {
    if (left.empty()) return wrong(fmt::format("\"{}\" names no setting", place));
    Found found{at, {}, {}, false};
    if (at->is_array()) {
      const char* key = keyOfEntries(listName);
      std::vector<std::string> names;
      for (const json& entry : *at)
        if (entry.is_object()) names.push_back(entry.value(key, ""));
      found.name = firstName(left, names);
      found.entry = std::ranges::find_if(
          *at, [&](const json& entry) { return entry.is_object() && entry.value(key, "") == found.name; });
      found.there = found.entry != at->end();
      if (!found.there && make && !found.name.empty()) {
        at->push_back({{key, found.name}});
        found.entry = at->end() - 1;
      }
    } else if (at->is_object()) {
      found.name = left.substr(0, left.find('.'));
      found.there = at->contains(found.name);
    } else {
      return wrong(fmt::format("\"{}\" goes on where there is a single value", place));
    }
    if (found.name.empty()) return wrong(fmt::format("\"{}\" has an empty name in it", place));
    left = rest(left, found.name);
    if (left.empty()) return found;
    if (!found.there && !make)
      return Error{ErrorCode::notFound, fmt::format("there is no \"{}\" in the workspace", place),
                   "headroomctl workspace show lists what there is"};
    listName = found.name;
    at = at->is_array() ? &*found.entry : &(*at)[found.name];
    if (at->is_null()) *at = json::object();
  }
}

// What the reader says to the changed file that it did not say before.
std::vector<std::string> added(const std::vector<std::string>& before, std::vector<std::string> after) {
  for (const std::string& sentence : before)
    if (const auto same = std::ranges::find(after, sentence); same != after.end()) after.erase(same);
  return after;
}

Result<Workspace> readBack(const json& changed, const Workspace& workspace, const std::string& file) {
  const auto before = parseWorkspace(workspaceText(workspace, file), file);
  if (!before) return before.error();
  auto after = parseWorkspace(changed.dump(), file);
  if (!after) return after.error();
  for (const auto& [old, now] :
       {std::pair{&before->leftOut, &after->leftOut}, std::pair{&before->unknown, &after->unknown},
        std::pair{&before->notes, &after->notes}})
    if (const auto more = added(*old, *now); !more.empty()) return wrong(more.front());
  return std::move(after->workspace);
}

}  // namespace

Result<Workspace> withValue(const Workspace& workspace, const std::string& place, const std::string& value,
                            const std::string& file) {
  const json original = json::parse(workspaceText(workspace, file));
  std::vector<json> readings{json::parse(value, nullptr, false), json(value)};
  if (readings.front().is_discarded()) readings.erase(readings.begin());
  std::optional<Error> first;
  for (json& reading : readings) {
    json changed = original;
    const auto found = find(changed, place, true);
    if (!found) return found.error();
    if (found->holder->is_array())
      return wrong(fmt::format("\"{}\" is an entry and no setting; name one of its settings", place));
    (*found->holder)[found->name] = std::move(reading);
    auto answer = readBack(changed, workspace, file);
    if (answer) return answer;
    if (!first) first = answer.error();
  }
  return *first;
}

Result<Workspace> withoutValue(const Workspace& workspace, const std::string& place,
                               const std::string& file) {
  json changed = json::parse(workspaceText(workspace, file));
  const auto found = find(changed, place, false);
  if (!found) return found.error();
  if (!found->there)
    return Error{ErrorCode::notFound, fmt::format("there is no \"{}\" in the workspace", place),
                 "headroomctl workspace show lists what there is"};
  if (found->holder->is_array())
    found->holder->erase(found->entry);
  else
    found->holder->erase(found->name);
  return readBack(changed, workspace, file);
}

}  // namespace headroom
