#include "core/workspace/workspace_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <set>
#include <type_traits>
#include <utility>

namespace headroom {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::string kindOf(const json& value) {
  switch (value.type()) {
    case json::value_t::null: return "null";
    case json::value_t::object: return "an object";
    case json::value_t::array: return "a list";
    case json::value_t::string: return "text";
    case json::value_t::boolean: return "true or false";
    default: return "a number";
  }
}

struct Findings {
  std::filesystem::path directory;
  std::vector<std::string>& leftOut;
  std::vector<std::string>& notes;
  std::vector<std::string>& unknown;
};

// Takes the members of one JSON object. Each call leaves its variable alone where the key is absent or does
// not fit.
class Reader {
 public:
  Reader(const json& object, std::string where, Findings& findings)
      : m_object(object), m_where(std::move(where)), m_findings(findings) {}

  void text(const char* key, std::string& out) {
    if (const json* value = find(key, &json::is_string, "text")) out = value->get<std::string>();
  }
  void path(const char* key, std::string& out) {
    std::string written;
    text(key, written);
    if (written.empty()) return;
    const std::filesystem::path path(written);
    out = (path.is_absolute() ? path : m_findings.directory / path).lexically_normal().string();
  }
  // A URL never brings its password along.
  void url(const char* key, std::string& out) {
    std::string written;
    text(key, written);
    if (written.empty()) return;
    out = withoutPassword(written);
    if (out != written)
      m_findings.notes.push_back(
          fmt::format("{} has a password in it, which was not read: workspaces hold no secrets", place(key)));
  }
  void flag(const char* key, bool& out) {
    if (const json* value = find(key, &json::is_boolean, "true or false")) out = value->get<bool>();
  }
  void number(const char* key, double& out, double least, double most) {
    const json* value = find(key, &json::is_number, "a number");
    if (!value) return;
    const double read = value->get<double>();
    if (read >= least && read <= most)
      out = read;
    else
      leave(fmt::format("{} is {}, not from {} to {}", place(key), read, least, most));
  }
  template <typename Int>
  void integer(const char* key, Int& out, std::type_identity_t<Int> least, std::type_identity_t<Int> most) {
    const json* value = find(key, &json::is_number, "a number");
    if (!value) return;
    if (value->is_number_unsigned() && std::in_range<Int>(value->get<std::uint64_t>())) {
      const Int read = static_cast<Int>(value->get<std::uint64_t>());
      if (read >= least && read <= most) {
        out = read;
        return;
      }
    } else if (value->is_number_integer() && !value->is_number_unsigned() &&
               std::in_range<Int>(value->get<std::int64_t>())) {
      const Int read = static_cast<Int>(value->get<std::int64_t>());
      if (read >= least && read <= most) {
        out = read;
        return;
      }
    }
    leave(fmt::format("{} is {}, not a whole number from {} to {}", place(key), value->dump(), least, most));
  }
  void optionalInteger(const char* key, std::optional<int>& out, int least, int most) {
    if (!m_object.contains(key)) {
      m_known.insert(key);
      return;
    }
    int read = least - 1;
    integer(key, read, least, most);
    if (read >= least) out = read;
  }
  // 0 (the mean), 50, 90 or 99.
  void statistic(const char* key, Statistic& out) {
    int read = static_cast<int>(out);
    integer(key, read, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    if (const auto found = statisticOf(read))
      out = *found;
    else
      leave(fmt::format("{} is {}, not 0, 50, 90 or 99", place(key), read));
  }
  void choice(const char* key, std::size_t& out, std::initializer_list<const char*> names) {
    std::string read;
    text(key, read);
    if (read.empty()) return;
    const auto found = std::ranges::find(names, read);
    if (found != names.end())
      out = static_cast<std::size_t>(found - names.begin());
    else
      leave(fmt::format("{} is \"{}\", not one of {}", place(key), read, fmt::join(names, ", ")));
  }
  void arrivals(const char* key, Arrivals& out) {
    std::string read;
    text(key, read);
    if (read.empty()) return;
    if (const auto parsed = parseArrivals(read))
      out = *parsed;
    else
      leave(fmt::format("{} is \"{}\", which is no way of sending", place(key), read));
  }
  void integers(const char* key, std::vector<int>& out) {
    const json* value = find(key, &json::is_array, "a list");
    if (!value) return;
    std::vector<int> read;
    for (const json& entry : *value) {
      if (entry.is_number_integer() && entry >= 1 && entry <= 1'000'000)
        read.push_back(entry.get<int>());
      else
        leave(fmt::format("{} has an entry that is not a whole number from 1 to 1000000", place(key)));
    }
    out = std::move(read);
  }
  template <typename Fields>
  void object(const char* key, Fields&& fields) {
    if (const json* value = find(key, &json::is_object, "an object")) {
      Reader inner(*value, place(key), m_findings);
      fields(inner);
    }
  }
  template <typename T, typename Fields>
  void list(const char* key, const char* kind, std::vector<T>& out, Fields&& fields) {
    const json* value = find(key, &json::is_array, "a list");
    if (!value) return;
    std::size_t number = 0;
    for (const json& entry : *value) {
      const std::string where = m_where.empty() ? fmt::format("{} {}", kind, ++number)
                                                : fmt::format("{}, {} {}", m_where, kind, ++number);
      if (!entry.is_object()) {
        leave(fmt::format("{} is {}, not an object", where, kindOf(entry)));
        continue;
      }
      Reader inner(entry, where, m_findings);
      fields(inner, out.emplace_back());
    }
  }
  // One file by its path, or a list of parts.
  template <typename Fields>
  void fileOrList(const char* key, const char* kind, std::vector<TrafficPart>& out, Fields&& fields) {
    const auto found = m_object.find(key);
    if (found == m_object.end() || !found->is_string()) return list(key, kind, out, fields);
    std::string file;
    path(key, file);
    if (!file.empty()) out.emplace_back().origin = TrafficOfFile{file};
  }
  void optionalNumber(const char* key, std::optional<double>& out, double least, double most) {
    double read = least - 1;
    if (has(key)) number(key, read, least, most);
    if (read >= least) out = read;
  }
  // As headroomctl takes it: {"indexes": [[output…], [input…]], "rates": [[…]]}.
  void table(const char* key, TrafficTable& out) {
    const json* value = find(key, &json::is_object, "an object");
    if (!value) return;
    if (const auto read = parseRateTable(value->dump(), place(key)))
      out = tableOf(*read);
    else
      leave(read.error().message);
  }
  bool has(const char* key) {
    m_known.insert(key);
    return m_object.contains(key);
  }
  void rest(UnknownKeys& unknown) {
    for (const auto& [key, value] : m_object.items()) {
      if (m_known.contains(key)) continue;
      unknown.emplace(key, value.dump());
      m_findings.unknown.push_back(place(key.c_str()) + " is no setting that this program knows");
    }
  }
  // A key that whoever called has dealt with.
  void skip(const char* key) { m_known.insert(key); }

 private:
  const json* find(const char* key, bool (json::*fits)() const noexcept, const char* wanted) {
    m_known.insert(key);
    const auto found = m_object.find(key);
    if (found == m_object.end()) return nullptr;
    if (((*found).*fits)()) return &*found;
    leave(fmt::format("{} is {}, not {}", place(key), kindOf(*found), wanted));
    return nullptr;
  }
  std::string place(const char* key) const {
    return m_where.empty() ? fmt::format("\"{}\"", key) : fmt::format("\"{}\" of {}", key, m_where);
  }
  void leave(std::string sentence) { m_findings.leftOut.push_back(std::move(sentence)); }

  const json& m_object;
  std::string m_where;
  Findings& m_findings;
  std::set<std::string> m_known;
};

// The same calls, the other way.
class Writer {
 public:
  Writer(ordered_json& object, const std::filesystem::path& directory)
      : m_object(object), m_directory(directory) {}

