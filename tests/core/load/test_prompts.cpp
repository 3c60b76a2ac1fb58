#include "core/load/prompts.h"
#include "core/load/words.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

using namespace headroom;

namespace {

std::vector<std::string> wordsOf(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// A tokenizer of one token per word and one at the start.
Result<int> plainTokenizer(const std::string& text) { return static_cast<int>(wordsOf(text).size()) + 1; }

// One in which words of five letters and more take two tokens.
Result<int> unevenTokenizer(const std::string& text) {
  int count = 1;
  for (const std::string& word : wordsOf(text)) count += word.size() >= 5 ? 2 : 1;
  return count;
}

GenerationOutcome answered(int inputTokens) {
  GenerationOutcome outcome;
  outcome.inputTokens = inputTokens;
  outcome.outputTokens = 1;
  return outcome;
}

std::string prompt(PromptSource& source, int tokens, std::uint64_t point, std::uint64_t index) {
  auto request = source.make({tokens, 8, point, index}, {});
  return request.ok() ? request->prompt : "";
}

}  // namespace

class TestPrompts : public QObject {
  Q_OBJECT

 private slots:
  void theWordsAreAllDifferent() {
    const auto words = promptWords();
    QCOMPARE(words.size(), std::size_t{1024});
    QCOMPARE(std::set<std::string_view>(words.begin(), words.end()).size(), words.size());
  }

  void lengthsOnlyMakesNoText() {
    LengthsOnly source;
    const auto request = source.make({128, 64, 1, 0}, {});
    QVERIFY(request->prompt.empty());
    QCOMPARE(request->inputTokens, 128);
    QCOMPARE(request->outputTokens, 64);
  }

  void fixedIsTheReferencesPrompt() {
    FixedPrompts source;
    QCOMPARE(prompt(source, 3, 1, 0), std::string("hi hi hi "));
    QCOMPARE(prompt(source, 3, 2, 9), std::string("hi hi hi "));
  }

  void freshIsReproducibleBySeed() {
    FreshPrompts one(7), again(7), other(8);
    for (std::uint64_t i = 0; i < 20; ++i) {
      QCOMPARE(prompt(one, 50, 3, i), prompt(again, 50, 3, i));
      QVERIFY(prompt(one, 50, 3, i) != prompt(other, 50, 3, i));
      QVERIFY(prompt(one, 50, 3, i) != prompt(one, 50, 4, i));
    }
  }

  void freshPromptsShareNoBeginning() {
    FreshPrompts source(0);
    std::set<std::string> firstWords, blocks;
    for (std::uint64_t i = 0; i < 1000; ++i) firstWords.insert(wordsOf(prompt(source, 16, 5, i)).front());
    QCOMPARE(firstWords.size(), std::size_t{1000});
    // Over the points of a whole sweep, and with warm-ups: no two prompts begin with the same 16 words.
    std::size_t made = 0;
    for (std::uint64_t point = 0; point < 50; ++point)
      for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{1} << 32})
        for (std::uint64_t i = 0; i < 100; ++i, ++made)
          blocks.insert(prompt(source, 16, point * 977, first + i));
    QCOMPARE(blocks.size(), made);
  }

  void countedPromptsHaveTheLengthAsked_data() {
    QTest::addColumn<bool>("uneven");
    QTest::newRow("one token a word") << false;
    QTest::newRow("one or two tokens a word") << true;
  }
  void countedPromptsHaveTheLengthAsked() {
    QFETCH(bool, uneven);
    int calls = 0;
    const auto tokenizer = uneven ? unevenTokenizer : plainTokenizer;
    FreshPrompts source(1, [&](const std::string& text) {
      ++calls;
      return tokenizer(text);
    });
    QVERIFY(source.calibration().empty());
    int made = 0;
    for (const int tokens : {4, 8, 64, 512, 4096})
      for (std::uint64_t i = 0; i < 50; ++i, ++made)
        QCOMPARE(*tokenizer(prompt(source, tokens, 1, i)), tokens);
    QVERIFY2(calls < made * 4, qPrintable(QString("%1 calls for %2 prompts").arg(calls).arg(made)));
  }

  // A server far away would take minutes to count each prompt of a sweep.
  void aTokenizerThatHoldsNoSurpriseIsAskedLess() {
    int calls = 0;
    bool changed = false;
    FreshPrompts source(1, [&](const std::string& text) {
      ++calls;
      return changed ? unevenTokenizer(text) : plainTokenizer(text);
    });
    for (std::uint64_t i = 0; i < 1000; ++i) QCOMPARE(*plainTokenizer(prompt(source, 64, 1, i)), 64);
    QVERIFY2(calls < 200, qPrintable(QString::number(calls)));
    // And each prompt again as soon as one is not as expected.
    changed = true;
    for (std::uint64_t i = 0; i < 16; ++i) prompt(source, 64, 2, i);
    for (std::uint64_t i = 16; i < 100; ++i) QCOMPARE(*unevenTokenizer(prompt(source, 64, 2, i)), 64);
  }

  void aFailingTokenizerIsTold() {
    FreshPrompts source(1, [](const std::string&) -> Result<int> {
      return Error{ErrorCode::connectionLost, "gone"};
    });
    QCOMPARE(source.make({8, 8, 1, 0}, {}).error().code, ErrorCode::connectionLost);
  }

  void aStopEndsTheMaking() {
    std::stop_source stop;
    stop.request_stop();
    FreshPrompts source(1, plainTokenizer);
    QCOMPARE(source.make({8, 8, 1, 0}, stop.get_token()).error().code, ErrorCode::cancelled);
  }

  // Without a tokenizer: a server of 1.3 tokens a word behind a frame of 11.
  void usageCalibratesTheLength() {
    FreshPrompts source(1);
    const auto tokensOf = [](const std::string& text) {
      return 11 + static_cast<int>(std::lround(1.3 * static_cast<double>(wordsOf(text).size())));
    };
    const auto requests = source.calibration();
    QCOMPARE(requests.size(), std::size_t{2});
    for (const GenerationRequest& request : requests) {
      QCOMPARE(request.outputTokens, 1);
      source.learn(request, answered(tokensOf(request.prompt)));
    }
    QVERIFY(source.calibration().empty());
    for (const int tokens : {16, 64, 512, 4096}) {
      const int came = tokensOf(prompt(source, tokens, 1, 0));
      QVERIFY2(std::abs(came - tokens) <= std::max(1.0, 0.02 * tokens),
               qPrintable(QString("%1 for %2").arg(came).arg(tokens)));
    }
  }

  void aServerWithoutUsageIsAskedOnce() {
    FreshPrompts source(1);
    for (const GenerationRequest& request : source.calibration()) {
      GenerationOutcome outcome = answered(99);
      outcome.tokensEstimated = true;
      source.learn(request, outcome);
    }
    QVERIFY(source.calibration().empty());
    QCOMPARE(wordsOf(prompt(source, 64, 1, 0)).size(), std::size_t{64});
  }

  void theFrameOfAChatIsPartOfTheLength() {
    FreshPrompts source(1, plainTokenizer, true);
    const auto requests = source.calibration();
    QCOMPARE(requests.size(), std::size_t{1});
    source.learn(requests.front(), answered(*plainTokenizer(requests.front().prompt) + 20));
    QCOMPARE(*plainTokenizer(prompt(source, 128, 1, 0)) + 20, 128);
    QCOMPARE(wordsOf(prompt(source, 4, 1, 0)).size(), std::size_t{1});  // as short as can be
  }
};

QTEST_APPLESS_MAIN(TestPrompts)
#include "test_prompts.moc"
