#include "ui/shell/top_line.h"

#include "ui/theme/colours.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/target_sign.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int chipHeight = 22, signWidth = 20, gapBetweenChips = 8, rightMargin = 16;

QString reachWords(const Reach& reach) {
  struct Words {
    QString operator()(const ByUrl&) const { return TopLine::tr("url"); }
    QString operator()(const ByPod& by) const {
      return TopLine::tr("pod %1").arg(QString::fromStdString(by.pod).right(6));
    }
    QString operator()(const ByService&) const { return TopLine::tr("service"); }
    QString operator()(const Simulated&) const { return TopLine::tr("simulated"); }
  };
  return std::visit(Words{}, reach);
}

// How it is reached and how long that takes; where it does not answer, why.
QString chipWords(const Reach& reach, const TargetState& state) {
  if (state.text.isEmpty()) return reachWords(reach);
  return state.kind == TargetState::Kind::good ? QStringLiteral("%1 · %2").arg(reachWords(reach), state.text)
                                               : state.text;
}

}  // namespace

TargetChip::TargetChip(QWidget* parent) : QAbstractButton(parent) {
  setFont(ui::font(TextStyle::secondary));
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::TabFocus);
}

void TargetChip::set(const QString& name, const QString& words, TargetState::Kind kind) {
  m_kind = kind;
  setText(words.isEmpty() ? name : QStringLiteral("%1 · %2").arg(name, words));
  setToolTip(QStringLiteral("%1: %2").arg(name, ui::words(kind)));
  setAccessibleName(toolTip() + QStringLiteral(", ") + words);
  updateGeometry();
  update();
}

QSize TargetChip::sizeHint() const {
  return {signWidth + static_cast<int>(QFontMetricsF(font()).horizontalAdvance(text())) + 10, chipHeight};
}

void TargetChip::paintEvent(QPaintEvent*) {
  const Colours& colours = coloursOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(hasFocus() ? QPen(colours.accent, 1.5) : QPen(Qt::NoPen));
  painter.setBrush(underMouse() ? mixed(colours.hover, colours.text, 0.06) : colours.hover);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 0.5, -1, -0.5), 5, 5);

  drawTargetSign(painter, m_kind, QRectF(7.5, height() / 2.0 - 4, 8, 8), colours);
  painter.setPen(colours.dim);
  painter.setFont(font());
  painter.drawText(rect().adjusted(signWidth, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

TopLine::TopLine(Session& session, TargetStates& states, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_states(states),
      m_title(new QLabel(this)),
      m_edited(new QLabel(tr("edited"), this)),
      m_more(new TargetChip(this)) {
  setObjectName(QStringLiteral("topLine"));
  setAccessibleName(tr("Workspace and targets"));
  QFont strong = ui::font(TextStyle::strong);
  strong.setPixelSize(strong.pixelSize() + 1);
  m_title->setFont(strong);
  m_title->setTextFormat(Qt::PlainText);
  m_edited->setFont(ui::font(TextStyle::secondary));
  m_edited->setForegroundRole(QPalette::PlaceholderText);
  m_edited->setToolTip(tr("There are edits that are not saved yet."));
  m_title->setObjectName(QStringLiteral("workspaceTitle"));
  m_edited->setObjectName(QStringLiteral("editedMark"));
  m_more->setObjectName(QStringLiteral("moreTargets"));
  connect(m_more, &TargetChip::clicked, this, [this] {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const TargetChip* chip : m_chips)
      if (!chip->isVisible())
        menu->addAction(chip->text(), this, [this, name = chip->objectName()] { emit targetChosen(name); });
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
  });
  connect(&session, &Session::titleChanged, this, &TopLine::showTitle);
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & Section::targets) showChips();
  });
  connect(&states, &TargetStates::changed, this, &TopLine::showChips);
  showTitle();
  showChips();
}

void TopLine::showTitle() {
  m_title->setText(m_session.title());
  m_title->setToolTip(m_session.path());
  m_edited->setVisible(m_session.edited());
  arrange();
}

void TopLine::showChips() {
  const std::vector<Target>& targets = m_session.workspace().targets;
  while (m_chips.size() > targets.size()) {
    delete m_chips.back();
    m_chips.pop_back();
  }
  while (m_chips.size() < targets.size()) {
    auto* chip = new TargetChip(this);
    connect(chip, &TargetChip::clicked, this, [this, chip] { emit targetChosen(chip->objectName()); });
    m_chips.push_back(chip);
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const TargetState state = m_states.of(targets[i].name);
    const QString name = QString::fromStdString(targets[i].name);
    m_chips[i]->setObjectName(name);
    m_chips[i]->set(name, chipWords(targets[i].reach, state), state.kind);
  }
  arrange();
}

// The title keeps what it needs, up to half; the chips come from the right, and those that find no room go
// into a menu.
void TopLine::arrange() {
  const int middle = height() / 2;
  const int editedWidth = m_edited->isVisibleTo(this) ? m_edited->sizeHint().width() + 12 : 0;
  const int titleWidth = std::min(m_title->sizeHint().width() + 2, width() / 2 - editedWidth);
  m_title->setGeometry(16, middle - 12, titleWidth, 24);
  m_edited->setGeometry(16 + titleWidth + 12, middle - 12, m_edited->sizeHint().width(), 24);

  const int left = 16 + titleWidth + editedWidth + 24;
  int room = width() - rightMargin - left;
  int total = 0;
  for (const TargetChip* chip : m_chips) total += chip->sizeHint().width() + gapBetweenChips;
  std::size_t fitting = m_chips.size();
  if (total - gapBetweenChips > room) {
    m_more->set(tr("%n more", nullptr, static_cast<int>(m_chips.size())), {}, TargetState::Kind::unknown);
    room -= m_more->sizeHint().width() + gapBetweenChips;
    int used = 0;
    fitting = 0;
    while (fitting < m_chips.size() && used + m_chips[fitting]->sizeHint().width() <= room)
      used += m_chips[fitting++]->sizeHint().width() + gapBetweenChips;
    m_more->set(tr("%n more", nullptr, static_cast<int>(m_chips.size() - fitting)), {},
                TargetState::Kind::unknown);
    m_more->setToolTip(tr("The targets that have no room here"));
  }
  int x = width() - rightMargin;
  const bool someHidden = fitting < m_chips.size();
  m_more->setVisible(someHidden);
  if (someHidden) {
    x -= m_more->sizeHint().width();
    m_more->setGeometry(x, middle - chipHeight / 2, m_more->sizeHint().width(), chipHeight);
    x -= gapBetweenChips;
  }
  for (std::size_t i = m_chips.size(); i-- > 0;) {
    m_chips[i]->setVisible(i < fitting);
    if (i >= fitting) continue;
    x -= m_chips[i]->sizeHint().width();
    m_chips[i]->setGeometry(x, middle - chipHeight / 2, m_chips[i]->sizeHint().width(), chipHeight);
    x -= gapBetweenChips;
  }
}

void TopLine::resizeEvent(QResizeEvent*) { arrange(); }

}  // namespace headroom::ui
