// What the abbreviations mean, in one sentence each.
//
//   explain(slider, "E2E P99");     // its tool tip: E2E – …, P99 – …
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace headroom::ui {

// In the order in which a reader wants them: TTFT, TPOT, E2E, TPAT, TPUT, TT, P50, P90, P99, SLO, …
QStringList glossaryTerms();
// The full name and the sentence; empty for a term that is not in the glossary. Upper and lower case matter
// not.
QString glossaryName(const QString& term);
QString glossaryMeaning(const QString& term);

// Rich text on every term that occurs as a word in `text`, one a line; empty where none does.
QString explanation(const QString& text);
// Sets it as the widget's tool tip, below `own` where that is given, and as its accessible description.
void explain(QWidget* widget, const QString& text, const QString& own = {});

}  // namespace headroom::ui
