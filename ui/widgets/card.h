// A card with a title line: strong title left, dim caption right, the body below.
//
//   auto* card = new Card(tr("Points"));
//   card->setCaption(tr("%n measured", "", count));
//   card->body()->addWidget(table);
//   card->addToHeader(button);                        // right of the caption
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace headroom::ui {

class ElidedLabel;

class Card : public QFrame {
  Q_OBJECT

 public:
  explicit Card(const QString& title = {}, QWidget* parent = nullptr);

  void setTitle(const QString& title);
  QString title() const;
  // Dim, at the right of the title; the whole text is its tool tip where there is no room.
  void setCaption(const QString& caption);
  QString caption() const;
  void addToHeader(QWidget* widget);
  // At least so high: cards beside each other line up when one has a control in its header.
  void setHeaderHeight(int height);
  QVBoxLayout* body() const { return m_body; }

 private:
  QLabel* m_title;
  ElidedLabel* m_caption;
  QHBoxLayout* m_header;
  QVBoxLayout* m_body;
};

// A dim label of secondary text that wraps: explanations below a control.
QLabel* newNote(const QString& text = {}, QWidget* parent = nullptr);

}  // namespace headroom::ui
