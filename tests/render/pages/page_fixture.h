// Pictures of whole pages: the real window on a sample workspace, grabbed and compared with a reference.
//
//   class TestRenderSurfaces : public test::WidgetTest {
//     Q_OBJECT
//    private slots:
//     void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }
//     void looksAsItShould_data() { test::addPageVariants({"surfaces", "surfaces-table"}); }
//     void looksAsItShould() {
//       test::PageFixture f(test::PageVariant::current());
//       f.open("surfaces");                                  // the measured workspace, that page
//       if (f.scene() == "surfaces-table") f.child<QPushButton>("table")->click();
//       const QString difference = test::differenceOfPage(f);
//       QVERIFY2(difference.isEmpty(), qPrintable(difference));
//     }
//   };
//
// Each variant (light or dark, 1440 × 900 or 1024 × 700) is compared at one and two pixels a point, with
// references in tests/data/render/pages. They are made by running the test with HEADROOM_UPDATE_REFERENCES=1;
// look at each before it is committed.
#pragma once

#include "core/workspace/workspace.h"
#include "tests/render/compare.h"
#include "tests/support/qt_warnings.h"
#include "ui/shell/main_window.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace headroom::test {

inline constexpr char noFonts[] =
    "The references are drawn with the font Inter, which is not installed: apt-get install fonts-inter";
bool fontsAreThere();

struct PageVariant {
  QString scene = {};
  bool dark = false, large = true;

  // Of the data row that runs now.
  static PageVariant current();
  QString name() const;  // "surfaces-large-dark"
};
// Rows of a _data function: each scene in each variant.
void addPageVariants(const QStringList& scenes);

class PageFixture {
 public:
  explicit PageFixture(const PageVariant& variant = {},
                       const std::vector<ui::PageEntry>& pages = ui::pageRegistry());
  ~PageFixture();

  // Opens the measured workspace (tests/support/measured_workspace.h), with what `change` does to it, and
  // shows the page. Returns when everything has come to rest.
  void open(const QString& page, const std::function<void(Workspace&)>& change = {});
  // Shows the page on an empty workspace.
  void openEmpty(const QString& page);
  // From now on work in the foreground, such as a benchmark that stands still, does not keep a page from
  // being at rest.
  void letTasksRun() { m_tasksRun = true; }
  // Waits until the page has what it shows, and every layout has been done.
  void settle();

  const QString& scene() const { return m_variant.scene; }
  const PageVariant& variant() const { return m_variant; }
  ui::Services& services() { return *m_services; }
  ui::Session& session() { return m_services->session; }
  ui::MainWindow& window() { return *m_window; }
  ui::Page* page() const { return m_window->page(m_window->currentPage()); }
  QString path(const QString& name) const { return m_directory.filePath(name); }
  template <typename T>
  T* child(const char* name) const {
    return m_window->findChild<T*>(QLatin1String(name));
  }

  // From now on pictures are of the whole window.
  void takeWhole() { m_whole = true; }
  // The page and, where it has one, its inspector; without what is around them, which pages do not decide.
  QImage picture(double scale);

 private:
  PageVariant m_variant;
  QTemporaryDir m_directory;
  std::unique_ptr<ui::Services> m_services;
  std::unique_ptr<ui::MainWindow> m_window;
  bool m_tasksRun = false, m_whole = false;
};

// Empty when the page looks as its references do, at both scales; else what differs.
QString differenceOfPage(PageFixture& fixture);

}  // namespace headroom::test
