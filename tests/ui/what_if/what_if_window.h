// The What-if page of a small sample in the real window, for tests that drive it.
//
//   WhatIfWindow fixture;
//   typeInto(fixture.find<NumberField>("slo.e2e.bound"), "9");
//   fixture.settle();                                  // until every answer that is shown has come
#pragma once

#include "tests/ui/what_if/what_if_fixture.h"
#include "ui/pages/what_if/what_if_page.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/verdict_label.h"

#include <QAbstractButton>
#include <QUndoStack>

#include <memory>
#include <vector>

namespace headroom::test {

using namespace headroom::ui;

class EmptyPage : public Page {
 public:
  explicit EmptyPage(PageContext& context) : Page(context) {}
};

inline const std::vector<PageEntry> whatIfPages{
    {"what-if", "What-if", [](PageContext& context) -> Page* { return new WhatIfPage(context); }},
    {"benchmark", "Benchmark", [](PageContext& context) -> Page* { return new EmptyPage(context); }},
    {"cluster", "Cluster", [](PageContext& context) -> Page* { return new EmptyPage(context); }}};

struct WhatIfWindow {
  QTemporaryDir directory;
  Services services{{directory.filePath("settings.ini"), directory.filePath("state")}, nullptr};
  std::unique_ptr<MainWindow> window;

  explicit WhatIfWindow(const Workspace& workspace = smallWorkspace()) {
    services.session.edit("Open", [&](Workspace& into) { into = workspace; });
    window = std::make_unique<MainWindow>(services, whatIfPages);
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get())) qFatal("no window");
    window->activateWindow();
    settle();
  }
  ~WhatIfWindow() {
    window.reset();
    services.tasks.cancelAll();
    services.tasks.waitForAll(std::chrono::seconds(20));
  }
  void settle() {
    if (!QTest::qWaitFor([this] { return page()->settled(); }, 60000))
      qFatal("the page does not come to rest");
    QApplication::processEvents();
  }
  WhatIfPage* page() const { return static_cast<WhatIfPage*>(window->page("what-if")); }
  WhatIf& whatIf() const { return page()->whatIf(); }
  Session& session() { return services.session; }
  const Workspace& workspace() const { return services.session.workspace(); }
  QUndoStack* undo() { return services.session.undoStack(); }
  template <typename T>
  T* find(const QString& name) const {
    T* found = window->findChild<T*>(name);
    if (!found) qFatal("there is no %s", qPrintable(name));
    return found;
  }
  QString figure(const QString& name) const { return find<HeadlineItem>(name)->figure(); }
  // All that the answer must say in words, with its tool tips.
  QString notices() const {
    QString all;
    for (VerdictLabel* label : find<QWidget>("answer.notices")->findChildren<VerdictLabel*>())
      if (label->isVisibleTo(window.get())) all += label->text() + "\n" + label->toolTip() + "\n";
    return all;
  }
  void click(const QString& name) const {
    auto* button = find<QAbstractButton>(name);
    QTest::mouseClick(button, Qt::LeftButton);
  }
};

inline void typeInto(NumberField* field, const QString& text) {
  field->setFocus();
  field->selectAll();
  QTest::keyClicks(field, text);
  QTest::keyClick(field, Qt::Key_Return);
}

}  // namespace headroom::test
