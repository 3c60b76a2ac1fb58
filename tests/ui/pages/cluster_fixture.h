// The window with the Cluster page on a workspace of two measured GPUs and a Redis.
//
//   RedisServer redis;
//   ClusterFixture f(redis.url("m"));
//   QVERIFY(f.connected());
//   f.click("push");
//   f.answer("pushQuestion", true);
#pragma once

#include "core/store/profile_store.h"
#include "core/workspace/workspace_profiles.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/redis_server.h"
#include "ui/pages/cluster/cluster_page.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/figure_table.h"

#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>

#include <memory>

namespace headroom::test {

inline constexpr char clusterModel[] = "deepseek-llm-7b-chat";

class OtherPage : public ui::Page {
 public:
  using Page::Page;
};

class ClusterFixture {
 public:
  // `url`: of the one connection, without its model; empty = none.
  explicit ClusterFixture(const QString& url, const std::function<void(Workspace&)>& change = {}) {
    m_services = std::make_unique<ui::Services>(
        ui::ServicePlaces{m_directory.filePath("settings.ini"), m_directory.filePath("state")}, nullptr);
    const auto other = [](ui::PageContext& context) -> ui::Page* { return new OtherPage(context); };
    const std::vector<ui::PageEntry> pages{
        {"cluster", "Cluster",
         [](ui::PageContext& context) -> ui::Page* { return new ui::ClusterPage(context); }},
        {"targets", "Targets", other},
        {"benchmark", "Benchmark", other},
        {"what-if", "What-if", other}};
    Workspace workspace;
    workspace.targets = {target("a10", "A10", "slow-gpu.jsonl", 1.01),
                         target("a100", "A100-80G", "fast-gpu.jsonl", 3.67)};
    workspace.slos[Metric::e2e] = {.statistic = Statistic::p99, .value = 60, .on = true};
    if (!url.isEmpty()) {
      RedisConnection one;
      one.name = "east";
      one.url = url.section('?', 0, 0).toStdString();
      one.model = clusterModel;
      workspace.connections = {one};
    }
    if (change) change(workspace);
    m_services->session.edit("Set up", [&](Workspace& document) { document = workspace; });
    m_window = std::make_unique<ui::MainWindow>(*m_services, pages);
    page().server().setIntervals(std::chrono::hours(1), {std::chrono::milliseconds(50)});
    m_window->show();
    if (!QTest::qWaitForWindowExposed(m_window.get())) qFatal("no window");
    m_window->activateWindow();
  }
  ~ClusterFixture() {
    m_services->tasks.cancelAll();
    m_window.reset();
  }

  static Target target(const std::string& name, const std::string& gpu, const char* journal, double cost) {
    Target one;
    one.name = name;
    one.model = clusterModel;
    one.deployment = "ds-" + name;
    one.gpu = gpu;
    one.costPerHour = cost;
    one.journal = std::string(HEADROOM_TEST_DATA "/profile/") + journal;
    return one;
  }

  ui::Services& services() { return *m_services; }
  ui::Session& session() { return m_services->session; }
  ui::MainWindow& window() { return *m_window; }
  ui::ClusterPage& page() { return *static_cast<ui::ClusterPage*>(m_window->page("cluster")); }
  QString path(const char* name) const { return m_directory.filePath(name); }
  template <typename T>
  T* child(const char* name) const {
    return m_window->findChild<T*>(QLatin1String(name));
  }
  QString text(const char* name) const { return child<QLabel>(name)->text(); }
  QAction* action(const char* name) const { return child<QAction>(name); }

  bool settle() {
    return QTest::qWaitFor([&] { return page().settled() && m_services->tasks.idle(); }, 20'000);
  }
  bool connected() {
    return settle() && QTest::qWaitFor([&] { return text("connectionState").contains("connected"); }, 20'000);
  }
  int row(const std::string& deployment) { return page().profiles().rowOf(deployment); }
  QString cell(const std::string& deployment, int column) {
    const auto& model = page().profiles();
    return model.index(model.rowOf(deployment), column).data().toString();
  }
  void select(const std::string& deployment) {
    auto* table = child<ui::FigureTable>("profiles");
    const QModelIndex index = page().profiles().index(row(deployment), 0);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(index.siblingAtColumn(1)).center());
  }
  void click(const char* button) { QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton); }
  // The question that is open.
  QMessageBox* question(const char* name) {
    QMessageBox* box = nullptr;
    if (!QTest::qWaitFor([&] { return (box = child<QMessageBox>(name)) != nullptr && box->isVisible(); },
                         5'000))
      return nullptr;
    return box;
  }
  bool answer(const char* name, bool yes) {
    QMessageBox* box = question(name);
    if (!box) return false;
    QTest::mouseClick(yes ? static_cast<QAbstractButton*>(box->findChild<QPushButton*>("yes"))
                          : box->button(QMessageBox::Cancel),
                      Qt::LeftButton);
    return QTest::qWaitFor([&] { return child<QMessageBox>(name) == nullptr; }, 5'000) && settle();
  }
  // What the workspace has, as core makes it.
  Profile own(std::size_t target) { return *readWorkspaceProfiles(session().workspace())[target].profile; }

 private:
  QTemporaryDir m_directory;
  std::unique_ptr<ui::Services> m_services;
  std::unique_ptr<ui::MainWindow> m_window;
};

// A store of our own, beside the page's.
inline ProfileStore storeAt(const RedisServer& redis, const QString& credentials = {}) {
  auto store =
      ProfileStore::open(*parseDestination(redis.url(clusterModel, credentials).toStdString()), {}, {});
  if (!store) qFatal("%s", store.error().text().c_str());
  return std::move(*store);
}

inline QString keyOf(const char* deployment) {
  return QStringLiteral("aibrix:profile_%1_%2").arg(clusterModel, deployment);
}

}  // namespace headroom::test
