// Beside the Traffic page: the parts of the workspace's traffic, and what is done with the one that is
// picked.
#pragma once

#include "ui/models/traffic_parts_model.h"
#include "ui/shell/page.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace headroom::ui {

class Card;
class FigureTable;
class NumberField;

class TrafficInspector : public QWidget {
  Q_OBJECT

 public:
  explicit TrafficInspector(Services& services, QWidget* parent = nullptr);

  // Shows what the session and the traffic say now.
  void renew();
  // The picked part; -1: none.
  int current() const;
  void setCurrent(int row);
  QPushButton* addButton() const { return m_add; }

 signals:
  void currentChanged(int row);

 private:
  TrafficPart* partIn(Workspace& workspace) const;
  void edit(const QString& text, const std::function<void(TrafficPart&)>& change);
  void showDetails();

  Services& m_services;
  TrafficPartsModel m_model;
  FigureTable* m_table;
  QPushButton *m_add, *m_remove;
  QLabel* m_none;
  Card* m_details;
  QLabel* m_origin;
  NumberField *m_rate, *m_scale, *m_shift, *m_window;
  QLabel *m_shiftLabel, *m_windowLabel;
  QLabel* m_problem;
};

}  // namespace headroom::ui
