// Edits and selection; session_file.cpp has the file's side.
#include "ui/controllers/session.h"

#include <QFileInfo>
#include <QUuid>

#include <chrono>

namespace headroom::ui {
namespace {

const QString selectionKey = QStringLiteral("selection");

qint64 steadyMilliseconds() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

Sections difference(const Workspace& a, const Workspace& b) {
  Sections what;
  what.setFlag(Section::targets, a.targets != b.targets);
  what.setFlag(Section::plan, a.plan != b.plan || a.planUnknown != b.planUnknown);
  what.setFlag(Section::slos, a.slos != b.slos);
  what.setFlag(Section::prices, a.prices != b.prices || a.targetUtilisation != b.targetUtilisation ||
                                    a.burstFactor != b.burstFactor ||
                                    a.survivesLossOfOne != b.survivesLossOfOne);
  what.setFlag(Section::scenarios, a.scenarios != b.scenarios);
  what.setFlag(Section::connections, a.connections != b.connections);
  what.setFlag(Section::traffic,
               a.traffic != b.traffic || a.trafficRate != b.trafficRate || a.nearestCells != b.nearestCells);
  return what;
}

}  // namespace

class Session::Edit : public QUndoCommand {
 public:
  Edit(Session& session, const QString& text, State before, State after, QString mergeKey, qint64 when)
      : QUndoCommand(text),
        m_session(session),
        m_before(std::move(before)),
        m_after(std::move(after)),
        m_mergeKey(std::move(mergeKey)),
        m_when(when) {}

  void undo() override { m_session.apply(m_before); }
  void redo() override { m_session.apply(m_after); }
  int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
  bool mergeWith(const QUndoCommand* command) override {
    const auto* newer = static_cast<const Edit*>(command);
    if (newer->m_mergeKey != m_mergeKey) return false;
    const bool atAnyTime = m_mergeKey == selectionKey || m_mergeKey.contains(QLatin1Char('#'));
    if (!atAnyTime && newer->m_when - m_when >= mergeMilliseconds) return false;
    m_after = newer->m_after;
    m_when = newer->m_when;
    // Dragged back to where it began: nothing was done.
    setObsolete(*m_before.workspace == *m_after.workspace && m_before.selection == m_after.selection);
    return true;
  }

 private:
  Session& m_session;
  State m_before, m_after;
  QString m_mergeKey;
  qint64 m_when;
};

Session::Session(Tasks& tasks, QString directory, QObject* parent)
    : QObject(parent),
      m_tasks(tasks),
      m_directory(std::move(directory)),
      m_state{std::make_shared<const Workspace>(), {}},
      m_now(steadyMilliseconds),
      m_fileLane(tasks),
      m_diskLane(tasks),
      m_autosave(tasks),
      m_watch(tasks) {
  m_undo.setUndoLimit(1000);
  m_autosaveTimer.setSingleShot(true);
  m_autosaveTimer.setInterval(2000);
  connect(&m_autosaveTimer, &QTimer::timeout, this, &Session::autosaveNow);
  m_diskTimer.setSingleShot(true);
  m_diskTimer.setInterval(100);
  connect(&m_diskTimer, &QTimer::timeout, this, &Session::checkDisk);
  connect(&m_watch, &FileWatch::changed, this, &Session::checkDisk);
  m_untitledName = QUuid::createUuid().toString(QUuid::WithoutBraces);
  m_told = {title(), false};
}

Session::~Session() { m_undo.disconnect(this); }

void Session::edit(const QString& text, const std::function<void(Workspace&)>& change,
                   const QString& mergeKey) {
  auto after = std::make_shared<Workspace>(workspace());
  change(*after);
  if (*after == workspace()) return;
  push(text, {std::move(after), m_state.selection}, mergeKey);
}

void Session::editAndSelect(const QString& text, const std::function<void(Workspace&, Selection&)>& change) {
  auto after = std::make_shared<Workspace>(workspace());
  Selection selection = m_state.selection;
  change(*after, selection);
  if (*after == workspace() && selection == m_state.selection) return;
  push(text, {std::move(after), std::move(selection)}, {});
}

void Session::select(const Selection& selection) {
  if (selection == m_state.selection) return;
  push(tr("Select"), {m_state.workspace, selection}, selectionKey);
}

void Session::selectCell(int inputTokens, int outputTokens) {
  Selection selection = m_state.selection;
  selection.cell = Selection::Cell{inputTokens, outputTokens};
  select(selection);
}

void Session::selectGpu(const std::string& gpu) {
  Selection selection = m_state.selection;
  selection.gpu = gpu;
  select(selection);
}

void Session::selectTarget(const std::string& name) {
  Selection selection = m_state.selection;
  selection.target = name;
  select(selection);
}

void Session::push(const QString& text, State after, const QString& mergeKey) {
  m_undo.push(new Edit(*this, text, m_state, std::move(after), mergeKey, m_now()));
}

void Session::apply(const State& state) {
  const State before = std::exchange(m_state, state);
  Sections what = difference(*before.workspace, *m_state.workspace);
  if (what) scheduleAutosave();
  what.setFlag(Section::selection, before.selection != m_state.selection);
  if (what) emit changed(what);
  tellTitle();
}

QString Session::title() const { return m_path.isEmpty() ? tr("Untitled") : QFileInfo(m_path).fileName(); }

bool Session::edited() const {
  if (m_saved == m_state.workspace) return false;
  return m_saved ? *m_saved != workspace() : workspace() != Workspace{};
}

void Session::tellTitle() {
  const std::pair now{title(), edited()};
  if (std::exchange(m_told, now) != now) emit titleChanged();
}

}  // namespace headroom::ui
