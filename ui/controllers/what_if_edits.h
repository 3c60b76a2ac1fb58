// Every edit of what is weighed, as one command each with its words for Undo.
//
//   WhatIfEdits edits(session);
//   edits.setBound(Metric::e2e, 20, slider->gesture());       // all of one gesture are one command
//   edits.keepScenario(tr("strict chat"));
#pragma once

#include "ui/controllers/session.h"

#include <QObject>
#include <QString>

#include <optional>
#include <string>

namespace headroom::ui {

class WhatIfEdits : public QObject {
  Q_OBJECT

 public:
  explicit WhatIfEdits(Session& session, QObject* parent = nullptr) : QObject(parent), m_session(session) {}

  // The promise. A bound of an SLO that is off may be set, too.
  void setBound(Metric metric, double bound, const QString& gesture = {});
  void setStatistic(Metric metric, Statistic statistic);
  void setOn(Metric metric, bool on);

  // Of a GPU type; `now` is what it costs without a price of its own.
  void setPrice(const std::string& gpu, double costPerHour, const QString& gesture = {});
  void setLimits(const std::string& gpu, int minReplicas, std::optional<int> maxReplicas, double now);
  void setUtilisation(double share);
  void setBurst(double factor);
  void setSpare(bool spare);

  // 0: the traffic's own.
  void setRate(double requestsPerSecond, const QString& gesture = {});
  void setNearestCells(bool nearest);
  void setTrafficFile(const std::string& path);

  // Names are made unique; an empty one becomes "Scenario".
  void keepScenario(const QString& name);
  void renameScenario(std::size_t index, const QString& name);
  void restoreScenario(std::size_t index);
  void removeScenario(std::size_t index);

 private:
  Session& m_session;
};

// "E2E P99", "TPUT": what the row of an SLO is called.
QString sloLabel(Metric metric, Statistic statistic);

}  // namespace headroom::ui
