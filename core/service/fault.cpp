#include "core/service/fault.h"

#include "core/engine/output_length.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace headroom {
namespace {

struct KindText {
  FaultKind kind;
  std::string_view name;
  double argument;  // by default; negative: takes none
};

constexpr KindText kinds[] = {
    {FaultKind::refuse, "refuse", 0},
    {FaultKind::rateLimit, "429", -1},
    {FaultKind::unavailable, "503", -1},
    {FaultKind::rejectUnknown, "reject-unknown", -1},
    {FaultKind::cut, "cut", 3},
    {FaultKind::reset, "reset", 3},
    {FaultKind::stall, "stall", 3},
    {FaultKind::malformed, "malformed", 3},
    {FaultKind::errorEvent, "error-event", 3},
    {FaultKind::slowFirstByte, "slow", 2},
    {FaultKind::html, "html", -1},
    {FaultKind::noUsage, "no-usage", -1},
    {FaultKind::extraToken, "extra-token", -1},
};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

Error wrong(std::string_view text, std::string_view why) {
  return {
      ErrorCode::invalidArgument, fmt::format("fault \"{}\": {}", text, why),
      fmt::format("the form is KIND[:ARGUMENT][@PROBABILITY or @every-N], with a kind of {}", faultKinds())};
}

}  // namespace

std::string faultKinds() {
  std::string text;
  for (const KindText& kind : kinds) text += fmt::format("{}{}", text.empty() ? "" : ", ", kind.name);
  return text;
}

Result<Fault> parseFault(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  for (const KindText& kind : kinds) {
    if (kind.name != text.substr(0, colon)) continue;
    Fault fault{kind.kind, std::max(kind.argument, 0.0)};
    if (colon == text.size()) return fault;
    if (kind.argument < 0) return wrong(text, "this kind takes no argument");
    const auto argument = number(text.substr(colon + 1));
    if (!argument || *argument < 0 || *argument > 1e9)
      return wrong(text, "the argument is not a number from 0 to 1e9");
    fault.argument = *argument;
    return fault;
  }
  return wrong(text, "there is no such kind");
}

Result<FaultRule> parseFaultRule(std::string_view text) {
  const std::size_t at = std::min(text.find('@'), text.size());
  const Result<Fault> fault = parseFault(text.substr(0, at));
  if (!fault) return fault.error();
  FaultRule rule{*fault};
  if (at == text.size()) return rule;
  std::string_view selector = text.substr(at + 1);
  constexpr std::string_view every = "every-";
  if (selector.starts_with(every)) {
    const auto n = number(selector.substr(every.size()));
    if (!n || *n < 1 || *n > 1e15 || *n != std::floor(*n))
      return wrong(text, "N of @every-N is not a whole number above 0");
    rule.every = static_cast<std::uint64_t>(*n);
    return rule;
  }
  const auto probability = number(selector);
  if (!probability || *probability < 0 || *probability > 1)
    return wrong(text, "the probability is not from 0 to 1");
  rule.probability = *probability;
  return rule;
}

bool FaultPlan::applies(std::size_t index, std::uint64_t number) const {
  const FaultRule& rule = m_rules[index];
  if (rule.every > 0) return number % rule.every == 0;
  const std::uint64_t bits = mixBits(mixBits(m_seed + index) + number);
  return static_cast<double>(bits >> 11) * 0x1p-53 < rule.probability;
}

Fault FaultPlan::next() {
  ++m_requests;
  for (std::size_t i = 0; i < m_rules.size(); ++i) {
    if (m_rules[i].fault.kind != FaultKind::refuse && applies(i, m_requests)) return m_rules[i].fault;
  }
  return {};
}

bool FaultPlan::nextConnectionRefused() {
  ++m_connections;
  for (std::size_t i = 0; i < m_rules.size(); ++i) {
    const Fault& fault = m_rules[i].fault;
    if (fault.kind == FaultKind::refuse && fault.argument == 0 && applies(i, m_connections)) return true;
  }
  return false;
}

std::uint64_t FaultPlan::stopAfterRequests() const {
  for (const FaultRule& rule : m_rules) {
    if (rule.fault.kind == FaultKind::refuse && rule.fault.argument > 0)
      return static_cast<std::uint64_t>(rule.fault.argument);
  }
  return 0;
}

}  // namespace headroom
