#include "ui/pages/cluster/check_card.h"

#include "ui/models/cluster_rows.h"
#include "ui/theme/colours.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/verdict_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr std::size_t shownAtFirst = 4;

bool isError(const LintFinding& found) { return found.finding.severity == headroom::Severity::error; }

QString sentence(QString words) {
  if (!words.isEmpty()) words[0] = words[0].toUpper();
  return words.endsWith(u'.') ? words : words + u'.';
}

}  // namespace

CheckCard::CheckCard(QWidget* parent) : Card(tr("Before you push"), parent) {
  setObjectName(QStringLiteral("checkCard"));
  renew();
}

CheckCard::Mend CheckCard::mendOf(const LintFinding& found, bool liesThereOnly) {
  const std::string& code = found.finding.code;
  if (liesThereOnly) return Mend::deleteThere;
  const auto is = [&](std::initializer_list<const char*> codes) {
    return std::ranges::any_of(codes, [&](const char* one) { return code == one; });
  };
  if (found.cell && is({"growsWithLength", "zeroCellHit"})) return Mend::showCell;
  if (is({"gridDiffers", "notFinite", "negative", "outsideGrid", "predicted", "noProfile", "shape"}))
    return Mend::benchmark;
  if (is({"slosDiffer", "allZero", "someZero", "zeroCellHit"})) return Mend::whatIf;
  if (is({"cost", "costUnits", "noDeployment", "noModelLabel", "gpuEmpty", "duplicate"}))
    return Mend::targets;
  return Mend::none;
}

QString CheckCard::mendText(Mend mend) {
  switch (mend) {
    case Mend::none: break;
    case Mend::deleteThere: return tr("Delete from Cluster…");
    case Mend::benchmark: return tr("Open Benchmark");
    case Mend::whatIf: return tr("Open What-if");
    case Mend::targets: return tr("Open Targets");
    case Mend::traffic: return tr("Open Traffic");
    case Mend::showCell: return tr("Show Cell");
  }
  return {};
}

void CheckCard::setFindings(std::vector<LintFinding> findings,
                            const std::function<bool(const std::string&)>& lies, const std::string& model,
                            const QStringList& unchecked, const QString& idle) {
  m_findings.clear();
  for (LintFinding& found : findings) {
    const bool there = !found.profile.empty() && lies(found.profile);
    m_findings.emplace_back(std::move(found), there);
  }
  m_model = model;
  m_unchecked = unchecked;
  m_idle = idle;
  renew();
}

void CheckCard::renew() {
  const auto errors =
      static_cast<int>(std::ranges::count_if(m_findings, [](const auto& one) { return isError(one.first); }));
  const int warnings = static_cast<int>(m_findings.size()) - errors;
  QStringList caption;
  if (errors > 0) caption << (errors == 1 ? tr("1 error") : tr("%n errors", "", errors));
  if (warnings > 0) caption << (warnings == 1 ? tr("1 warning") : tr("%n warnings", "", warnings));
  setCaption(caption.join(QStringLiteral(", ")));

  auto* rows = new QWidget(this);
  rows->setObjectName(QStringLiteral("findings"));
  auto* down = new QVBoxLayout(rows);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::gap);
  if (m_findings.empty()) {
    auto* nothing = new VerdictLabel(rows);
    nothing->setObjectName(QStringLiteral("nothingFound"));
    if (m_idle.isEmpty())
      nothing->setVerdict(Verdict::good,
                          tr("Nothing would go wrong with these profiles, as far as is known here."));
    else
      nothing->setVerdict(Verdict::none, m_idle);
    down->addWidget(nothing);
  }
  const std::size_t count = m_all ? m_findings.size() : std::min(m_findings.size(), shownAtFirst);
  for (std::size_t i = 0; i < count; ++i) down->addWidget(rowOf(m_findings[i].first, m_findings[i].second));
  if (m_findings.size() > shownAtFirst) {
    auto* more = new QPushButton(
        m_all ? tr("Show fewer") : tr("Show %n more", "", static_cast<int>(m_findings.size() - count)), rows);
    more->setObjectName(QStringLiteral("moreFindings"));
    // Not at once: the button that was pressed goes away by it.
    connect(
        more, &QPushButton::clicked, this,
        [this] {
          m_all = !m_all;
          renew();
        },
        Qt::QueuedConnection);
    down->addWidget(more, 0, Qt::AlignLeft);
  }
  if (m_idle.isEmpty())
    for (const QString& one : m_unchecked) down->addWidget(newNote(one, rows));
  if (m_rows) {
    body()->removeWidget(m_rows);
    m_rows->hide();
    m_rows->deleteLater();
  }
  m_rows = rows;
  body()->addWidget(rows);
}

