#include "tests/render/pages/page_fixture.h"

#include "core/workspace/workspace_file.h"
#include "tests/support/measured_workspace.h"
#include "ui/theme/fonts.h"

#include <QDockWidget>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace headroom::test {

using namespace headroom::ui;

bool fontsAreThere() { return fontFamily() == QStringLiteral("Inter"); }

PageVariant PageVariant::current() {
  QFETCH(QString, scene);
  QFETCH(bool, dark);
  QFETCH(bool, large);
  return {scene, dark, large};
}

QString PageVariant::name() const {
  return QStringLiteral("%1-%2-%3")
      .arg(scene, large ? QStringLiteral("large") : QStringLiteral("small"),
           dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

void addPageVariants(const QStringList& scenes) {
  QTest::addColumn<QString>("scene");
  QTest::addColumn<bool>("dark");
  QTest::addColumn<bool>("large");
  for (const QString& scene : scenes)
    for (const bool dark : {false, true})
      for (const bool large : {true, false}) {
        const PageVariant variant{scene, dark, large};
        QTest::addRow("%s", qPrintable(variant.name())) << scene << dark << large;
      }
}

PageFixture::PageFixture(const PageVariant& variant, const std::vector<PageEntry>& pages)
    : m_variant(variant) {
  m_services = std::make_unique<Services>(
      ServicePlaces{m_directory.filePath("settings.ini"), m_directory.filePath("state")});
  m_services->settings.setTheme(variant.dark ? ThemeChoice::dark : ThemeChoice::light);
  m_services->theme.setChoice(variant.dark ? ThemeChoice::dark : ThemeChoice::light);
  m_window = std::make_unique<MainWindow>(*m_services, pages);
  m_window->resize(variant.large ? QSize(1440, 900) : QSize(1024, 700));
  m_window->show();
  if (!QTest::qWaitForWindowExposed(m_window.get())) qFatal("no window");
}

PageFixture::~PageFixture() {
  m_services->tasks.cancelAll();
  m_window.reset();
}

void PageFixture::open(const QString& page, const std::function<void(Workspace&)>& change) {
  const std::string path = writeMeasuredWorkspace(m_directory.path().toStdString(), change);
  bool opened = false;
  m_services->session.open(QString::fromStdString(path), [&](const Result<void>& result) {
    if (!result) qFatal("%s", result.error().text().c_str());
    opened = true;
  });
  if (!QTest::qWaitFor([&] { return opened; }, 60'000)) qFatal("the workspace did not open");
  m_window->showPage(page);
  settle();
}

void PageFixture::openEmpty(const QString& page) {
  m_window->showPage(page);
  settle();
}

void PageFixture::settle() {
  const auto rest = [this] {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    const auto tasks = m_services->tasks.all();
    const bool idle = m_tasksRun ? std::ranges::none_of(tasks, &Task::background) : tasks.empty();
    return page()->settled() && idle;
  };
  // Twice: what has come to rest may have asked for more.
  if (!QTest::qWaitFor(rest, 60'000) || !QTest::qWaitFor(rest, 60'000))
    qFatal("the page did not come to rest");
  for (int round = 0; round < 5; ++round) QCoreApplication::processEvents();
}

QImage PageFixture::picture(double scale) {
  settle();
  // Where the focus happens to be is no part of the picture.
  if (QWidget* focus = QApplication::focusWidget()) focus->clearFocus();
  QToolTip::hideText();
  const auto place = [this](const QWidget* widget) {
    return QRect(widget->mapTo(m_window.get(), QPoint()), widget->size());
  };
  QRect region = place(page());
  if (const auto* dock = child<QDockWidget>("inspectorDock"); dock && dock->isVisible())
    region = region.united(place(dock));
  if (m_whole) region = m_window->rect();
  QImage image((QSizeF(region.size()) * scale).toSize(), QImage::Format_RGB32);
  image.setDevicePixelRatio(scale);
  image.fill(m_services->theme.colours().background);
  m_window->render(&image, QPoint(), region);
  return image;
}

QString differenceOfPage(PageFixture& fixture) {
  QStringList differences;
  for (const int scale : {1, 2}) {
    const QString difference =
        differenceFromReference(fixture.picture(scale), QStringLiteral("pages"),
                                QStringLiteral("%1@%2").arg(fixture.variant().name()).arg(scale));
    if (!difference.isEmpty()) differences.push_back(difference);
  }
  return differences.join(u'\n');
}

}  // namespace headroom::test
