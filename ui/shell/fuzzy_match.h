// Finding a command by a few of its letters, in their order: "expng" finds "Export as PNG".
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace headroom::ui {

struct FuzzyMatch {
  int score = 0;         // higher is better; comparable for one pattern
  QList<int> positions;  // in the text, ascending: what to embolden
};

// Nothing where a letter of the pattern is missing. Letters at the beginnings of words and next to each other
// count most; a shorter text wins over a longer one. Case and spaces in the pattern do not matter.
std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& text);

}  // namespace headroom::ui
