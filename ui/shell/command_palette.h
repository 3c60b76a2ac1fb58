// Every command of the program, found by a few letters: Ctrl+K.
#pragma once

#include <QDialog>
#include <QList>
#include <QPointer>
#include <QString>

#include <functional>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace headroom::ui {

struct Command {
  QString text;   // "Export as PNG…"
  QString place;  // where it is found otherwise: "Surfaces", "File"
  QString shortcut;
  bool enabled = true;
  std::function<void()> run;
};

class CommandPalette : public QDialog {
  Q_OBJECT

 public:
  CommandPalette(QList<Command> commands, QWidget* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter(const QString& pattern);
  void runChosen();

  QList<Command> m_commands;
  QLineEdit* m_pattern;
  QListView* m_list;
  QStandardItemModel* m_model;
};

}  // namespace headroom::ui
