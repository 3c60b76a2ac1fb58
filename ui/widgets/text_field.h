// A line of text that counts when it is finished: by Enter or by leaving the field.
//
//   auto* name = new TextField;
//   connect(name, &TextField::edited, this, [this](const QString& text) { ... });
//   name->setValue("a10");                            // emits nothing, and does not disturb who is typing
//
// Escape puts the old text back. Undo and redo are the field's while it is being typed in, and the document's
// else.
#pragma once

#include <QLineEdit>

namespace headroom::ui {

// For line edits of any kind: whether undo and redo in it are meant for the document. Call it first in
// event().
bool leavesUndoToDocument(const QLineEdit& field, QEvent* event);

class TextField : public QLineEdit {
  Q_OBJECT

 public:
  explicit TextField(QWidget* parent = nullptr);

  void setValue(const QString& value);
  const QString& value() const { return m_value; }
  // Takes what is being typed, as Enter does: for a dialog that ends.
  void finish() { commit(); }

 signals:
  void edited(const QString& value);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void commit();

  QString m_value;
};

}  // namespace headroom::ui
