// The simulated endpoint as its clients see it.
#include "core/service/tokenizer.h"
#include "tests/core/service/endpoint_fixture.h"

#include <QtTest>

using namespace headroom;
using namespace headroom::test;
using nlohmann::json;

class TestEndpoint : public QObject {
  Q_OBJECT

 private slots:
  void tellsItsModel() {
    const auto endpoint = started(quickSimulation());
    RawHttp http(endpoint.port());
    const json models = parsed(http.request("GET", "/v1/models").body);
    QCOMPARE(models["object"], json("list"));
    QCOMPARE(models["data"][0]["id"], json("small"));
    QCOMPARE(models["data"][0]["max_model_len"], json(4096));
    QCOMPARE(http.request("GET", "/health").status, 200);
    QCOMPARE(http.request("GET", "/ping").status, 200);
    QVERIFY(parsed(http.request("GET", "/version").body)["version"].is_string());
    QCOMPARE(endpoint.url(), "http://127.0.0.1:" + std::to_string(endpoint.port()));
  }

  void completesInOnePiece() {
    const auto endpoint = started(quickSimulation());
    const RawAnswer answer = complete(endpoint.port(), completionBody(7, false));
    QCOMPARE(answer.status, 200);
    const json value = parsed(answer.body);
    QCOMPARE(value["object"], json("text_completion"));
    QCOMPARE(value["choices"][0]["finish_reason"], json("length"));
    QCOMPARE(value["usage"], (json{{"prompt_tokens", 5}, {"completion_tokens", 7}, {"total_tokens", 12}}));
    QCOMPARE(tokenizer::encode(value["choices"][0]["text"].get<std::string>()).size(), std::size_t{7});
  }

  void streamsATokenAnEvent() {
    const auto endpoint = started(quickSimulation());
    const RawAnswer answer = complete(endpoint.port(), completionBody(20, true));
    QVERIFY(answer.complete());
    QVERIFY(answer.head.find("Content-Type: text/event-stream") != std::string::npos);
    QCOMPARE(answer.events.size(), std::size_t{22});
    QCOMPARE(answer.events.back(), std::string("[DONE]"));
    const json usage = parsed(answer.events[20]);
    QVERIFY(usage["choices"].is_array() && usage["choices"].empty());
    QCOMPARE(usage["usage"]["completion_tokens"], json(20));
    QCOMPARE(usage["usage"]["prompt_tokens"], json(5));
    std::string text;
    for (std::size_t i = 0; i < 20; ++i) {
      const json event = parsed(answer.events[i]);
      QCOMPARE(event["id"], usage["id"]);
      const json& choice = event["choices"][0];
      QVERIFY(!choice["text"].get<std::string>().empty());
      QCOMPARE(choice["finish_reason"], i == 19 ? json("length") : json());
      text += choice["text"].get<std::string>();
    }
    // The answer in one piece to the same prompt is the same.
    QCOMPARE(parsed(complete(endpoint.port(), completionBody(20, false)).body)["choices"][0]["text"],
             json(text));
    // Tokens come over time, not at the end.
    QVERIFY(answer.times.back() - answer.times.front() > std::chrono::milliseconds(15));
  }

  void leavesUsageOutWhereItWasNotAskedFor() {
    const auto endpoint = started(quickSimulation());
    const RawAnswer answer = complete(endpoint.port(), completionBody(3, true, false));
    QCOMPARE(answer.events.size(), std::size_t{4});
    for (const std::string& event : answer.events) QVERIFY(!parsed(event).contains("usage"));
  }

