// The one list of pages: the side bar, the View menu, the palette and --screenshots show what is in it.
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

namespace headroom::ui {

class Page;
struct PageContext;

struct PageEntry {
  QString id;         // "surfaces": in settings, help (help/surfaces.md), file names of pictures; icon
                      // :/icons/surfaces.svg
  const char* title;  // QT_TRANSLATE_NOOP("Pages", "Surfaces")
  std::function<Page*(PageContext&)> make;
};

// In the order of the side bar.
const std::vector<PageEntry>& pageRegistry();

}  // namespace headroom::ui
