#include "ui/pages/benchmark/start_dialog.h"

#include "ui/controllers/run_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/verdict_label.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int dialogWidth = 620;

QString countText(std::uint64_t count) { return compact(static_cast<double>(count), 15); }

QLabel* figure(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  return label;
}

}  // namespace

StartDialog::StartDialog(Benchmarks& benchmarks, QWidget* parent)
    : QDialog(parent),
      m_benchmarks(benchmarks),
      m_summary(new QLabel(this)),
      m_list(new QWidget(this)),
      m_grid(new QGridLayout(m_list)),
      m_start(nullptr) {
  setObjectName(QStringLiteral("startDialog"));
  setWindowTitle(tr("Start the Benchmark"));
  setAttribute(Qt::WA_DeleteOnClose);
  setMinimumWidth(dialogWidth);
  m_summary->setObjectName(QStringLiteral("startSummary"));
  m_summary->setFont(ui::font(TextStyle::strong));
  m_summary->setWordWrap(true);
  m_summary->setText(tr("Looking at the benchmark files…"));
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(metrics::gap * 2);
  m_grid->setVerticalSpacing(metrics::small * 2);
  m_grid->setColumnStretch(0, 1);
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setWidget(m_list);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
  m_start->setObjectName(QStringLiteral("startNow"));
  m_start->setProperty(property::primary, true);
  m_start->setDefault(true);
  m_start->setEnabled(false);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* down = new QVBoxLayout(this);
  down->setSpacing(metrics::gap);
  down->setContentsMargins(20, 20, 20, 16);
  down->addWidget(m_summary);
  down->addWidget(scroll, 1);
  down->addWidget(newNote(
      tr("Targets are measured at the same time. Finished points are kept at any time: a start goes on where "
         "the file ends."),
      this));
  down->addWidget(buttons);
  look();
}

void StartDialog::look() {
  m_start->setEnabled(false);
  m_benchmarks.check([self = QPointer<StartDialog>(this)](std::vector<StartCheck> checks) {
    if (self) self->show(std::move(checks));
  });
}

void StartDialog::show(std::vector<StartCheck> checks) {
  m_checks = std::move(checks);
  while (QLayoutItem* item = m_grid->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater();
    delete item;
  }
  const QStringList titles{tr("Target"), tr("Points"), tr("Requests"), tr("Expected time")};
  for (int column = 0; column < titles.size(); ++column) {
    QLabel* title = newNote(titles[column], m_list);
    title->setWordWrap(false);
    title->setAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    m_grid->addWidget(title, 0, column);
  }
  for (const StartCheck& check : m_checks) addTarget(check);
  m_grid->setRowStretch(m_grid->rowCount(), 1);
  m_summary->setText(summary());
  m_start->setEnabled(std::ranges::any_of(m_checks, &StartCheck::mayStart));
}

void StartDialog::addTarget(const StartCheck& check) {
  const QString name = QString::fromStdString(check.target);
  const int row = m_grid->rowCount();
  auto* title = new QLabel(name, m_list);
  title->setTextFormat(Qt::PlainText);
  m_grid->addWidget(title, row, 0);
  if (!check.error) {
    const std::uint64_t left = check.pointsTotal - check.pointsDone;
    m_grid->addWidget(
        figure(check.pointsDone > 0 ? tr("%1 of %2").arg(countText(left), countText(check.pointsTotal))
                                    : countText(left),
               m_list),
        row, 1);
    m_grid->addWidget(figure(countText(check.requests), m_list), row, 2);
    m_grid->addWidget(figure(left > 0 ? durationWords(check.seconds) : noNumber(), m_list), row, 3);
  }
  auto* below = new VerdictLabel(m_list);
  below->setObjectName(QStringLiteral("check/") + name);
  below->setFont(ui::font(TextStyle::secondary));
  m_grid->addWidget(below, row + 1, 0, 1, 4);
  const QString path = QDir::toNativeSeparators(QString::fromStdString(check.journalPath));
  if (check.error) {
    below->setVerdict(Verdict::bad,
                      tr("%1. %2").arg(QString::fromStdString(check.error->message), nextStep(*check.error)));
    auto* other = new QPushButton(tr("Use a New File"), m_list);
    other->setObjectName(QStringLiteral("newFile/") + name);
    other->setAccessibleName(tr("Use a new file for %1").arg(name));
    connect(other, &QPushButton::clicked, this, [this, target = check.target] {
      m_benchmarks.useNewFile(target);
      look();
    });
    m_grid->addWidget(other, row, 1, 1, 3, Qt::AlignRight);
  } else if (check.pointsDone == check.pointsTotal) {
    below->setVerdict(Verdict::good, tr("everything is measured already, in %1").arg(path));
  } else if (check.pointsDone > 0) {
    below->setVerdict(Verdict::none, tr("goes on in %1").arg(path));
  } else {
    below->setVerdict(Verdict::none, tr("into %1").arg(path));
  }
}

QString StartDialog::summary() const {
  std::uint64_t points = 0, requests = 0;
  double seconds = 0;
  int targets = 0;
  for (const StartCheck& check : m_checks) {
    if (!check.mayStart()) continue;
    ++targets;
    points += check.pointsTotal - check.pointsDone;
    requests += check.requests;
    seconds = std::max(seconds, check.seconds);
  }
  if (targets == 0) return tr("There is nothing to start.");
  return (targets == 1 ? tr("1 target: %1 points with %2 requests, about %3.")
                       : tr("%n targets: %1 points with %2 requests, about %3.", nullptr, targets))
      .arg(countText(points), countText(requests), durationWords(seconds));
}

}  // namespace headroom::ui
