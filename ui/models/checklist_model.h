// What a probe found, as a check list: one row a question, with its sign, its answer in words, and what to
// do.
//
//   ChecklistModel model;
//   model.setReport(report);                          // of core/endpoint/probe.h; null clears it
#pragma once

#include "core/endpoint/probe.h"
#include "ui/theme/verdict.h"

#include <QAbstractListModel>

#include <memory>

namespace headroom::ui {

class ChecklistModel : public QAbstractListModel {
  Q_OBJECT

 public:
  // Verdict: a headroom::ui::Verdict as int. Words: what was found. Display: the question.
  enum Role { VerdictRole = Qt::UserRole, WordsRole };

  using QAbstractListModel::QAbstractListModel;

  void setReport(std::shared_ptr<const ProbeReport> report);
  const std::shared_ptr<const ProbeReport>& report() const { return m_report; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

 private:
  std::shared_ptr<const ProbeReport> m_report;
};

}  // namespace headroom::ui
