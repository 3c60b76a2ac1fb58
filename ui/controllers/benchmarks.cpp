#include "ui/controllers/benchmarks.h"

#include "core/base/file.h"
#include "core/bench/journal.h"
#include "core/bench/journal_lines.h"
#include "ui/controllers/run_words.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace headroom::ui {
namespace {

QString text(const std::string& words) { return QString::fromStdString(words); }

QString apartKey(const BenchmarkRun& run) {
  return QStringLiteral("benchmark-apart/") + text(run.journalPath());
}

Plan planFor(const Workspace& workspace, const Target& target) {
  Plan plan = workspace.plan;
  plan.model = target.model;
  return plan;
}

// What is in the file already, of what the plan wants. On a thread.
StartCheck checked(StartCheck check, const Plan& plan) {
  const std::vector<PlanPoint> points = plan.points();
  check.pointsTotal = points.size();
  JournalContent content;
  if (QFileInfo::exists(text(check.journalPath))) {
    const auto file = readFile(check.journalPath);
    if (!file) {
      check.error = file.error();
      return check;
    }
    auto read = readJournal(*file, check.journalPath, plan);
    if (!read) {
      check.error = read.error();
      return check;
    }
    content = std::move(*read);
  }
  for (const PlanPoint& point : points) {
    const bool done = std::ranges::any_of(content.points, [&](const JournalContent::Point& other) {
      return other.complete && samePoint(other.point, point);
    });
    check.pointsDone += done;
    if (!done) check.seconds += plan.sendingSeconds(point) + plan.tailSeconds(point);
  }
  const std::uint64_t perPoint = plan.samples + static_cast<std::uint64_t>(std::max(0, plan.warmup));
  check.requests = (check.pointsTotal - check.pointsDone) * perPoint;
  return check;
}

}  // namespace

Benchmarks::Benchmarks(Parts parts, QObject* parent)
    : QObject(parent),
      m_parts(std::move(parts)),
      m_points(m_parts.session, m_parts.tasks, m_parts.measurements),
      m_checkLane(m_parts.tasks) {
  m_connect = [this](const Target& target) { return connectThrough(m_parts.endpoints.lease(target)); };
  connect(&m_parts.session, &Session::changed, this, [this](Sections what) {
    // Another document: what was left out of the one before says nothing about its targets.
    if (what == Sections(Section::everything)) m_leftOut.clear();
    if (what & Section::targets) follow();
  });
}

Benchmarks::~Benchmarks() = default;

void Benchmarks::setChosen(const std::string& target, bool chosen) {
  const bool changes = chosen ? m_leftOut.erase(target) > 0 : m_leftOut.insert(target).second;
  if (changes) emit chosenChanged();
}

std::vector<std::string> Benchmarks::chosen() const {
  std::vector<std::string> names;
  for (const Target& target : m_parts.session.workspace().targets)
    if (isChosen(target.name)) names.push_back(target.name);
  return names;
}

QString Benchmarks::obstacle() const {
  const Workspace& workspace = m_parts.session.workspace();
  if (workspace.targets.empty()) return tr("There is no target yet.");
  if (const QString problem = planProblem(workspace.plan); !problem.isEmpty()) return problem;
  const std::vector<std::string> names = chosen();
  if (names.empty()) return tr("No target is chosen.");
  if (std::ranges::all_of(names, [this](const std::string& name) {
        const BenchmarkRun* one = run(name);
        return one && one->running();
      }))
    return tr("Every chosen target is being measured.");
  return {};
}

void Benchmarks::check(std::function<void(std::vector<StartCheck>)> done) {
  using Checks = std::vector<StartCheck>;
  const Workspace& workspace = m_parts.session.workspace();
  std::vector<std::pair<StartCheck, Plan>> wanted;
  std::vector<std::string> taken;
  for (const std::string& name : chosen()) {
    if (const BenchmarkRun* one = run(name); one && one->running()) continue;
    const Target& target = *findTarget(workspace, name);
    StartCheck check{.target = name, .journalPath = target.journal, .isNewFile = target.journal.empty()};
    if (check.isNewFile) taken.push_back(check.journalPath = freePath(name, taken));
    wanted.emplace_back(std::move(check), planFor(workspace, target));
  }
  TaskOptions options{tr("Looking at the benchmark files")};
  options.background = true;
  m_checkLane.run<Checks>(
      options,
      [wanted = std::move(wanted)](const std::stop_token& stop,
                                   const ProgressSink&) -> Tasks::Answer<Checks> {
        auto checks = std::make_shared<Checks>();
        for (const auto& [check, plan] : wanted) {
          if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped"};
          checks->push_back(checked(check, plan));
        }
        return std::shared_ptr<const Checks>(std::move(checks));
      },
      [done = std::move(done)](const Tasks::Answer<Checks>& answer) {
        if (answer) done(**answer);
      });
}

