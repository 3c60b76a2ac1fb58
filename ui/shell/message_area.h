// The messages above a page, the newest on top, until each is dismissed.
#pragma once

#include "ui/controllers/messages.h"

#include <QScrollArea>

class QVBoxLayout;

namespace headroom::ui {

class MessageArea : public QScrollArea {
  Q_OBJECT

 public:
  explicit MessageArea(Messages& messages, QWidget* parent = nullptr);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, 0}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void insert(int first, int last);
  void remove(int first, int last);
  void renew(int row);
  void fit();
  QWidget* card(int row);

  Messages& m_messages;
  QVBoxLayout* m_cards;
  QWidget* m_list;
};

}  // namespace headroom::ui
