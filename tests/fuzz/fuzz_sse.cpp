// The same events come out however a stream is cut; and the decoder takes whatever they hold.
#include "core/endpoint/completion_event.h"
#include "core/endpoint/sse.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

// The events of `bytes` fed in pieces of `step`; and whether the stream stayed within the limit.
std::pair<std::vector<std::string>, bool> eventsOf(const std::string& bytes, std::size_t step,
                                                   std::size_t limit) {
  headroom::SseParser parser(limit);
  std::vector<std::string> events;
  bool fine = true;
  for (std::size_t at = 0; at < bytes.size() && fine; at += step) {
    const std::string piece = bytes.substr(at, step);  // of its own: a view kept too long is seen
    fine = parser.feed(piece, [&](std::string_view data) { events.emplace_back(data); });
  }
  return {events, fine};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t step = 1 + data[0] % 16;
  const auto whole = eventsOf(bytes, std::max<std::size_t>(bytes.size(), 1), 1 << 20);
  if (eventsOf(bytes, step, 1 << 20) != whole || eventsOf(bytes, 1, 1 << 20) != whole) std::abort();
  for (const std::string& event : eventsOf(bytes, step, 32).first)
    if (event.size() > 32) std::abort();

  static CompletionDecoder completions(Api::completions), chat(Api::chat);
  for (const std::string& event : whole.first) {
    for (CompletionDecoder* decoder : {&completions, &chat}) {
      const auto decoded = decoder->decode(event);
      if (!decoded && decoded.error().message.empty()) std::abort();
      (void)decoder->decodeWhole(event);
    }
  }
  return 0;
}