  void text(const char* key, const std::string& value) { m_object[key] = value; }
  void path(const char* key, const std::string& value) {
    const std::filesystem::path path(value);
    const std::filesystem::path relative = path.lexically_relative(m_directory);
    const bool below = !relative.empty() && *relative.begin() != "..";
    m_object[key] = below ? relative.string() : value;
  }
  void url(const char* key, const std::string& value) { m_object[key] = withoutPassword(value); }
  void flag(const char* key, bool value) { m_object[key] = value; }
  void number(const char* key, double value, double, double) {
    if (std::isfinite(value)) m_object[key] = value;
  }
  template <typename Int>
  void integer(const char* key, Int value, std::type_identity_t<Int>, std::type_identity_t<Int>) {
    m_object[key] = value;
  }
  void optionalInteger(const char* key, const std::optional<int>& value, int, int) {
    if (value) m_object[key] = *value;
  }
  void statistic(const char* key, Statistic value) { m_object[key] = static_cast<int>(value); }
  void choice(const char* key, std::size_t value, std::initializer_list<const char*> names) {
    m_object[key] = names.begin()[value];
  }
  void arrivals(const char* key, const Arrivals& value) { m_object[key] = toText(value); }
  void integers(const char* key, const std::vector<int>& value) { m_object[key] = value; }
  template <typename Fields>
  void object(const char* key, Fields&& fields) {
    ordered_json value = ordered_json::object();
    Writer inner(value, m_directory);
    fields(inner);
    m_object[key] = std::move(value);
  }
  template <typename T, typename Fields>
  void list(const char* key, const char*, const std::vector<T>& entries, Fields&& fields) {
    ordered_json value = ordered_json::array();
    for (const T& entry : entries) {
      ordered_json one = ordered_json::object();
      Writer inner(one, m_directory);
      fields(inner, entry);
      value.push_back(std::move(one));
    }
    m_object[key] = std::move(value);
  }
  template <typename Fields>
  void fileOrList(const char* key, const char* kind, const std::vector<TrafficPart>& parts, Fields&& fields) {
    const TrafficOfFile* file = parts.size() == 1 ? std::get_if<TrafficOfFile>(&parts[0].origin) : nullptr;
    if (parts.empty())
      m_object[key] = "";
    else if (file && parts[0] == TrafficPart{*file})
      path(key, file->path);
    else
      list(key, kind, parts, fields);
  }
  void optionalNumber(const char* key, const std::optional<double>& value, double, double) {
    if (value && std::isfinite(*value)) m_object[key] = *value;
  }
  void table(const char* key, const TrafficTable& value) {
    m_object[key] = {{"indexes", {value.outputTokens, value.inputTokens}}, {"rates", value.rates}};
  }
  void rest(const UnknownKeys& unknown) {
    for (const auto& [key, value] : unknown) {
      ordered_json parsed = ordered_json::parse(value, nullptr, false);
      if (!parsed.is_discarded() && !m_object.contains(key)) m_object[key] = std::move(parsed);
    }
  }
  void skip(const char*) {}

