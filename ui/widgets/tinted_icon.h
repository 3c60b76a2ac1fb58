// Line icons in the colour of the text they stand beside, light or dark, at any scale.
//
//   action->setIcon(tintedIcon("surfaces"));        // :/icons/surfaces.svg, drawn in "currentColor"
#pragma once

#include <QIcon>
#include <QString>

namespace headroom::ui {

// Follows the application's palette at each painting: nothing to renew when the theme changes.
QIcon tintedIcon(const QString& name);

}  // namespace headroom::ui
