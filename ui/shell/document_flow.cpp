#include "ui/shell/document_flow.h"

#include "core/workspace/sample.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace headroom::ui {
namespace {

const QString diskKey = QStringLiteral("workspace-on-disk");
const QString saveKey = QStringLiteral("workspace-save");
const QString leftOutKey = QStringLiteral("workspace-left-out");
const QString lockKey = QStringLiteral("workspace-locked");

Message fromError(const Error& error, const QString& key) {
  Message message;
  message.severity = Severity::error;
  message.cause = QString::fromStdString(error.message);
  message.nextStep = QString::fromStdString(error.hint);
  message.key = key;
  return message;
}

}  // namespace

DocumentFlow::DocumentFlow(Services& services, QWidget* window)
    : QObject(window), m_services(services), m_window(window), m_sampleLane(services.tasks) {
  const Session* session = &services.session;
  connect(session, &Session::opened, this, &DocumentFlow::tellOpened);
  connect(session, &Session::changedOnDisk, this, &DocumentFlow::tellChangedOnDisk);
  connect(session, &Session::saved, this, [this](const QString& path) {
    m_services.settings.addRecent(path);
    for (const QString& key : {diskKey, saveKey, leftOutKey}) m_services.messages.dismiss(key);
  });
  connect(session, &Session::autosaveFailed, this, [this](const QString& why) {
    Message message;
    message.severity = Severity::warning;
    message.cause = tr("No copy of your edits can be kept against a crash: %1").arg(why);
    message.nextStep = tr("Save the workspace in a place where it can be written.");
    message.key = QStringLiteral("autosave");
    m_services.messages.post(message);
  });
  connect(session, &Session::lockedByAnother, this,
          [this](const QString& path, qint64 pid, const QString& host) {
            Message message;
            message.severity = Severity::warning;
            message.cause = tr("%1 is open in another window (process %2 on %3)")
                                .arg(QFileInfo(path).fileName())
                                .arg(pid)
                                .arg(host);
            message.nextStep =
                tr("Close one of the two before you edit; no copy against a crash is kept in this one.");
            message.key = lockKey;
            m_services.messages.post(message);
          });
}

QString DocumentFlow::filter() const {
  return tr("Workspaces (*%1)").arg(QString::fromUtf8(workspaceExtension.data(), workspaceExtension.size()));
}

QString DocumentFlow::directory() const {
  const QString path = m_services.session.path();
  if (!path.isEmpty()) return QFileInfo(path).path();
  const QStringList recent = m_services.settings.recent();
  return recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.first()).path();
}

void DocumentFlow::startNew() {
  askAboutEdits([this] {
    for (const QString& key : {diskKey, saveKey, leftOutKey, lockKey}) m_services.messages.dismiss(key);
    m_services.session.startNew();
  });
}

void DocumentFlow::open() {
  askAboutEdits([this] {
    auto* dialog = new QFileDialog(m_window, tr("Open Workspace"), directory(),
                                   filter() + QStringLiteral(";;") + tr("All files (*)"));
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &DocumentFlow::openAtStart);
    dialog->open();
  });
}

void DocumentFlow::open(const QString& path) {
  askAboutEdits([this, path] { openAtStart(path); });
}

void DocumentFlow::openAtStart(const QString& path) {
  for (const QString& key : {diskKey, saveKey, leftOutKey, lockKey}) m_services.messages.dismiss(key);
  m_services.session.open(path, [this, path](const Result<void>& result) {
    if (result) return;
    if (result.error().code == ErrorCode::notFound)
      m_services.settings.removeRecent(QFileInfo(path).absoluteFilePath());
    m_services.messages.post(result.error());
  });
}

void DocumentFlow::openSample() {
  const QString directory = m_services.sampleDirectory;
  const QString path =
      QDir(directory).filePath(QString::fromUtf8(sampleFileName.data(), sampleFileName.size()));
  askAboutEdits([this, directory, path] {
    if (QFileInfo::exists(path)) {
      openAtStart(path);
      return;
    }
    m_sampleLane.run<std::string>(
        {tr("Make the sample workspace")},
        [place = directory.toStdString()](const std::stop_token& stop,
                                          const ProgressSink& progress) -> Tasks::Answer<std::string> {
          auto written = writeSample(place, {}, stop, progress);
          if (!written) return written.error();
          return std::make_shared<const std::string>(std::move(*written));
        },
        [this, path](const Tasks::Answer<std::string>& answer) {
          if (answer)
            openAtStart(path);
          else if (answer.error().code != ErrorCode::cancelled)
            m_services.messages.post(answer.error());
        });
  });
}

