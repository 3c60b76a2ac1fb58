// No text makes the reader of destinations crash, and no password comes back in what it shows.
#include "core/store/destination.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto destination = parseDestination(text);
  if (!destination) {
    if (destination.error().message.empty() || destination.error().hint.empty()) std::abort();
    return 0;
  }
  if (destination->port < 1 || destination->port > 65535 || destination->database < 0) std::abort();
  if (destination->shown().empty()) std::abort();
  // A path shows as it is; of a URL nothing that stood before the host may come back.
  if (destination->isRedis() && destination->kind != Destination::Kind::socket &&
      destination->shown().find('@') != std::string::npos && destination->host.find('@') == std::string::npos)
    std::abort();
  return 0;
}
