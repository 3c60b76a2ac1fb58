// The same answer is read however its bytes are cut, and no bytes of a server make the reader crash, hand
// over an API key or say too much.
#include "core/endpoint/answer_reader.h"
#include "core/endpoint/response_parser.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace headroom;

constexpr std::string_view key = "sk-fuzz";

// One answer, read as the client reads it.
struct Reading : ResponseTaker {
  explicit Reading(bool streamed) { reader.begin(streamed); }

  void onHead(int status, std::string_view type, std::string_view) override {
    ++heads;
    reader.head(status, type);
  }
  bool onBody(std::string_view bytes) override {
    body += bytes;
    return reader.take(bytes, Instant(std::chrono::nanoseconds(1)));
  }

  // In pieces of `step` bytes.
  void read(std::string_view bytes, std::size_t step) {
    std::string unused;
    parser.begin();
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      unused += bytes.substr(at, step);
      unused.erase(0, parser.feed(unused));
      if (parser.state() != ResponseParser::State::reading &&
          parser.state() != ResponseParser::State::nothing)
        break;
      if (unused.size() > ResponseParser::headLimit) std::abort();
    }
    parser.close();
    const bool isWhole = parser.state() == ResponseParser::State::whole;
    reader.end(outcome, isWhole ? FailureKind::none : FailureKind::earlyEnd, "the network's words");
    if (outcome.message.find(key) != std::string::npos || outcome.message.size() > 500) std::abort();
    if (outcome.failed() == outcome.message.empty()) std::abort();
  }

  CompletionDecoder decoder{Api::chat};
  Secret secret{std::string(key)};
  AnswerReader reader{decoder, secret, {.eventBytes = 4096, .bodyBytes = 4096}};
  ResponseParser parser{*this};
  GenerationOutcome outcome;
  std::string body;
  int heads = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool streamed = (data[0] & 1) != 0;
  Reading whole(streamed), cut(streamed);
  whole.read(bytes, std::max<std::size_t>(bytes.size(), 1));
  cut.read(bytes, 1 + data[0] / 2u % 16);
  if (whole.heads > 1 || whole.heads != cut.heads) std::abort();
  // A head that is both broken and cut short counts as either, by what of it came at once; nothing of it is
  // handed over.
  const auto isWrong = [](const Reading& one) { return one.parser.state() != ResponseParser::State::whole; };
  if (whole.heads == 0) {
    if (!isWrong(whole) || !isWrong(cut)) std::abort();
    return 0;
  }
  if (whole.parser.state() != cut.parser.state() || whole.parser.status() != cut.parser.status())
    std::abort();
  if (whole.parser.state() == ResponseParser::State::whole && whole.body != cut.body) std::abort();
  if (whole.outcome.failure != cut.outcome.failure || whole.outcome.outputTokens != cut.outcome.outputTokens)
    std::abort();
  return 0;
}
