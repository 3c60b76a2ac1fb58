// The engine against a slow reference that keeps no counters, skips nothing and counts everything anew in
// every step: for random workloads every token must come at the same nanosecond.
#include "tests/core/engine/small_hardware.h"

#include <QtTest>

#include <algorithm>
#include <list>
#include <map>
#include <random>

using namespace headroom;
using namespace headroom::test;

namespace {

struct Arrival {
  Instant at;
  int input = 0, output = 0, cached = 0;
};

struct Outcome {
  std::vector<Instant> tokens;
  int preemptions = 0;
  bool operator==(const Outcome&) const = default;
};

struct Reference {
  struct Sequence {
    std::size_t number = 0;
    int input = 0, output = 0, computed = 0, produced = 0, scheduled = 0;
    bool holdsBlocks = false;
  };

  Reference(const StepTime& time, EngineOptions chosen, std::int64_t blockCount)
      : stepTime(time), options(chosen), blocks(blockCount) {}

  std::int64_t blocksOf(const Sequence& s, int extra) const {
    std::int64_t count = 0;
    for (int token = 0; token < s.computed + extra; token += options.blockTokens) ++count;
    return count;
  }
  std::int64_t used() const {
    std::int64_t sum = 0;
    for (const Sequence& s : running)
      if (s.holdsBlocks) sum += blocksOf(s, s.scheduled);
    return sum;
  }

  std::vector<Outcome> run(const std::vector<Arrival>& arrivals) {
    std::vector<Outcome> outcomes(arrivals.size());
    std::size_t arrived = 0;
    Instant now{};
    for (;;) {
      if (running.empty() && waiting.empty()) {
        if (arrived == arrivals.size()) return outcomes;
        now = std::max(now, arrivals[arrived].at);
      }
      for (; arrived < arrivals.size() && arrivals[arrived].at <= now; ++arrived) {
        const Arrival& a = arrivals[arrived];
        waiting.push_back({arrived, a.input, a.output, std::min(a.cached, a.input - 1)});
      }
      now += step(outcomes);
      most = std::max(most, used());
      finish(now, outcomes);
    }
  }

  Duration step(std::vector<Outcome>& outcomes) {
    int budget = options.maxNumBatchedTokens;
    bool preempted = false;
    for (Sequence& s : running) s.scheduled = 0;
    for (auto it = running.begin(); it != running.end() && budget > 0;) {
      const int want = std::min(budget, it->input + it->produced - it->computed);
      const std::int64_t more = blocksOf(*it, want) - (it->holdsBlocks ? blocksOf(*it, 0) : 0);
      if (used() + more <= blocks) {
        it->scheduled = want;
        it->holdsBlocks = true;
        budget -= want;
        ++it;
        continue;
      }
      auto last = std::prev(running.end());
      const bool itself = last == it;
      last->computed = last->scheduled = 0;
      last->holdsBlocks = false;
      ++outcomes[last->number].preemptions;
      waiting.splice(waiting.begin(), running, last);
      preempted = true;
      if (itself) break;
    }
    while (!preempted && budget > 0 && !waiting.empty() &&
           static_cast<int>(running.size()) < options.maxNumSeqs) {
      Sequence& s = waiting.front();
      const int want = std::min(budget, s.input + s.produced - s.computed);
      if (used() + blocksOf(s, want) > blocks) break;
      s.scheduled = want;
      s.holdsBlocks = true;
      budget -= want;
      running.splice(running.end(), waiting, waiting.begin());
    }
    StepWork work;
    for (const Sequence& s : running) {
      for (int i = 1; i <= s.scheduled; ++i) work.attendedPairs += s.computed + i;
      work.newTokens += s.scheduled;
      if (s.scheduled > 0) work.contextTokens += s.computed + s.scheduled;
      if (s.scheduled > 0 && s.computed + s.scheduled == s.input + s.produced) ++work.sampled;
    }
    return stepTime.of(work);
  }

  void finish(Instant now, std::vector<Outcome>& outcomes) {
    for (auto it = running.begin(); it != running.end();) {
      it->computed += it->scheduled;
      const bool sampled = it->scheduled > 0 && it->computed == it->input + it->produced;
      it->scheduled = 0;
      if (sampled) {
        ++it->produced;
        outcomes[it->number].tokens.push_back(now);
      }
      it = sampled && it->produced == it->output ? running.erase(it) : std::next(it);
    }
  }

