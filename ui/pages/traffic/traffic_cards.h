// What the Traffic page shows of a picture: shapes with their clusters, where they go on the grid, the time
// line. Each is a card that is given the picture and keeps nothing else.
#pragma once

#include "ui/controllers/traffic_picture.h"
#include "ui/models/traffic_clusters_model.h"
#include "ui/models/traffic_outside_model.h"
#include "ui/plots/line_chart.h"
#include "ui/plots/rate_grid.h"
#include "ui/plots/shape_map.h"
#include "ui/widgets/card.h"

#include <memory>

class QLabel;
class QStackedWidget;

namespace headroom::ui {

class FigureTable;
class Segments;
class TableEditor;
class VerdictLabel;

// Density, scatter, and the table where one can be edited.
class ShapesCard : public Card {
  Q_OBJECT

 public:
  explicit ShapesCard(QWidget* parent = nullptr);
  void setPicture(const std::shared_ptr<const TrafficPicture>& picture);
  // nullptr: there is none to edit.
  void setTable(const TrafficTable* table);
  // The table comes to the front.
  void showTable();
  ShapeMap* map() const { return m_map; }
  TableEditor* editor() const { return m_editor; }

 private:
  void showView(const QString& id);

  Segments* m_view;
  QStackedWidget* m_stack;
  ShapeMap* m_map;
  TableEditor* m_editor;
  QString m_before = QStringLiteral("density");  // what was shown before the table
};

class ClustersCard : public Card {
  Q_OBJECT

 public:
  explicit ClustersCard(QWidget* parent = nullptr);
  void setPicture(const std::shared_ptr<const TrafficPicture>& picture);
  void setPickedGroup(int group);
  FigureTable* table() const { return m_table; }

 signals:
  void groupPicked(int group);

 private:
  TrafficClustersModel m_model;
  FigureTable* m_table;
  QLabel* m_none;
};

// How the traffic goes on the profiles' grid, by both rules, and what lies beyond it.
class MappingCard : public Card {
  Q_OBJECT

 public:
  explicit MappingCard(QWidget* parent = nullptr);
  void setPicture(const std::shared_ptr<const TrafficPicture>& picture);
  CellRule rule() const;
  RateGrid* grid() const { return m_grid; }

 private:
  void renew();

  std::shared_ptr<const TrafficPicture> m_picture;
  TrafficOutsideModel m_model;
  Segments* m_rule;
  RateGrid* m_grid;
  QLabel* m_difference;
  VerdictLabel* m_outside;
  FigureTable* m_table;
};

// Requests/s, and what waits, over the window or the recording.
class TimelineCard : public Card {
  Q_OBJECT

 public:
  explicit TimelineCard(QWidget* parent = nullptr);
  // `live`: the time counts back from the end.
  void setPicture(const std::shared_ptr<const TrafficPicture>& picture, bool live);
  LineChart* rates() const { return m_rates; }
  LineChart* waiting() const { return m_waiting; }

 private:
  LineChart *m_rates, *m_waiting;
};

}  // namespace headroom::ui
