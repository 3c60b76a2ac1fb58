#include "core/workspace/partial_json.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace headroom {
namespace {

using nlohmann::json;

constexpr std::size_t deepest = 64;

class Builder : public nlohmann::json_sax<json> {
 public:
  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return putNumber(value); }
  bool number_unsigned(number_unsigned_t value) override { return putNumber(value); }
  bool number_float(number_float_t value, const string_t&) override { return putNumber(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool key(string_t& value) override {
    m_open.back().key = std::move(value);
    m_endsInNumber = false;
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&, const json::exception&) override {
    m_errorAt = position;
    return false;
  }

  json take(std::string& inside) {
    if (m_open.empty()) return std::move(m_root);
    // The digits that follow a number may be what is missing.
    if (m_endsInNumber) dropLast(m_open.back());
    inside = placeOfDamage();
    if (!m_open.front().value.is_object()) return nullptr;
    if (m_open.size() > 1 && m_open[1].value.is_array())
      m_open[0].value[m_open[0].key] = std::move(m_open[1].value);
    return std::move(m_open[0].value);
  }
  std::size_t errorAt() const { return m_errorAt; }

 private:
  struct Open {
    json value;
    std::string key = {};  // of the member that is being read, in an object
  };

  template <typename T>
  bool put(T&& value) {
    m_endsInNumber = false;
    return attach(json(std::forward<T>(value)));
  }
  template <typename T>
  bool putNumber(T value) {
    attach(json(value));
    m_endsInNumber = true;
    return true;
  }
  bool attach(json&& value) {
    if (m_open.empty())
      m_root = std::move(value);
    else if (m_open.back().value.is_object())
      m_open.back().value[m_open.back().key] = std::move(value);
    else
      m_open.back().value.push_back(std::move(value));
    return true;
  }
  bool open(json&& value) {
    m_endsInNumber = false;
    if (m_open.size() == deepest) return false;
    m_open.push_back({std::move(value)});
    return true;
  }
  bool close() {
    m_endsInNumber = false;
    json value = std::move(m_open.back().value);
    m_open.pop_back();
    return attach(std::move(value));
  }
  static void dropLast(Open& container) {
    if (container.value.is_object())
      container.value.erase(container.key);
    else if (!container.value.empty())
      container.value.erase(container.value.size() - 1);
  }
  std::string placeOfDamage() const {
    const Open& root = m_open.front();
    if (!root.value.is_object() || root.key.empty()) return {};
    if (m_open.size() > 1 && m_open[1].value.is_array())
      return fmt::format("\"{}\", entry {}", root.key, m_open[1].value.size() + 1);
    return fmt::format("\"{}\"", root.key);
  }

  std::vector<Open> m_open;
  json m_root;
  bool m_endsInNumber = false;
  std::size_t m_errorAt = 0;
};

}  // namespace

PartialJson parsePartialJson(std::string_view text) {
  Builder builder;
  const bool whole = json::sax_parse(text.begin(), text.end(), &builder);
  PartialJson result;
  std::string inside;
  result.value = builder.take(inside);
  if (whole) return result;
  const std::size_t at = builder.errorAt();
  const std::string where = inside.empty() ? "" : fmt::format(", in {}", inside);
  if (at == 0)
    result.damage = fmt::format("it is nested more than {} levels deep{}", deepest, where);
  else if (at >= text.size())
    result.damage = fmt::format("it is cut short after {} bytes{}", text.size(), where);
  else
    result.damage = fmt::format("it is not JSON from byte {} on{}", at, where);
  return result;
}

}  // namespace headroom
