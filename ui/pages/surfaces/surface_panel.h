// One card of the Surfaces page: a heat map, the same numbers in 3-D, or why there are none.
//
//   panel->showMap({.title = "A10", .colour = colours.of("A10"), .caption = "E2E P99, s", .data = map, …});
#pragma once

#include "ui/plots/heat_map.h"
#include "ui/plots/surface_view.h"

#include <QFrame>

class QLabel;
class QStackedWidget;

namespace headroom::ui {

class SurfacePanel : public QFrame {
  Q_OBJECT

 public:
  struct Content {
    QString title = {};
    QColor colour = {};
    QString caption = {}, quantity = {}, unit = {};
    std::shared_ptr<const HeatMapData> data = {};
    std::optional<ValueRange> range = {};
    ValueScale scale = ValueScale::logarithmic;
    MapMode mode = MapMode::magnitude;
    bool contours = true;
  };

  explicit SurfacePanel(QWidget* parent = nullptr);

  void showMap(const Content& content);
  // The 3-D view is made when it is first asked for.
  void showSpace(const Content& content);
  void showWords(const QString& title, const QString& text);

  HeatMap* map() const { return m_map; }
  SurfaceView* space() const { return m_space; }
  bool showsMap() const;
  bool showsSpace() const;
  // Title, caption and the 3-D surface into `place`, for exports.
  void paintSpace(QPainter& painter, const QRect& place, double scale) const;

 private:
  void feedMap(const Content& content);

  QStackedWidget* m_stack;
  HeatMap* m_map;
  QWidget* m_spacePlace;
  QWidget* m_spaceMark;
  QLabel* m_spaceTitle;
  QLabel* m_spaceCaption;
  QColor m_colour;  // of the GPU, in 3-D
  SurfaceView* m_space = nullptr;
  QWidget* m_wordsPlace;
  QLabel* m_wordsTitle;
  QLabel* m_words;
};

}  // namespace headroom::ui
