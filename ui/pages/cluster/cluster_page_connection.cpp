// Which Redis it is about, and how one is added, changed and removed.
#include "ui/controllers/redis_reach.h"
#include "ui/pages/cluster/cluster_page.h"
#include "ui/pages/cluster/connection_bar.h"
#include "ui/pages/cluster/connection_dialog.h"
#include "ui/pages/cluster/push_card.h"

#include <QStackedWidget>

#include <algorithm>

namespace headroom::ui {
namespace {

QString qs(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

const RedisConnection* ClusterPage::connection() const {
  const auto& all = workspace().connections;
  const auto found = std::ranges::find(all, m_connection, &RedisConnection::name);
  return found == all.end() ? nullptr : &*found;
}

void ClusterPage::useConnection() {
  const auto& all = workspace().connections;
  if (!connection()) m_connection = all.empty() ? std::string() : all.front().name;
  m_bar->setConnections(all, m_connection);
  const RedisConnection* now = connection();
  for (QAction* action : {m_edit, m_remove}) action->setEnabled(now != nullptr);
  m_stack->setCurrentIndex(now || m_own.hasFiles() ? 1 : 0);
  const RedisConnection before = std::exchange(m_used, now ? *now : RedisConnection());
  if (now && before == *now && m_server.state() != ProfileServer::State::none) return;
  m_model.forgetChoices();
  m_push->clearResult();
  messages().dismiss(QStringLiteral("cluster.away"));
  m_own.setModel(now ? now->model : std::string());
  m_historyOf.clear();
  if (!now) {
    m_server.setReach(nullptr);
    return;
  }
  m_server.setReach([this, one = *now] {
    Services& services = context().services;
    return reachOf(one, services.secrets.of(Secrets::ofConnection(one)), services.tunnels);
  });
}

void ClusterPage::addConnection() { openConnectionDialog({}); }

void ClusterPage::editConnection() {
  if (connection()) openConnectionDialog(*connection());
}

void ClusterPage::openConnectionDialog(const RedisConnection& before) {
  QStringList models, taken;
  for (const Target& target : workspace().targets)
    if (!target.model.empty() && !models.contains(qs(target.model))) models << qs(target.model);
  for (const RedisConnection& one : workspace().connections)
    if (one.name != before.name) taken << qs(one.name);
  RedisConnection proposed = before;
  const bool isNew = before.name.empty();
  auto* dialog = new ConnectionDialog(context().services, proposed, models, taken, window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, name = before.name, isNew] {
    const RedisConnection after = dialog->connection();
    m_connection = after.name;
    session().edit(isNew ? tr("Add the connection %1").arg(qs(after.name))
                         : tr("Change the connection %1").arg(qs(name)),
                   [&](Workspace& workspace) {
                     const auto found =
                         std::ranges::find(workspace.connections, name, &RedisConnection::name);
                     if (isNew || found == workspace.connections.end())
                       workspace.connections.push_back(after);
                     else
                       *found = after;
                   });
    // The same as before, with another password perhaps.
    m_server.refresh();
  });
  dialog->open();
}

void ClusterPage::removeConnection() {
  if (!connection()) return;
  const std::string name = m_connection;
  session().edit(tr("Remove the connection %1").arg(qs(name)), [&](Workspace& workspace) {
    std::erase_if(workspace.connections, [&](const RedisConnection& one) { return one.name == name; });
  });
  messages().note(tr("The connection %1 was removed; Undo brings it back. Nothing changed in the cluster.")
                      .arg(qs(name)));
}

}  // namespace headroom::ui
