// Everything that is written to Redis or to files.
#include "core/base/file.h"
#include "core/store/redis_backend.h"
#include "ui/controllers/redis_reach.h"
#include "ui/pages/cluster/cluster_page.h"
#include "ui/pages/cluster/history_card.h"
#include "ui/pages/cluster/push_card.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int namedKeys = 12;

QString qs(const std::string& text) { return QString::fromStdString(text); }

// A question that leaves the window alive; `act` on yes. Cancel is the default: nothing here is undone by
// Undo.
QMessageBox* ask(QWidget* parent, const char* name, const QString& title, const QString& text,
                 const QString& details, const QString& yes, const std::function<void()>& act) {
  auto* box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::Cancel, parent);
  box->setObjectName(QLatin1String(name));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(details);
  QPushButton* button = box->addButton(yes, QMessageBox::AcceptRole);
  button->setObjectName(QStringLiteral("yes"));
  box->setDefaultButton(QMessageBox::Cancel);
  QObject::connect(box, &QMessageBox::finished, parent, [box, button, act] {
    if (box->clickedButton() == button) act();
  });
  box->open();
  return box;
}

QString cut(QStringList lines) {
  const int more = static_cast<int>(lines.size()) - namedKeys;
  if (more > 0) {
    lines = lines.mid(0, namedKeys);
    lines << ClusterPage::tr("and %n more", "", more);
  }
  return lines.join(u'\n');
}

// What became of one key, in words.
QString lineOf(const WriteReport& report, bool dry) {
  const QString change = report.created  ? ClusterPage::tr("new")
                         : report.change ? qs(differenceText(*report.change))
                                         : ClusterPage::tr("replaces what was no profile");
  if (report.unchanged) return ClusterPage::tr("%1: unchanged").arg(qs(report.name));
  return (dry ? ClusterPage::tr("%1: would be written, %2") : ClusterPage::tr("%1: written, %2"))
      .arg(qs(report.name), change);
}

}  // namespace

// --- pushing

std::vector<PushItem> ClusterPage::chosenItems() const {
  std::vector<PushItem> items;
  for (const ClusterRow* row : m_model.chosen()) {
    PushItem& item = items.emplace_back();
    item.profile = row->here->parsed;
    item.seen = row->seen();
  }
  return items;
}

void ClusterPage::dryRun() {
  if (!whyNotWritable().isEmpty()) return;
  const std::vector<PushItem> items = chosenItems();
  if (items.empty()) return;
  ProfileServer::PushOptions options;
  // It shows what a push would do; what stands against it is in the card before.
  options.write.force = true;
  options.write.dryRun = true;
  options.taskName = tr("Dry run at %1").arg(serverText(*connection()));
  m_server.push(items, options,
                [this](const auto& answer) { written(answer, tr("Dry run, nothing was written"), true); });
}

void ClusterPage::push(bool force) {
  if (!(force ? whyNotWritable() : whyNotPushable()).isEmpty()) return;
  askAndPush(chosenItems(), force);
}

void ClusterPage::askAndPush(std::vector<PushItem> items, bool force) {
  if (items.empty()) return;
  QStringList keys;
  for (const PushItem& item : items) {
    const std::string& name = item.profile.profile.gpu;
    const int row = m_model.rowOf(name);
    keys << tr("%1: %2").arg(qs(profileKey(m_used.model, name)),
                             row < 0 ? QString() : m_model.at(row)->words);
  }
  QString details = cut(keys);
  if (force) {
    QStringList errors{tr("This would go wrong:")};
    for (const LintFinding& found : m_check.findings())
      if (found.finding.severity == headroom::Severity::error)
        errors << (found.profile.empty() ? QString() : qs(found.profile) + QStringLiteral(": ")) +
                      qs(found.finding.message);
    details += QStringLiteral("\n\n") + cut(errors);
  }
  const QString server = serverText(*connection());
  const int count = static_cast<int>(items.size());
  ask(this, "pushQuestion", tr("Push Profiles"),
      (count == 1 ? tr("Write 1 profile to %1?") : tr("Write %n profiles to %1?", "", count)).arg(server),
      details, tr("Push"), [this, items = std::move(items), force, server, count] {
        if (!connection()) return;
        // The traffic or the deployments may have told more since the question was put.
        if (const QString why = force ? QString() : whyNotSound(); !why.isEmpty()) {
          m_push->setResult(Verdict::bad, tr("Nothing was written: %1").arg(why));
          return;
        }
        ProfileServer::PushOptions options;
        options.write.force = force;
        options.optimizerUrl = m_push->notify() ? connection()->optimizerUrl : std::string();
        options.taskName = tr("Push %n profiles to %1", "", count).arg(server);
        m_server.push(items, options, [this, server](const auto& answer) {
          written(answer, tr("Written to %1 and read back").arg(server), false);
        });
      });
}

void ClusterPage::written(const Tasks::Answer<ProfileServer::Pushed>& answer, const QString& what, bool dry) {
  const QString time = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
  if (!answer) {
    if (answer.error().code == ErrorCode::cancelled) {
      m_push->setResult(Verdict::none, tr("%1 · stopped").arg(time));
      return;
    }
    m_push->setResult(Verdict::bad, tr("%1 · %2").arg(time, qs(answer.error().message)),
                      answer.error().hint.empty() ? QStringList() : QStringList{qs(answer.error().hint)});
    messages().post(answer.error());
    return;
  }
  const ProfileServer::Pushed& pushed = **answer;
  QStringList lines;
  bool warned = false;
  for (const WriteReport& report : pushed.reports) {
    lines << lineOf(report, dry);
    for (const Finding& finding : report.findings) {
      warned = true;
      lines << QStringLiteral("  ") + qs(finding.message);
    }
  }
  if (pushed.told) lines << tr("The GPU optimizer was told.");
  if (pushed.notTold) {
    warned = true;
    lines << qs(pushed.notTold->text());
    messages().post({.severity = Severity::warning,
                     .cause = qs(pushed.notTold->message),
                     .nextStep = qs(pushed.notTold->hint)});
  }
  m_push->setResult(warned ? Verdict::warn
                    : dry  ? Verdict::none
                           : Verdict::good,
                    tr("%1 · %2").arg(time, what), lines);
}

