// The table of deployments on the Cluster page: what lies there, what is here, what a push would change, and
// a tick for each that is to be pushed.
//
//   ClusterProfilesModel model;
//   model.setRows(clusterRows(reading, own));
//   connect(&model, &ClusterProfilesModel::chosenChanged, this, ...);
//   model.chosen();                                   // rows that are ticked
//
// Everything that differs is ticked until a person takes the tick away, which is remembered by deployment.
#pragma once

#include "ui/models/cluster_rows.h"

#include <QAbstractTableModel>
#include <QPixmap>
#include <QSet>
#include <QTimer>

#include <optional>
#include <vector>

namespace headroom::ui {

class ClusterProfilesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { deploymentColumn, thereColumn, hereColumn, costColumn, cellsColumn, changeColumn, columns };
  enum Role { VerdictRole = Qt::UserRole + 40 };  // int of Verdict, as VerdictDelegate wants it

  explicit ClusterProfilesModel(QObject* parent = nullptr);

  // Rows of the same deployments in the same order keep their selection.
  void setRows(std::vector<ClusterRow> rows);
  const std::vector<ClusterRow>& rows() const { return m_rows; }
  const ClusterRow* at(int row) const;
  int rowOf(const std::string& deployment) const;  // -1 where there is none

  // Those that are ticked and can be pushed, in their order.
  std::vector<const ClusterRow*> chosen() const;
  void setChosen(const std::string& deployment, bool on);
  // Another connection: all ticks are as at the beginning.
  void forgetChoices();

  // For tests and pictures: instead of the time that passes.
  void setNow(const QDateTime& now);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 signals:
  void chosenChanged();

 private:
  QDateTime now() const { return m_now.isValid() ? m_now : QDateTime::currentDateTime(); }
  QString text(const ClusterRow& row, int column) const;
  QString toolTip(const ClusterRow& row, int column) const;

  std::vector<ClusterRow> m_rows;
  QSet<QString> m_left;  // deployments whose tick was taken away
  QDateTime m_now;
  QTimer m_ages;
  QPixmap m_blank;
};

}  // namespace headroom::ui
