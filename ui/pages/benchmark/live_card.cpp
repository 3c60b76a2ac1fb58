#include "ui/pages/benchmark/live_card.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/segments.h"

#include <QLabel>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {

LiveCard::LiveCard(QList<Choice> choices, QWidget* parent)
    : Card({}, parent),
      m_choices(std::move(choices)),
      m_heading(new ElidedLabel(this)),
      m_segments(new Segments(this)),
      m_stack(new QStackedWidget(this)),
      m_nothing(newNote(tr("Live figures are drawn here while this target is measured."), this)) {
  m_nothing->setAlignment(Qt::AlignCenter);
  m_stack->addWidget(m_nothing);
  m_stack->setMinimumHeight(140);
  QList<Segments::Choice> segments;
  for (const Choice& choice : m_choices) segments.push_back({choice.id, choice.text});
  m_segments->setChoices(segments);
  m_heading->setFont(ui::font(TextStyle::strong));
  addToHeader(m_heading);
  addToHeader(m_segments);
  body()->addWidget(m_stack, 1);
  connect(m_segments, &Segments::chosen, this, [this](const QString& id) {
    showChart();
    emit kindChosen(id);
  });
  showChart();
}

QString LiveCard::heading() const { return m_heading->text(); }

void LiveCard::resizeEvent(QResizeEvent* event) {
  Card::resizeEvent(event);
  const int room =
      event->size().width() - 2 * metrics::padding - m_segments->sizeHint().width() - metrics::gap;
  m_heading->setVisible(room >= m_heading->sizeHint().width());
}

LiveBoard::Kind LiveCard::kind() const {
  for (const Choice& choice : m_choices)
    if (choice.id == m_segments->current()) return choice.kind;
  return m_choices.front().kind;
}

void LiveCard::choose(const QString& id) {
  if (std::ranges::none_of(m_choices, [&](const Choice& choice) { return choice.id == id; })) return;
  m_segments->setCurrent(id);
  showChart();
}

void LiveCard::show(LiveBoard* board) {
  m_board = board;
  showChart();
}

void LiveCard::showChart() {
  static const std::array<const char*, LiveBoard::kinds> titles{
      QT_TR_NOOP("Rate asked and achieved"), QT_TR_NOOP("Failed requests"),       QT_TR_NOOP("Schedule lag"),
      QT_TR_NOOP("Time to first token"),     QT_TR_NOOP("Time per output token"), QT_TR_NOOP("End to end")};
  m_heading->setText(tr(titles[static_cast<std::size_t>(kind())]));
  setAccessibleName(heading());
  if (!m_board) return m_stack->setCurrentWidget(m_nothing);
  LiveChart* chart = m_board->chart(kind());
  if (m_stack->indexOf(chart) < 0) m_stack->addWidget(chart);
  m_stack->setCurrentWidget(chart);
}

}  // namespace headroom::ui
