#include "ui/widgets/segments.h"

#include "ui/theme/style.h"
#include "ui/widgets/glossary.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace headroom::ui {

Segments::Segments(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this)) {
  m_row->setContentsMargins(0, 0, 0, 0);
  m_row->setSpacing(0);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Segments::setChoices(const QList<Choice>& choices) {
  qDeleteAll(m_buttons);
  m_buttons.clear();
  QList<QAbstractButton*> all;
  for (const Choice& choice : choices) {
    auto* one = new QPushButton(choice.text, this);
    one->setObjectName(choice.id);
    one->setCheckable(true);
    one->setAutoExclusive(true);
    explain(one, choice.text);
    connect(one, &QPushButton::clicked, this, [this, id = choice.id] {
      if (id == m_current) return;
      m_current = id;
      emit chosen(id);
    });
    m_row->addWidget(one);
    m_buttons.push_back(one);
    all.push_back(one);
  }
  makeSegments(all);
  setCurrent(m_current.isEmpty() && !choices.isEmpty() ? choices.front().id : m_current);
}

void Segments::setCurrent(const QString& id) {
  m_current = id;
  if (QPushButton* one = button(id)) one->setChecked(true);
}

void Segments::setUnavailable(const QString& id, const QString& reason) {
  QPushButton* one = button(id);
  if (!one) return;
  one->setEnabled(reason.isEmpty());
  explain(one, one->text(), reason);
}

void Segments::setText(const QString& id, const QString& text) {
  if (QPushButton* one = button(id)) one->setText(text);
}

QPushButton* Segments::button(const QString& id) const {
  for (QPushButton* one : m_buttons)
    if (one->objectName() == id) return one;
  return nullptr;
}

}  // namespace headroom::ui
