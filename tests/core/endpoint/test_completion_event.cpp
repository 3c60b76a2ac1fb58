#include "core/endpoint/completion_event.h"
#include "core/endpoint/request_body.h"
#include "core/endpoint/server_words.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace headroom;

class TestCompletionEvent : public QObject {
  Q_OBJECT

 private slots:
  void knowsContent_data() {
    QTest::addColumn<bool>("chat");
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("content");
    QTest::addColumn<bool>("finished");
    QTest::newRow("text") << false << R"({"index":0,"text":" a","finish_reason":null})" << true << false;
    QTest::newRow("empty text") << false << R"({"text":"","finish_reason":null})" << false << false;
    QTest::newRow("last text") << false << R"({"text":"z","finish_reason":"length"})" << true << true;
    QTest::newRow("only the end") << false << R"({"text":"","finish_reason":"stop"})" << false << true;
    QTest::newRow("text of another interface") << false << R"({"delta":{"content":"a"}})" << false << false;
    QTest::newRow("content") << true << R"({"delta":{"content":"a"}})" << true << false;
    QTest::newRow("role only") << true << R"({"delta":{"role":"assistant"}})" << false << false;
    QTest::newRow("role and empty content") << true << R"({"delta":{"role":"assistant","content":""}})" << false << false;
    QTest::newRow("null content") << true << R"({"delta":{"content":null}})" << false << false;
    QTest::newRow("reasoning_content") << true << R"({"delta":{"reasoning_content":"hm"}})" << true << false;
    QTest::newRow("reasoning") << true << R"({"delta":{"reasoning":"hm"}})" << true << false;
    QTest::newRow("tool call") << true << R"({"delta":{"tool_calls":[{"index":0,"function":{"arguments":"x"}}]}})" << true << false;
    QTest::newRow("no tool call") << true << R"({"delta":{"tool_calls":[]}})" << false << false;
    QTest::newRow("empty delta with the end") << true << R"({"delta":{},"finish_reason":"tool_calls"})" << false << true;
    QTest::newRow("escaped") << true << R"({"delta":{"content":"\u00e4\n\"x\""}})" << true << false;
  }
  void knowsContent() {
    QFETCH(bool, chat);
    QFETCH(QString, choice);
    QFETCH(bool, content);
    QFETCH(bool, finished);
    CompletionDecoder decoder(chat ? Api::chat : Api::completions);
    const auto event = decoder.decode(("{\"choices\":[" + choice + "]}").toStdString());
    QVERIFY2(event.ok(), event.ok() ? "" : event.error().text().c_str());
    QCOMPARE(event->hasContent, content);
    QCOMPARE(event->finished, finished);
    QVERIFY(!event->error && !event->usage && !event->done);
  }

  void readsUsageDoneAndErrors() {
    CompletionDecoder decoder(Api::chat);
    QVERIFY(decoder.decode("[DONE]")->done);
    const auto usage = decoder.decode(R"({"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}})");
    QCOMPARE(usage->usage->promptTokens, 7);
    QCOMPARE(usage->usage->completionTokens, 3);
    QVERIFY(!usage->hasContent && !usage->finished);
    QVERIFY(!decoder.decode(R"({"choices":[],"usage":null})")->usage);
    QCOMPARE(*decoder.decode(R"({"error":{"message":"out of memory","code":500}})")->error, std::string("out of memory"));
    QCOMPARE(*decoder.decode(R"({"error":"no"})")->error, std::string("no"));
    QCOMPARE(*decoder.decode(R"({"error":{"code":5}})")->error, std::string("{\"code\":5}"));
    QCOMPARE(*decoder.decode(R"({"object":"error","message":"too long"})")->error, std::string("too long"));
    QVERIFY(!decoder.decode(R"({"error":null,"choices":[]})")->error);
  }

  void readsWholeAnswers() {
    CompletionDecoder chat(Api::chat);
    const auto answer = chat.decodeWhole(R"({"choices":[{"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],)"
                                         R"("usage":{"prompt_tokens":1,"completion_tokens":2}})");
    QVERIFY(answer->hasContent && answer->finished);
    QCOMPARE(answer->usage->completionTokens, 2);
    CompletionDecoder completions(Api::completions);
    QVERIFY(completions.decodeWhole(R"({"choices":[{"text":"hi","finish_reason":"stop"}]})")->hasContent);
  }

  void refusesWhatIsNoCompletion_data() {
    QTest::addColumn<QString>("data");
    for (const char* data : {"", "x", "[]", "1", "null", "{}", R"({"choices":[)", R"({"choices":[1]})", R"({"choices":{}})",
                             R"({"models":[]})", R"({"choices":[]}})", "{\"choices\":[{\"text\":\"\xff\"}]}"})
      QTest::newRow(data) << QString::fromLatin1(data);
  }
  void refusesWhatIsNoCompletion() {
    QFETCH(QString, data);
    CompletionDecoder decoder(Api::completions);
    const auto event = decoder.decode(data.toLatin1().toStdString());
    QVERIFY(!event.ok());
    QCOMPARE(event.error().code, ErrorCode::malformed);
    // The data can hold a secret: it is not in the message.
    if (data.size() > 3) QVERIFY(event.error().message.find(data.toStdString()) == std::string::npos);
    // A bad event leaves the decoder usable.
    QVERIFY(decoder.decode(R"({"choices":[{"text":"a"}]})")->hasContent);
  }

  void buildsRequests() {
    Endpoint endpoint;
    endpoint.model = "m \"1\"";
    GenerationRequest request;
    request.prompt = "a\"b\\c\n\t\x01 größer";
    request.outputTokens = 5;
    request.temperature = 0.7;
    RequestBody body;
    body.build(endpoint, request, {true, true});
    const auto expected = nlohmann::json{{"model", "m \"1\""}, {"prompt", request.prompt}, {"max_tokens", 5}, {"temperature", 0.7},
                                         {"stream", true}, {"stream_options", {{"include_usage", true}}}, {"ignore_eos", true}, {"min_tokens", 5}};
    QCOMPARE(nlohmann::json::parse(body.text()).dump(), expected.dump());
    body.change({false, false});
    auto fewer = expected;
    for (const char* field : {"stream_options", "ignore_eos", "min_tokens"}) fewer.erase(field);
    QCOMPARE(nlohmann::json::parse(body.text()).dump(), fewer.dump());
    endpoint.api = Api::chat;
    request.stream = false;
    body.build(endpoint, request, {false, false});
    const auto chat = nlohmann::json::parse(body.text());
    QCOMPARE(chat["messages"].size(), std::size_t{1});
    QCOMPARE(chat["messages"][0]["role"].get<std::string>(), std::string("user"));
    QCOMPARE(chat["messages"][0]["content"].get<std::string>(), request.prompt);
    QVERIFY(!chat["stream"].get<bool>() && !chat.contains("prompt"));
  }

  void findsTheServersWords_data() {
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("words");
    QTest::newRow("OpenAI") << R"({"error":{"message":"bad model","type":"x"}})" << "application/json" << "bad model";
    QTest::newRow("plain error") << R"({"error":"bad"})" << "application/json" << "bad";
    QTest::newRow("vLLM") << R"({"object":"error","message":"too long"})" << "application/json" << "too long";
    QTest::newRow("FastAPI") << R"({"detail":"Not Found"})" << "application/json" << "Not Found";
    QTest::newRow("FastAPI list") << R"({"detail":[{"loc":["body","x"],"msg":"extra"}]})" << "" << R"([{"loc":["body","x"],"msg":"extra"}])";
    QTest::newRow("HTML") << "<html><head><TITLE>502 Bad\nGateway</TITLE></head>" << "text/html" << "HTML, not JSON: \"502 Bad Gateway\"";
    QTest::newRow("HTML by its looks") << " <!DOCTYPE html><title>x</title>" << "" << "HTML, not JSON: \"x\"";
    QTest::newRow("HTML without a title") << "<html>" << "" << "HTML, not JSON";
    QTest::newRow("text") << "upstream gone\r\n" << "text/plain" << "upstream gone";
    QTest::newRow("JSON without a message") << R"({"code":1})" << "" << R"({"code":1})";
    QTest::newRow("nothing") << "" << "" << "";
    QTest::newRow("a key") << R"({"error":{"message":"wrong key sk-secret"}})" << "" << "wrong key ***";
  }
  void findsTheServersWords() {
    QFETCH(QString, body);
    QFETCH(QString, type);
    QFETCH(QString, words);
    QCOMPARE(QString::fromStdString(serverWords(body.toStdString(), type.toStdString(), Secret("sk-secret"))), words);
  }

  void cutsWords() {
    QCOMPARE(serverWords(std::string(2000, 'x'), "", {}).size(), serverWordsLimit);
    // Never within a character, and a secret at the edge is gone whole.
    for (std::size_t i = 0; i < 6; ++i) {
      const std::string text = std::string(495 + i, 'x') + "中中中";
      QVERIFY(!QString::fromUtf8(cutText(text).c_str()).contains(QChar::ReplacementCharacter));
      const std::string said = serverWords(std::string(495 - i, 'x') + "sk-secret", "", Secret("sk-secret"));
      QVERIFY(said.find("sk-") == std::string::npos);
    }
  }
};

QTEST_APPLESS_MAIN(TestCompletionEvent)
#include "test_completion_event.moc"
