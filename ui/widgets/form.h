// Labels left and fields right, as forms inside cards have them.
//
//   auto* form = newFormLayout(parent);
//   form->addRow(newFormLabel(tr("&Name"), field), field);
#pragma once

#include <QString>

class QFormLayout;
class QLabel;
class QWidget;

namespace headroom::ui {

QFormLayout* newFormLayout(QWidget* parent = nullptr);
// Dim, and as wide in every form; its text names `field` for screen readers where that has no name.
QLabel* newFormLabel(const QString& text, QWidget* field);

}  // namespace headroom::ui