// Beside the workspace, named by the target; never a file that is there already, because its points might be
// of something else, nor one of `taken`.
std::string Benchmarks::freePath(const std::string& target, const std::vector<std::string>& taken) const {
  static const QRegularExpression unfit(QStringLiteral("[^\\w.-]+"),
                                        QRegularExpression::UseUnicodePropertiesOption);
  QString base = text(target).replace(unfit, QStringLiteral("-"));
  while (base.startsWith(u'.') || base.startsWith(u'-')) base.remove(0, 1);
  if (base.isEmpty()) base = QStringLiteral("target");
  const QString workspace = m_parts.session.path();
  const QDir folder(workspace.isEmpty() ? m_parts.dataDirectory + QStringLiteral("/results")
                                        : QFileInfo(workspace).absolutePath());
  const auto& targets = m_parts.session.workspace().targets;
  for (int number = 1;; ++number) {
    const QString name = number == 1 ? base : QStringLiteral("%1-%2").arg(base).arg(number);
    const std::string path = folder.filePath(name + QStringLiteral(".jsonl")).toStdString();
    const bool free = !QFileInfo::exists(text(path)) && std::ranges::find(taken, path) == taken.end() &&
                      std::ranges::find(targets, path, &Target::journal) == targets.end() &&
                      std::ranges::none_of(m_runs, [&](const Held& one) {
                        return one.run->running() && one.run->journalPath() == path;
                      });
    if (free) return path;
  }
}

void Benchmarks::useNewFile(const std::string& target) {
  const std::string path = freePath(target);
  m_parts.session.edit(tr("Use a new benchmark file for %1").arg(text(target)), [&](Workspace& workspace) {
    if (Target* found = findTarget(workspace, target)) found->journal = path;
  });
}

void Benchmarks::start(const std::vector<StartCheck>& checks) {
  std::vector<StartCheck> able;
  QStringList fresh;
  for (const StartCheck& check : checks) {
    const BenchmarkRun* before = run(check.target);
    const Target* target = findTarget(m_parts.session.workspace(), check.target);
    if (!check.mayStart() || (before && before->running()) || !target) continue;
    // Another file since it was looked at.
    if (target->journal != (check.isNewFile ? std::string() : check.journalPath)) continue;
    able.push_back(check);
    if (check.isNewFile) fresh.push_back(text(check.target));
  }
  if (!fresh.isEmpty())
    m_parts.session.edit(tr("Name the benchmark file of %1").arg(fresh.join(QStringLiteral(", "))),
                         [&](Workspace& workspace) {
                           for (const StartCheck& check : able)
                             if (check.isNewFile)
                               if (Target* found = findTarget(workspace, check.target))
                                 found->journal = check.journalPath;
                         });
  for (const StartCheck& check : able)
    launch(*findTarget(m_parts.session.workspace(), check.target), check.journalPath);
}

void Benchmarks::launch(const Target& target, const std::string& journalPath) {
  BenchmarkJob job{.target = target,
                   .plan = planFor(m_parts.session.workspace(), target),
                   .journalPath = journalPath,
                   .connect = m_connect(target),
                   .backOffSeconds = m_backOff};
  m_parts.messages.dismiss(QStringLiteral("benchmark/") + text(target.name));
  std::erase_if(m_runs, [&](const Held& one) {
    return !one.run->running() && (one.run->journalPath() == journalPath || one.name == target.name);
  });
  Held& held = m_runs.emplace_back();
  BenchmarkRun* const made = (held.run = std::make_unique<BenchmarkRun>(m_parts.tasks, std::move(job))).get();
  // By the run and not by the name: the target may be renamed meanwhile.
  connect(made, &BenchmarkRun::changed, this, [this, made] {
    const Held* one = this->held(made);
    if (!one || !one->attached) return;
    showState(*one);
    emit changed(text(one->name));
  });
  connect(made, &BenchmarkRun::measured, this, [this, made](const std::vector<PointRecord>& points) {
    if (const Held* one = this->held(made); one && one->attached) m_points.runMeasured(one->name, points);
  });
  connect(made, &BenchmarkRun::ended, this, [this, made] {
    if (Held* one = this->held(made)) runEnded(*one);
  });
  attach(held, target.name);
  emit changed(text(target.name));
}

Benchmarks::Held* Benchmarks::held(const BenchmarkRun* run) {
  const auto found = std::ranges::find_if(m_runs, [&](const Held& one) { return one.run.get() == run; });
  return found == m_runs.end() ? nullptr : &*found;
}

