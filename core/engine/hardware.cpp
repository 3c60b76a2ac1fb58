#include "core/engine/hardware.h"

#include "core/base/file.h"
#include "core/engine/hardware_data.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

namespace headroom {
namespace {

using nlohmann::json;

constexpr double largest = 1e18;  // of any number here; below 2^63

bool sameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

template <typename Spec>
bool answersTo(const Spec& spec, std::string_view name) {
  return sameName(spec.name, name) || std::any_of(spec.aliases.begin(), spec.aliases.end(),
                                                  [&](const auto& alias) { return sameName(alias, name); });
}

template <typename Spec>
Spec* find(std::vector<Spec>& specs, std::string_view name) {
  const auto it =
      std::find_if(specs.begin(), specs.end(), [&](const Spec& spec) { return answersTo(spec, name); });
  return it == specs.end() ? nullptr : &*it;
}

template <typename Spec>
Result<Spec> named(const std::vector<Spec>& specs, std::string_view name, std::string_view kind) {
  std::string known;
  for (const Spec& spec : specs) {
    if (answersTo(spec, name)) return spec;
    known += (known.empty() ? "" : ", ") + spec.name;
  }
  return Error{ErrorCode::invalidArgument, fmt::format("no {} named \"{}\" is known", kind, name),
               fmt::format("known are {}; add your own with --hardware FILE", known)};
}

// Reads one entry; the first thing that is wrong is kept as the error.
class Entry {
 public:
  Entry(const json& object, std::string where) : m_object(object), m_where(std::move(where)) {}

  std::optional<double> number(const char* key, double least, std::map<std::string, std::string>& sources) {
    const json* value = find(key);
    if (!value) return {};
    if (value->is_object()) {
      const auto source = value->find("source");
      if (source != value->end() && source->is_string()) sources[key] = source->get<std::string>();
      const auto inner = value->find("value");
      if (inner == value->end()) return fail(key, "has no \"value\"");
      value = &*inner;
    } else {
      sources.erase(key);
    }
    if (!value->is_number()) return fail(key, "is not a number");
    const double result = value->get<double>();
    if (!std::isfinite(result) || result < least || result > largest)
      return fail(key, fmt::format("must be a number from {:g} to {:g}", least, largest));
    return result;
  }

  void set(double& member, const char* key, std::map<std::string, std::string>& sources, double least) {
    if (const auto value = number(key, least, sources)) member = *value;
  }
  void set(std::int64_t& member, const char* key, std::map<std::string, std::string>& sources) {
    const auto value = number(key, 1, sources);
    if (!value) return;
    if (*value != std::floor(*value)) fail(key, "must be a whole number");
    member = static_cast<std::int64_t>(*value);
  }
  void set(bool& member, const char* key) {
    const json* value = find(key);
    if (value && value->is_object() && value->contains("value")) value = &value->at("value");
    if (!value) return;
    if (value->is_boolean())
      member = value->get<bool>();
    else
      fail(key, "is neither true nor false");
  }
  void set(std::vector<std::string>& member, const char* key) {
    const json* value = find(key);
    if (!value) return;
    if (!value->is_array()) {
      fail(key, "is not an array");
      return;
    }
    for (const json& item : *value) {
      if (item.is_string())
        member.push_back(item.get<std::string>());
      else
        fail(key, "holds something that is not a text");
    }
  }
  void require(double value, const char* key) {
    if (value <= 0) fail(key, "is missing");
  }
  // Keys that nobody asked for are misspelt ones.
  void refuseUnknown() {
    for (const auto& [key, value] : m_object.items()) {
      if (std::find(m_asked.begin(), m_asked.end(), key) == m_asked.end()) fail(key, "is not a known key");
    }
  }

  const std::optional<Error>& error() const { return m_error; }
  std::nullopt_t fail(const std::string& key, const std::string& what) {
    if (!m_error) {
      m_error = Error{ErrorCode::malformed, fmt::format("{}: key \"{}\" {}", m_where, key, what),
                      "see resources/data/gpus.json and models.json for the form"};
    }
    return std::nullopt;
  }

 private:
  const json* find(const char* key) {
    m_asked.emplace_back(key);
    const auto it = m_object.find(key);
    return it == m_object.end() ? nullptr : &*it;
  }

