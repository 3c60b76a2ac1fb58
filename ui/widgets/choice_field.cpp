#include "ui/widgets/choice_field.h"

#include "ui/widgets/text_field.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>

namespace headroom::ui {

ChoiceField::ChoiceField(QWidget* parent) : QComboBox(parent) {
  setEditable(true);
  setInsertPolicy(QComboBox::NoInsert);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(8);
  completer()->setCompletionMode(QCompleter::PopupCompletion);
  completer()->setFilterMode(Qt::MatchContains);
  lineEdit()->installEventFilter(this);
  connect(this, &QComboBox::activated, this, [this](int index) { commit(itemText(index)); });
}

void ChoiceField::setClosed() {
  lineEdit()->removeEventFilter(this);
  setEditable(false);
}

void ChoiceField::setPlaceholder(const QString& text) {
  if (lineEdit())
    lineEdit()->setPlaceholderText(text);
  else
    setPlaceholderText(text);
}

void ChoiceField::setChoices(const QStringList& choices, const std::function<QIcon(const QString&)>& icon) {
  const QSignalBlocker quiet(this);
  QStringList now;
  for (int i = 0; i < count(); ++i) now.push_back(itemText(i));
  if (now != choices) {
    clear();
    addItems(choices);
  }
  if (icon)
    for (int i = 0; i < count(); ++i) setItemIcon(i, icon(itemText(i)));
  setValue(m_value);
}

void ChoiceField::setValue(const QString& value) {
  const bool typing = lineEdit() && lineEdit()->hasFocus() && lineEdit()->isModified();
  if (typing && value == m_value) return;
  const QSignalBlocker quiet(this);
  m_value = value;
  setCurrentIndex(findText(value, Qt::MatchFixedString | Qt::MatchCaseSensitive));
  setToolTip(value);
  if (!lineEdit()) return;
  if (lineEdit()->text() != value) lineEdit()->setText(value);
  lineEdit()->setModified(false);
  if (!lineEdit()->hasFocus()) lineEdit()->setCursorPosition(0);
}

void ChoiceField::commit(const QString& text) {
  if (lineEdit()) lineEdit()->setModified(false);
  const QString now = text.trimmed();
  const QString before = m_value;
  if (now != before) emit edited(now);
  if (m_value == before) setValue(before);  // not taken, or the same
}

void ChoiceField::finish() {
  if (lineEdit() && lineEdit()->isModified()) commit(lineEdit()->text());
}

// A wheel that scrolls the page must not change what lies under the mouse.
void ChoiceField::wheelEvent(QWheelEvent* event) { event->ignore(); }

bool ChoiceField::eventFilter(QObject* watched, QEvent* event) {
  QLineEdit* line = lineEdit();
  if (watched != line) return QComboBox::eventFilter(watched, event);
  if (leavesUndoToDocument(*line, event)) return true;
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape && line->isModified()) {
      line->setModified(false);
      setValue(m_value);
      return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
      commit(line->text());
      line->selectAll();
      return true;
    }
    // While the list of completions is open, the line may leave without losing a focus that it lent to the
    // list.
    if ((key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) && line->isModified()) {
      completer()->popup()->hide();
      commit(line->text());
    }
  }
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();  // its frame
  // The list of completions takes the focus while it is open: that ends nothing.
  if (event->type() == QEvent::FocusOut && line->isModified() &&
      static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) {
    completer()->popup()->hide();
    commit(line->text());
  }
  return QComboBox::eventFilter(watched, event);
}

}  // namespace headroom::ui
