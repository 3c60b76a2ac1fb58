// Pictures of every page, made without a person: for the manual and for those who look after the design.
#pragma once

#include "core/base/result.h"
#include "ui/shell/page_registry.h"
#include "ui/theme/theme.h"

#include <QSize>
#include <QStringList>

#include <vector>

namespace headroom::ui {

struct ScreenshotOptions {
  QString directory;  // made when it is not there
  QString workspace;  // empty: the pages' empty states
  QSize size{1440, 900};
  ThemeChoice theme = ThemeChoice::light;
  int waitSeconds = 60;  // for a page that is still reading
};

// Writes PAGE-light.png or PAGE-dark.png for each and gives the paths. Nothing of the person's settings is
// used or changed. Errors: of opening the workspace and of writing; timeout when a page does not come to
// rest.
Result<QStringList> saveScreenshots(const ScreenshotOptions& options, const std::vector<PageEntry>& pages);

}  // namespace headroom::ui
