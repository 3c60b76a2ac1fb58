#include "ui/controllers/own_profiles.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

QDateTime timeOf(double unixSeconds) {
  if (!std::isfinite(unixSeconds) || unixSeconds <= 0) return {};
  return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(unixSeconds * 1000));
}

}  // namespace

OwnProfiles::OwnProfiles(Session& session, Measurements& measurements, Tasks& tasks, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_measurements(measurements),
      m_tasks(tasks),
      m_all(std::make_shared<const std::vector<OwnProfile>>()),
      m_lane(tasks) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(0);
  connect(&m_soon, &QTimer::timeout, this, &OwnProfiles::make);
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & (Section::targets | Section::slos | Section::prices)) renew();
  });
  connect(&measurements, &Measurements::changed, this, &OwnProfiles::renew);
  connect(&session, &Session::opened, this, [this] {
    // Another document: what was dropped on the one before is not its own.
    m_taken.clear();
    renew();
  });
}

void OwnProfiles::setModel(const std::string& model) {
  if (m_model == model) return;
  m_model = model;
  renew();
}

void OwnProfiles::setActive(bool on) {
  m_active = on;
  if (on && m_stale) m_soon.start();
}

bool OwnProfiles::settled() const {
  return m_measurements.settled() && !m_soon.isActive() && !m_lane.busy() && !(m_active && m_stale);
}

void OwnProfiles::renew() {
  m_stale = true;
  if (m_active) m_soon.start();
}

void OwnProfiles::make() {
  m_stale = false;
  TaskOptions options{tr("Making the profiles of this workspace")};
  options.background = true;
  m_lane.run<Made>(
      options,
      [workspace = m_session.snapshot(), measured = m_measurements.all(), taken = m_taken, model = m_model](
          const std::stop_token& stop, const ProgressSink&) -> Tasks::Answer<Made> {
        Made made;
        for (const Taken& file : taken) {
          OwnProfile& one = made.all.emplace_back();
          one.made.deployment = file.parsed.profile.gpu;
          one.made.profile = file.parsed.profile;
          one.parsed = file.parsed;
          one.file = file.path;
          one.from = timeOf(file.parsed.profile.created);
        }
        for (const Target& target : workspace->targets) {
          if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped"};
          const auto found = std::ranges::find(measured, target.name, &Measurement::target);
          const bool known = found != measured.end();
          // A file that is still being read is no reason to speak of.
          const BenchmarkTable* table = known ? found->table.get() : nullptr;
          OwnProfile one;
          one.made = workspaceProfile(*workspace, target, table, known ? found->error : std::nullopt);
          if (known && !table && found->reading && !found->error)
            one.made.problem = Error{ErrorCode::notFound, target.journal + " is being read"};
          if (!model.empty() && !one.made.model.empty() && one.made.model != model) {
            ++made.ofOtherModels;
            continue;
          }
          const bool hidden = std::ranges::any_of(
              taken, [&](const Taken& file) { return file.parsed.profile.gpu == one.made.deployment; });
          if (hidden) continue;
          if (one.made.profile) one.parsed = ParsedProfile{*one.made.profile};
          if (table) one.from = QFileInfo(QString::fromStdString(target.journal)).lastModified();
          made.all.push_back(std::move(one));
        }
        return std::make_shared<const Made>(std::move(made));
      },
      [this](const Tasks::Answer<Made>& answer) {
        if (!answer) return;
        m_all = std::shared_ptr<const std::vector<OwnProfile>>(*answer, &(*answer)->all);
        m_ofOtherModels = (*answer)->ofOtherModels;
        emit changed();
      });
}

void OwnProfiles::take(const QString& path) {
  m_tasks.run<ParsedProfile>(
      this, {tr("Reading %1").arg(QFileInfo(path).fileName())},
      [name = path.toStdString()](const std::stop_token&,
                                  const ProgressSink&) -> Tasks::Answer<ParsedProfile> {
        auto parsed = readProfile(name);
        if (!parsed) return parsed.error();
        if (parsed->profile.gpu.empty())
          return Error{ErrorCode::malformed, name + " names no deployment",
                       "give its \"gpu\" the deployment's name"};
        return std::make_shared<const ParsedProfile>(std::move(*parsed));
      },
      [this, name = path.toStdString()](const Tasks::Answer<ParsedProfile>& answer) {
        if (!answer) {
          emit failed(answer.error());
          return;
        }
        const std::string deployment = (*answer)->profile.gpu;
        std::erase_if(m_taken, [&](const Taken& one) { return one.parsed.profile.gpu == deployment; });
        m_taken.push_back({name, **answer});
        renew();
        emit taken(QString::fromStdString(deployment));
      });
}

void OwnProfiles::putBack(const std::string& deployment) {
  if (std::erase_if(m_taken, [&](const Taken& one) { return one.parsed.profile.gpu == deployment; }) > 0)
    renew();
}

}  // namespace headroom::ui
