// What the What-if page knows: the input as the workspace and the measurements make it, and the answers to
// the questions that are shown. Capacities follow an edit at once; everything else is worked out on threads
// and follows as fast as it can, the newest question last.
//
//   WhatIf whatIf(session, tasks, measurements, traffic);
//   whatIf.setWanted(WhatIf::Question::mix | WhatIf::Question::curve);
//   connect(&whatIf, &WhatIf::capacitiesChanged, this, &Page::paintMaps);
//   connect(&whatIf, &WhatIf::answered, this, [this](WhatIf::Question question) { ... });
//
// Every answer that it gives, capacities included, is about the GPUs and the grids of its input: when these
// change, what was known is forgotten at once. So an index of an answer may be looked up in the input.
//
// It edits nothing: what_if_edits.h does.
#pragma once

#include "ui/controllers/following.h"
#include "ui/controllers/measurements.h"
#include "ui/controllers/session.h"
#include "ui/controllers/traffic_data.h"
#include "ui/controllers/what_if_answers.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

class WhatIf : public QObject {
  Q_OBJECT

 public:
  enum class Question : unsigned {
    mix = 1,
    cluster = 2,
    curve = 4,
    front = 8,
    timeline = 16,
    prices = 32,
    scenarios = 64,
  };
  Q_DECLARE_FLAGS(Questions, Question)

  template <typename T>
  struct Answer {
    // The newest that came; stays while the next is worked out, as long as the GPUs and grids do.
    std::shared_ptr<const T> value;
    std::optional<Error> error;  // instead of it
    bool fresh = false;          // answers what is asked now
  };

  WhatIf(Session& session, Tasks& tasks, Measurements& measurements, TrafficData& traffic,
         QObject* parent = nullptr);
  ~WhatIf() override;

  const WhatIfInput& input() const { return *m_input; }
  std::shared_ptr<const WhatIfInput> snapshot() const { return m_input; }
  bool measured() const { return !m_input->gpus.empty(); }

  // One model is planned at a time: the one chosen, else that of the selected target, else the first.
  const std::vector<std::string>& models() const { return m_models; }
  const std::string& model() const { return m_model; }
  void setModel(const std::string& model);

  // Why the traffic is not that of the workspace; the stand-in is then planned for.
  const std::optional<Error>& trafficError() const { return m_trafficError; }
  bool readingTraffic() const { return !m_trafficData.settled(); }

  const Capacities& capacities() const { return *m_capacities; }
  const std::vector<BestGpu>& best() const { return m_best; }  // on the grid of the first GPU

  // Only what is wanted is worked out.
  void setWanted(Questions questions);
  Questions wanted() const { return m_wanted; }
  // Each scenario stands under its own promise; only the mix for all of them also depends on that of now.
  // Where that mix is not looked at, a drag need not work the scenarios out again.
  void setScenariosFollow(bool follow);
  Metric frontMetric() const { return m_frontMetric; }
  void setFrontMetric(Metric metric);

  const Answer<WhatIfMix>& mix() const { return m_mix.answer; }
  const Answer<WhatIfCluster>& cluster() const { return m_cluster.answer; }
  const Answer<CostCurve>& curve() const { return m_curve.answer; }
  const Answer<std::vector<SloCost>>& front() const { return m_front.answer; }
  const Answer<CostTimeline>& timeline() const { return m_timeline.answer; }
  const Answer<std::vector<PriceRange>>& prices() const { return m_prices.answer; }
  const Answer<ScenarioAnswers>& scenarios() const { return m_scenarios.answer; }

  // Nothing that was asked is still to come.
  bool settled() const;

  // Cells of all GPUs up to which capacities are worked out on the spot.
  static constexpr std::size_t mostPointsAtOnce = 50'000;

 signals:
  void inputChanged();  // other GPUs or traffic: titles, grids, sources
  void capacitiesChanged();
  void answered(headroom::ui::WhatIf::Question question);  // or the answer was forgotten

 private:
  template <typename T>
  struct Asked {
    explicit Asked(Tasks& tasks) : lane(tasks) {}
    Answer<T> answer;
    bool due = true;  // asked with an older input than the present one
    Following<T> lane;
  };

  void follow(Sections what);
  void renewGpus();
  void renewTraffic();
  // That of the workspace, else the stand-in.
  std::shared_ptr<const WhatIfTraffic> trafficNow() const;
  // A copy of the input, changed.
  WhatIfInput& change();
  void renewCapacities();
  void renewBest();
  // Of GPUs or grids that are no more.
  void forgetAnswers();
  // Everything is to be worked out anew; what is wanted is asked for.
  void askAnew(Questions questions);
  void ask();
  template <typename T, typename Work>
  void ask(Question question, Asked<T>& asked, const QString& name, Work work);

  Session& m_session;
  Measurements& m_measurements;
  TrafficData& m_trafficData;
  std::shared_ptr<const WhatIfInput> m_input;
  std::vector<std::string> m_models;
  std::string m_model, m_wantedModel;

  std::shared_ptr<TrafficLibrary> m_library = std::make_shared<TrafficLibrary>();
  std::optional<Error> m_trafficError;

  std::shared_ptr<const Capacities> m_capacities;
  std::vector<BestGpu> m_best;
  Following<Capacities> m_capacityLane;

  Questions m_wanted;
  bool m_scenariosFollow = false;
  Metric m_frontMetric = Metric::e2e;
  Asked<WhatIfMix> m_mix;
  Asked<WhatIfCluster> m_cluster;
  Asked<CostCurve> m_curve;
  Asked<std::vector<SloCost>> m_front;
  Asked<CostTimeline> m_timeline;
  Asked<std::vector<PriceRange>> m_prices;
  Asked<ScenarioAnswers> m_scenarios;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(WhatIf::Questions)

}  // namespace headroom::ui
