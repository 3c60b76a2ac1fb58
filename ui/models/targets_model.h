// The targets of the workspace as a table: what the page Targets lists.
//
//   TargetsModel model(session, states);
//   view->setModel(&model);
//   connect(&model, &TargetsModel::refused, this, [this](const Error& why) { messages.post(why); });
//
// Cells that can be edited are edited in place; each is one step of undo. Rows follow the workspace: what was
// added, removed or moved comes as rows, everything else as changed data. Rows can be dragged to another
// place.
#pragma once

#include "core/base/error.h"
#include "ui/controllers/session.h"
#include "ui/controllers/target_states.h"

#include <QAbstractTableModel>

#include <memory>

namespace headroom::ui {

class TargetsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    NameColumn,
    GpuColumn,
    ModelColumn,
    DeploymentColumn,
    ReachColumn,
    CostColumn,
    StateColumn,
    ColumnCount
  };
  // Of the state column: a TargetState::Kind as int.
  enum Role { StateKindRole = Qt::UserRole };

  TargetsModel(Session& session, TargetStates& states, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

  const Target& at(int row) const { return m_shown->targets[static_cast<std::size_t>(row)]; }
  // -1 where there is none.
  int rowOf(const std::string& name) const;

 signals:
  // What was typed cannot be taken.
  void refused(const headroom::Error& why);

 private:
  void follow();
  QVariant display(const Target& target, int column) const;
  QVariant toolTip(const Target& target, int column) const;
  QString stateText(const Target& target) const;

  Session& m_session;
  TargetStates& m_states;
  std::shared_ptr<const Workspace> m_shown;
};

}  // namespace headroom::ui
