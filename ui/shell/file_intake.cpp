#include "ui/shell/file_intake.h"

#include "core/bench/benchmark_file.h"
#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_edits.h"

#include <QFileInfo>

#include <algorithm>

namespace headroom::ui {

FileIntake::FileIntake(Services& services, Takers takers, QObject* parent)
    : QObject(parent), m_services(services), m_takers(std::move(takers)) {}

void FileIntake::take(const QStringList& paths) {
  for (const QString& given : paths) {
    const QString path = QFileInfo(given).absoluteFilePath();
    m_services.tasks.run<FileKind>(
        this, {tr("Looking at %1").arg(QFileInfo(path).fileName()), true},
        [path](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<FileKind> {
          return std::make_shared<const FileKind>(kindOfFile(path));
        },
        [this, path](Tasks::Answer<FileKind> kind) {
          if (kind) handOn(**kind, path);
        });
  }
}

void FileIntake::handOn(FileKind kind, const QString& path) {
  // What only looks like a workspace by its name is still meant as one: opening it says what is wrong.
  const bool named = path.endsWith(QString::fromUtf8(workspaceExtension.data(), workspaceExtension.size()));
  if (kind == FileKind::workspace || (named && kind != FileKind::benchmark)) {
    m_takers.openWorkspace(path);
    return;
  }
  if (kind != FileKind::unreadable && m_takers.offerToPages(kind, path)) return;
  if (kind == FileKind::benchmark) {
    addBenchmark(path);
    return;
  }
  Message message;
  message.severity = Severity::error;
  const QString name = QFileInfo(path).fileName();
  if (kind == FileKind::unreadable) {
    message.cause = tr("%1 cannot be read").arg(path);
    message.nextStep = tr("Check that it is there and that you may read it.");
  } else if (kind == FileKind::profile) {
    message.cause = tr("%1 is a profile, and no page here can show it").arg(name);
    message.nextStep = tr("Push it with: headroomctl store push");
  } else {
    message.cause = tr("%1 is neither a workspace nor a benchmark file nor a profile").arg(name);
    message.nextStep = tr("Drop a file that Headroom or aibrix_benchmark wrote.");
  }
  m_services.messages.post(message);
}

void FileIntake::addBenchmark(const QString& path) {
  m_services.tasks.run<BenchmarkFile>(
      this, {tr("Reading %1").arg(QFileInfo(path).fileName())},
      [name = path.toStdString()](const std::stop_token&,
                                  const ProgressSink&) -> Tasks::Answer<BenchmarkFile> {
        auto file = readBenchmarkFile(name);
        if (!file) return file.error();
        return std::make_shared<const BenchmarkFile>(std::move(*file));
      },
      [this, path](Tasks::Answer<BenchmarkFile> file) {
        if (!file) {
          m_services.messages.post(file.error());
          return;
        }
        Session& session = m_services.session;
        const std::string journal = path.toStdString();
        const auto same = std::ranges::find(session.workspace().targets, journal, &Target::journal);
        if (same != session.workspace().targets.end()) {
          session.selectTarget(same->name);
          m_services.messages.note(
              tr("%1 is already the journal of %2").arg(path, QString::fromStdString(same->name)));
          return;
        }
        const std::string stem = QFileInfo(path).completeBaseName().toStdString();
        Target target;
        target.name = freeTargetName(session.workspace(), stem);
        target.model = (*file)->model;
        target.deployment = stem;
        target.journal = journal;
        target.gpu = gpuInName(QFileInfo(path).completeBaseName()).value_or(std::string());
        target.costPerHour = listPrice(target.gpu).value_or(0);
        addTargets(session, {target});
        m_services.messages.note(
            target.gpu.empty()
                ? tr("%1 was added as a target. Set its GPU type and its cost before you weigh it.")
                      .arg(QString::fromStdString(target.name))
                : tr("%1 was added as a target on %2, at the list price. Check both before you weigh it.")
                      .arg(QString::fromStdString(target.name), QString::fromStdString(target.gpu)));
      });
}

}  // namespace headroom::ui
