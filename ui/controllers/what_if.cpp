#include "ui/controllers/what_if.h"

#include "core/workspace/scenario.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace headroom::ui {
namespace {

using Question = WhatIf::Question;
constexpr std::array kEach{Question::mix,      Question::cluster, Question::curve,    Question::front,
                           Question::timeline, Question::prices,  Question::scenarios};
constexpr WhatIf::Questions kAll{Question::mix,      Question::cluster, Question::curve,    Question::front,
                                 Question::timeline, Question::prices,  Question::scenarios};

// On few cores the threads that work answers out must not take the window's time: theirs is what it leaves.
void stepBehindTheWindow() {
  constexpr int niceness = 10;
  // Of this thread alone, as Linux has it; where it is refused, all goes on as it was.
  (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
}

// Whether an answer about the one may be read with the names and the grids of the other.
bool sameShape(const std::vector<WhatIfGpu>& a, const std::vector<WhatIfGpu>& b) {
  return std::ranges::equal(a, b, [](const WhatIfGpu& one, const WhatIfGpu& other) {
    return one.name == other.name && one.table->inputTokens() == other.table->inputTokens() &&
           one.table->outputTokens() == other.table->outputTokens();
  });
}

}  // namespace

WhatIf::WhatIf(Session& session, Tasks& tasks, Measurements& measurements, TrafficData& traffic,
               QObject* parent)
    : QObject(parent),
      m_session(session),
      m_measurements(measurements),
      m_trafficData(traffic),
      m_input(std::make_shared<const WhatIfInput>()),
      m_capacities(std::make_shared<const Capacities>()),
      m_capacityLane(tasks),
      m_mix(tasks),
      m_cluster(tasks),
      m_curve(tasks),
      m_front(tasks),
      m_timeline(tasks),
      m_prices(tasks),
      m_scenarios(tasks) {
  connect(&session, &Session::changed, this, &WhatIf::follow);
  connect(&measurements, &Measurements::changed, this, &WhatIf::renewGpus);
  connect(&traffic, &TrafficData::changed, this, [this] {
    renewTraffic();
    askAnew(kAll);
  });
  follow(Section::everything);
}

WhatIf::~WhatIf() = default;

WhatIfInput& WhatIf::change() {
  auto changed = std::make_shared<WhatIfInput>(*m_input);
  WhatIfInput& input = *changed;
  m_input = std::move(changed);
  return input;
}

void WhatIf::follow(Sections what) {
  const Sections conditions = Section::slos | Section::prices | Section::traffic;
  if (what & conditions) change().conditions = nowOf(m_session.workspace());
  if (what & (Section::targets | Section::selection)) renewGpus();
  if (what & Section::traffic) renewTraffic();
  if (!(what & conditions)) {
    if (what & Section::scenarios) askAnew(Question::scenarios);
    return;
  }
  // Prices and traffic move no capacity; the rule by which shapes find their cells is of the traffic.
  if (what & Section::slos)
    renewCapacities();
  else
    renewBest();
  const bool promiseAlone = !(what & ~Sections(Section::slos));
  askAnew(promiseAlone && !m_scenariosFollow ? kAll & ~Questions(Question::scenarios) : kAll);
}

void WhatIf::setModel(const std::string& model) {
  if (m_wantedModel == model) return;
  m_wantedModel = model;
  renewGpus();
}

void WhatIf::renewGpus() {
  const Workspace& workspace = m_session.workspace();
  std::vector<MeasuredTarget> measured;
  for (const Measurement& one : m_measurements.all())
    if (const Target* target = findTarget(workspace, one.target); target && one.table)
      measured.push_back({target, one.table});
  m_models = modelsOf(measured);
  const auto known = [this](const std::string& model) {
    return std::ranges::find(m_models, model) != m_models.end();
  };
  const Target* selected = findTarget(workspace, m_session.selection().target);
  std::string model = m_models.empty() ? std::string() : m_models.front();
  if (!m_wantedModel.empty() && known(m_wantedModel))
    model = m_wantedModel;
  else if (!m_model.empty() && known(m_model))
    model = m_model;
  else if (selected && known(selected->model))
    model = selected->model;
  auto gpus = whatIfGpus(measured, model);
  if (model == m_model && gpus == m_input->gpus) return;
  const bool others = !sameShape(gpus, m_input->gpus);
  m_model = model;
  change().gpus = std::move(gpus);
  if (others) forgetAnswers();
  renewTraffic();
  renewCapacities();
  if (others)
    for (const Question question : kEach) emit answered(question);
  askAnew(kAll);
}

void WhatIf::forgetAnswers() {
  m_capacityLane.cancel();
  m_capacities = std::make_shared<const Capacities>();
  m_best.clear();
  const auto forget = [](auto& asked) {
    asked.lane.cancel();
    asked.answer = {};
    asked.due = true;
  };
  forget(m_mix);
  forget(m_cluster);
  forget(m_curve);
  forget(m_front);
  forget(m_timeline);
  forget(m_prices);
  forget(m_scenarios);
}

std::shared_ptr<const WhatIfTraffic> WhatIf::trafficNow() const {
  if (!measured()) return nullptr;
  auto now = std::make_shared<WhatIfTraffic>();
  std::vector<std::size_t> on;
  const auto& parts = m_session.workspace().traffic;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].on) on.push_back(i);
  if (m_trafficData.traffic()) {
    for (const std::size_t i : on) now->parts.push_back(parts[i]);
    now->loaded = m_trafficData.traffic();
    now->ratesKnown = true;
    return now;
  }
  // A list of shapes alone has no rate of its own, and is planned at any.
  if (on.size() == 1 && !parts[on.front()].rate)
    if (const auto own = m_trafficData.part(on.front()).own;
        own && own->recording && !own->recording->timed) {
      now->parts = {parts[on.front()]};
      now->loaded = own;
      return now;
    }
  return standInFor(*m_input->gpus.front().table);
}

