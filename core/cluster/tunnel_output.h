// What `kubectl port-forward` writes, line by line. Internal to the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// Cuts what comes in pieces into lines. A line longer than 4 KiB is cut there.
class LineSplitter {
 public:
  void add(std::string_view bytes, std::vector<std::string>& lines);
  // What stands after the last line end.
  void finish(std::vector<std::string>& lines);

 private:
  std::string m_open;
};

// LOCAL of "Forwarding from 127.0.0.1:LOCAL -> REMOTE".
std::optional<int> forwardedPort(std::string_view line);
bool isHandledConnection(std::string_view line);  // "Handling connection for LOCAL"
bool isLostConnection(std::string_view line);     // "error: lost connection to pod"
bool isForwardingError(std::string_view line);    // "... an error occurred forwarding LOCAL -> REMOTE: ..."

}  // namespace headroom
