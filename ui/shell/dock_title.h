// The title of a dock as a card has it: strong words with room around them, and a button that closes the
// dock. Dragging it moves the dock, pressing twice makes it a window of its own, as everywhere in Qt.
#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;

namespace headroom::ui {

class DockTitle : public QWidget {
  Q_OBJECT

 public:
  explicit DockTitle(QDockWidget* dock);

 private:
  QLabel* m_words;
};

}  // namespace headroom::ui
