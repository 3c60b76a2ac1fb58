// The parts of the simulated endpoint that need no server: tokenizer, prefix cache, fault rules, request
// parsing, metrics.
#include "core/service/fault.h"
#include "core/service/openai.h"
#include "core/service/prefix_cache.h"
#include "core/service/simulated_metrics.h"
#include "core/service/tokenizer.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <random>

using namespace headroom;

class TestParts : public QObject {
  Q_OBJECT

 private slots:
  void tokensAreNotWords() {
    QCOMPARE(tokenizer::encode("hello world").size(), std::size_t{4});
    QCOMPARE(tokenizer::encode("Hi").size(), std::size_t{2});
    QCOMPARE(tokenizer::encode("2048").size(), std::size_t{4});
    QCOMPARE(tokenizer::encode(" ab"), std::vector<int>{tokenizer::firstSpacePair + 1});
    QCOMPARE(tokenizer::encode(""), std::vector<int>{});
    QCOMPARE(tokenizer::vocabularySize, 19211);
  }

  void textComesBackByteForByte() {
    std::mt19937_64 random(1);
    for (int round = 0; round < 2000; ++round) {
      std::string text;
      for (std::uint64_t n = random() % 40; n > 0; --n) {
        switch (random() % 3) {
          case 0: text += static_cast<char>('a' + random() % 26); break;
          case 1: text += ' '; break;
          default: text += static_cast<char>(random());
        }
      }
      const std::vector<int> tokens = tokenizer::encode(text);
      for (const int token : tokens) QVERIFY(token >= 0 && token < tokenizer::vocabularySize);
      QCOMPARE(tokenizer::decode(tokens), std::optional(text));
    }
    // Every token has a text, and ids outside have none.
    for (int token = 0; token < tokenizer::vocabularySize; ++token) {
      const auto text = tokenizer::decode({token});
      QVERIFY(text.has_value());
      if (token != tokenizer::begin) QCOMPARE(tokenizer::encode(*text), std::vector<int>{token});
    }
    QVERIFY(!tokenizer::decode({-1}));
    QVERIFY(!tokenizer::decode({tokenizer::vocabularySize}));
  }

