#include "ui/widgets/form.h"

#include "ui/theme/fonts.h"

#include <QFormLayout>
#include <QLabel>

namespace headroom::ui {

QFormLayout* newFormLayout(QWidget* parent) {
  auto* form = new QFormLayout(parent);
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(metrics::gap);
  form->setVerticalSpacing(6);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  return form;
}

QLabel* newFormLabel(const QString& text, QWidget* field) {
  auto* label = new QLabel(text);
  label->setFont(font(TextStyle::secondary));
  label->setForegroundRole(QPalette::PlaceholderText);
  label->setBuddy(field);
  label->setMinimumWidth(84);
  // As high as one line of a taller field, so that it stands beside the first.
  label->setFixedHeight(metrics::control);
  if (field->accessibleName().isEmpty()) field->setAccessibleName(QString(text).remove(u'&'));
  return label;
}

}  // namespace headroom::ui