void DocumentFlow::tellOpened(const QString& path, const QStringList& leftOut, const QStringList& notes) {
  if (!path.isEmpty()) m_services.settings.addRecent(path);
  const QString name = m_services.session.title();
  if (!leftOut.isEmpty()) {
    Message message;
    message.severity = Severity::warning;
    message.cause = tr("%1 could not be read as a whole", "a workspace").arg(name);
    message.nextStep = tr(
        "What could be read is open. The file stays as it is; save under another name to keep your edits.");
    message.details = leftOut;
    message.actions = {{tr("Save As…"), [this] { saveAs(); }}};
    message.key = leftOutKey;
    m_services.messages.post(message);
  }
  for (const QString& note : notes) {
    Message message;
    message.severity = Severity::note;
    message.cause = name + QStringLiteral(": ") + note;
    m_services.messages.post(message);
  }
  offerRecoveries(path);
}

void DocumentFlow::offerRecoveries(const QString& path) {
  for (const Session::Recovery& recovery : m_services.session.recoveries(path)) {
    const QString name = path.isEmpty() ? tr("a workspace that was never saved") : QFileInfo(path).fileName();
    Message message;
    message.severity = Severity::warning;
    message.cause = tr("Headroom ended unexpectedly with edits of %1 from %2")
                        .arg(name, QLocale().toString(recovery.when, QLocale::ShortFormat));
    message.nextStep = tr("Recover them, or discard them for good.");
    message.key = recovery.autosave;
    message.actions = {{tr("Recover"),
                        [this, recovery] {
                          askAboutEdits([this, recovery] {
                            m_services.session.recover(recovery, [this](const Result<void>& result) {
                              if (!result) m_services.messages.post(result.error());
                            });
                          });
                        }},
                       {tr("Discard"), [this, recovery] { m_services.session.discard(recovery); }}};
    m_services.messages.post(message);
  }
}

void DocumentFlow::tellChangedOnDisk(const QString& path) {
  Message message;
  message.severity = Severity::warning;
  message.cause = tr("%1 was changed by another program").arg(QFileInfo(path).fileName());
  message.nextStep = m_services.session.edited()
                         ? tr("Load it and lose your edits, or save yours over it or under another name.")
                         : tr("Load it to see the change.");
  message.key = diskKey;
  message.actions = {{tr("Load"), [this, path] { openAtStart(path); }}};
  if (m_services.session.edited())
    message.actions.push_back(
        {tr("Save Mine"),
         [this] { m_services.session.save([this](const Result<void>& r) { afterSave(r, {}); }, true); }});
  m_services.messages.post(message);
}

void DocumentFlow::save() { saveThen({}); }
void DocumentFlow::saveAs() { saveAsThen({}); }

void DocumentFlow::saveThen(std::function<void()> then) {
  Session& session = m_services.session;
  if (session.path().isEmpty() || !session.mayOverwrite()) {
    saveAsThen(std::move(then));
    return;
  }
  session.save([this, then = std::move(then)](const Result<void>& result) { afterSave(result, then); });
}

void DocumentFlow::saveAsThen(std::function<void()> then) {
  auto* dialog = new QFileDialog(m_window, tr("Save Workspace As"), directory(), filter());
  dialog->setObjectName(QStringLiteral("saveDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QString::fromUtf8(workspaceExtension.data() + 1, workspaceExtension.size() - 1));
  if (!m_services.session.path().isEmpty()) dialog->selectFile(m_services.session.title());
  connect(dialog, &QFileDialog::fileSelected, this, [this, then = std::move(then)](const QString& path) {
    m_services.session.saveAs(path, [this, then](const Result<void>& result) { afterSave(result, then); });
  });
  dialog->open();
}

void DocumentFlow::afterSave(const Result<void>& result, const std::function<void()>& then) {
  if (result) {
    if (then) then();
    return;
  }
  Message message = fromError(result.error(), saveKey);
  message.actions = {{tr("Save As…"), [this] { saveAs(); }}};
  if (result.error().code == ErrorCode::conflict)
    message.actions.push_back({tr("Load"), [this] { openAtStart(m_services.session.path()); }});
  m_services.messages.post(message);
}

void DocumentFlow::askAboutEdits(std::function<void()> then) {
  Session& session = m_services.session;
  if (!session.edited()) {
    then();
    return;
  }
  auto* box = new QMessageBox(QMessageBox::Question, tr("Save Edits"),
                              tr("Save the edits of %1?").arg(session.title()),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
  box->setObjectName(QStringLiteral("saveQuestion"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(tr("What you changed since the last save is lost otherwise."));
  box->setDefaultButton(QMessageBox::Save);
  connect(box, &QMessageBox::finished, this, [this, then = std::move(then)](int answer) {
    if (answer == QMessageBox::Save) saveThen(then);
    if (answer == QMessageBox::Discard) then();
  });
  box->open();
}

}  // namespace headroom::ui
