#include "ui/pages/surfaces/surface_panel.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

constexpr QSize smallest(180, 226);  // cells are then at least as high as their signs

constexpr int markSize = 9;  // as before the titles of maps

QLabel* newTitle(QWidget* parent) {
  auto* title = new QLabel(parent);
  title->setFont(ui::font(TextStyle::strong));
  title->setTextFormat(Qt::PlainText);
  return title;
}

}  // namespace

SurfacePanel::SurfacePanel(QWidget* parent)
    : QFrame(parent), m_stack(new QStackedWidget(this)), m_map(new HeatMap), m_spacePlace(new QWidget) {
  setFrameShape(QFrame::StyledPanel);
  setProperty(property::card, true);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
  down->addWidget(m_stack);
  m_stack->setMinimumSize(smallest);
  m_map->setFooter(HeatMap::Footer::readOut);
  m_stack->addWidget(m_map);

  auto* spaceDown = new QVBoxLayout(m_spacePlace);
  spaceDown->setContentsMargins(0, 0, 0, 0);
  m_spaceMark = new QWidget(m_spacePlace);
  m_spaceMark->setFixedSize(markSize, markSize);
  m_spaceMark->setAutoFillBackground(true);
  m_spaceTitle = newTitle(m_spacePlace);
  m_spaceCaption = new QLabel(m_spacePlace);
  m_spaceCaption->setFont(ui::font(TextStyle::secondary));
  m_spaceCaption->setForegroundRole(QPalette::PlaceholderText);
  auto* header = new QHBoxLayout;
  header->addWidget(m_spaceMark);
  header->addWidget(m_spaceTitle);
  header->addStretch();
  header->addWidget(m_spaceCaption);
  spaceDown->addLayout(header);
  m_stack->addWidget(m_spacePlace);

  m_wordsPlace = new QWidget;
  auto* wordsDown = new QVBoxLayout(m_wordsPlace);
  wordsDown->setContentsMargins(0, 0, 0, 0);
  m_wordsTitle = newTitle(m_wordsPlace);
  m_words = new QLabel(m_wordsPlace);
  m_words->setObjectName(QStringLiteral("words"));
  m_words->setWordWrap(true);
  m_words->setTextFormat(Qt::PlainText);
  m_words->setAlignment(Qt::AlignCenter);
  m_words->setForegroundRole(QPalette::PlaceholderText);
  m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
  wordsDown->addWidget(m_wordsTitle);
  wordsDown->addWidget(m_words, 1);
  m_stack->addWidget(m_wordsPlace);
}

bool SurfacePanel::showsMap() const { return m_stack->currentWidget() == m_map; }
bool SurfacePanel::showsSpace() const { return m_stack->currentWidget() == m_spacePlace; }

void SurfacePanel::feedMap(const Content& content) {
  setAccessibleName(content.title);
  m_map->setTitle(content.title, content.colour);
  m_map->setCaption(content.caption);
  m_map->setQuantity(content.quantity);
  m_map->setUnit(content.unit);
  m_map->setScale(content.scale);
  m_map->setMode(content.mode);
  m_map->setContoursVisible(content.contours);
  m_map->setRange(content.range);
  m_map->setData(content.data);
}

void SurfacePanel::showMap(const Content& content) {
  feedMap(content);
  m_stack->setCurrentWidget(m_map);
}

void SurfacePanel::showSpace(const Content& content) {
  feedMap(content);  // what is exported and read out stays the same
  if (!m_space) {
    m_space = new SurfaceView;
    static_cast<QVBoxLayout*>(m_spacePlace->layout())->addWidget(m_space, 1);
  }
  m_spaceTitle->setText(content.title);
  m_spaceCaption->setText(content.caption);
  m_colour = content.colour;
  QPalette mark = palette();
  mark.setColor(QPalette::Window, content.colour);
  m_spaceMark->setPalette(mark);
  m_spaceMark->setVisible(content.colour.isValid());
  const bool magnitude = content.mode == MapMode::magnitude;
  m_space->setColours(magnitude               ? ColourScheme::viridis
                      : coloursOf(*this).dark ? ColourScheme::divergingDark
                                              : ColourScheme::divergingLight);
  m_space->setRange(magnitude ? content.range : std::optional(m_map->range()));
  m_space->setData(content.data,
                   content.mode == MapMode::ratio        ? ValueScale::logarithmic
                   : content.mode == MapMode::difference ? ValueScale::linear
                                                         : content.scale,
                   content.caption);
  m_stack->setCurrentWidget(m_spacePlace);
}

void SurfacePanel::paintSpace(QPainter& painter, const QRect& place, double scale) const {
  if (!m_space) return;
  const Colours& colours = coloursOf(*this);
  QRect inside = place.adjusted(metrics::padding, metrics::padding, -metrics::padding, -metrics::padding);
  painter.setFont(ui::font(TextStyle::strong));
  painter.setPen(colours.text);
  if (m_colour.isValid()) {
    painter.fillRect(QRect(inside.left(), inside.top() + 4, markSize, markSize), m_colour);
    inside.setLeft(inside.left() + markSize + 7);
  }
  painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, m_map->title());
  painter.setFont(ui::font(TextStyle::secondary));
  painter.setPen(colours.dim);
  painter.drawText(inside, Qt::AlignRight | Qt::AlignTop, m_map->caption());
  const QRect below = place.adjusted(metrics::padding, 36, -metrics::padding, -metrics::padding);
  painter.drawImage(below, m_space->image((QSizeF(below.size()) * scale).toSize()));
}

void SurfacePanel::showWords(const QString& title, const QString& text) {
  m_map->setData(nullptr);
  setAccessibleName(title);
  m_wordsTitle->setText(title);
  m_words->setText(text);
  m_stack->setCurrentWidget(m_wordsPlace);
}

}  // namespace headroom::ui
