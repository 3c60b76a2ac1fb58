#include "core/cluster/tunnel_output.h"

#include <algorithm>
#include <charconv>

namespace headroom {
namespace {

constexpr std::size_t kLongestLine = 4096;

}  // namespace

void LineSplitter::add(std::string_view bytes, std::vector<std::string>& lines) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    m_open.append(part.substr(0, kLongestLine - std::min(kLongestLine, m_open.size())));
    if (end == bytes.npos) return;
    finish(lines);
    bytes.remove_prefix(end + 1);
  }
}

void LineSplitter::finish(std::vector<std::string>& lines) {
  if (m_open.ends_with('\r')) m_open.pop_back();
  if (!m_open.empty()) lines.push_back(std::move(m_open));
  m_open.clear();
}

std::optional<int> forwardedPort(std::string_view line) {
  constexpr std::string_view kSign = "Forwarding from 127.0.0.1:";
  if (!line.starts_with(kSign)) return std::nullopt;
  line.remove_prefix(kSign.size());
  int port = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), port);
  if (error != std::errc() || port < 1 || port > 65535) return std::nullopt;
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  return line.starts_with(" -> ") ? std::optional(port) : std::nullopt;
}

bool isHandledConnection(std::string_view line) { return line.starts_with("Handling connection for "); }
bool isLostConnection(std::string_view line) { return line.find("lost connection to pod") != line.npos; }
bool isForwardingError(std::string_view line) {
  return line.find("an error occurred forwarding") != line.npos;
}

}  // namespace headroom
