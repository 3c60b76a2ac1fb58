// Every point of every target with all that was recorded of it: what is in its file, and what its running
// benchmark measured a moment ago.
//
//   connect(&points, &RecordedPoints::changed, this, [this](const QString& target) { ... });
//   model->setPoints(points.of("a10"));
//
// While a benchmark writes to a file, the file is not read again for each point: the run itself tells them.
#pragma once

#include "core/bench/point_record.h"
#include "ui/controllers/measurements.h"
#include "ui/controllers/session.h"
#include "ui/controllers/tasks.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

class RecordedPoints : public QObject {
  Q_OBJECT

 public:
  RecordedPoints(Session& session, Tasks& tasks, Measurements& measurements, QObject* parent = nullptr);
  ~RecordedPoints() override;

  // In the order in which they were measured; empty for an unknown target.
  const std::vector<PointRecord>& of(const std::string& target) const;
  // Why its file could not be read.
  std::optional<Error> error(const std::string& target) const;
  // False while a file is being read for the first time.
  bool settled() const;

  // A benchmark of the target writes into its file and has measured `points`; measured more; ended.
  void runBegan(const std::string& target, const std::vector<PointRecord>& points = {});
  void runMeasured(const std::string& target, const std::vector<PointRecord>& points);
  void runEnded(const std::string& target);

 signals:
  void changed(const QString& target);

 private:
  struct Entry;

  void follow();
  void measurementsChanged();
  void read(const std::string& target, Entry& entry);
  void merge(const std::string& target, Entry& entry);

  Session& m_session;
  Tasks& m_tasks;
  Measurements& m_measurements;
  std::map<std::string, std::unique_ptr<Entry>> m_entries;  // by target
};

}  // namespace headroom::ui
