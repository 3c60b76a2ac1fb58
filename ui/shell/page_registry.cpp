#include "ui/shell/page_registry.h"

#include "ui/pages/cluster/cluster_page.h"
#include "ui/shell/page.h"

#include <QCoreApplication>

namespace headroom::ui {

const std::vector<PageEntry>& pageRegistry() {
  // One line a page:
  //   {"surfaces", QT_TRANSLATE_NOOP("Pages", "Surfaces"), [](PageContext& context) { return new
  //   SurfacesPage(context); }},
  static const std::vector<PageEntry> pages{
      {"cluster", QT_TRANSLATE_NOOP("Pages", "Cluster"),
       [](PageContext& context) -> Page* { return new ClusterPage(context); }},
  };
  return pages;
}

}  // namespace headroom::ui
