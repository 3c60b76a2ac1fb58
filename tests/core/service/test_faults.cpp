// Every fault, by rule and by header, as a client sees it.
#include "tests/core/service/endpoint_fixture.h"

#include <QtTest>

using namespace headroom;
using namespace headroom::test;
using nlohmann::json;

namespace {

SimulatedEndpoint withFault(const char* rule) {
  SimulationOptions options = quickSimulation();
  if (*rule) options.faults.push_back(*parseFaultRule(rule));
  return started(options);
}

int contentEvents(const RawAnswer& answer) {
  int count = 0;
  for (const std::string& event : answer.events) {
    const json value = parsed(event);
    if (value.is_object() && value.contains("choices") && !value["choices"].empty()) ++count;
  }
  return count;
}

}  // namespace

class TestFaults : public QObject {
  Q_OBJECT

  // The answers of an endpoint that has the fault, and of one that is asked for it by header.
  static std::vector<RawAnswer> both(const char* fault, const std::string& body, int timeoutMs = 20000) {
    const auto ruled = withFault(fault), asked = withFault("");
    return {complete(ruled.port(), body, {}, timeoutMs),
            complete(asked.port(), body, {std::string("x-headroom-fault: ") + fault}, timeoutMs)};
  }

 private slots:
  void statusesComeInTheShapeOfTheApi() {
    for (const auto& [fault, status] : {std::pair{"429", 429}, {"503", 503}}) {
      for (const RawAnswer& answer : both(fault, completionBody(5, true))) {
        QCOMPARE(answer.status, status);
        QCOMPARE(parsed(answer.body)["error"]["code"], json(status));
      }
    }
  }

