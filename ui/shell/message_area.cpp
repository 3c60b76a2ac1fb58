#include "ui/shell/message_area.h"

#include "ui/theme/colours.h"
#include "ui/theme/fonts.h"
#include "ui/theme/verdict.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int highest = 260;
constexpr int signColumn = 30;

// One message: a sign in the colour of its severity, the words, and what can be done about it.
class Card : public QWidget {
 public:
  Card(Severity severity, QWidget* parent) : QWidget(parent), m_severity(severity) {}

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colours& colours = coloursOf(*this);
    const Verdict verdict = m_severity == Severity::error     ? Verdict::bad
                            : m_severity == Severity::warning ? Verdict::warn
                                                              : Verdict::none;
    const QColor edge = m_severity == Severity::note ? colours.accent : verdictColour(verdict, colours);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mixed(colours.line, edge, 0.55), 1));
    painter.setBrush(mixed(colours.card, edge, 0.06));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius, metrics::radius);
    painter.setPen(QPen(edge, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF sign(12, 13, 13, 13);
    if (m_severity == Severity::note) {
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(sign);
      painter.drawLine(QPointF(sign.center().x(), sign.center().y() - 0.5),
                       QPointF(sign.center().x(), sign.bottom() - 3.2));
      painter.drawPoint(QPointF(sign.center().x(), sign.top() + 3.4));
    } else {
      drawVerdictSign(painter, verdict, sign);
    }
  }

 private:
  Severity m_severity;
};

QLabel* textLabel(const QString& text, TextStyle style, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setText(text);
  label->setFont(ui::font(style));
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  label->setFocusPolicy(Qt::NoFocus);
  return label;
}

QString severityWord(Severity severity) {
  switch (severity) {
    case Severity::note: return MessageArea::tr("Note");
    case Severity::warning: return MessageArea::tr("Warning");
    case Severity::error: return MessageArea::tr("Error");
  }
  return {};
}

}  // namespace

MessageArea::MessageArea(Messages& messages, QWidget* parent)
    : QScrollArea(parent), m_messages(messages), m_list(new QWidget) {
  setObjectName(QStringLiteral("messageArea"));
  setAccessibleName(tr("Messages"));
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_cards = new QVBoxLayout(m_list);
  m_cards->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, 0);
  m_cards->setSpacing(metrics::small * 2);
  setWidget(m_list);
  m_list->setAutoFillBackground(false);
  viewport()->setAutoFillBackground(false);
  connect(&messages, &Messages::rowsInserted, this,
          [this](const QModelIndex&, int first, int last) { insert(first, last); });
  connect(&messages, &Messages::rowsRemoved, this,
          [this](const QModelIndex&, int first, int last) { remove(first, last); });
  connect(&messages, &Messages::dataChanged, this, [this](const QModelIndex& at) { renew(at.row()); });
  if (messages.rowCount() > 0) insert(0, messages.rowCount() - 1);
  fit();
}

QWidget* MessageArea::card(int row) {
  const Message& message = m_messages.at(row);
  auto* card = new Card(message.severity, m_list);
  card->setObjectName(QStringLiteral("message"));
  card->setAccessibleName(severityWord(message.severity) + QStringLiteral(": ") + message.cause);
  card->setAccessibleDescription(message.nextStep);
  auto* across = new QHBoxLayout(card);
  across->setContentsMargins(signColumn + 4, 8, 8, 8);
  across->setSpacing(metrics::gap);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  const QString cause =
      message.count > 1 ? tr("%1 (%2 times)").arg(message.cause).arg(message.count) : message.cause;
  words->addWidget(textLabel(cause, TextStyle::strong, card));
  if (!message.nextStep.isEmpty()) words->addWidget(textLabel(message.nextStep, TextStyle::body, card));
  if (!message.details.isEmpty()) {
    QLabel* details = textLabel(message.details.join(QLatin1Char('\n')), TextStyle::secondary, card);
    words->addWidget(details);
  }
  across->addLayout(words, 1);
  const auto rowNow = [this, card] { return m_messages.rowCount() - 1 - m_cards->indexOf(card); };
  for (std::size_t i = 0; i < message.actions.size(); ++i) {
    auto* button = new QPushButton(message.actions[i].text, card);
    connect(button, &QPushButton::clicked, this, [this, i, rowNow] {
      const int at = rowNow();
      const std::function<void()> run = m_messages.at(at).actions[i].run;
      m_messages.dismiss(at);
      if (run) run();
    });
    across->addWidget(button, 0, Qt::AlignVCenter);
  }
  auto* dismiss = new QToolButton(card);
  dismiss->setObjectName(QStringLiteral("dismiss"));
  dismiss->setText(QStringLiteral("✕"));
  dismiss->setAutoRaise(true);
  dismiss->setToolTip(tr("Dismiss"));
  dismiss->setAccessibleName(tr("Dismiss: %1").arg(message.cause));
  connect(dismiss, &QToolButton::clicked, this, [this, rowNow] { m_messages.dismiss(rowNow()); });
  across->addWidget(dismiss, 0, Qt::AlignTop);
  return card;
}

void MessageArea::insert(int first, int last) {
  for (int row = first; row <= last; ++row) m_cards->insertWidget(m_messages.rowCount() - 1 - row, card(row));
  fit();
  verticalScrollBar()->setValue(0);
}

// Called when the rows are gone already.
void MessageArea::remove(int first, int last) {
  const int before = m_messages.rowCount() + (last - first + 1);
  for (int row = first; row <= last; ++row) {
    QLayoutItem* item = m_cards->takeAt(before - 1 - last);
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  fit();
}

void MessageArea::renew(int row) {
  const int place = m_messages.rowCount() - 1 - row;
  QLayoutItem* item = m_cards->takeAt(place);
  item->widget()->hide();
  item->widget()->deleteLater();
  delete item;
  m_cards->insertWidget(place, card(row));
  fit();
}

QSize MessageArea::sizeHint() const {
  if (m_messages.rowCount() == 0) return {0, 0};
  const int width = std::max(100, viewport()->width());
  const int wanted =
      m_cards->hasHeightForWidth() ? m_cards->heightForWidth(width) : m_cards->sizeHint().height();
  return {width, std::min(highest, wanted)};
}

void MessageArea::fit() {
  setVisible(m_messages.rowCount() > 0);
  m_cards->invalidate();
  setFixedHeight(sizeHint().height());
}

void MessageArea::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) QTimer::singleShot(0, this, &MessageArea::fit);
}

}  // namespace headroom::ui
