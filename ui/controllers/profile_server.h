// The profiles in one Redis, read again and again on a thread, and writing there.
//
//   ProfileServer server(tasks);
//   connect(&server, &ProfileServer::changed, this, &ClusterPage::showState);
//   connect(&server, &ProfileServer::profilesChanged, this, &ClusterPage::showProfiles);
//   server.setReach([&] { return reachOf(connection, password, tunnels); });
//   server.setWatching(true);                         // while somebody looks
//   server.push({{profile, Seen(text)}}, {}, {.name = tr("Push 1 profile")}, [](auto reports) { … });
//
// While Redis is away what was read last stays, with the time of reading and the error; it is tried again,
// less and less often, until it is back. Every question has a connection of its own, so that nothing hangs on
// one that died unseen. GUI thread.
#pragma once

#include "core/store/profile_store.h"
#include "ui/controllers/redis_reach.h"
#include "ui/controllers/tasks.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

// What lay there when it was looked at.
struct ServerReading {
  std::vector<StoredProfile> profiles;
  ServerFacts facts;
  std::string model;
  QDateTime at;
};

class ProfileServer : public QObject {
  Q_OBJECT

 public:
  enum class State : unsigned char {
    none,  // no connection was given
    connecting,
    connected,
    lost,  // error() says why; reading() is what was read before, if anything was
  };

  explicit ProfileServer(Tasks& tasks, QObject* parent = nullptr);

  // Another connection: what was read of the one before is forgotten. Null: none. Asked anew for each
  // question, so that it can hand out a new password or a new tunnel.
  using ReachNow = std::function<RedisReach()>;
  void setReach(ReachNow reach);
  // Reads now. While watching it reads by itself, too.
  void refresh();
  void setWatching(bool on);

  State state() const { return m_state; }
  bool readingNow() const { return m_readLane.busy(); }
  // Null before the first.
  const std::shared_ptr<const ServerReading>& reading() const { return m_reading; }
  const std::optional<Error>& error() const { return m_error; }
  // When it is tried again by itself; invalid where it is not.
  QDateTime nextTry() const;

  // Writing. One at a time: another one is refused with conflict. What it did is told, and then everything is
  // read again.
  template <typename T>
  using Done = std::function<void(const Tasks::Answer<T>&)>;
  struct Pushed {
    std::vector<WriteReport> reports;
    std::optional<Error> notTold;  // the optimizer, where it was to be told
    bool told = false;
  };
  struct PushOptions {
    WriteOptions write = {};
    std::string optimizerUrl = {};  // empty: nobody is told
    QString taskName = {};
  };
  void push(std::vector<PushItem> items, const PushOptions& options, Done<Pushed> done);
  void revert(const std::string& deployment, std::size_t entry, const PushOptions& options,
              Done<Pushed> done);
  // The answer's reports are empty.
  void remove(const std::string& deployment, const PushOptions& options, Done<Pushed> done);
  bool writing() const { return m_writeLane.busy(); }

  // Newest first; empty where there is none. The latest question only is answered.
  void history(const std::string& deployment, Done<std::vector<HistoryEntry>> done);

  // For tests: between two readings, and between two tries while it is away.
  void setIntervals(std::chrono::milliseconds between, std::vector<std::chrono::milliseconds> tries);

 signals:
  void changed();          // state, time of reading, writing
  void profilesChanged();  // what lies there
  void lost(const headroom::Error& why);
  void back();  // after it was lost

 private:
  using Work = std::function<Result<Pushed>(ProfileStore&, const RedisPlace&, const std::stop_token&)>;
  void write(const PushOptions& options, Work work, Done<Pushed> done);
  void landed(const Tasks::Answer<ServerReading>& answer);
  void plan();

  Tasks& m_tasks;
  ReachNow m_reach;
  TaskLane m_readLane, m_writeLane, m_historyLane;
  State m_state = State::none;
  std::shared_ptr<const ServerReading> m_reading;
  std::optional<Error> m_error;
  QTimer m_timer;
  bool m_watching = false;
  std::chrono::milliseconds m_between{10'000};
  std::vector<std::chrono::milliseconds> m_tries;
  std::size_t m_failures = 0;
};

}  // namespace headroom::ui
