#include "ui/widgets/glossary.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QWidget>

#include <array>

namespace headroom::ui {
namespace {

struct Entry {
  const char* term;
  const char* name;
  const char* meaning;
};

// The definitions of the benchmark file's metrics, in a reader's words.
constexpr std::array entries{
    Entry{"TTFT", QT_TRANSLATE_NOOP("Glossary", "time to first token"),
          QT_TRANSLATE_NOOP("Glossary",
                            "From sending a request to the first piece of its answer. What a reader waits "
                            "before anything appears.")},
    Entry{"TPOT", QT_TRANSLATE_NOOP("Glossary", "time per output token"),
          QT_TRANSLATE_NOOP("Glossary",
                            "Seconds between two tokens of an answer once it has begun: (E2E − TTFT) / "
                            "(output tokens − 1). How fast the text flows.")},
    Entry{"E2E", QT_TRANSLATE_NOOP("Glossary", "end-to-end latency"),
          QT_TRANSLATE_NOOP("Glossary", "From sending a request to the last piece of its answer.")},
    Entry{
        "TPAT", QT_TRANSLATE_NOOP("Glossary", "time per all tokens"),
        QT_TRANSLATE_NOOP("Glossary",
                          "E2E divided by input and output tokens together, so that long and short requests "
                          "compare.")},
    Entry{"TPUT", QT_TRANSLATE_NOOP("Glossary", "throughput"),
          QT_TRANSLATE_NOOP("Glossary", "Requests completed per second.")},
    Entry{"TT", QT_TRANSLATE_NOOP("Glossary", "token throughput"),
          QT_TRANSLATE_NOOP("Glossary", "Output tokens per second over all requests together.")},
    Entry{"P50", QT_TRANSLATE_NOOP("Glossary", "median"),
          QT_TRANSLATE_NOOP("Glossary", "Half of the requests were faster than this.")},
    Entry{"P90", QT_TRANSLATE_NOOP("Glossary", "90th percentile"),
          QT_TRANSLATE_NOOP("Glossary", "Nine of ten requests were faster than this.")},
    Entry{"P99", QT_TRANSLATE_NOOP("Glossary", "99th percentile"),
          QT_TRANSLATE_NOOP("Glossary",
                            "99 of 100 requests were faster than this. It needs several hundred requests to "
                            "mean much.")},
    Entry{"SLO", QT_TRANSLATE_NOOP("Glossary", "service level objective"),
          QT_TRANSLATE_NOOP("Glossary",
                            "A promise: a metric, a statistic and a bound, such as E2E P99 below 5 s.")},
    Entry{"capacity", QT_TRANSLATE_NOOP("Glossary", "capacity"),
          QT_TRANSLATE_NOOP("Glossary",
                            "The largest request rate of a request shape at which every SLO holds.")},
    Entry{
        "cell", QT_TRANSLATE_NOOP("Glossary", "cell"),
        QT_TRANSLATE_NOOP("Glossary", "One request shape: so many input tokens and so many output tokens.")},
    Entry{"point", QT_TRANSLATE_NOOP("Glossary", "point"),
          QT_TRANSLATE_NOOP("Glossary", "One cell measured at one request rate.")},
    Entry{"profile", QT_TRANSLATE_NOOP("Glossary", "profile"),
          QT_TRANSLATE_NOOP("Glossary",
                            "The capacities of one deployment over all cells, with its cost and the SLOs; "
                            "what the cluster's optimizer reads.")},
    Entry{"target", QT_TRANSLATE_NOOP("Glossary", "target"),
          QT_TRANSLATE_NOOP("Glossary",
                            "One deployment to measure: a model on a GPU type, and how to reach it.")},
    Entry{"mix", QT_TRANSLATE_NOOP("Glossary", "mix"),
          QT_TRANSLATE_NOOP("Glossary",
                            "How many replicas of each GPU type, and which share of each cell each serves.")},
    Entry{
        "KV cache", QT_TRANSLATE_NOOP("Glossary", "key-value cache"),
        QT_TRANSLATE_NOOP("Glossary",
                          "GPU memory that holds what was read and written so far. When it is full, requests "
                          "wait or are computed again.")},
    Entry{"lag", QT_TRANSLATE_NOOP("Glossary", "schedule lag"),
          QT_TRANSLATE_NOOP(
              "Glossary",
              "How much later than planned a request was sent. Large lag means that this machine, not "
              "the server, set the numbers.")},
};

const Entry* find(const QString& term) {
  for (const Entry& entry : entries)
    if (term.compare(QLatin1String(entry.term), Qt::CaseInsensitive) == 0) return &entry;
  return nullptr;
}

QString translated(const char* text) { return QCoreApplication::translate("Glossary", text); }

// The terms that stand in a text.
QList<const Entry*> termsIn(const QString& text) {
  QList<const Entry*> found;
  for (const Entry& entry : entries) {
    // Abbreviations are written in capitals; "tt" inside a sentence is none.
    const QRegularExpression word(QStringLiteral("(?<![\\w/])%1(?!\\w)")
                                      .arg(QRegularExpression::escape(QString::fromLatin1(entry.term))));
    if (word.match(text).hasMatch()) found.push_back(&entry);
  }
  return found;
}

// "TTFT – time to first token"; a word that is no abbreviation is its own name, in the language of the
// program.
QString titleOf(const Entry& entry) {
  const QString term = QString::fromLatin1(entry.term), full = translated(entry.name);
  if (term == term.toLower()) return QStringLiteral("<b>%1</b>").arg(full.toHtmlEscaped());
  return QStringLiteral("<b>%1</b> – %2").arg(term.toHtmlEscaped(), full.toHtmlEscaped());
}

}  // namespace

QStringList glossaryTerms() {
  QStringList terms;
  for (const Entry& entry : entries) terms.push_back(QString::fromLatin1(entry.term));
  return terms;
}

QString glossaryName(const QString& term) {
  const Entry* entry = find(term);
  return entry ? translated(entry->name) : QString();
}

QString glossaryMeaning(const QString& term) {
  const Entry* entry = find(term);
  return entry ? translated(entry->meaning) : QString();
}

QString explanation(const QString& text) {
  QStringList lines;
  for (const Entry* entry : termsIn(text))
    lines.push_back(titleOf(*entry) + QStringLiteral("<br>") + translated(entry->meaning).toHtmlEscaped());
  return lines.join(QStringLiteral("<p>"));
}

void explain(QWidget* widget, const QString& text, const QString& own) {
  const QString terms = explanation(text);
  const QString before = own.toHtmlEscaped();
  widget->setToolTip(before.isEmpty() || terms.isEmpty() ? (terms.isEmpty() ? own : terms)
                                                         : before + QStringLiteral("<p>") + terms);
  QStringList plain = own.isEmpty() ? QStringList() : QStringList{own};
  for (const Entry* entry : termsIn(text)) plain << translated(entry->meaning);
  widget->setAccessibleDescription(plain.join(QLatin1Char(' ')));
}

}  // namespace headroom::ui
