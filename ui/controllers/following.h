// Answers that follow a question which changes faster than it can be answered: a slider that is being
// dragged. While one is worked out, the newest question waits and all between are dropped; every answer that
// comes is newer than the one before, and the last question is always answered.
//
//   Following<Mix> m_mix{tasks};
//   m_mix.ask({tr("Mix"), true}, [input](std::stop_token stop, const ProgressSink&) { ... },
//             [this](Result<std::shared_ptr<const Mix>> answer) { ... });      // GUI thread
//
// A plain TaskLane instead drops the answer that was nearly there, and shows nothing until the hand rests.
#pragma once

#include "ui/controllers/tasks.h"

#include <optional>
#include <utility>

namespace headroom::ui {

template <typename T>
class Following {
 public:
  explicit Following(Tasks& tasks) : m_lane(tasks) {}

  void ask(TaskOptions options, Tasks::Work<T> work, Tasks::Done<T> done) {
    m_next = Question{std::move(options), std::move(work), std::move(done)};
    if (!m_lane.busy()) start();
  }
  // Nothing that was asked is answered any more.
  void cancel() {
    m_next.reset();
    m_lane.cancel();
  }
  bool busy() const { return m_lane.busy() || m_next.has_value(); }

 private:
  struct Question {
    TaskOptions options;
    Tasks::Work<T> work;
    Tasks::Done<T> done;
  };

  void start() {
    Question question = std::move(*m_next);
    m_next.reset();
    m_lane.run<T>(std::move(question.options), std::move(question.work),
                  [this, done = std::move(question.done)](Tasks::Answer<T> answer) {
                    // Asked before it is told: whoever is told sees whether more is to come.
                    if (m_next) start();
                    done(std::move(answer));
                  });
  }

  std::optional<Question> m_next;
  TaskLane m_lane;
};

}  // namespace headroom::ui
