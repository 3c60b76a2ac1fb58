// The profiles that this workspace has for one model: made from targets, measurements, promises and prices,
// and taken from files that were dropped.
//
//   OwnProfiles own(session, measurements, tasks);
//   own.setModel("llama2-7b");
//   own.setActive(true);                              // while somebody looks: it follows every edit
//   connect(&own, &OwnProfiles::changed, this, [&] { for (const OwnProfile& one : own.all()) … });
//
// Made on a thread. A file's profile goes before the workspace's own of the same deployment. GUI thread.
#pragma once

#include "core/profile/profile_json.h"
#include "core/workspace/workspace_profiles.h"
#include "ui/controllers/measurements.h"
#include "ui/controllers/session.h"
#include "ui/controllers/tasks.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace headroom::ui {

struct OwnProfile {
  WorkspaceProfile made;  // of a file: only deployment, profile and problem
  ParsedProfile parsed;   // where made.profile is there
  std::string file;       // the path of the file it was taken from; empty: the workspace's own
  QDateTime from;         // when it was measured last, or what the file says; invalid where nobody knows
};

class OwnProfiles : public QObject {
  Q_OBJECT

 public:
  OwnProfiles(Session& session, Measurements& measurements, Tasks& tasks, QObject* parent = nullptr);

  void setModel(const std::string& model);
  void setActive(bool on);

  const std::vector<OwnProfile>& all() const { return *m_all; }
  // How many targets are of another model.
  int ofOtherModels() const { return m_ofOtherModels; }
  // False while they are being made anew.
  bool settled() const;

  // Reads the file on a thread; what is wrong with it is told by `failed`.
  void take(const QString& path);
  // The file's profile of that deployment is put away again.
  void putBack(const std::string& deployment);
  bool hasFiles() const { return !m_taken.empty(); }

 signals:
  void changed();
  void taken(const QString& deployment);
  void failed(const headroom::Error& error);

 private:
  struct Taken {
    std::string path;
    ParsedProfile parsed;
  };
  struct Made {
    std::vector<OwnProfile> all;
    int ofOtherModels = 0;
  };
  void renew();
  void make();

  Session& m_session;
  Measurements& m_measurements;
  Tasks& m_tasks;
  std::string m_model;
  bool m_active = false, m_stale = true;
  std::vector<Taken> m_taken;
  std::shared_ptr<const std::vector<OwnProfile>> m_all;
  int m_ofOtherModels = 0;
  TaskLane m_lane;
  QTimer m_soon;
};

}  // namespace headroom::ui
