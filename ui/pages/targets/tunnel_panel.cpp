#include "ui/pages/targets/tunnel_panel.h"

#include "ui/models/target_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/form.h"
#include "ui/widgets/verdict_label.h"

#include <QAction>
#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

TunnelPanel::TunnelPanel(Services& services, QWidget* parent)
    : QWidget(parent),
      m_services(services),
      m_log(new TunnelLogModel(this)),
      m_start(new QPushButton(this)),
      m_retry(new QPushButton(tr("Try Now"), this)),
      m_measure(new QPushButton(tr("Measure"), this)),
      m_state(new VerdictLabel(this)),
      m_hint(newNote({}, this)),
      m_facts(newFormLayout(nullptr)),
      m_lines(new FigureTable(m_log, this)) {
  setObjectName(QStringLiteral("tunnelPanel"));
  m_start->setObjectName(QStringLiteral("startTunnel"));
  m_retry->setObjectName(QStringLiteral("retryTunnel"));
  m_measure->setObjectName(QStringLiteral("measureTunnel"));
  m_measure->setToolTip(tr("Measures again what the way through kubectl adds to a request."));
  m_state->setObjectName(QStringLiteral("tunnelState"));
  m_hint->setObjectName(QStringLiteral("tunnelHint"));
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, metrics::small, 0, 0);
  down->setSpacing(metrics::small * 2);
  auto* header = new QHBoxLayout;
  auto* title = new QLabel(tr("Port-forward"), this);
  title->setFont(ui::font(TextStyle::strong));
  header->addWidget(title);
  header->addStretch(1);
  header->addWidget(m_measure);
  header->addWidget(m_retry);
  header->addWidget(m_start);
  down->addLayout(header);
  down->addWidget(m_state);
  down->addWidget(m_hint);
  m_facts->setVerticalSpacing(2);
  m_url = addFact(tr("here"), QStringLiteral("tunnelUrl"));
  m_added = addFact(tr("adds"), QStringLiteral("tunnelAdded"));
  m_restarts = addFact(tr("restarts"), QStringLiteral("tunnelRestarts"));
  m_connections = addFact(tr("connections"), QStringLiteral("tunnelConnections"));
  down->addLayout(m_facts);
  m_lines->setObjectName(QStringLiteral("tunnelLog"));
  m_lines->setAccessibleName(tr("Log of the port-forward"));
  m_lines->horizontalHeader()->hide();
  m_lines->setStretchColumn(TunnelLogModel::TextColumn);
  m_lines->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_lines->setFont(ui::font(TextStyle::secondary));
  m_lines->verticalHeader()->setDefaultSectionSize(20);
  m_lines->verticalHeader()->setMinimumSectionSize(20);
  m_lines->setMinimumHeight(84);
  down->addWidget(m_lines, 1);

  connect(m_start, &QPushButton::clicked, this, [this] {
    const auto where = place();
    if (!where) return;
    const auto now = m_services.tunnels.snapshot(*where);
    if (now && now->state != TunnelState::failed)
      m_services.tunnels.close(*where);
    else
      m_services.tunnels.open(*where);
  });
  connect(m_retry, &QPushButton::clicked, this, [this] {
    if (const auto where = place()) m_services.tunnels.open(*where);
  });
  connect(m_measure, &QPushButton::clicked, this, [this] {
    const auto where = place();
    if (const auto tunnel = where ? m_services.tunnels.find(*where) : nullptr) tunnel->measureOverhead();
  });
  connect(&services.tunnels, &Tunnels::changed, this, &TunnelPanel::refresh);
  m_clock.setInterval(1000);
  connect(&m_clock, &QTimer::timeout, this, &TunnelPanel::refresh);
}

QLabel* TunnelPanel::addFact(const QString& label, const QString& name, const QString& toolTip) {
  auto* value = new QLabel(this);
  value->setObjectName(name);
  value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  value->setTextFormat(Qt::PlainText);
  value->setToolTip(toolTip);
  value->setAccessibleName(label);
  auto* title = newFormLabel(label, value);
  title->setMinimumHeight(0);
  m_facts->addRow(title, value);
  return value;
}

std::optional<TunnelTarget> TunnelPanel::place() const {
  const Target* target = findTarget(m_services.session.workspace(), m_name);
  return target ? placeOf(*target) : std::nullopt;
}

void TunnelPanel::setTarget(const std::string& name) {
  m_name = name;
  refresh();
}

void TunnelPanel::refresh() {
  const auto where = place();
  setVisible(where.has_value());
  if (!where) return;
  const auto tunnel = m_services.tunnels.find(*where);
  const auto now = m_services.tunnels.snapshot(*where);
  const bool up = now && now->state != TunnelState::failed;
  m_start->setText(up ? tr("Stop") : now ? tr("Start Again") : tr("Start"));
  m_retry->setVisible(now && now->state == TunnelState::restarting);
  Verdict verdict = Verdict::none;
  QString words = tr("Not started. A test and a benchmark start it by themselves."), hint;
  if (now) {
    switch (now->state) {
      case TunnelState::starting: words = tr("Starting…"); break;
      case TunnelState::ready:
        verdict = Verdict::good;
        words = tr("Ready");
        break;
      case TunnelState::degraded:
        verdict = Verdict::warn;
        words = tr("It forwards, but nothing answers");
        break;
      case TunnelState::restarting: {
        const int left = static_cast<int>(std::ceil(std::max(0.0, toSeconds(now->nextStart - Clock::now()))));
        verdict = Verdict::warn;
        words = tr("Reconnecting in %1 s").arg(left);
        break;
      }
      case TunnelState::failed:
        verdict = Verdict::bad;
        words = tr("Given up");
        break;
      case TunnelState::stopped: words = tr("Stopped"); break;
    }
    if (now->cause) {
      words += QStringLiteral(": ") + shown(now->cause->message);
      hint = withoutOptions(now->cause->hint);
    }
  }
  m_state->setVerdict(verdict, words);
  if (now && now->usable() && hint.isEmpty())
    hint = tr(
        "All requests share one connection through the cluster's API server, which distorts under load: for "
        "figures that count, run headroomctl inside the cluster.");
  m_hint->setText(hint);
  m_hint->setVisible(!hint.isEmpty());
  m_url->setText(now && !now->url.empty() ? shown(now->url) : noNumber());
  const bool measured = now && now->overhead;
  m_added->setText(measured ? tr("%1 to each request").arg(secondsText(now->overhead->addedSeconds(), 2))
                            : noNumber());
  m_added->setToolTip(measured ? shown(now->overhead->words())
                               : tr("Measured as soon as something answers."));
  m_added->setAccessibleDescription(m_added->toolTip());
  m_restarts->setText(now ? QString::number(now->restarts) : noNumber());
  m_connections->setText(now ? QString::number(now->connections) : noNumber());
  m_measure->setVisible(now && now->state == TunnelState::ready);
  for (QLabel* label : {m_url, m_added, m_restarts, m_connections}) {
    label->setVisible(now != nullptr);
    m_facts->labelForField(label)->setVisible(now != nullptr);
  }

  const bool atEnd = m_lines->verticalScrollBar()->value() == m_lines->verticalScrollBar()->maximum();
  m_log->setLines(tunnel ? tunnel->log() : std::vector<TunnelLogLine>());
  m_lines->setVisible(m_log->rowCount() > 0);
  if (atEnd) m_lines->scrollToBottom();
  const bool counting = now && now->state == TunnelState::restarting;
  if (counting != m_clock.isActive()) counting ? m_clock.start() : m_clock.stop();
}

}  // namespace headroom::ui
