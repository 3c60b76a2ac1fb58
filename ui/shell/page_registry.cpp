#include "ui/shell/page_registry.h"

#include "ui/shell/page.h"

#include <QCoreApplication>

namespace headroom::ui {

const std::vector<PageEntry>& pageRegistry() {
  // One line a page:
  //   {"surfaces", QT_TRANSLATE_NOOP("Pages", "Surfaces"), [](PageContext& context) { return new
  //   SurfacesPage(context); }},
  static const std::vector<PageEntry> pages{};
  return pages;
}

}  // namespace headroom::ui