void Benchmarks::attach(Held& held, const std::string& name) {
  std::optional<TargetState> known = held.before;
  restoreState(held);
  held.name = name;
  held.attached = true;
  m_parts.messages.dismiss(apartKey(*held.run));
  if (held.run->running()) {
    m_points.runBegan(name, held.run->points());
    held.before = known ? known : m_parts.states.of(name);
    showState(held);
  }
  emit started(text(name));
}

// It goes on, seen in the task panel alone.
void Benchmarks::detach(Held& held) {
  if (!held.attached) return;
  held.attached = false;
  restoreState(held);
  if (held.run->running()) {
    const QString file = QFileInfo(text(held.run->journalPath())).fileName();
    Message message{
        .severity = Severity::note,
        .cause = tr("The benchmark of %1 goes on; no target of this workspace has its file %2")
                     .arg(text(held.name), file),
        .nextStep = tr("Stop it in the task panel, or let it end: what it measures is kept in the "
                       "file and shown where a target has that file."),
        .details = {text(held.run->journalPath())},
        .key = apartKey(*held.run)};
    m_parts.messages.post(std::move(message));
  }
  emit changed(text(held.name));
}

void Benchmarks::runEnded(Held& held) {
  const std::string target = held.name;
  restoreState(held);
  m_parts.messages.dismiss(apartKey(*held.run));
  if (held.attached) m_points.runEnded(target);
  const RunStatus& status = held.run->status();
  if (status.state == RunStatus::State::failed && status.cause) {
    Message message{.severity = Severity::error,
                    .cause = tr("%1: %2").arg(text(target), text(status.cause->message)),
                    .nextStep = nextStep(*status.cause),
                    .key = QStringLiteral("benchmark/") + text(target)};
    m_parts.messages.post(std::move(message));
  }
  if (held.attached) emit ended(text(target));
}

void Benchmarks::showState(const Held& held) {
  if (!held.run->running() || !held.before) return;
  m_parts.states.set(held.name, {TargetState::Kind::busy, stateWords(*held.run)});
}

void Benchmarks::restoreState(Held& held) {
  if (!held.before) return;
  // Unless somebody else has something newer to say.
  if (m_parts.states.of(held.name).kind == TargetState::Kind::busy)
    m_parts.states.set(held.name, *held.before);
  held.before.reset();
}

// A run is known by its file: a target that was renamed keeps it, another one of the same name does not get
// it.
void Benchmarks::follow() {
  const Workspace& workspace = m_parts.session.workspace();
  std::erase_if(m_leftOut, [&](const std::string& name) { return !findTarget(workspace, name); });
  for (Held& held : m_runs) {
    const std::string& journal = held.run->journalPath();
    const Target* same = findTarget(workspace, held.name);
    const auto found = std::ranges::find_if(workspace.targets, [&](const Target& target) {
      return target.journal == journal && (&target == same || !run(target.name));
    });
    const Target* now = same && same->journal == journal   ? same
                        : found != workspace.targets.end() ? &*found
                                                           : nullptr;
    if (!now)
      detach(held);
    else if (!held.attached || now->name != held.name)
      attach(held, now->name);
  }
  emit chosenChanged();
}

BenchmarkRun* Benchmarks::run(const std::string& target) const {
  const Target* known = findTarget(m_parts.session.workspace(), target);
  if (!known || known->journal.empty()) return nullptr;
  const auto found = std::ranges::find_if(m_runs, [&](const Held& one) {
    return one.name == target && one.run->journalPath() == known->journal;
  });
  return found == m_runs.end() ? nullptr : found->run.get();
}

std::string Benchmarks::targetOf(const BenchmarkRun& run) const {
  const auto found = std::ranges::find_if(m_runs, [&](const Held& one) { return one.run.get() == &run; });
  return found == m_runs.end() ? run.target().name : found->name;
}

std::vector<BenchmarkRun*> Benchmarks::running() const {
  std::vector<BenchmarkRun*> all;
  for (const Target& target : m_parts.session.workspace().targets)
    if (BenchmarkRun* one = run(target.name); one && one->running()) all.push_back(one);
  return all;
}

bool Benchmarks::anyPaused() const {
  return std::ranges::any_of(running(), [](const BenchmarkRun* one) {
    return one->pausing() || one->status().state == RunStatus::State::paused;
  });
}

void Benchmarks::pause(const std::string& target) {
  for (BenchmarkRun* one : running())
    if (target.empty() || one == run(target)) one->pause();
}

void Benchmarks::resume(const std::string& target) {
  for (BenchmarkRun* one : running())
    if (target.empty() || one == run(target)) one->resume();
}

void Benchmarks::stop(const std::string& target) {
  for (BenchmarkRun* one : running())
    if (target.empty() || one == run(target)) one->stop();
}

}  // namespace headroom::ui