  void chatBeginsWithTheRoleAlone() {
    const auto endpoint = started(quickSimulation());
    RawHttp http(endpoint.port());
    const RawAnswer answer = http.request("POST", "/v1/chat/completions", chatBody(5, true));
    QCOMPARE(answer.events.size(), std::size_t{1 + 5 + 1 + 1});
    const json role = parsed(answer.events[0])["choices"][0]["delta"];
    QCOMPARE(role, (json{{"role", "assistant"}, {"content", ""}}));
    for (std::size_t i = 1; i <= 5; ++i) {
      const json event = parsed(answer.events[i]);
      QCOMPARE(event["object"], json("chat.completion.chunk"));
      QVERIFY(!event["choices"][0]["delta"]["content"].get<std::string>().empty());
    }
    const json whole = parsed(http.request("POST", "/v1/chat/completions", chatBody(5, false)).body);
    QCOMPARE(whole["choices"][0]["message"]["role"], json("assistant"));
    QCOMPARE(whole["usage"]["completion_tokens"], json(5));
    QCOMPARE(whole["usage"]["prompt_tokens"], parsed(answer.events[6])["usage"]["prompt_tokens"]);
    // The template adds tokens of its own.
    QVERIFY(whole["usage"]["prompt_tokens"].get<int>() > 5);
  }

  void mayEndBeforeTheLimitWithoutIgnoreEos() {
    const auto endpoint = started(quickSimulation());
    const auto tokensOf = [&](const std::string& prompt) {
      const json body{{"model", "small"}, {"prompt", prompt}, {"max_tokens", 600}, {"min_tokens", 3}};
      const json answer = parsed(complete(endpoint.port(), body.dump()).body);
      const int tokens = answer["usage"]["completion_tokens"].get<int>();
      if (answer["choices"][0]["finish_reason"] != (tokens == 600 ? "length" : "stop"))
        qFatal("wrong finish reason");
      return tokens;
    };
    int early = 0;
    for (const char* prompt : {"a", "b", "c", "d", "e", "f"}) {
      const int tokens = tokensOf(prompt);
      QVERIFY(tokens >= 3 && tokens <= 600);
      QCOMPARE(tokensOf(prompt), tokens);
      early += tokens < 600 ? 1 : 0;
    }
    QVERIFY(early >= 3);
  }

  void tokenizesAndBack() {
    const auto endpoint = started(quickSimulation());
    RawHttp http(endpoint.port());
    const json tokens =
        parsed(http.request("POST", "/tokenize", R"({"model":"small","prompt":"hello world, 42!"})").body);
    QCOMPARE(tokens["count"].get<std::size_t>(), tokens["tokens"].size());
    QCOMPARE(tokens["max_model_len"], json(4096));
    QCOMPARE(tokens["tokens"][0], json(tokenizer::begin));
    const json back =
        parsed(http.request("POST", "/detokenize", json{{"tokens", tokens["tokens"]}}.dump()).body);
    QCOMPARE(back["prompt"], json("hello world, 42!"));
    // What it counts is what it charges.
    const json answer =
        parsed(complete(endpoint.port(), completionBody(1, false, false, "hello world, 42!")).body);
    QCOMPARE(answer["usage"]["prompt_tokens"], tokens["count"]);
    QCOMPARE(http.request("POST", "/tokenize", "{}").status, 400);
    QCOMPARE(http.request("POST", "/detokenize", R"({"tokens":[-1]})").status, 400);
    QCOMPARE(http.request("POST", "/tokenize", R"({"model":"other","prompt":"x"})").status, 404);
  }

