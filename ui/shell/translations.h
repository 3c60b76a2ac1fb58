// The language of the program: the person's choice, else the system's, else English as written in the source.
#pragma once

#include <QString>

namespace headroom::ui {

// Before the first window. `language` such as "de"; empty takes the system's. True when a translation was
// found; false leaves English.
bool installTranslations(const QString& language);

}  // namespace headroom::ui
