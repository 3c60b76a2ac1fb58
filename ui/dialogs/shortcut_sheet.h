// Every command that has keys, by the menu that it is in.
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

namespace headroom::ui {

struct Command;

class ShortcutSheet : public QDialog {
  Q_OBJECT

 public:
  ShortcutSheet(const QList<Command>& commands, QWidget* parent);
};

}  // namespace headroom::ui
