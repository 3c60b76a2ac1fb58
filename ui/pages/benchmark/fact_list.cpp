#include "ui/pages/benchmark/fact_list.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/verdict_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace headroom::ui {

FactList::FactList(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(metrics::gap);
  m_grid->setVerticalSpacing(metrics::small * 2);
  m_grid->setColumnStretch(0, 1);
}

void FactList::addFact(const QString& name, const QString& label, const QString& toolTip) {
  auto* title = new QLabel(label, this);
  title->setFont(ui::font(TextStyle::secondary));
  title->setTextFormat(Qt::PlainText);
  explain(title, label, toolTip);
  auto* value = new VerdictLabel(this);
  value->setWordWrap(false);
  value->setObjectName(name);
  value->setFont(ui::font(TextStyle::secondary));
  value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  value->setAccessibleName(label);
  const int row = m_grid->rowCount();
  m_grid->addWidget(title, row, 0);
  m_grid->addWidget(value, row, 1);
  m_values.insert(name, value);
  setFact(name, {});
}

void FactList::setFact(const QString& name, const QString& text, Verdict verdict) {
  VerdictLabel* value = m_values.value(name);
  if (!value) return;
  const QString shown = text.isEmpty() ? noNumber() : text;
  // A good figure needs no sign: what is to be seen is what is not good.
  if (verdict == Verdict::warn || verdict == Verdict::bad)
    value->setVerdict(verdict, shown);
  else
    value->setVerdict(Verdict::none, shown);
}

QString FactList::fact(const QString& name) const {
  const VerdictLabel* value = m_values.value(name);
  return value ? value->text() : QString();
}

void FactList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(coloursOf(*this).line);
  for (int row = 1; row < m_grid->rowCount(); ++row) {
    const QRect below = m_grid->cellRect(row, 0);
    if (!below.isValid()) continue;
    const int y = below.bottom() + metrics::small;
    painter.drawLine(0, y, width(), y);
  }
}

}  // namespace headroom::ui
