// What was found in a cluster that could be measured, to choose from.
//
//   ProposalsModel model;
//   model.setFound(browser.found().value);
//   Target target = targetOf(model.at(row));           // with everything that labels propose
//
// Shows inference servers only, unless asked for all. What cannot be reached is shown and cannot be selected.
#pragma once

#include "core/cluster/discovery.h"
#include "core/workspace/workspace.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace headroom::ui {

// Named after its deployment where that is known: names of pods are long and do not last.
Target targetOf(const TargetProposal& proposal);

class ProposalsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { ObjectColumn, ModelColumn, GpuColumn, PortColumn, ReadyColumn, ProblemColumn, ColumnCount };

  using QAbstractTableModel::QAbstractTableModel;

  void setFound(std::shared_ptr<const Discovery> found);
  void setAll(bool all);
  // Only those in whose name, model, deployment or GPU it occurs.
  void setFilter(const QString& text);

  const TargetProposal& at(int row) const { return *m_shown[static_cast<std::size_t>(row)]; }
  // How many of the others are not shown because they do not look like inference servers.
  int hidden() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  void choose();
  bool fits(const TargetProposal& proposal) const;

  std::shared_ptr<const Discovery> m_found;
  bool m_all = false;
  QString m_filter;
  std::vector<const TargetProposal*> m_shown;
};

}  // namespace headroom::ui
