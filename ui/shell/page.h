// What every page of the window is.
//
//   class SurfacesPage : public Page {
//     Q_OBJECT
//    public:
//     explicit SurfacesPage(PageContext& context) : Page(context) {
//       setInspector(new SurfacesInspector(...), tr("Surface"));
//       QAction* png = addPageAction("surfaces.exportPng", tr("Export as &PNG…"), QKeySequence("Ctrl+E"));
//       connect(png, &QAction::triggered, this, ...);
//     }
//   };
//
// and one line in page_registry.cpp. A page's actions are in its menu of the menu bar and in the command
// palette; their short-cuts work while the page is shown.
#pragma once

#include "ui/controllers/file_kind.h"
#include "ui/shell/services.h"

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QWidget>

#include <functional>

namespace headroom::ui {

// What a page may use. All of it outlives the pages.
struct PageContext {
  Services& services;
  // Shows another page by its id. An id that is not registered does nothing.
  std::function<void(const QString& page)> showPage;
  // Opens the sample workspace, for an empty state's quiet button.
  std::function<void()> openSample = [] {};
};

class Page : public QWidget {
  Q_OBJECT

 public:
  explicit Page(PageContext& context, QWidget* parent = nullptr);

  // What stands beside the page: in a dock on the right, shown while the page is. Null = none.
  QWidget* inspector() const { return m_inspector; }
  const QString& inspectorTitle() const { return m_inspectorTitle; }
  const QList<QAction*>& pageActions() const { return m_actions; }

  // A file was dropped, or given on the command line, that is no workspace. True when the page took it. The
  // page that is shown is asked first, then the others in their order.
  virtual bool takeFile(FileKind kind, const QString& path);
  // Called before the page is first shown and each time it is shown again.
  virtual void aboutToShow() {}
  // False while a picture of the page would be premature: data is being read.
  virtual bool settled() const { return true; }

 protected:
  PageContext& context() const { return m_context; }
  Session& session() const { return m_context.services.session; }
  Tasks& tasks() const { return m_context.services.tasks; }
  Messages& messages() const { return m_context.services.messages; }
  const Workspace& workspace() const { return session().workspace(); }

  // `id` names the action in settings and tests: "surfaces.exportPng".
  QAction* addPageAction(const QString& id, const QString& text, const QKeySequence& shortcut = {});
  void addPageSeparator();
  void setInspector(QWidget* inspector, const QString& title);

 private:
  PageContext& m_context;
  QList<QAction*> m_actions;
  QWidget* m_inspector = nullptr;
  QString m_inspectorTitle;
};

}  // namespace headroom::ui
