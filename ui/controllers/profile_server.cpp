#include "ui/controllers/profile_server.h"

#include "core/cluster/optimizer_notice.h"

#include <algorithm>

namespace headroom::ui {
namespace {

using namespace std::chrono_literals;

constexpr double optimizerSeconds = 10;

Result<ProfileStore> openStore(const RedisPlace& place, const std::stop_token& stop) {
  return ProfileStore::open(place.destination, place.options, stop);
}

Tasks::Answer<ServerReading> read(const RedisReach& reach, const std::stop_token& stop) {
  const auto place = reach(stop);
  if (!place) return place.error();
  auto store = openStore(*place, stop);
  if (!store) return store.error();
  auto facts = store->server();
  if (!facts) return facts.error();
  auto profiles = store->list();
  if (!profiles) return profiles.error();
  auto reading = std::make_shared<ServerReading>();
  reading->profiles = std::move(*profiles);
  reading->facts = std::move(*facts);
  reading->model = place->destination.model;
  reading->at = QDateTime::currentDateTime();
  return std::shared_ptr<const ServerReading>(std::move(reading));
}

bool sameProfiles(const ServerReading& a, const ServerReading& b) {
  return a.model == b.model && std::ranges::equal(a.profiles, b.profiles, [](const auto& x, const auto& y) {
           return x.name == y.name && x.text == y.text;
         });
}

}  // namespace

ProfileServer::ProfileServer(Tasks& tasks, QObject* parent)
    : QObject(parent),
      m_tasks(tasks),
      m_readLane(tasks),
      m_writeLane(tasks),
      m_historyLane(tasks),
      m_tries{1s, 2s, 4s, 8s, 15s, 30s} {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &ProfileServer::refresh);
}

void ProfileServer::setReach(ReachNow reach) {
  m_readLane.cancel();
  m_historyLane.cancel();
  m_timer.stop();
  m_reach = std::move(reach);
  m_reading.reset();
  m_error.reset();
  m_failures = 0;
  m_state = m_reach ? State::connecting : State::none;
  emit profilesChanged();
  emit changed();
  if (m_reach && m_watching) refresh();
}

void ProfileServer::setWatching(bool on) {
  if (m_watching == on) return;
  m_watching = on;
  if (on && m_reach)
    refresh();
  else
    plan();
}

void ProfileServer::refresh() {
  if (!m_reach) return;
  m_timer.stop();
  if (m_state != State::connected && m_state != State::lost) m_state = State::connecting;
  TaskOptions options{tr("Reading the profiles in the cluster")};
  options.background = true;
  m_readLane.run<ServerReading>(
      options,
      [reach = m_reach()](const std::stop_token& stop, const ProgressSink&) { return read(reach, stop); },
      [this](const Tasks::Answer<ServerReading>& answer) { landed(answer); });
  emit changed();
}

void ProfileServer::landed(const Tasks::Answer<ServerReading>& answer) {
  const State before = m_state;
  if (answer) {
    m_state = State::connected;
    m_error.reset();
    m_failures = 0;
    const bool same = m_reading && sameProfiles(*m_reading, **answer);
    m_reading = *answer;
    if (!same) emit profilesChanged();
    if (before == State::lost) emit back();
  } else if (answer.error().code != ErrorCode::cancelled) {
    m_state = State::lost;
    m_error = answer.error();
    ++m_failures;
    if (before != State::lost) emit lost(*m_error);
  }
  plan();
  emit changed();
}

void ProfileServer::plan() {
  m_timer.stop();
  if (!m_watching || !m_reach || m_readLane.busy()) return;
  m_timer.start(m_failures == 0 ? m_between : m_tries[std::min(m_failures, m_tries.size()) - 1]);
}

QDateTime ProfileServer::nextTry() const {
  if (!m_timer.isActive()) return {};
  return QDateTime::currentDateTime().addMSecs(m_timer.remainingTime());
}