void ClusterPage::revert(std::size_t number) {
  const HistoryEntry* entry = m_history->entry(number);
  const int row = m_model.rowOf(m_historyOf);
  if (!entry || !entry->parsed || row < 0 || !whyNotWritable().isEmpty()) return;
  const ClusterRow& now = *m_model.at(row);
  const std::string deployment = m_historyOf;
  const QString key = qs(profileKey(m_used.model, deployment));
  const QString server = serverText(*connection());
  QString details =
      now.thereProfile()
          ? tr("From what lies there now: %1.")
                .arg(qs(differenceText(difference(*now.thereProfile(), entry->parsed->profile))))
          : tr("Nothing lies there now.");
  details += QStringLiteral("\n") + tr("It is written with a fresh time stamp, so that readers take it; what "
                                       "it replaces stays in the history.");
  ask(this, "revertQuestion", tr("Revert Profile"),
      tr("Write the older profile to %1 at %2 again?").arg(key, server), details, tr("Revert"),
      [this, deployment, number, key, server, seen = now.seen()] {
        if (!connection()) return;
        ProfileServer::PushOptions options;
        options.write.seen = seen;
        options.optimizerUrl = m_push->notify() ? connection()->optimizerUrl : std::string();
        options.taskName = tr("Revert %1 at %2").arg(key, server);
        m_server.revert(deployment, number, options, [this, key](const auto& answer) {
          written(answer, tr("%1 was written again and read back").arg(key), false);
        });
      });
}

void ClusterPage::askToDelete(const std::string& deployment) {
  const int row = m_model.rowOf(deployment);
  if (row < 0 || !m_model.at(row)->there || !whyNotWritable().isEmpty()) return;
  const QString key = qs(m_model.at(row)->there->name);
  const QString server = serverText(*connection());
  ask(this, "deleteQuestion", tr("Delete Profile"), tr("Delete %1 from %2?").arg(key, server),
      tr("The optimizer then leaves this deployment out. The history keeps the profile: it can be written "
         "again."),
      tr("Delete"), [this, deployment, key, server, seen = m_model.at(row)->seen()] {
        if (!connection()) return;
        ProfileServer::PushOptions options;
        options.write.seen = seen;
        options.taskName = tr("Delete %1 from %2").arg(key, server);
        m_server.remove(deployment, options, [this, key](const auto& answer) {
          written(answer, tr("%1 was deleted").arg(key), false);
        });
      });
}

// --- files

void ClusterPage::exportSelected() {
  const ClusterRow* row = selected();
  const Profile* profile = row ? (row->hereProfile() ? row->hereProfile() : row->thereProfile()) : nullptr;
  if (!profile) return;
  auto* chooser = new QFileDialog(this, tr("Export Profile"), {}, tr("Profiles (*.json)"));
  chooser->setObjectName(QStringLiteral("exportDialog"));
  chooser->setAttribute(Qt::WA_DeleteOnClose);
  chooser->setAcceptMode(QFileDialog::AcceptSave);
  chooser->setDefaultSuffix(QStringLiteral("json"));
  QString name = qs(row->deployment);
  chooser->selectFile(name.replace(u'/', u'_') + QStringLiteral(".json"));
  connect(chooser, &QFileDialog::fileSelected, this, [this, one = *profile](const QString& path) {
    const QFileInfo info(path);
    exportTo(info.absolutePath(), {{info.fileName(), one}});
  });
  chooser->open();
}

void ClusterPage::exportAll() {
  std::vector<std::pair<QString, Profile>> files;
  for (const ClusterRow& row : m_model.rows())
    if (row.hereProfile()) {
      QString name = qs(row.deployment);
      files.emplace_back(name.replace(u'/', u'_') + QStringLiteral(".json"), *row.hereProfile());
    }
  if (files.empty()) return;
  auto* chooser = new QFileDialog(this, tr("Export All Profiles"));
  chooser->setObjectName(QStringLiteral("exportAllDialog"));
  chooser->setAttribute(Qt::WA_DeleteOnClose);
  chooser->setFileMode(QFileDialog::Directory);
  chooser->setOption(QFileDialog::ShowDirsOnly);
  connect(chooser, &QFileDialog::fileSelected, this,
          [this, files](const QString& directory) { exportTo(directory, files); });
  chooser->open();
}

void ClusterPage::exportTo(const QString& directory, const std::vector<std::pair<QString, Profile>>& files) {
  m_exportLane.run<int>(
      {tr("Export %n profiles", "", static_cast<int>(files.size()))},
      [directory, files](const std::stop_token& stop, const ProgressSink&) -> Tasks::Answer<int> {
        for (const auto& [name, profile] : files) {
          if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped"};
          const std::string path = QDir(directory).filePath(name).toStdString();
          if (const auto written = writeFileAtomically(path, profileJson(profile) + "\n"); !written)
            return written.error();
        }
        return std::make_shared<const int>(static_cast<int>(files.size()));
      },
      [this, directory](const Tasks::Answer<int>& answer) {
        if (answer)
          messages().note(
              tr("%n profiles were written to %1", "", **answer).arg(QDir::toNativeSeparators(directory)));
        else
          messages().post(answer.error());
      });
}

}  // namespace headroom::ui