  void rejectsFieldsThatAreNotOpenAis() {
    for (const RawAnswer& answer : both("reject-unknown", completionBody(5, true))) {
      QCOMPARE(answer.status, 400);
      QVERIFY(answer.body.find("Unrecognized request argument supplied: ignore_eos") != std::string::npos);
    }
    const std::string plain = R"({"model":"small","prompt":"x","max_tokens":4,"temperature":0,"stream":true,
                                  "stream_options":{"include_usage":true}})";
    for (const RawAnswer& answer : both("reject-unknown", plain)) QCOMPARE(answer.status, 200);
  }

  void cutsTheStreamAfterSoManyChunks() {
    for (const RawAnswer& answer : both("cut:4", completionBody(20, true))) {
      QCOMPARE(answer.end, RawAnswer::End::closed);
      QCOMPARE(contentEvents(answer), 4);
      QVERIFY(answer.body.find("[DONE]") == std::string::npos);
    }
    for (const RawAnswer& answer : both("cut:0", completionBody(20, true))) {
      QCOMPARE(answer.end, RawAnswer::End::closed);
      QCOMPARE(answer.status, 200);
      QCOMPARE(contentEvents(answer), 0);
    }
    // A stream shorter than that is cut before its end.
    for (const RawAnswer& answer : both("cut:100", completionBody(5, true))) {
      QCOMPARE(answer.end, RawAnswer::End::closed);
      QCOMPARE(contentEvents(answer), 5);
    }
    for (const RawAnswer& answer : both("cut", completionBody(5, false))) {
      QCOMPARE(answer.end, RawAnswer::End::closed);
      QVERIFY(!answer.body.empty());
    }
  }

  void resetsTheConnection() {
    for (const RawAnswer& answer : both("reset:2", completionBody(20, true)))
      QCOMPARE(answer.end, RawAnswer::End::reset);
    for (const RawAnswer& answer : both("reset", completionBody(5, false)))
      QCOMPARE(answer.end, RawAnswer::End::reset);
  }

  void stallsAndKeepsTheConnection() {
    for (const RawAnswer& answer : both("stall:3", completionBody(20, true), 400)) {
      QCOMPARE(answer.end, RawAnswer::End::timeout);
      const std::string body = answer.body;
      QVERIFY(answer.status == 200);
    }
    for (const RawAnswer& answer : both("stall", completionBody(5, false), 300)) {
      QCOMPARE(answer.end, RawAnswer::End::timeout);
      QCOMPARE(answer.status, 0);
    }
  }

  void sendsOneMalformedEvent() {
    for (const RawAnswer& answer : both("malformed:2", completionBody(6, true))) {
      QVERIFY(answer.complete());
      QCOMPARE(answer.events.size(), std::size_t{6 + 1 + 1 + 1});
      QVERIFY(parsed(answer.events[2]).is_null());
      QCOMPARE(contentEvents(answer), 6);
    }
    for (const RawAnswer& answer : both("malformed", completionBody(6, false))) {
      QVERIFY(answer.complete());
      QVERIFY(parsed(answer.body).is_null());
    }
  }

  void sendsAnErrorInsideTheStream() {
    for (const RawAnswer& answer : both("error-event:2", completionBody(6, true))) {
      QVERIFY(answer.complete());
      QCOMPARE(answer.status, 200);
      QCOMPARE(contentEvents(answer), 2);
      QVERIFY(parsed(answer.events[2]).contains("error"));
    }
    for (const RawAnswer& answer : both("error-event", completionBody(6, false)))
      QCOMPARE(answer.status, 500);
  }

  void isSlowWithItsFirstByte() {
    const auto endpoint = withFault("slow:0.3");
    for (const bool stream : {true, false}) {
      const Instant begin = Clock::now();
      const RawAnswer answer = complete(endpoint.port(), completionBody(3, stream));
      QVERIFY(answer.complete());
      QVERIFY(answer.times.front() - begin >= std::chrono::milliseconds(300));
    }
    // A client that goes away meanwhile leaves nothing behind.
    RawHttp(endpoint.port()).start("POST", "/v1/completions", completionBody(3, true));
    QVERIFY(complete(endpoint.port(), completionBody(3, true)).complete());
  }

  void answersWithAPage() {
    for (const RawAnswer& answer : both("html", completionBody(3, true))) {
      QCOMPARE(answer.status, 200);
      QVERIFY(answer.head.find("text/html") != std::string::npos);
      QVERIFY(answer.body.find("<html>") != std::string::npos);
    }
  }

  void sendsNoUsage() {
    for (const RawAnswer& answer : both("no-usage", completionBody(3, true))) {
      QCOMPARE(answer.events.size(), std::size_t{4});
      QVERIFY(answer.body.find("usage") == std::string::npos);
    }
    for (const RawAnswer& answer : both("no-usage", completionBody(3, false)))
      QVERIFY(!parsed(answer.body).contains("usage"));
  }

  void sendsOneTokenTooMany() {
    for (const RawAnswer& answer : both("extra-token", completionBody(3, true))) {
      QCOMPARE(contentEvents(answer), 4);
      QCOMPARE(parsed(answer.events[4])["usage"]["completion_tokens"], json(4));
    }
  }

  void refusesConnections() {
    const auto endpoint = withFault("refuse");
    const RawAnswer answer = complete(endpoint.port(), completionBody(3, true));
    QVERIFY(answer.end == RawAnswer::End::reset || answer.end == RawAnswer::End::closed);
    QCOMPARE(answer.status, 0);
    const auto half = withFault("refuse@every-2");
    QVERIFY(complete(half.port(), completionBody(3, true)).complete());
    QVERIFY(!complete(half.port(), completionBody(3, true)).complete());
    QVERIFY(complete(half.port(), completionBody(3, true)).complete());
  }

  void goesAwayAfterSoManyRequests() {
    const auto endpoint = withFault("refuse:3");
    RawHttp running(endpoint.port());
    running.start("POST", "/v1/completions", completionBody(3000, true));
    QTRY_VERIFY(metric(metricsText(endpoint.port()), "vllm:num_requests_running") == 1);
    QVERIFY(complete(endpoint.port(), completionBody(3, true)).complete());
    QVERIFY(complete(endpoint.port(), completionBody(3, true)).complete());
    QVERIFY(!complete(endpoint.port(), completionBody(3, true)).complete());
    QCOMPARE(running.read().end, RawAnswer::End::reset);
    QVERIFY(!RawHttp(endpoint.port()).connected());
  }

  void anUnknownFaultInAHeaderIsRefused() {
    const auto endpoint = withFault("");
    const RawAnswer answer =
        complete(endpoint.port(), completionBody(1, false), {"x-headroom-fault: explode"});
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.find("explode") != std::string::npos);
  }

  void hitsEachNthRequest() {
    const auto endpoint = withFault("503@every-3");
    RawHttp http(endpoint.port());
    for (int i = 1; i <= 9; ++i)
      QCOMPARE(http.request("POST", "/v1/completions", completionBody(1, false)).status,
               i % 3 == 0 ? 503 : 200);
  }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "test_faults.moc"
