#include "ui/shell/page.h"

#include "ui/widgets/plot_menu.h"

namespace headroom::ui {

Page::Page(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context) {
  setFileTasks(this, context.services.tasks);
}

bool Page::takeFile(FileKind, const QString&) { return false; }

QAction* Page::addPageAction(const QString& id, const QString& text, const QKeySequence& shortcut) {
  auto* action = new QAction(text, this);
  action->setObjectName(id);
  action->setShortcut(shortcut);
  // Two pages may give the same keys to their own actions: only those of the page that is shown are live.
  action->setShortcutContext(Qt::WindowShortcut);
  m_actions.push_back(action);
  return action;
}

void Page::addPageSeparator() {
  auto* separator = new QAction(this);
  separator->setSeparator(true);
  m_actions.push_back(separator);
}

void Page::setInspector(QWidget* inspector, const QString& title) {
  m_inspector = inspector;
  m_inspectorTitle = title;
}

}  // namespace headroom::ui