void CheckCard::changeEvent(QEvent* event) {
  Card::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) renew();  // the dim colour is in the text
}

QWidget* CheckCard::rowOf(const LintFinding& found, bool liesThereOnly) {
  auto* row = new QWidget(this);
  row->setObjectName(QStringLiteral("finding.") + QString::fromStdString(found.finding.code));
  auto* across = new QHBoxLayout(row);
  across->setContentsMargins(0, 0, 0, 0);
  across->setSpacing(metrics::small * 2);
  const bool error = isError(found);
  auto* sign = new VerdictLabel(row);
  // The sign alone; the words beside it keep the text's own colour.
  sign->setVerdict(error ? Verdict::bad : Verdict::warn, QStringLiteral("\u200b"));
  sign->setAccessibleName(error ? tr("error") : tr("warning"));
  sign->setFixedWidth(18);
  across->addWidget(sign, 0, Qt::AlignTop);
  QString message = QString::fromStdString(found.finding.message);
  if (!found.profile.empty())
    message = QString::fromStdString(found.profile) + QStringLiteral(": ") + message;
  message = shortened(message, m_model);
  if (found.profile.empty())
    message = sentence(message);
  else
    message += u'.';
  // The first part says what is wrong, what follows why and where.
  const qsizetype from = found.profile.empty() ? 0 : message.indexOf(u':') + 1;
  qsizetype cut = message.indexOf(QRegularExpression(QStringLiteral("[:;] ")), from);
  if (cut < 0) cut = message.size();
  QString rest = message.mid(cut + 1).trimmed();
  if (!rest.isEmpty()) rest = sentence(rest);
  const QString head = message.left(cut) + (cut < message.size() ? QStringLiteral(".") : QString());
  const QString mend = shortened(sentence(QString::fromStdString(found.finding.mend)), m_model);
  auto* what = new QLabel(row);
  what->setWordWrap(true);
  what->setTextFormat(Qt::RichText);
  what->setText(QStringLiteral("<b>%1</b> %2 <span style=\"color:%3\">%4</span>")
                    .arg(head.toHtmlEscaped(), rest.toHtmlEscaped(), coloursOf(*this).dim.name(),
                         mend.toHtmlEscaped()));
  what->setTextInteractionFlags(Qt::TextSelectableByMouse);
  what->setAccessibleName(message + u' ' + mend);
  explain(what, message);
  across->addWidget(what, 1);
  if (const Mend way = mendOf(found, liesThereOnly); way != Mend::none) {
    auto* button = new QPushButton(mendText(way), row);
    button->setObjectName(QStringLiteral("mend.") + QString::fromStdString(found.finding.code));
    button->setAccessibleDescription(message);
    connect(
        button, &QPushButton::clicked, this, [this, way, found] { emit mendWanted(way, found); },
        Qt::QueuedConnection);
    across->addWidget(button, 0, Qt::AlignTop);
  }
  row->setAccessibleName((error ? tr("error") : tr("warning")) + QStringLiteral(": ") + message);
  return row;
}

}  // namespace headroom::ui