  void refusesInTheShapeOfTheApi_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("no JSON") << "/v1/completions"
                             << "{" << 400 << "JSON";
    QTest::newRow("unknown model") << "/v1/completions"
                                   << R"({"model":"gpt","prompt":"x"})" << 404 << "`gpt` does not exist";
    QTest::newRow("chat model") << "/v1/chat/completions"
                                << R"({"model":"gpt","messages":[{"role":"user","content":"x"}]})" << 404
                                << "`gpt`";
    QTest::newRow("too long") << "/v1/completions"
                              << R"({"model":"small","prompt":"x","max_tokens":4096})" << 400
                              << "maximum context length is 4096";
    QTest::newRow("no such path") << "/v1/embeddings"
                                  << "{}" << 404 << "/v1/embeddings";
    QTest::newRow("method") << "/v1/models"
                            << "{}" << 405 << "POST /v1/models";
  }
  void refusesInTheShapeOfTheApi() {
    QFETCH(QString, path);
    QFETCH(QString, body);
    QFETCH(int, status);
    QFETCH(QString, word);
    const auto endpoint = started(quickSimulation());
    RawHttp http(endpoint.port());
    const RawAnswer answer = http.request("POST", path.toStdString(), body.toStdString());
    QCOMPARE(answer.status, status);
    const json error = parsed(answer.body)["error"];
    QVERIFY2(error["message"].get<std::string>().find(word.toStdString()) != std::string::npos,
             answer.body.c_str());
    QCOMPARE(error["code"], json(status));
    QVERIFY(error["type"].is_string());
    // The connection is still good.
    QVERIFY(http.request("POST", "/v1/completions", completionBody(2, true)).complete());
  }

  void requestsLongerThanTheKvCacheAreRefused() {
    const auto endpoint = started(quickSimulation(10));
    QCOMPARE(endpoint.kvCapacityTokens(), std::int64_t{160});
    const RawAnswer answer = complete(endpoint.port(), completionBody(200, true));
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.find("KV cache") != std::string::npos);
  }

  void asksForTheApiKey() {
    SimulationOptions options = quickSimulation();
    options.apiKey = Secret("s3cret");
    const auto endpoint = started(options);
    RawHttp http(endpoint.port());
    const RawAnswer none = http.request("GET", "/v1/models");
    QCOMPARE(none.status, 401);
    QVERIFY(parsed(none.body)["error"]["message"].is_string());
    QVERIFY(none.body.find("s3cret") == std::string::npos);
    for (const char* wrong :
         {"Authorization: Bearer s3cre", "Authorization: Bearer s3crets", "Authorization: s3cret"})
      QCOMPARE(http.request("GET", "/v1/models", "", {wrong}).status, 401);
    QCOMPARE(http.request("GET", "/v1/models", "", {"authorization: Bearer s3cret"}).status, 200);
    QCOMPARE(http.request("GET", "/health").status, 200);
  }

  void metricsTellWhatHappened() {
    const auto endpoint = started(quickSimulation());
    for (int i = 0; i < 5; ++i) (void)complete(endpoint.port(), completionBody(10, i % 2 == 0));
    const std::string text = metricsText(endpoint.port());
    QCOMPARE(metric(text, "vllm:prompt_tokens_total"), 25.0);
    QCOMPARE(metric(text, "vllm:generation_tokens_total"), 50.0);
    QCOMPARE(metric(text, "vllm:request_success_total"), 5.0);
    QCOMPARE(metric(text, "vllm:time_to_first_token_seconds_count"), 5.0);
    QCOMPARE(metric(text, "vllm:time_per_output_token_seconds_count"), 45.0);
    QCOMPARE(metric(text, "vllm:e2e_request_latency_seconds_count"), 5.0);
    QVERIFY(metric(text, "vllm:e2e_request_latency_seconds_sum") > 5 * 0.010);
    for (const char* name :
         {"vllm:num_requests_running", "vllm:num_requests_waiting", "vllm:kv_cache_usage_perc",
          "vllm:num_preemptions_total", "vllm:prefix_cache_queries_total", "vllm:prefix_cache_hits_total"})
      QCOMPARE(metric(text, name), 0.0);
    QVERIFY(text.find("# TYPE vllm:num_requests_running gauge") != std::string::npos);
    QVERIFY(text.find("model_name=\"small\"") != std::string::npos);
  }

  void metricsTellWhatIsHappening() {
    SimulationOptions options = quickSimulation(64);
    options.engine.maxNumSeqs = 2;
    options.gpu = gpuWithBlocks(options.model, options.engine, 64);
    const auto endpoint = started(options);
    std::vector<std::unique_ptr<RawHttp>> clients;
    for (int i = 0; i < 5; ++i) {
      clients.push_back(std::make_unique<RawHttp>(endpoint.port()));
      clients.back()->start("POST", "/v1/completions", completionBody(500, true));
    }
    QTRY_COMPARE(metric(metricsText(endpoint.port()), "vllm:num_requests_running"), 2.0);
    QTRY_COMPARE(metric(metricsText(endpoint.port()), "vllm:num_requests_waiting"), 3.0);
    QTRY_VERIFY(metric(metricsText(endpoint.port()), "vllm:kv_cache_usage_perc") > 0.1);
    // Clients that go away free what they held.
    clients.clear();
    QTRY_COMPARE(metric(metricsText(endpoint.port()), "vllm:num_requests_running"), 0.0);
    const std::string text = metricsText(endpoint.port());
    QCOMPARE(metric(text, "vllm:num_requests_waiting"), 0.0);
    QCOMPARE(metric(text, "vllm:kv_cache_usage_perc"), 0.0);
  }

  void preemptedRequestsStillGetAllTheirTokens() {
    const auto endpoint = started(quickSimulation(24));  // 384 tokens for four times 200
    std::vector<std::unique_ptr<RawHttp>> clients;
    for (int i = 0; i < 4; ++i) {
      clients.push_back(std::make_unique<RawHttp>(endpoint.port()));
      clients.back()->start("POST", "/v1/completions", completionBody(195, true));
    }
    for (const auto& client : clients) {
      const RawAnswer answer = client->read();
      QVERIFY(answer.complete());
      QCOMPARE(answer.events.size(), std::size_t{197});
    }
    QVERIFY(metric(metricsText(endpoint.port()), "vllm:num_preemptions_total") > 0);
  }

  void thePrefixCacheIsOffUnlessAskedFor() {
    const std::string prompt(3000, 'a');  // 1,000 tokens and the one before them
    for (const bool on : {false, true}) {
      SimulationOptions options = quickSimulation();
      options.prefixCache = on;
      const auto endpoint = started(options);
      (void)complete(endpoint.port(), completionBody(1, false, false, prompt));
      (void)complete(endpoint.port(), completionBody(1, false, false, prompt));
      const std::string text = metricsText(endpoint.port());
      QCOMPARE(metric(text, "vllm:prefix_cache_queries_total"), on ? 2002.0 : 0.0);
      QCOMPARE(metric(text, "vllm:prefix_cache_hits_total"), on ? 992.0 : 0.0);
    }
  }

  void manyStreamsAtOnceAllEndWell() {
    SimulationOptions options = quickSimulation(4000);
    const auto endpoint = started(options);
    std::vector<std::unique_ptr<RawHttp>> clients;
    for (int i = 0; i < 200; ++i) {
      clients.push_back(std::make_unique<RawHttp>(endpoint.port()));
      clients.back()->start("POST", "/v1/completions", completionBody(50, true));
    }
    for (const auto& client : clients) {
      const RawAnswer answer = client->read();
      QVERIFY(answer.complete());
      QCOMPARE(answer.events.size(), std::size_t{52});
    }
  }

  void stopsAtOnceWhileStreaming() {
    auto endpoint = std::make_unique<SimulatedEndpoint>(started(quickSimulation()));
    std::vector<std::unique_ptr<RawHttp>> clients;
    for (int i = 0; i < 20; ++i) {
      clients.push_back(std::make_unique<RawHttp>(endpoint->port()));
      clients.back()->start("POST", "/v1/completions", completionBody(3000, true));
    }
    QTRY_VERIFY(metric(metricsText(endpoint->port()), "vllm:num_requests_running") == 20);
    const int port = endpoint->port();
    const Instant begin = Clock::now();
    endpoint->stop();
    QVERIFY(Clock::now() - begin < std::chrono::seconds(1));
    QCOMPARE(endpoint->port(), port);
    for (const auto& client : clients) QVERIFY(client->read(5000).end != RawAnswer::End::timeout);
    QVERIFY(!RawHttp(port).connected());
  }

  void servesUnderAnotherName() {
    SimulationOptions options = quickSimulation();
    options.servedModelName = "my \"model\"";
    const auto endpoint = started(options);
    const json body{{"model", "my \"model\""}, {"prompt", "x"}, {"max_tokens", 2}, {"stream", true}};
    const RawAnswer answer = complete(endpoint.port(), body.dump());
    QCOMPARE(parsed(answer.events[0])["model"], json("my \"model\""));
    QCOMPARE(complete(endpoint.port(), completionBody(1, false)).status, 404);
  }
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "test_endpoint.moc"