  const StepTime& stepTime;
  EngineOptions options;
  std::int64_t blocks;
  std::list<Sequence> running, waiting;
  std::int64_t most = 0;
};

// Token times of the engine, asked for every token, with advance() called at the instants given beside the
// arrivals.
std::vector<Outcome> everyToken(Engine engine, const std::vector<Arrival>& arrivals,
                                std::mt19937_64& random) {
  std::vector<Outcome> outcomes(arrivals.size());
  const auto take = [&](const EngineEvents& events) {
    for (const TokenEvent& token : events.tokens) {
      Outcome& outcome = outcomes[token.tag];
      if (token.index != static_cast<int>(outcome.tokens.size())) qFatal("a token out of order");
      outcome.tokens.push_back(token.at);
    }
    for (const FinishedRequest& finished : events.finished)
      outcomes[finished.tag].preemptions = finished.preemptions;
    const EngineStats stats = engine.stats();
    if (stats.blocksUsed < 0 || stats.blocksUsed > stats.blocksTotal) qFatal("more blocks than there are");
  };
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    // Advancing in odd pieces must not matter.
    while (random() % 3 == 0 && engine.now() < arrivals[i].at)
      take(engine.advance(engine.now() + (arrivals[i].at - engine.now()) / 2, EngineDetail::everyToken));
    take(engine.advance(arrivals[i].at, EngineDetail::everyToken));
    const Arrival& a = arrivals[i];
    if (!engine.submit({a.input, a.output, a.cached, i}, a.at)) qFatal("refused");
  }
  while (const auto next = engine.nextTime()) take(engine.advance(*next, EngineDetail::everyToken));
  if (engine.stats().blocksUsed != 0) qFatal("blocks left in use");
  return outcomes;
}

// First and last token, the longest gap and preemptions of every request, by the path that skips.
struct Brief {
  Instant first, last;
  Duration longest{};
  int tokens = 0, preemptions = 0;
  bool operator==(const Brief&) const = default;
};

std::vector<Brief> skipping(Engine engine, const std::vector<Arrival>& arrivals) {
  std::vector<Brief> briefs(arrivals.size());
  const auto take = [&](const EngineEvents& events) {
    for (const FinishedRequest& f : events.finished)
      briefs[f.tag] = {f.firstToken, f.lastToken, f.longestGap, f.outputTokens, f.preemptions};
  };
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    while (engine.now() < arrivals[i].at) take(engine.advance(arrivals[i].at, EngineDetail::finishesOnly));
    const Arrival& a = arrivals[i];
    if (!engine.submit({a.input, a.output, a.cached, i}, a.at)) qFatal("refused");
  }
  while (!engine.idle()) take(engine.advance(farAway, EngineDetail::finishesOnly));
  if (engine.stats().blocksUsed != 0) qFatal("blocks left in use");
  return briefs;
}

Brief brief(const Outcome& outcome) {
  Brief result{outcome.tokens.front(),
               outcome.tokens.back(),
               {},
               static_cast<int>(outcome.tokens.size()),
               outcome.preemptions};
  for (std::size_t i = 1; i < outcome.tokens.size(); ++i)
    result.longest = std::max(result.longest, outcome.tokens[i] - outcome.tokens[i - 1]);
  return result;
}

}  // namespace

class TestReference : public QObject {
  Q_OBJECT

 private slots:
  void everyTokenComesAtTheSameNanosecond() {
    const ModelSpec model = smallModel();
    std::uint64_t preemptions = 0, chunked = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      std::mt19937_64 random(seed);
      const auto upTo = [&](int limit) {
        return 1 + static_cast<int>(random() % static_cast<std::uint64_t>(limit));
      };
      EngineOptions options;
      options.maxNumSeqs = upTo(12);
      options.maxNumBatchedTokens = options.maxNumSeqs + upTo(200);
      options.blockTokens = upTo(3) * 8;
      const std::int64_t blocks = 20 + upTo(60);
      const Engine engine = makeEngine(gpuWithBlocks(model, options, blocks), model, options);
      QCOMPARE(engine.stats().blocksTotal, blocks);

      std::vector<Arrival> arrivals;
      Instant at = start;
      const int meanGapMicroseconds = upTo(20000);
      for (int i = upTo(40); i > 0; --i) {
        if (random() % 4 != 0) at += std::chrono::microseconds(upTo(2 * meanGapMicroseconds));
        const int room = static_cast<int>(engine.kvCapacityTokens());
        const int input = upTo(random() % 5 == 0 ? room - 1 : room / 4);
        const int output = upTo(std::min(room - input, 80));
        arrivals.push_back({at, input, output, random() % 4 == 0 ? upTo(input) / 8 * 8 : 0});
        chunked += input > options.maxNumBatchedTokens ? 1 : 0;
      }

      Reference reference(engine.stepTime(), options, blocks);
      const std::vector<Outcome> expected = reference.run(arrivals);
      QVERIFY(reference.most <= blocks);
      for (std::size_t i = 0; i < arrivals.size(); ++i) {
        QCOMPARE(expected[i].tokens.size(), static_cast<std::size_t>(arrivals[i].output));
        preemptions += static_cast<std::uint64_t>(expected[i].preemptions);
      }

      const std::vector<Outcome> stepwise = everyToken(engine, arrivals, random);
      const std::vector<Brief> skipped = skipping(engine, arrivals);
      for (std::size_t i = 0; i < arrivals.size(); ++i) {
        QVERIFY2(stepwise[i] == expected[i], qPrintable(QString("seed %1 request %2").arg(seed).arg(i)));
        QVERIFY2(skipped[i] == brief(expected[i]),
                 qPrintable(QString("seed %1 request %2").arg(seed).arg(i)));
      }
    }
    // The workloads did reach the corners.
    QVERIFY(preemptions > 100);
    QVERIFY(chunked > 100);
  }
};

QTEST_GUILESS_MAIN(TestReference)
#include "test_reference.moc"
