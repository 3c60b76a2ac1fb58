#include "ui/shell/command_palette.h"

#include "ui/shell/fuzzy_match.h"
#include "ui/theme/colours.h"
#include "ui/theme/fonts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace headroom::ui {
namespace {

enum Role { commandRole = Qt::UserRole, positionsRole, placeRole, shortcutRole };

class CommandDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, 32}; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colours& colours = coloursOf(option.palette);
    const bool enabled = index.flags() & Qt::ItemIsEnabled;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(colours.accentSoft);
      painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), metrics::radiusSmall,
                               metrics::radiusSmall);
    }
    const QRectF line = QRectF(option.rect).adjusted(14, 0, -14, 0);
    const QFont plain = ui::font(TextStyle::body), small = ui::font(TextStyle::secondary);

    painter->setFont(small);
    painter->setPen(colours.dim);
    const QString shortcut = index.data(shortcutRole).toString();
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, shortcut);
    const double shortcutWidth =
        QFontMetricsF(small).horizontalAdvance(shortcut) + (shortcut.isEmpty() ? 0 : 16);

    // The letters that were found stand out by weight, not by colour alone.
    QFont strong = plain;
    strong.setWeight(QFont::Bold);
    const QList<int> found = index.data(positionsRole).value<QList<int>>();
    const QString text = index.data().toString();
    double x = line.left();
    for (int start = 0; start < text.size();) {
      const bool isFound = found.contains(start);
      int end = start + 1;
      while (end < text.size() && found.contains(end) == isFound) ++end;
      const QString piece = text.mid(start, end - start);
      const QFont& font = isFound ? strong : plain;
      const double width = QFontMetricsF(font).horizontalAdvance(piece);
      painter->setFont(font);
      painter->setPen(!enabled ? colours.dim : isFound ? colours.accent : colours.text);
      painter->drawText(QRectF(x, line.top(), width + 2, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                        piece);
      x += width;
      start = end;
    }
    painter->setFont(small);
    painter->setPen(colours.dim);
    const QRectF rest(x + 12, line.top(), line.right() - shortcutWidth - x - 12, line.height());
    if (rest.width() > 20)
      painter->drawText(
          rest, Qt::AlignLeft | Qt::AlignVCenter,
          QFontMetricsF(small).elidedText(index.data(placeRole).toString(), Qt::ElideRight, rest.width()));
    painter->restore();
  }
};

}  // namespace

CommandPalette::CommandPalette(QList<Command> commands, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint),
      m_commands(std::move(commands)),
      m_pattern(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_model(new QStandardItemModel(this)) {
  setObjectName(QStringLiteral("commandPalette"));
  setAccessibleName(tr("Commands"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(8, 8, 8, 8);
  down->setSpacing(8);
  m_pattern->setPlaceholderText(tr("What do you want to do?"));
  m_pattern->setAccessibleName(tr("Search commands"));
  m_pattern->setClearButtonEnabled(true);
  m_pattern->setTextMargins(metrics::small * 2, 0, 0, 0);
  m_pattern->setMinimumHeight(metrics::control + metrics::small);
  m_pattern->installEventFilter(this);
  m_list->setAccessibleName(tr("Commands found"));
  m_list->setModel(m_model);
  m_list->setItemDelegate(new CommandDelegate(m_list));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setUniformItemSizes(true);
  down->addWidget(m_pattern);
  down->addWidget(m_list);
  connect(m_pattern, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(m_list, &QListView::clicked, this, &CommandPalette::runChosen);
  filter({});

  const QWidget* window = parent->window();
  const int width = std::min(600, window->width() - 48);
  resize(width, std::min(440, window->height() - 120));
  move(window->mapToGlobal(QPoint((window->width() - width) / 2, 64)));
  m_pattern->setFocus();
}

void CommandPalette::filter(const QString& pattern) {
  struct Hit {
    int command, score;
    QList<int> positions;
  };
  std::vector<Hit> hits;
  for (int i = 0; i < m_commands.size(); ++i) {
    const Command& command = m_commands[i];
    // The place counts too, so that "surfaces png" finds the export of that page; letters in it are not
    // marked.
    if (const auto match = fuzzyMatch(pattern, command.text))
      hits.push_back({i, match->score + 1000, match->positions});
    else if (const auto wide = fuzzyMatch(pattern, command.place + QLatin1Char(' ') + command.text))
      hits.push_back({i, wide->score, {}});
  }
  if (!pattern.isEmpty()) std::ranges::stable_sort(hits, std::greater{}, &Hit::score);
  m_model->clear();
  for (const Hit& hit : hits) {
    const Command& command = m_commands[hit.command];
    auto* item = new QStandardItem(command.text);
    item->setData(hit.command, commandRole);
    item->setData(QVariant::fromValue(hit.positions), positionsRole);
    item->setData(command.place, placeRole);
    item->setData(command.shortcut, shortcutRole);
    item->setAccessibleText(
        QStringList{command.text, command.place, command.shortcut}.join(QStringLiteral(", ")));
    item->setEnabled(command.enabled);
    m_model->appendRow(item);
  }
  m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::runChosen() {
  const QModelIndex index = m_list->currentIndex();
  if (!index.isValid() || !(index.flags() & Qt::ItemIsEnabled)) return;
  const std::function<void()> run = m_commands[index.data(commandRole).toInt()].run;
  // First away, so that what the command opens is on top and has the focus.
  accept();
  QTimer::singleShot(0, parentWidget(), run);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_pattern || event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  const int rows = m_model->rowCount();
  const auto go = [&](int row) {
    m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, std::max(0, rows - 1)), 0));
  };
  const int row = m_list->currentIndex().row();
  switch (key) {
    case Qt::Key_Down: go(row + 1 < rows ? row + 1 : 0); return true;
    case Qt::Key_Up: go(row > 0 ? row - 1 : rows - 1); return true;
    case Qt::Key_PageDown: go(row + 10); return true;
    case Qt::Key_PageUp: go(row - 10); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: runChosen(); return true;
    default: return QDialog::eventFilter(watched, event);
  }
}

}  // namespace headroom::ui
