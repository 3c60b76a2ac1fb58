// The tokenizer of the simulated endpoint: a toy, but one that behaves as real ones do where it matters:
// tokens are not words, a prompt gets a token more than its text has, and text comes back from its tokens
// byte for byte.
//
// The vocabulary, 19,211 tokens, needs no table. A text is cut from the left, each time by the longest piece
// that fits:
//   a space and two lower-case letters      " wo"
//   three lower-case letters                "hel"
//   two lower-case letters, or a space and one letter
//   any single byte                         (digits, capitals, punctuation and all of UTF-8 beyond ASCII)
// "hello world" is "hel" "lo" " wo" "rld": four tokens, two words. Prompts begin with one more, the token
// `begin`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::tokenizer {

inline constexpr int letters = 26;
inline constexpr int firstPair = 256;                                   // "aa"
inline constexpr int firstSpaceLetter = firstPair + letters * letters;  // " a"
inline constexpr int firstSpacePair = firstSpaceLetter + letters;       // " aa"
inline constexpr int firstTriple = firstSpacePair + letters * letters;  // "aaa"
inline constexpr int begin = firstTriple + letters * letters * letters;
inline constexpr int vocabularySize = begin + 1;

// Without the token `begin`.
std::vector<int> encode(std::string_view text);
// Nothing where an id is not in the vocabulary. `begin` stands for no text.
std::optional<std::string> decode(const std::vector<int>& tokens);

// Output token `index` of an answer: " xy" or "xyz" by turns, from `seed`; always three bytes, and one token
// again when the answer is tokenized.
struct OutputPiece {
  char bytes[3];
  std::string_view text() const { return {bytes, 3}; }
};
OutputPiece outputPiece(std::uint64_t seed, int index);

}  // namespace headroom::tokenizer
