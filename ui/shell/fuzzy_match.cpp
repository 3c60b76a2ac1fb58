#include "ui/shell/fuzzy_match.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace headroom::ui {
namespace {

constexpr int none = std::numeric_limits<int>::min() / 2;
constexpr int perLetter = 1, atWordStart = 8, inARow = 6, atTextStart = 4;

bool startsWord(const QString& text, int position) {
  if (position == 0) return true;
  const QChar before = text[position - 1], here = text[position];
  return (!before.isLetterOrNumber() && here.isLetterOrNumber()) || (before.isLower() && here.isUpper());
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text) {
  QString wanted = pattern.toCaseFolded();
  wanted.removeIf([](QChar c) { return c.isSpace(); });
  const QString folded = text.toCaseFolded();
  if (wanted.isEmpty()) return FuzzyMatch{};
  // Folding can change the length of exotic text; the positions would then not fit.
  const QString& in = folded.size() == text.size() ? folded : text;
  const int m = static_cast<int>(wanted.size()), n = static_cast<int>(in.size());
  if (m > n) return std::nullopt;

  // best[i][j]: the best score with letter i of the pattern on letter j of the text; from[i][j] where i - 1
  // was.
  std::vector<std::vector<int>> best(m, std::vector<int>(n, none)), from(m, std::vector<int>(n, -1));
  for (int i = 0; i < m; ++i) {
    int before = none, beforeAt = -1;  // the best of the row above, left of j
    for (int j = 0; j < n; ++j) {
      if (i > 0 && j > 0 && best[i - 1][j - 1] > before) {
        before = best[i - 1][j - 1];
        beforeAt = j - 1;
      }
      if (in[j] != wanted[i]) continue;
      const int here = perLetter + (startsWord(text, j) ? atWordStart : 0) + (j == 0 ? atTextStart : 0);
      if (i == 0) {
        best[i][j] = here;
        continue;
      }
      if (before > none) {
        best[i][j] = before + here;
        from[i][j] = beforeAt;
      }
      if (j > 0 && best[i - 1][j - 1] > none && best[i - 1][j - 1] + here + inARow > best[i][j]) {
        best[i][j] = best[i - 1][j - 1] + here + inARow;
        from[i][j] = j - 1;
      }
    }
  }
  const auto end = std::ranges::max_element(best[m - 1]);
  if (*end <= none) return std::nullopt;
  FuzzyMatch match{*end * 100 - n, {}};
  for (int i = m - 1, j = static_cast<int>(end - best[m - 1].begin()); i >= 0; j = from[i][j], --i)
    match.positions.prepend(j);
  return match;
}

}  // namespace headroom::ui