 private:
  ordered_json& m_object;
  const std::filesystem::path& m_directory;
};

constexpr double mostDollars = 1e6;
constexpr int mostTokens = 1 << 24;
constexpr int mostReplicas = 1'000'000;

// Below, `Io` is Reader or Writer, and the values are const for the latter.

template <typename Io>
void reachFields(Io& io, std::conditional_t<std::is_same_v<Io, Reader>, Target, const Target>& target) {
  std::size_t kind = target.reach.index();
  io.choice("kind", kind, {"url", "pod", "service", "simulated"});
  if constexpr (std::is_same_v<Io, Reader>) {
    if (kind == 1) target.reach = ByPod{};
    if (kind == 2) target.reach = ByService{};
    if (kind == 3) target.reach = Simulated{};
  }
  std::visit(
      [&](auto& reach) {
        using R = std::decay_t<decltype(reach)>;
        if constexpr (std::is_same_v<R, ByUrl>) {
          io.url("url", reach.url);
          io.path("caFile", reach.caFile);
        } else if constexpr (std::is_same_v<R, ByPod>) {
          io.text("context", reach.context);
          io.text("pod", reach.pod);
          io.integer("port", reach.port, 1, 65535);
        } else if constexpr (std::is_same_v<R, ByService>) {
          io.text("context", reach.context);
          io.text("service", reach.service);
          io.integer("port", reach.port, 1, 65535);
        } else {
          io.text("gpu", reach.gpu);
          io.text("model", reach.model);
        }
      },
      target.reach);
  io.rest(target.reachUnknown);
}

constexpr auto targetFields = [](auto& io, auto& target) {
  io.text("name", target.name);
  io.text("model", target.model);
  io.text("deployment", target.deployment);
  io.text("namespace", target.nameSpace);
  io.text("gpu", target.gpu);
  io.number("costPerHour", target.costPerHour, 0, mostDollars);
  io.object("reach", [&](auto& inner) { reachFields(inner, target); });
  io.path("journal", target.journal);
  io.rest(target.unknown);
};

constexpr auto planFields = [](auto& io, auto& plan) {
  io.object("inputTokens", [&](auto& inner) {
    inner.integer("start", plan.inputTokens.start, 1, mostTokens);
    inner.integer("limit", plan.inputTokens.limit, 1, mostTokens);
  });
  io.object("outputTokens", [&](auto& inner) {
    inner.integer("start", plan.outputTokens.start, 1, mostTokens);
    inner.integer("limit", plan.outputTokens.limit, 1, mostTokens);
  });
  io.object("rates", [&](auto& inner) {
    inner.number("start", plan.rates.start, 0.001, 1e6);
    inner.number("limit", plan.rates.limit, 0.001, 1e6);
  });
  io.integers("concurrencies", plan.concurrencies);
  io.integer("samples", plan.samples, 1, 1'000'000'000);
  io.integer("seed", plan.seed, 0, std::numeric_limits<std::uint64_t>::max());
  io.arrivals("arrivals", plan.arrivals);
  io.number("temperature", plan.temperature, 0, 100);
  io.integer("warmup", plan.warmup, 0, 1'000'000);
  io.flag("stream", plan.stream);
  io.flag("ignoreEos", plan.ignoreEos);
  io.text("api", plan.api);
  io.text("prompts", plan.prompts);
};

constexpr auto sloFields = [](auto& io, auto& slos) {
  for (const Metric metric : kSloOrder) {
    io.object(std::string(name(metric)).c_str(), [&](auto& inner) {
      auto& slo = slos[metric];
      inner.statistic("percentile", slo.statistic);
      inner.number("value", slo.value, 0, 1e9);
      inner.flag("on", slo.on);
      inner.rest(slo.unknown);
    });
  }
  io.rest(slos.unknown);
};

constexpr auto priceFields = [](auto& io, auto& price) {
  io.text("gpu", price.gpu);
  io.number("costPerHour", price.costPerHour, 0, mostDollars);
  io.integer("minReplicas", price.minReplicas, 0, mostReplicas);
  io.optionalInteger("maxReplicas", price.maxReplicas, 0, mostReplicas);
  io.rest(price.unknown);
};

constexpr auto trafficFields = [](auto& io, auto& part) {
  using Io = std::decay_t<decltype(io)>;
  if constexpr (std::is_same_v<Io, Reader>) {
    if (io.has("connection")) part.origin = TrafficOfGateway{};
    if (io.has("table")) part.origin = TrafficTable{};
  }
  std::visit(
      [&](auto& origin) {
        using Origin = std::decay_t<decltype(origin)>;
        if constexpr (std::is_same_v<Origin, TrafficOfFile>) {
          io.path("file", origin.path);
        } else if constexpr (std::is_same_v<Origin, TrafficOfGateway>) {
          io.text("connection", origin.connection);
          io.number("windowSeconds", origin.windowSeconds, 1, 86400);
        } else {
          io.table("table", origin);
        }
      },
      part.origin);
  io.optionalNumber("rate", part.rate, 0, 1e9);
  io.number("scale", part.scale, 0, 1e9);
  io.number("shiftSeconds", part.shiftSeconds, -1e9, 1e9);
  io.flag("on", part.on);
  io.rest(part.unknown);
};

// How full, how bursty and how safe a plan is, and how much traffic it is for: the same in a scenario.
constexpr auto planningFields = [](auto& io, auto& of) {
  io.number("targetUtilisation", of.targetUtilisation, 0.01, 1);
  io.number("burstFactor", of.burstFactor, 1, 100);
  io.flag("survivesLossOfOne", of.survivesLossOfOne);
  io.number("trafficRate", of.trafficRate, 0, 1e9);
  io.flag("nearestCells", of.nearestCells);
};

constexpr auto scenarioFields = [](auto& io, auto& scenario) {
  io.text("name", scenario.name);
  io.object("slos", [&](auto& inner) { sloFields(inner, scenario.slos); });
  io.list("prices", "price", scenario.prices, priceFields);
  planningFields(io, scenario);
  if constexpr (std::is_same_v<std::decay_t<decltype(io)>, Reader>) {
    if (io.has("traffic"))
      io.fileOrList("traffic", "part of the traffic", scenario.traffic.emplace(), trafficFields);
  } else if (scenario.traffic) {
    io.fileOrList("traffic", "part of the traffic", *scenario.traffic, trafficFields);
  }
  io.rest(scenario.unknown);
};

constexpr auto connectionFields = [](auto& io, auto& connection) {
  io.text("name", connection.name);
  io.url("url", connection.url);
  io.text("model", connection.model);
  io.path("caFile", connection.caFile);
  io.text("context", connection.context);
  io.text("namespace", connection.nameSpace);
  io.text("service", connection.service);
  io.integer("servicePort", connection.servicePort, 1, 65535);
  io.url("optimizerUrl", connection.optimizerUrl);
  io.rest(connection.unknown);
};

constexpr auto workspaceFields = [](auto& io, auto& workspace) {
  io.skip("format");
  io.skip("version");
  io.list("targets", "target", workspace.targets, targetFields);
  io.object("plan", [&](auto& inner) {
    planFields(inner, workspace.plan);
    inner.rest(workspace.planUnknown);
  });
  io.object("slos", [&](auto& inner) { sloFields(inner, workspace.slos); });
  io.list("prices", "price", workspace.prices, priceFields);
  planningFields(io, workspace);
  io.list("scenarios", "scenario", workspace.scenarios, scenarioFields);
  io.list("connections", "connection", workspace.connections, connectionFields);
  io.fileOrList("traffic", "part of the traffic", workspace.traffic, trafficFields);
  io.rest(workspace.unknown);
};

}  // namespace

void readFields(const json& object, const std::string& directory, Workspace& workspace,
                std::vector<std::string>& leftOut, std::vector<std::string>& notes,
                std::vector<std::string>& unknown) {
  Findings findings{directory, leftOut, notes, unknown};
  Reader reader(object, "", findings);
  workspaceFields(reader, workspace);
}

void writeFields(const Workspace& workspace, const std::string& directory, ordered_json& object) {
  const std::filesystem::path base(directory);
  Writer writer(object, base);
  workspaceFields(writer, workspace);
}

}  // namespace headroom