void WhatIf::renewTraffic() {
  auto now = trafficNow();
  m_trafficError = now && now->standIn() ? m_trafficData.error() : std::nullopt;
  change().traffic = std::move(now);
  emit inputChanged();
}

void WhatIf::renewCapacities() {
  std::size_t points = 0;
  for (const WhatIfGpu& gpu : m_input->gpus) points += gpu.table->points();
  if (points <= mostPointsAtOnce) {
    m_capacityLane.cancel();
    auto capacities = std::make_shared<Capacities>();
    capacitiesOf(*m_input, *capacities);
    m_capacities = std::move(capacities);
    return renewBest();
  }
  m_capacityLane.ask(
      {tr("Applying the SLOs"), true},
      [input = m_input](const std::stop_token&,
                        const ProgressSink&) -> Result<std::shared_ptr<const Capacities>> {
        return std::make_shared<const Capacities>(capacitiesOf(*input));
      },
      [this](const Result<std::shared_ptr<const Capacities>>& answer) {
        if (!answer) return;
        m_capacities = *answer;
        renewBest();
      });
}

void WhatIf::renewBest() {
  // Of other GPUs than before, they may still be on their way.
  if (m_capacities->byGpu.size() != m_input->gpus.size()) return emit capacitiesChanged();
  m_best = bestGpuOf(*m_input, *m_capacities);
  emit capacitiesChanged();
}

void WhatIf::setWanted(Questions questions) {
  m_wanted = questions;
  ask();
}

void WhatIf::setScenariosFollow(bool follow) {
  if (m_scenariosFollow == follow) return;
  m_scenariosFollow = follow;
  if (follow) askAnew(Question::scenarios);
}

void WhatIf::setFrontMetric(Metric metric) {
  if (m_frontMetric == metric) return;
  m_frontMetric = metric;
  askAnew(Question::front);
}

void WhatIf::askAnew(Questions questions) {
  const auto mark = [questions](Question question, auto& asked) {
    if (!(questions & question)) return;
    asked.due = true;
    asked.answer.fresh = false;
  };
  mark(Question::mix, m_mix);
  mark(Question::cluster, m_cluster);
  mark(Question::curve, m_curve);
  mark(Question::front, m_front);
  mark(Question::timeline, m_timeline);
  mark(Question::prices, m_prices);
  mark(Question::scenarios, m_scenarios);
  ask();
}

template <typename T, typename Work>
void WhatIf::ask(Question question, Asked<T>& asked, const QString& name, Work work) {
  if (!(m_wanted & question) || !asked.due || !measured()) return;
  asked.due = false;
  asked.lane.ask(
      {name, true},
      [input = m_input, work = std::move(work)](
          const std::stop_token& stop, const ProgressSink& progress) -> Result<std::shared_ptr<const T>> {
        stepBehindTheWindow();
        auto answer = work(*input, stop, progress);
        if (!answer) return answer.error();
        return std::make_shared<const T>(std::move(*answer));
      },
      [this, question, &asked](Result<std::shared_ptr<const T>> answer) {
        if (answer) {
          asked.answer.value = std::move(*answer);
          asked.answer.error.reset();
        } else {
          asked.answer.value.reset();
          asked.answer.error = answer.error();
        }
        asked.answer.fresh = !asked.due && !asked.lane.busy();
        emit answered(question);
      });
}

void WhatIf::ask() {
  ask(Question::mix, m_mix, tr("Cheapest mix"),
      [](const WhatIfInput& input, const std::stop_token& stop, const ProgressSink&) {
        return cheapestMix(input, stop);
      });
  ask(Question::cluster, m_cluster, tr("The cluster's answer"),
      [](const WhatIfInput& input, const std::stop_token& stop, const ProgressSink&) {
        return clustersMix(input, stop);
      });
  ask(Question::curve, m_curve, tr("Cost against load"),
      [](const WhatIfInput& input, const std::stop_token& stop, const ProgressSink&) {
        return costAgainstRate(input, kCurvePoints, stop);
      });
  ask(Question::front, m_front, tr("Cost against the SLO"),
      [metric = m_frontMetric](const WhatIfInput& input, const std::stop_token& stop, const ProgressSink&) {
        return costAgainstPromise(input, metric, kFrontPoints, stop);
      });
  ask(Question::timeline, m_timeline, tr("Cost over time"),
      [](const WhatIfInput& input, const std::stop_token& stop, const ProgressSink& progress) {
        return costOverTime(input, stop, progress);
      });
  ask(Question::prices, m_prices, tr("Choice against prices"),
      [](const WhatIfInput& input, const std::stop_token& stop, const ProgressSink&) {
        return choiceAgainstPrices(input, stop);
      });
  ask(Question::scenarios, m_scenarios, tr("Scenarios"),
      [scenarios = m_session.workspace().scenarios, library = m_library](
          const WhatIfInput& input, const std::stop_token& stop, const ProgressSink&) {
        return compareScenarios(input, scenarios, *library, stop);
      });
}

bool WhatIf::settled() const {
  const auto quiet = [this](Question question, const auto& asked) {
    return !(m_wanted & question) || !measured() || (!asked.due && !asked.lane.busy());
  };
  return m_trafficData.settled() && !m_capacityLane.busy() && m_measurements.settled() &&
         quiet(Question::mix, m_mix) && quiet(Question::cluster, m_cluster) &&
         quiet(Question::curve, m_curve) && quiet(Question::front, m_front) &&
         quiet(Question::timeline, m_timeline) && quiet(Question::prices, m_prices) &&
         quiet(Question::scenarios, m_scenarios);
}

}  // namespace headroom::ui