  void answersHaveTheTokensTheyClaim() {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      std::string text;
      for (int i = 0; i < 101; ++i) text += tokenizer::outputPiece(seed, i).text();
      QCOMPARE(tokenizer::encode(text).size(), std::size_t{101});
    }
  }

  void thePrefixCacheCountsWholeBlocks() {
    PrefixCache cache(100, 16);
    std::vector<int> prompt(40);
    for (int i = 0; i < 40; ++i) prompt[static_cast<std::size_t>(i)] = i;
    QCOMPARE(cache.lookUpAndAdd(prompt), 0);
    QCOMPARE(cache.lookUpAndAdd(prompt), 32);
    prompt[20] = 99;
    QCOMPARE(cache.lookUpAndAdd(prompt), 16);
    prompt[0] = 99;
    QCOMPARE(cache.lookUpAndAdd(prompt), 0);  // later blocks are the same, but what is before them is not
    QCOMPARE(cache.queriedTokens(), std::uint64_t{160});
    QCOMPARE(cache.hitTokens(), std::uint64_t{48});
  }

  void thePrefixCacheForgetsTheOldest() {
    PrefixCache cache(4, 16);
    const auto prompt = [](int n) { return std::vector<int>(32, n); };
    (void)cache.lookUpAndAdd(prompt(1));
    (void)cache.lookUpAndAdd(prompt(2));
    QCOMPARE(cache.lookUpAndAdd(prompt(1)), 32);
    (void)cache.lookUpAndAdd(prompt(3));  // pushes 2 out
    QCOMPARE(cache.lookUpAndAdd(prompt(1)), 32);
    QCOMPARE(cache.lookUpAndAdd(prompt(2)), 0);
  }

  void faultRulesAreRead() {
    const auto cut = parseFaultRule("cut:5@0.25");
    QVERIFY(cut.ok());
    QCOMPARE(cut->fault.kind, FaultKind::cut);
    QCOMPARE(cut->fault.chunks(), 5);
    QCOMPARE(cut->probability, 0.25);
    const auto every = parseFaultRule("503@every-10");
    QCOMPARE(every->fault.kind, FaultKind::unavailable);
    QCOMPARE(every->every, std::uint64_t{10});
    QCOMPARE(parseFaultRule("slow")->fault.argument, 2.0);
    QCOMPARE(parseFaultRule("slow:0.5")->fault.argument, 0.5);
    QCOMPARE(parseFaultRule("429")->probability, 1.0);
  }

  void wrongFaultRulesAreNamed_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "explode", "cut:", "cut:x", "cut:-1", "429:3", "cut@2", "cut@-0.1",
                             "cut@every-0", "cut@every-1.5", "cut@", "cut@every-", "cut:nan", "slow:1e300"})
      QTest::newRow(*text ? text : "empty") << text;
  }
  void wrongFaultRulesAreNamed() {
    QFETCH(QString, text);
    const auto rule = parseFaultRule(text.toStdString());
    QVERIFY(!rule.ok());
    QCOMPARE(rule.error().code, ErrorCode::invalidArgument);
    QVERIFY(rule.error().hint.find("extra-token") != std::string::npos);
  }

  void faultsComeAsOftenAsAsked() {
    FaultPlan rare({*parseFaultRule("stall@0.1"), *parseFaultRule("503@every-7")}, 5);
    int stalls = 0, refusals = 0;
    for (int i = 0; i < 10000; ++i) {
      const FaultKind kind = rare.next().kind;
      stalls += kind == FaultKind::stall ? 1 : 0;
      refusals += kind == FaultKind::unavailable ? 1 : 0;
    }
    QVERIFY(std::abs(stalls - 1000) < 120);
    QVERIFY(std::abs(refusals - 10000 / 7 * 9 / 10) < 60);  // a stall comes before it
    FaultPlan always({*parseFaultRule("html")}, 0), never({*parseFaultRule("html@0")}, 0);
    QCOMPARE(always.next().kind, FaultKind::html);
    QCOMPARE(never.next().kind, FaultKind::none);
    FaultPlan again({*parseFaultRule("stall@0.1"), *parseFaultRule("503@every-7")}, 5);
    FaultPlan once({*parseFaultRule("stall@0.1"), *parseFaultRule("503@every-7")}, 5);
    for (int i = 0; i < 100; ++i) QCOMPARE(again.next().kind, once.next().kind);
  }

  void promptsAreCountedInTokens() {
    const auto text = openai::parseGeneration(R"({"model":"m","prompt":"hello world"})", false, false);
    QVERIFY(text.ok());
    QCOMPARE(text->promptTokens.size(), std::size_t{5});  // with the token `begin`
    QCOMPARE(text->maxTokens, 0);
    const auto ids = openai::parseGeneration(R"({"model":"m","prompt":[5,6,7]})", false, false);
    QCOMPARE(ids->promptTokens, (std::vector<int>{5, 6, 7}));
    QCOMPARE(openai::parseGeneration(R"({"model":"m","prompt":["hello world"]})", false, false)->promptHash,
             text->promptHash);
    const auto chat = openai::parseGeneration(
        R"({"model":"m","messages":[{"role":"system","content":"be brief"},{"role":"user","content":[{"type":"text","text":"hello world"}]}],
            "max_completion_tokens":7,"stream":true,"stream_options":{"include_usage":true}})",
        true, false);
    QVERIFY2(chat.ok(), chat.ok() ? "" : chat.error().message.c_str());
    QVERIFY(chat->promptTokens.size() > 4 + 2);
    QCOMPARE(chat->maxTokens, 7);
    QVERIFY(chat->stream && chat->includeUsage);
  }

  void wrongRequestsAreRefused_data() {
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("chat");
    QTest::newRow("no JSON") << "{"
                             << "JSON" << false;
    QTest::newRow("array") << "[]"
                           << "object" << false;
    QTest::newRow("no model") << R"({"prompt":"x"})"
                              << "model" << false;
    QTest::newRow("no prompt") << R"({"model":"m"})"
                               << "prompt" << false;
    QTest::newRow("prompt number") << R"({"model":"m","prompt":4})"
                                   << "prompt" << false;
    QTest::newRow("two prompts") << R"({"model":"m","prompt":["a","b"]})"
                                 << "prompt" << false;
    QTest::newRow("strange ids") << R"({"model":"m","prompt":[99999999]})"
                                 << "vocabulary" << false;
    QTest::newRow("no messages") << R"({"model":"m"})"
                                 << "messages" << true;
    QTest::newRow("empty messages") << R"({"model":"m","messages":[]})"
                                    << "messages" << true;
    QTest::newRow("no role") << R"({"model":"m","messages":[{"content":"x"}]})"
                             << "role" << true;
    QTest::newRow("content") << R"({"model":"m","messages":[{"role":"user","content":7}]})"
                             << "content" << true;
    QTest::newRow("max 0") << R"({"model":"m","prompt":"x","max_tokens":0})"
                           << "max_tokens" << false;
    QTest::newRow("max text") << R"({"model":"m","prompt":"x","max_tokens":"9"})"
                              << "max_tokens" << false;
    QTest::newRow("max huge") << R"({"model":"m","prompt":"x","max_tokens":99999999999999999999})"
                              << "max_tokens" << false;
    QTest::newRow("min above max") << R"({"model":"m","prompt":"x","max_tokens":3,"min_tokens":4})"
                                   << "min_tokens" << false;
    QTest::newRow("temperature") << R"({"model":"m","prompt":"x","temperature":-1})"
                                 << "temperature" << false;
    QTest::newRow("stream") << R"({"model":"m","prompt":"x","stream":1})"
                            << "stream" << false;
    QTest::newRow("n") << R"({"model":"m","prompt":"x","n":2})"
                       << "n other than 1" << false;
    QTest::newRow("options without stream")
        << R"({"model":"m","prompt":"x","stream_options":{"include_usage":true}})"
        << "stream_options" << false;
  }
  void wrongRequestsAreRefused() {
    QFETCH(QString, body);
    QFETCH(QString, word);
    QFETCH(bool, chat);
    const auto call = openai::parseGeneration(body.toStdString(), chat, false);
    QVERIFY(!call.ok());
    QVERIFY2(call.error().message.find(word.toStdString()) != std::string::npos,
             call.error().message.c_str());
  }

  void errorsKeepTheirShapeWhateverTheWords() {
    const auto value = nlohmann::json::parse(openai::errorBody(404, "no \"such\" {model}\n"));
    QCOMPARE(value["error"]["message"].get<std::string>(), std::string("no \"such\" {model}\n"));
    QCOMPARE(value["error"]["code"].get<int>(), 404);
    QCOMPARE(value["error"]["type"].get<std::string>(), std::string("NotFoundError"));
  }

  void histogramsAreCumulative() {
    PrometheusHistogram histogram({0.1, 1, 10});
    for (const double value : {0.05, 0.1, 0.5, 20.0}) histogram.observe(value);
    std::string text;
    histogram.append(text, "x", "help", "a=\"b\"");
    for (const char* line :
         {"x_bucket{a=\"b\",le=\"0.1\"} 2\n", "x_bucket{a=\"b\",le=\"1\"} 3\n",
          "x_bucket{a=\"b\",le=\"10\"} 3\n", "x_bucket{a=\"b\",le=\"+Inf\"} 4\n", "x_count{a=\"b\"} 4\n"})
      QVERIFY2(text.find(line) != std::string::npos, line);
  }
};

QTEST_GUILESS_MAIN(TestParts)
#include "test_parts.moc"
