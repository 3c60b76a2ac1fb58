// Where the prompts of a point come from.
//
//   LengthsOnly lengths;                                   // for the engine, which needs no text
//   FreshPrompts fresh(seed, countTokens);                 // no two prompts share a beginning
//   FixedPrompts fixed;                                    // "hi hi hi ", as the reference client sends
//   DatasetPrompts replay(dataset, ...);                   // core/load/dataset.h
#pragma once

#include "core/base/result.h"
#include "core/endpoint/generation.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

// Which request of which point a prompt is for.
struct PromptPlace {
  int inputTokens = 0;  // of the cell
  int outputTokens = 0;
  std::uint64_t point = 0;  // a number of the point, the same in every run of the same plan
  std::uint64_t index = 0;  // of the request within the point; warm-up requests count on from 2^32
};

class PromptSource {
 public:
  virtual ~PromptSource() = default;

  // The request at that place; the generator sets temperature, stream and ignoreEos itself. Called before
  // the point starts sending, so that making a prompt never delays a request. May take long (it may ask the
  // server to count tokens); ends with ErrorCode::cancelled when a stop is asked for.
  virtual Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token& stop) = 0;

  // Requests that the source wants answered, uncounted, before it can make prompts of the right length; asked
  // before every point, empty when it knows enough. Their answers come to learn().
  virtual std::vector<GenerationRequest> calibration() { return {}; }
  // Also called for the warm-up requests of every point.
  virtual void learn(const GenerationRequest& /*request*/, const GenerationOutcome& /*outcome*/) {}

  // "fresh", "fixed", "lengths", "dataset": as the benchmark file tells it.
  virtual std::string name() const = 0;
};

// No text: only the lengths.
class LengthsOnly : public PromptSource {
 public:
  Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token& stop) override;
  std::string name() const override { return "lengths"; }
};

// The prompt of the reference client: the word "hi " once per input token, the same for every request of a
// cell. A server with a prefix cache answers it from there, so its numbers flatter the server.
class FixedPrompts : public PromptSource {
 public:
  Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token& stop) override;
  std::string name() const override { return "fixed"; }
};

// Tokens of a text as the server counts them in a prompt. Errors: those of the connection.
using CountTokens = std::function<Result<int>(const std::string& text)>;

// Random words, other ones from the very first on: of 1024 requests of a point in a row, no two begin with
// the same word, and beyond that only chance (1 in 1024 a word) gives two prompts a common beginning; a block
// of 16 tokens, the least that a prefix cache keeps, never. The same seed gives the same prompts.
//
// The number of tokens: with `countTokens`, each prompt is counted and corrected until it is met, or as near
// as the tokenizer allows; once 64 prompts in a row needed no correction, only each sixteenth is counted,
// until one needs it. Without, two uncounted requests of different length tell by their `usage` how many
// tokens a word and the frame around the prompt take, and every warm-up request refines it.
//
// With `framed`, the server puts a frame around each prompt that countTokens does not see (the template of a
// chat): one uncounted request tells how long it is, and it is part of the length that is asked for.
class FreshPrompts : public PromptSource {
 public:
  explicit FreshPrompts(std::uint64_t seed, CountTokens countTokens = {}, bool framed = false);

  Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token& stop) override;
  std::vector<GenerationRequest> calibration() override;
  void learn(const GenerationRequest& request, const GenerationOutcome& outcome) override;
  std::string name() const override { return "fresh"; }

 private:
  // Tokens of a prompt of n words, as seen so far: a straight line through the observations.
  struct Line {
    double count = 0, words = 0, tokens = 0, wordsSquared = 0, wordsTokens = 0;
    void add(double wordCount, double tokenCount);
    double perWord() const;
    double frame() const;
  };

  std::string text(const PromptPlace& place, int words) const;
  int wordsFor(int tokens) const;

  std::uint64_t m_seed;
  CountTokens m_countTokens;
  bool m_framed;
  int m_frame = 0;         // tokens
  int m_uncorrected = 0;   // counted prompts in a row that were right at once
  int m_sinceCounted = 0;  // prompts made without counting since then
  Line m_line;
  bool m_calibrated = false;  // or asked for in vain
};

}  // namespace headroom