void ProfileServer::setIntervals(std::chrono::milliseconds between,
                                 std::vector<std::chrono::milliseconds> tries) {
  m_between = between;
  m_tries = std::move(tries);
  if (m_timer.isActive()) plan();
}

void ProfileServer::write(const PushOptions& options, Work work, Done<Pushed> done) {
  if (writing() || !m_reach) {
    done(Error{ErrorCode::conflict, writing() ? "something is being written there" : "there is no connection",
               writing() ? "wait until it is done" : "choose one"});
    return;
  }
  m_writeLane.run<Pushed>(
      {options.taskName},
      [reach = m_reach(), work = std::move(work), url = options.optimizerUrl, dry = options.write.dryRun](
          const std::stop_token& stop, const ProgressSink&) -> Tasks::Answer<Pushed> {
        const auto place = reach(stop);
        if (!place) return place.error();
        auto store = openStore(*place, stop);
        if (!store) return store.error();
        auto pushed = work(*store, *place, stop);
        if (!pushed) return pushed.error();
        const bool written =
            pushed->reports.empty() ||
            std::ranges::any_of(pushed->reports, [](const WriteReport& report) { return !report.unchanged; });
        // The profiles are there whatever the optimizer says, so that it is told apart.
        if (!url.empty() && !dry && written) {
          if (const auto told = notifyOptimizer(url, place->destination.model, optimizerSeconds, stop); told)
            pushed->told = true;
          else
            pushed->notTold = told.error();
        }
        return std::make_shared<const Pushed>(std::move(*pushed));
      },
      [this, done = std::move(done)](const Tasks::Answer<Pushed>& answer) {
        done(answer);
        refresh();
      });
  emit changed();
}

void ProfileServer::push(std::vector<PushItem> items, const PushOptions& options, Done<Pushed> done) {
  write(
      options,
      [items = std::move(items), how = options.write](ProfileStore& store, const RedisPlace&,
                                                      const std::stop_token&) -> Result<Pushed> {
        auto reports = store.push(items, how);
        if (!reports) return reports.error();
        return Pushed{std::move(*reports), {}, false};
      },
      std::move(done));
}

void ProfileServer::revert(const std::string& deployment, std::size_t entry, const PushOptions& options,
                           Done<Pushed> done) {
  write(
      options,
      [deployment, entry, how = options.write](ProfileStore& store, const RedisPlace&,
                                               const std::stop_token&) -> Result<Pushed> {
        auto report = store.revert(deployment, entry, how);
        if (!report) return report.error();
        Pushed pushed;
        pushed.reports.push_back(std::move(*report));
        return pushed;
      },
      std::move(done));
}

void ProfileServer::remove(const std::string& deployment, const PushOptions& options, Done<Pushed> done) {
  write(
      options,
      [deployment, how = options.write](ProfileStore& store, const RedisPlace&,
                                        const std::stop_token&) -> Result<Pushed> {
        if (const auto removed = store.remove(deployment, how); !removed) return removed.error();
        return Pushed{};
      },
      std::move(done));
}

void ProfileServer::history(const std::string& deployment, Done<std::vector<HistoryEntry>> done) {
  if (!m_reach) return;
  TaskOptions options{tr("Reading the history of %1").arg(QString::fromStdString(deployment))};
  options.background = true;
  m_historyLane.run<std::vector<HistoryEntry>>(
      options,
      [reach = m_reach(), deployment](const std::stop_token& stop,
                                      const ProgressSink&) -> Tasks::Answer<std::vector<HistoryEntry>> {
        const auto place = reach(stop);
        if (!place) return place.error();
        auto store = openStore(*place, stop);
        if (!store) return store.error();
        auto entries = store->history(deployment);
        if (entries) return std::make_shared<const std::vector<HistoryEntry>>(std::move(*entries));
        if (entries.error().code == ErrorCode::notFound)
          return std::make_shared<const std::vector<HistoryEntry>>();
        return entries.error();
      },
      std::move(done));
}

}  // namespace headroom::ui
