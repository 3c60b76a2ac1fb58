#include "ui/widgets/text_field.h"

#include <QKeyEvent>

namespace headroom::ui {

bool leavesUndoToDocument(const QLineEdit& field, QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride || field.isModified()) return false;
  const auto* key = static_cast<QKeyEvent*>(event);
  if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo)) return false;
  event->ignore();
  return true;
}

TextField::TextField(QWidget* parent) : QLineEdit(parent) {}

void TextField::setValue(const QString& value) {
  const bool typing = hasFocus() && isModified();
  if (typing && value == m_value) return;
  m_value = value;
  if (text() != value) setText(value);
  setModified(false);
  if (!hasFocus()) setCursorPosition(0);
  setToolTip(value);
}

void TextField::commit() {
  if (!isModified()) return;
  setModified(false);
  const QString now = text().trimmed();
  if (now == m_value) {
    setText(m_value);
    return;
  }
  // Whoever takes it sets the value; who does not, leaves what was there before.
  const QString before = m_value;
  emit edited(now);
  if (m_value == before) setText(before);
}

bool TextField::event(QEvent* event) { return leavesUndoToDocument(*this, event) || QLineEdit::event(event); }

void TextField::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      commit();
      selectAll();
      return;
    case Qt::Key_Escape:
      if (!isModified()) break;
      setText(m_value);
      setModified(false);
      return;
    default: break;
  }
  QLineEdit::keyPressEvent(event);
}

void TextField::focusOutEvent(QFocusEvent* event) {
  commit();
  QLineEdit::focusOutEvent(event);
}

}  // namespace headroom::ui
