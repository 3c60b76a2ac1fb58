// The answer of a page in one line: figures with a dim label above each.
//
//   auto* top = new Headline;
//   HeadlineItem* mix = top->addItem(tr("Cheapest mix that keeps every SLO"), "mix");
//   mix->setFigure("3 × A10 + 1 × A100-80G");
//   top->addWidget(button);                           // pushed to the right
//
// Figures that do not fit beside each other go to a further line.
#pragma once

#include "ui/theme/verdict.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace headroom::ui {

class WrapLayout;

class HeadlineItem : public QWidget {
  Q_OBJECT

 public:
  HeadlineItem(const QString& label, QWidget* parent);
  void setLabel(const QString& label);
  // Empty: an en dash.
  void setFigure(const QString& figure);
  QString figure() const;
  // Colours the figure and adds the verdict's word for screen readers.
  void setVerdict(Verdict verdict);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void colour();
  QLabel* m_label;
  QLabel* m_figure;
  Verdict m_verdict = Verdict::none;
};

class Headline : public QFrame {
  Q_OBJECT

 public:
  explicit Headline(QWidget* parent = nullptr);
  // `name`: object name of the item, for tests.
  HeadlineItem* addItem(const QString& label, const QString& name);
  void addWidget(QWidget* widget);

 private:
  QHBoxLayout* m_row;
  WrapLayout* m_items;
};

}  // namespace headroom::ui
