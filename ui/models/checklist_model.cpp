#include "ui/models/checklist_model.h"

#include "ui/models/target_words.h"

#include <array>
#include <utility>

namespace headroom::ui {
namespace {

// Without these there is no benchmark; the others cost precision or comfort.
bool isNeeded(const std::string& check) { return check == "models" || check == "streaming"; }

QString question(const std::string& check) {
  static const std::array<std::pair<const char*, const char*>, 8> questions{{
      {"models", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Serves the model")},
      {"streaming", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Streams its answers")},
      {"usage", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Reports token counts")},
      {"ignore_eos", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Answers as long as asked")},
      {"tokenize", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Counts tokens of a prompt")},
      {"metrics", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Shows its own metrics")},
      {"health", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Says that it is healthy")},
      {"round trip", QT_TRANSLATE_NOOP("headroom::ui::ChecklistModel", "Round trip")},
  }};
  for (const auto& [name, text] : questions)
    if (check == name) return ChecklistModel::tr(text);
  return QString::fromStdString(check);
}

Verdict verdictOf(const ProbeCheck& check) {
  if (check.state == ProbeCheck::State::ok) return Verdict::good;
  return isNeeded(check.name) ? Verdict::bad : Verdict::warn;
}

QString signWord(Verdict verdict) {
  switch (verdict) {
    case Verdict::good: return ChecklistModel::tr("yes");
    case Verdict::warn: return ChecklistModel::tr("no, but it can be measured without");
    case Verdict::bad: return ChecklistModel::tr("no, and it cannot be measured without");
    case Verdict::none: break;
  }
  return {};
}

}  // namespace

void ChecklistModel::setReport(std::shared_ptr<const ProbeReport> report) {
  if (report == m_report) return;
  beginResetModel();
  m_report = std::move(report);
  endResetModel();
}

int ChecklistModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->checks.size());
}

QVariant ChecklistModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ProbeCheck& check = m_report->checks[static_cast<std::size_t>(index.row())];
  const QString words = withoutOptions(check.words);
  switch (role) {
    case Qt::DisplayRole: return question(check.name);
    case WordsRole: return words;
    case Qt::ToolTipRole: return words;
    case Qt::AccessibleTextRole:
      return QStringLiteral("%1: %2. %3").arg(question(check.name), signWord(verdictOf(check)), words);
    case VerdictRole: return static_cast<int>(verdictOf(check));
    default: return {};
  }
}

}  // namespace headroom::ui
