// Measured points as a table: one row a point, one column a figure, everything that was recorded.
//
//   auto* sorted = new QSortFilterProxyModel(this);
//   sorted->setSourceModel(model);
//   sorted->setSortRole(PointsModel::SortRole);
//   model->setPoints(points.of("a10"));
#pragma once

#include "core/bench/point_record.h"

#include <QAbstractTableModel>
#include <QList>

#include <vector>

namespace headroom::ui {

class PointsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  // What is read most comes first. Latencies of E2E and TTFT in seconds, the small ones in milliseconds.
  enum Column {
    OutputTokens,
    InputTokens,
    Rate,  // asked; of a closed loop the requests in flight
    Done,
    Failed,
    Throughput,
    E2eP99,
    TtftP99,
    TpotP99,
    Remarks,
    TokenThroughput,
    E2eMean,
    E2eP50,
    E2eP90,
    E2eMax,
    TtftMean,
    TtftP50,
    TtftP90,
    TtftMax,
    TpotMean,
    TpotP50,
    TpotP90,
    TpotMax,
    GapMean,
    LongestGapMax,
    Sent,
    AchievedRate,
    MostInFlight,
    LagP50,
    LagP99,
    LagMax,
    ClientCpu,
    InputCame,
    OutputCame,
    Wall,
    Started,
    ColumnCount
  };
  static constexpr int SortRole = Qt::UserRole;  // a number, or a text where there is none

  using QAbstractTableModel::QAbstractTableModel;

  // Rows that were only added to are inserted, so that a selection stays.
  void setPoints(const std::vector<PointRecord>& points);
  const PointRecord& at(int row) const { return m_points[static_cast<std::size_t>(row)]; }
  // All columns but those of words.
  static QList<int> figureColumns();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::vector<PointRecord> m_points;
};

// "client-limited; 12 failed: the connection broke; 24 % fewer output tokens than asked": what should be
// known of a point before it is believed. Empty where there is nothing.
QString remarksOf(const PointRecord& record);

}  // namespace headroom::ui