  const json& m_object;
  std::string m_where;
  std::vector<std::string> m_asked{"name"};
  std::optional<Error> m_error;
};

void readEntry(Entry& entry, GpuSpec& gpu) {
  entry.set(gpu.aliases, "aliases");
  entry.set(gpu.memoryBytes, "memoryBytes", gpu.sources, 1);
  entry.set(gpu.memoryBandwidthBytesPerSecond, "memoryBandwidthBytesPerSecond", gpu.sources, 1);
  entry.set(gpu.peakFlops, "peakFlops", gpu.sources, 1);
  entry.set(gpu.pricePerHourUsd, "pricePerHourUsd", gpu.sources, 0);
  entry.require(gpu.memoryBytes, "memoryBytes");
  entry.require(gpu.memoryBandwidthBytesPerSecond, "memoryBandwidthBytesPerSecond");
  entry.require(gpu.peakFlops, "peakFlops");
}

void readEntry(Entry& entry, ModelSpec& model) {
  const std::pair<std::int64_t ModelSpec::*, const char*> numbers[] = {
      {&ModelSpec::layers, "layers"},
      {&ModelSpec::hiddenSize, "hiddenSize"},
      {&ModelSpec::attentionHeads, "attentionHeads"},
      {&ModelSpec::kvHeads, "kvHeads"},
      {&ModelSpec::headDimension, "headDimension"},
      {&ModelSpec::intermediateSize, "intermediateSize"},
      {&ModelSpec::vocabularySize, "vocabularySize"},
      {&ModelSpec::parameters, "parameters"},
      {&ModelSpec::bytesPerParameter, "bytesPerParameter"},
      {&ModelSpec::maxContextTokens, "maxContextTokens"}};
  entry.set(model.aliases, "aliases");
  entry.set(model.tiedEmbeddings, "tiedEmbeddings");
  for (const auto& [member, key] : numbers) {
    entry.set(model.*member, key, model.sources);
    entry.require(static_cast<double>(model.*member), key);
  }
  if (model.maxContextTokens > (std::int64_t{1} << 30)) entry.fail("maxContextTokens", "is above 2^30");
}

template <typename Spec>
Result<void> readEntries(const json& document, const char* section, const std::string& source,
                         std::vector<Spec>& specs) {
  const auto entries = document.find(section);
  if (entries == document.end()) return {};
  if (!entries->is_array())
    return Error{ErrorCode::malformed, fmt::format("{}: \"{}\" is not an array", source, section)};
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const json& object = (*entries)[i];
    if (!object.is_object() || !object.contains("name") || !object["name"].is_string() ||
        object["name"].get_ref<const std::string&>().empty())
      return Error{ErrorCode::malformed,
                   fmt::format("{}: entry {} of \"{}\" has no \"name\"", source, i + 1, section)};
    const auto name = object["name"].get<std::string>();
    Spec* known = find(specs, name);
    Spec spec = known ? *known : Spec{};
    if (!known) spec.name = name;
    Entry entry(object, fmt::format("{}: {} \"{}\"", source, section, name));
    readEntry(entry, spec);
    entry.refuseUnknown();
    if (entry.error()) return *entry.error();
    if (known)
      *known = std::move(spec);
    else
      specs.push_back(std::move(spec));
  }
  return {};
}

}  // namespace

double ModelSpec::weightBytes() const {
  return static_cast<double>(parameters) * static_cast<double>(bytesPerParameter);
}

std::int64_t ModelSpec::kvBytesPerToken() const {
  return 2 * layers * kvHeads * headDimension * bytesPerParameter;
}

std::int64_t ModelSpec::layerParameters() const {
  const std::int64_t attention = 2 * hiddenSize * headDimension * (attentionHeads + kvHeads);
  return layers * (attention + 3 * hiddenSize * intermediateSize);
}

std::int64_t ModelSpec::architectureParameters() const {
  const std::int64_t norms = layers * 2 * hiddenSize + hiddenSize;
  return layerParameters() + norms + (tiedEmbeddings ? 1 : 2) * vocabularySize * hiddenSize;
}

Result<Hardware> Hardware::builtIn() {
  Hardware hardware;
  if (auto gpus = hardware.addText(embeddedGpus(), "built-in gpus.json"); !gpus) return gpus.error();
  if (auto models = hardware.addText(embeddedModels(), "built-in models.json"); !models)
    return models.error();
  return hardware;
}

Result<void> Hardware::addText(std::string_view text, const std::string& source) {
  json document;
  try {
    document = json::parse(text);
  } catch (const json::exception& wrong) {
    return Error{ErrorCode::malformed, fmt::format("{} is not JSON: {}", source, wrong.what())};
  }
  if (!document.is_object() || (!document.contains("gpus") && !document.contains("models")))
    return Error{ErrorCode::malformed, source + " holds neither \"gpus\" nor \"models\"",
                 R"(the form is {"gpus": [{"name": …}], "models": [{"name": …}]})"};
  Hardware changed = *this;
  if (auto gpus = readEntries(document, "gpus", source, changed.m_gpus); !gpus) return gpus.error();
  if (auto models = readEntries(document, "models", source, changed.m_models); !models) return models.error();
  *this = std::move(changed);
  return {};
}

Result<void> Hardware::addFile(const std::string& path) {
  constexpr std::uint64_t limitBytes = 16 << 20;
  const Result<std::string> text = readFile(path, limitBytes);
  if (!text) return text.error();
  return addText(*text, path);
}

Result<GpuSpec> Hardware::gpu(std::string_view name) const { return named(m_gpus, name, "GPU"); }
Result<ModelSpec> Hardware::model(std::string_view name) const { return named(m_models, name, "model"); }

}  // namespace headroom
