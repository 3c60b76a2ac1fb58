#include "core/service/tokenizer.h"

#include "core/engine/output_length.h"

namespace headroom::tokenizer {
namespace {

bool lower(char c) { return c >= 'a' && c <= 'z'; }
int letter(char c) { return c - 'a'; }
char letterOf(int number) { return static_cast<char>('a' + number % letters); }

}  // namespace

std::vector<int> encode(std::string_view text) {
  std::vector<int> tokens;
  tokens.reserve(text.size() / 2 + 1);
  while (!text.empty()) {
    const char* c = text.data();
    const bool space = c[0] == ' ';
    std::size_t run = 0;  // lower-case letters, after the space if there is one
    const std::size_t offset = space ? 1 : 0;
    while (run < 3 && offset + run < text.size() && lower(c[offset + run])) ++run;
    std::size_t length = 1;
    if (space && run >= 2) {
      tokens.push_back(firstSpacePair + letter(c[1]) * letters + letter(c[2]));
      length = 3;
    } else if (space && run == 1) {
      tokens.push_back(firstSpaceLetter + letter(c[1]));
      length = 2;
    } else if (run == 3) {
      tokens.push_back(firstTriple + (letter(c[0]) * letters + letter(c[1])) * letters + letter(c[2]));
      length = 3;
    } else if (run == 2) {
      tokens.push_back(firstPair + letter(c[0]) * letters + letter(c[1]));
      length = 2;
    } else {
      tokens.push_back(static_cast<unsigned char>(c[0]));
    }
    text.remove_prefix(length);
  }
  return tokens;
}

std::optional<std::string> decode(const std::vector<int>& tokens) {
  std::string text;
  for (const int token : tokens) {
    if (token < 0 || token >= vocabularySize) return {};
    if (token == begin) continue;
    if (token < firstPair) {
      text += static_cast<char>(token);
    } else if (token < firstSpaceLetter) {
      const int n = token - firstPair;
      text += {letterOf(n / letters), letterOf(n)};
    } else if (token < firstSpacePair) {
      text += {' ', letterOf(token - firstSpaceLetter)};
    } else if (token < firstTriple) {
      const int n = token - firstSpacePair;
      text += {' ', letterOf(n / letters), letterOf(n)};
    } else {
      const int n = token - firstTriple;
      text += {letterOf(n / (letters * letters)), letterOf(n / letters), letterOf(n)};
    }
  }
  return text;
}

OutputPiece outputPiece(std::uint64_t seed, int index) {
  const std::uint64_t bits = mixBits(seed + static_cast<std::uint64_t>(index));
  const auto at = [bits](int place) {
    return static_cast<char>('a' + (bits >> (8 * place) & 0xff) % letters);
  };
  return {{index % 2 == 0 ? ' ' : at(0), at(1), at(2)}};
}

}  // namespace headroom::tokenizer
