// The plan of all benchmarks as fields: what it comes to, and what is wrong with it, as one types. Every
// change is an edit that can be undone.
#pragma once

#include "ui/controllers/session.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace headroom::ui {

class ChoiceField;
class NumberField;
class Segments;
class TextField;
class VerdictLabel;

// "121 cells × 7 rates = 847 points · 84,700 requests · about 1 d 3 h a target": what a plan comes to.
QString planSummary(const Plan& plan);
// "1, 2, 4": numbers of requests kept in flight; nothing where it is not a list of whole numbers from 1.
std::optional<std::vector<int>> concurrenciesOf(const QString& text);

class PlanEditor : public QWidget {
  Q_OBJECT

 public:
  explicit PlanEditor(Session& session, QWidget* parent = nullptr);

  // Whether benchmarks run that keep the plan that they were started with.
  void setRunning(bool running);

 private:
  using Change = std::function<void(Plan&)>;

  NumberField* number(const QString& name, double low, double high, const QString& accessible);
  void addRange(const QString& label, NumberField* start, NumberField* limit);
  void addRow(const QString& label, QWidget* field);
  void makeShapes();
  void makeLoad();
  void makeMore();
  void edit(const QString& text, const Change& change);
  // The plan with what stands in the fields now, finished or not; nothing where it is no number.
  std::optional<Plan> typed() const;
  void show();
  void showSummary();

  Session& m_session;
  QGridLayout* m_grid;
  NumberField *m_inputStart, *m_inputLimit, *m_outputStart, *m_outputLimit;
  Segments* m_load;
  QLabel *m_rateLabel, *m_rateTo, *m_inFlightLabel;
  NumberField *m_rateStart, *m_rateLimit;
  TextField* m_inFlight;
  NumberField *m_samples, *m_warmup;
  QPushButton* m_moreButton;
  QWidget* m_more;
  ChoiceField *m_arrivals, *m_prompts, *m_api;
  NumberField *m_burst, *m_seed, *m_temperature;
  QCheckBox *m_stream, *m_ignoreEos;
  QLabel* m_summary;
  VerdictLabel* m_problem;
  QLabel* m_running;
};

}  // namespace headroom::ui
