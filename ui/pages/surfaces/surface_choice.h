// What a person chose to see on the Surfaces page, and how each choice is called and drawn.
//
//   SurfaceChoice choice = SurfaceChoice::remembered(settings);
//   choice.quantity = Quantity::e2e;
//   choice.title() == "E2E P99"; choice.unit() == "s";
//   choice.remember(settings);
//
// Remembered between runs, and no part of the document: looking changes nothing.
#pragma once

#include "core/profile/surface.h"
#include "ui/plots/heat_map.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace headroom::ui {

class AppSettings;

// From the unit of core to unitOf(): 1000 for seconds shown as ms.
double factorOf(Quantity quantity);

struct SurfaceChoice {
  enum class View : unsigned char { maps, space, table };
  enum class Compare : unsigned char { none, ratio, difference };
  enum class Along : unsigned char { output, input };  // the axis of the second slice

  Quantity quantity = Quantity::capacity;
  Statistic statistic = Statistic::p99;
  bool atRate = false;  // else at capacity
  double rate = 4;      // requests/s; of the rates measured, where atRate
  View view = View::maps;
  Compare compare = Compare::none;
  QString first, second;  // names of the targets compared; empty: the first two that are measured
  Along along = Along::output;
  bool contours = true;

  static SurfaceChoice remembered(const AppSettings& settings);
  void remember(AppSettings& settings) const;
  bool operator==(const SurfaceChoice&) const = default;

  SurfaceQuery query(double costPerHour) const;
  // Whether the rate that was chosen is what is shown now: capacity knows none.
  bool showsRate() const { return atRate && hasRate(quantity); }

  QString title() const;    // "E2E P99", "capacity", "cost per million tokens"
  QString unit() const;     // as numbers are shown: "s", "ms", "req/s", "%"
  QString caption() const;  // "E2E P99, s"
  QString where() const;    // "at capacity", "at 4 req/s"
  double factor() const { return factorOf(quantity); }
  ValueScale scale() const;
};

QString unitOf(Quantity quantity);
// For the axis of a chart: "seconds", "$ per million tokens".
QString axisTitleOf(Quantity quantity);
// "capacity", "TPUT", "tokens/s" …: short, for a segment.
QString segmentOf(Quantity quantity);
// "E2E P99" or "capacity".
QString titleOf(Quantity quantity, Statistic statistic);
QString nameOf(Statistic statistic);
// "4 req/s", for a choice of rates.
QString rateText(double rate);

// Why a control does not apply; empty where it does.
QString whyNoStatistic(Quantity quantity);
QString whyNoRate(Quantity quantity);

}  // namespace headroom::ui
