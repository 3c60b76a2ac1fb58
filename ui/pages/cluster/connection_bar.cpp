#include "ui/pages/cluster/connection_bar.h"

#include "ui/controllers/profile_server.h"
#include "ui/models/cluster_rows.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/verdict_label.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

QString shownName(const RedisConnection& connection) {
  return QStringLiteral("%1 – %2").arg(QString::fromStdString(connection.name), serverText(connection));
}

}  // namespace

ConnectionBar::ConnectionBar(QWidget* parent)
    : QFrame(parent),
      m_which(new QComboBox(this)),
      m_state(new VerdictLabel(this)),
      m_menu(new QPushButton(tr("&Connections"), this)),
      m_again(new QPushButton(tr("Check &Again"), this)),
      m_answer(new VerdictLabel(this)),
      m_problem(new VerdictLabel(this)) {
  setFrameShape(QFrame::StyledPanel);
  setProperty(property::card, true);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
  down->setSpacing(metrics::small * 2);
  auto* row = new QHBoxLayout;
  row->setSpacing(metrics::gap);
  auto* name = new QLabel(tr("&Redis"), this);
  name->setFont(ui::font(TextStyle::strong));
  name->setBuddy(m_which);
  m_which->setObjectName(QStringLiteral("connection"));
  m_which->setAccessibleName(tr("Redis connection"));
  m_which->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_which->setMinimumContentsLength(24);
  m_which->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_which->setMaximumWidth(460);
  m_state->setObjectName(QStringLiteral("connectionState"));
  m_state->setWordWrap(false);
  m_menu->setObjectName(QStringLiteral("connectionMenu"));
  m_menu->setToolTip(tr("Add, edit or remove a connection"));
  m_again->setObjectName(QStringLiteral("checkAgain"));
  m_again->setToolTip(tr("Read what lies there now, and the deployments in the cluster"));
  m_answer->setObjectName(QStringLiteral("clusterAnswer"));
  m_answer->setFont(ui::font(TextStyle::strong));
  m_problem->setObjectName(QStringLiteral("connectionProblem"));
  m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_problem->hide();
  row->addWidget(name);
  row->addWidget(m_which, 1);
  row->addWidget(m_menu);
  row->addWidget(m_state);
  row->addStretch(1);
  row->addWidget(m_again);
  down->addLayout(row);
  down->addWidget(m_answer);
  down->addWidget(m_problem);
  connect(m_which, &QComboBox::activated, this,
          [this](int index) { emit chosen(m_which->itemData(index).toString()); });
  connect(m_again, &QPushButton::clicked, this, &ConnectionBar::checkAgain);
}

void ConnectionBar::setActions(const QList<QAction*>& actions) {
  auto* menu = new QMenu(m_menu);
  menu->addActions(actions);
  m_menu->setMenu(menu);
}

void ConnectionBar::setConnections(const std::vector<RedisConnection>& connections,
                                   const std::string& current) {
  const QSignalBlocker quiet(m_which);
  m_which->clear();
  for (const RedisConnection& one : connections)
    m_which->addItem(shownName(one), QString::fromStdString(one.name));
  m_which->setCurrentIndex(m_which->findData(QString::fromStdString(current)));
  m_which->setPlaceholderText(tr("none yet"));
  m_which->setEnabled(!connections.empty());
  m_which->setToolTip(m_which->currentText());
}

void ConnectionBar::setState(const ProfileServer& server) {
  using State = ProfileServer::State;
  m_again->setEnabled(server.state() != State::none);
  const ServerReading* reading = server.reading().get();
  const QDateTime now = QDateTime::currentDateTime();
  switch (server.state()) {
    case State::none: m_state->setVerdict(Verdict::none, tr("not connected")); break;
    case State::connecting: m_state->setVerdict(Verdict::none, tr("connecting…")); break;
    case State::connected: {
      QStringList parts{tr("connected")};
      if (!reading->facts.version.empty()) parts << QString::fromStdString(reading->facts.version);
      parts << (reading->profiles.size() == 1
                    ? tr("1 profile")
                    : tr("%n profiles", "", static_cast<int>(reading->profiles.size())));
      if (reading->facts.readOnlyReplica) parts << tr("read-only replica");
      m_state->setVerdict(reading->facts.readOnlyReplica ? Verdict::warn : Verdict::good,
                          parts.join(QStringLiteral(" · ")));
      m_state->setToolTip(tr("Read %1").arg(agoText(reading->at, now)));
      break;
    }
    case State::lost:
      m_state->setVerdict(Verdict::bad,
                          reading ? tr("away · shown is what was read %1").arg(agoText(reading->at, now))
                                  : tr("not reached"));
      m_state->setToolTip(QString());
      break;
  }
  const bool lost = server.state() == State::lost && server.error();
  m_problem->setVisible(lost);
  if (!lost) return;
  QString words = QString::fromStdString(server.error()->message);
  if (!server.error()->hint.empty())
    words = tr("%1. Next step: %2.").arg(words, QString::fromStdString(server.error()->hint));
  if (server.readingNow())
    words = tr("%1 Trying again now.").arg(words);
  else if (const QDateTime next = server.nextTry(); next.isValid())
    words = tr("%1 Trying again in %2 s.").arg(words).arg(std::max<qint64>(1, now.secsTo(next)));
  m_problem->setVerdict(Verdict::none, words);
}

void ConnectionBar::setAnswer(Verdict verdict, const QString& words) {
  m_answer->setVisible(!words.isEmpty());
  if (!words.isEmpty()) m_answer->setVerdict(verdict, words);
}

}  // namespace headroom::ui
