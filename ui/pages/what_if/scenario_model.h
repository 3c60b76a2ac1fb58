// The scenarios as a list: name, what each costs, and in what its promise differs from now.
//
//   auto* model = new ScenarioModel(edits, this);
//   model->setState(whatIf, workspace);
//
// Names can be edited in place; that is a command with Undo.
#pragma once

#include "ui/controllers/what_if.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace headroom::ui {

class WhatIfEdits;

// In what `scenario` differs from `now`, in few words: "E2E P99 20 s", "A10 $1.31", "30 req/s"; "as now".
QString differenceFromNow(const Scenario& now, const Scenario& scenario);

class ScenarioModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { name, cost, difference, columns };

  explicit ScenarioModel(WhatIfEdits& edits, QObject* parent = nullptr);
  void setState(const WhatIf& whatIf, const Workspace& workspace);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

 private:
  struct Row {
    QString name, cost, difference, mix;
    bool operator==(const Row&) const = default;
  };
  WhatIfEdits& m_edits;
  std::vector<Row> m_rows;
};

}  // namespace headroom::ui
