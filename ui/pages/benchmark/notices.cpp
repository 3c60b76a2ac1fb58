#include "ui/pages/benchmark/notices.h"

#include "ui/controllers/benchmark_run.h"
#include "ui/controllers/run_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/verdict_label.h"

#include <QCoreApplication>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom::ui {
namespace {

constexpr std::size_t pointsNamed = 2;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Notices)
};

using Places = std::vector<const PointRecord*>;

// "512 out × 1K in at 8 req/s; … and 3 more"
QString placesText(const Places& places) {
  QStringList names;
  for (std::size_t i = 0; i < std::min(places.size(), pointsNamed); ++i) names << pointName(places[i]->point);
  const QString text = names.join(QStringLiteral("; "));
  if (places.size() <= pointsNamed) return text;
  return Words::tr("%1 and %n more", nullptr, static_cast<int>(places.size() - pointsNamed)).arg(text);
}

// Points whose lengths were others than asked, and by how much at most.
struct Differing {
  Places places;
  double most = 0;

  void look(const PointRecord& record, double asked, double came) {
    const double share = std::abs(came - asked) / asked;
    if (!(share > lengthTolerance)) return;  // also where either is not known
    places.push_back(&record);
    most = std::max(most, share);
  }
  QString text(const QString& words) const { return words.arg(percentText(most, 2), placesText(places)); }
};

}  // namespace

std::vector<Notice> noticesOf(const std::vector<PointRecord>& points, const BenchmarkRun* run) {
  std::vector<Notice> notices;
  Places silent, limited, estimated;
  Differing inputs, outputs;
  std::map<std::string, std::pair<std::uint64_t, Places>> failures;
  for (const PointRecord& record : points) {
    if (record.completed == std::uint64_t{0}) silent.push_back(&record);
    if (record.clientLimited) limited.push_back(&record);
    if (record.tokensEstimated) estimated.push_back(&record);
    inputs.look(record, record.inputAsked, record.inputCame);
    outputs.look(record, record.outputAsked, record.outputCame);
    for (const auto& [kind, count] : record.failures) {
      failures[kind].first += count;
      failures[kind].second.push_back(&record);
    }
  }
  const auto add = [&](Verdict verdict, const QString& text) { notices.push_back({verdict, text}); };
  if (run && run->status().cause) {
    if (run->status().state == RunStatus::State::reconnecting)
      add(Verdict::bad, Words::tr("The connection was lost and is tried again: %1. Finished points are kept.")
                            .arg(QString::fromStdString(run->status().cause->message)));
    if (run->status().state == RunStatus::State::failed)
      add(Verdict::bad, QString::fromStdString(run->status().cause->message));
  }
  if (!silent.empty()) add(Verdict::bad, Words::tr("No request was answered: %1").arg(placesText(silent)));
  for (const auto& [kind, failed] : failures)
    add(Verdict::warn, Words::tr("Requests failed, %1 in all, %2: %3")
                           .arg(compact(static_cast<double>(failed.first), 15), failureWords(kind),
                                placesText(failed.second)));
  if (!limited.empty())
    add(Verdict::warn, Words::tr("This client may have been the limit: %1").arg(placesText(limited)));
  if (!inputs.places.empty())
    add(Verdict::warn, inputs.text(Words::tr("Prompts were not as long as asked, up to %1 off: %2")));
  if (!outputs.places.empty())
    add(Verdict::warn, outputs.text(Words::tr("Answers were not as long as asked, up to %1 off: %2")));
  if (!estimated.empty())
    add(Verdict::none,
        Words::tr("Tokens are estimated, because the server tells no usage: %1").arg(placesText(estimated)));
  if (run) {
    const int times = run->status().reconnects;
    if (times > 0)
      add(Verdict::none, times == 1
                             ? Words::tr("The connection was lost once and came back.")
                             : Words::tr("The connection was lost %n times and came back.", nullptr, times));
    for (const std::string& note : run->notes()) add(Verdict::none, QString::fromStdString(note));
  }
  return notices;
}

NoticeList::NoticeList(QWidget* parent) : QWidget(parent), m_down(new QVBoxLayout(this)) {
  setObjectName(QStringLiteral("notices"));
  m_down->setContentsMargins(0, 0, 0, 0);
  m_down->setSpacing(metrics::small * 2);
  m_notices = {{Verdict::bad, {}}};  // so that the first call shows
  setNotices({});
}

void NoticeList::setNotices(const std::vector<Notice>& notices) {
  if (notices == m_notices) return;
  m_notices = notices;
  while (QLayoutItem* item = m_down->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  for (const Notice& notice : notices) {
    auto* label = new VerdictLabel(this);
    label->setWordWrap(true);
    label->setFont(ui::font(TextStyle::secondary));
    label->setVerdict(notice.verdict, notice.text);
    m_down->addWidget(label);
  }
  if (notices.empty()) m_down->addWidget(newNote(tr("Nothing out of the ordinary."), this));
}

QStringList NoticeList::texts() const {
  QStringList all;
  for (const Notice& notice : m_notices) all << notice.text;
  return all;
}

}  // namespace headroom::ui
