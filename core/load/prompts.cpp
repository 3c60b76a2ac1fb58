#include "core/load/prompts.h"

#include "core/load/random.h"
#include "core/load/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace headroom {
namespace {

Error stopped() { return {ErrorCode::cancelled, "stopped while prompts were made"}; }

GenerationRequest requestOf(const PromptPlace& place, std::string prompt = {}) {
  GenerationRequest request;
  request.prompt = std::move(prompt);
  request.inputTokens = place.inputTokens;
  request.outputTokens = place.outputTokens;
  return request;
}

int wordsIn(const std::string& prompt) {
  return prompt.empty() ? 0 : 1 + static_cast<int>(std::count(prompt.begin(), prompt.end(), ' '));
}

// A place that no point of a plan has, for calibration.
constexpr std::uint64_t calibrationPoint = ~std::uint64_t{0};
constexpr int shortCalibration = 1, longCalibration = 64;  // words
constexpr int mostCorrections = 8, mostLetters = 8;
constexpr int trustAfter = 64, trustedPerCount = 16;  // prompts

}  // namespace

Result<GenerationRequest> LengthsOnly::make(const PromptPlace& place, const std::stop_token&) {
  return requestOf(place);
}

Result<GenerationRequest> FixedPrompts::make(const PromptPlace& place, const std::stop_token&) {
  std::string prompt;
  prompt.reserve(static_cast<std::size_t>(place.inputTokens) * 3);
  for (int i = 0; i < place.inputTokens; ++i) prompt += "hi ";
  return requestOf(place, std::move(prompt));
}

void FreshPrompts::Line::add(double wordCount, double tokenCount) {
  count += 1;
  words += wordCount;
  tokens += tokenCount;
  wordsSquared += wordCount * wordCount;
  wordsTokens += wordCount * tokenCount;
}

// The least-squares slope; while all observations have the same number of words, tokens / words.
double FreshPrompts::Line::perWord() const {
  if (count == 0 || words == 0) return 1;
  const double spread = count * wordsSquared - words * words;
  const double slope = spread > 0.5 ? (count * wordsTokens - words * tokens) / spread : tokens / words;
  return std::clamp(slope, 0.1, 20.0);
}

double FreshPrompts::Line::frame() const {
  return count == 0 ? 0 : std::max(0.0, (tokens - perWord() * words) / count);
}

FreshPrompts::FreshPrompts(std::uint64_t seed, CountTokens countTokens, bool framed)
    : m_seed(seed), m_countTokens(std::move(countTokens)), m_framed(framed) {}

// The text of n words begins the text of n + 1 words, so that correcting the length keeps the beginning.
std::string FreshPrompts::text(const PromptPlace& place, int words) const {
  const auto vocabulary = promptWords();
  const std::uint64_t pointSeed = mixSeed(m_seed, place.point);
  Random random(mixSeed(pointSeed, place.index));
  std::string prompt;
  prompt.reserve(static_cast<std::size_t>(words) * 7);
  prompt += vocabulary[(pointSeed % vocabulary.size() + place.index) % vocabulary.size()];
  for (int i = 1; i < words; ++i) {
    prompt += ' ';
    prompt += vocabulary[random.below(vocabulary.size())];
  }
  return prompt;
}

int FreshPrompts::wordsFor(int tokens) const {
  return std::max(1, static_cast<int>(std::lround((tokens - m_line.frame()) / m_line.perWord())));
}

Result<GenerationRequest> FreshPrompts::make(const PromptPlace& place, const std::stop_token& stop) {
  const int wanted = std::max(1, place.inputTokens - m_frame);
  int words = wordsFor(wanted);
  const bool trusted = m_uncorrected >= trustAfter && m_sinceCounted < trustedPerCount - 1;
  if (!m_countTokens || trusted) {
    ++m_sinceCounted;
    return requestOf(place, text(place, words));
  }
  m_sinceCounted = 0;

  // Random words up to about the length, then letters of one token each to meet it: words of two tokens step
  // over it.
  std::string best;
  int bestMiss = 0, letters = 0;
  for (int round = 0; round < mostCorrections; ++round) {
    if (stop.stop_requested()) return stopped();
    std::string prompt = text(place, words);
    for (int i = 0; i < letters; ++i) prompt += " a";
    const Result<int> counted = m_countTokens(prompt);
    if (!counted) return counted.error();
    if (letters == 0) m_line.add(words, *counted);
    const int miss = wanted - *counted;
    if (round == 0) m_uncorrected = miss == 0 ? m_uncorrected + 1 : 0;
    if (best.empty() || std::abs(miss) < std::abs(bestMiss)) {
      best = std::move(prompt);
      bestMiss = miss;
    }
    if (miss == 0 || (miss < 0 && words == 1 && letters == 0)) break;
    if (letters + miss >= 0 && letters + miss <= mostLetters) {
      letters += miss;
      continue;
    }
    letters = 0;
    const double step =
        miss / std::max(0.5, static_cast<double>(*counted) / words);  // tokens a word, in this very prompt
    words = std::max(1, words + static_cast<int>(miss > 0 ? std::lround(step) : std::floor(step)));
  }
  return requestOf(place, std::move(best));
}

std::vector<GenerationRequest> FreshPrompts::calibration() {
  if (m_calibrated || (m_countTokens && !m_framed)) return {};
  m_calibrated = true;  // asked once: a server that sends no usage will send none the next time either
  std::vector<GenerationRequest> requests;
  for (const int words : {longCalibration, shortCalibration}) {
    const PromptPlace place{words, 1, calibrationPoint, static_cast<std::uint64_t>(words)};
    requests.push_back(requestOf(place, text(place, words)));
    if (m_countTokens) break;
  }
  return requests;
}

void FreshPrompts::learn(const GenerationRequest& request, const GenerationOutcome& outcome) {
  if (outcome.failed() || outcome.tokensEstimated || outcome.inputTokens <= 0) return;
  if (m_countTokens) {
    if (!m_framed) return;
    const Result<int> counted = m_countTokens(request.prompt);
    if (counted) m_frame = std::max(0, outcome.inputTokens - *counted);
    return;
  }
  m_line.add(wordsIn(request.prompt), outcome.inputTokens);
}

}  // namespace headroom
