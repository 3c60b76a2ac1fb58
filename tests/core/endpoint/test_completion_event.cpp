#include "core/endpoint/completion_event.h"
#include "core/endpoint/request_body.h"
#include "core/endpoint/server_words.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace headroom;

// JSON with ' for ", which moc reads more reliably than raw strings.
static std::string q(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

class TestCompletionEvent : public QObject {
  Q_OBJECT

 private slots:
  void knowsContent_data() {
    QTest::addColumn<bool>("chat");
    QTest::addColumn<std::string>("choice");
    QTest::addColumn<bool>("content");
    QTest::addColumn<bool>("finished");
    QTest::newRow("text") << false << q("{'index':0,'text':' a','finish_reason':null}") << true << false;
    QTest::newRow("empty text") << false << q("{'text':'','finish_reason':null}") << false << false;
    QTest::newRow("last text") << false << q("{'text':'z','finish_reason':'length'}") << true << true;
    QTest::newRow("only the end") << false << q("{'text':'','finish_reason':'stop'}") << false << true;
    QTest::newRow("text of another interface") << false << q("{'delta':{'content':'a'}}") << false << false;
    QTest::newRow("content") << true << q("{'delta':{'content':'a'}}") << true << false;
    QTest::newRow("role only") << true << q("{'delta':{'role':'assistant'}}") << false << false;
    QTest::newRow("role and empty content")
        << true << q("{'delta':{'role':'assistant','content':''}}") << false << false;
    QTest::newRow("null content") << true << q("{'delta':{'content':null}}") << false << false;
    QTest::newRow("reasoning_content") << true << q("{'delta':{'reasoning_content':'hm'}}") << true << false;
    QTest::newRow("reasoning") << true << q("{'delta':{'reasoning':'hm'}}") << true << false;
    QTest::newRow("tool call") << true
                               << q("{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'x'}}]}}")
                               << true << false;
    QTest::newRow("no tool call") << true << q("{'delta':{'tool_calls':[]}}") << false << false;
    QTest::newRow("empty delta with the end")
        << true << q("{'delta':{},'finish_reason':'tool_calls'}") << false << true;
    QTest::newRow("escaped") << true << q("{'delta':{'content':'\\u00e4\\n\\'x\\''}}") << true << false;
  }
  void knowsContent() {
    QFETCH(bool, chat);
    QFETCH(std::string, choice);
    QFETCH(bool, content);
    QFETCH(bool, finished);
    CompletionDecoder decoder(chat ? Api::chat : Api::completions);
    const auto event = decoder.decode("{\"choices\":[" + choice + "]}");
    QVERIFY2(event.ok(), event.ok() ? "" : event.error().text().c_str());
    QCOMPARE(event->hasContent, content);
    QCOMPARE(event->finished, finished);
    QVERIFY(!event->error && !event->usage && !event->done);
  }

  void readsUsageDoneAndErrors() {
    CompletionDecoder decoder(Api::chat);
    QVERIFY(decoder.decode("[DONE]")->done);
    const auto usage = decoder.decode(
        q("{'choices':[],'usage':{'prompt_tokens':7,'completion_tokens':3,'total_tokens':10}}"));
    QCOMPARE(usage->usage->promptTokens, 7);
    QCOMPARE(usage->usage->completionTokens, 3);
    QVERIFY(!usage->hasContent && !usage->finished);
    QVERIFY(!decoder.decode(q("{'choices':[],'usage':null}"))->usage);
    QCOMPARE(*decoder.decode(q("{'error':{'message':'out of memory','code':500}}"))->error,
             std::string("out of memory"));
    QCOMPARE(*decoder.decode(q("{'error':'no'}"))->error, std::string("no"));
    QCOMPARE(*decoder.decode(q("{'error':{'code':5}}"))->error, std::string("{\"code\":5}"));
    QCOMPARE(*decoder.decode(q("{'object':'error','message':'too long'}"))->error, std::string("too long"));
    QVERIFY(!decoder.decode(q("{'error':null,'choices':[]}"))->error);
  }

  void readsWholeAnswers() {
    CompletionDecoder chat(Api::chat);
    const auto answer = chat.decodeWhole(
        q("{'choices':[{'message':{'role':'assistant','content':'hi'},'finish_reason':'stop'}],"
          "'usage':{'prompt_tokens':1,'completion_tokens':2}}"));
    QVERIFY(answer->hasContent && answer->finished);
    QCOMPARE(answer->usage->completionTokens, 2);
    CompletionDecoder completions(Api::completions);
    QVERIFY(completions.decodeWhole(q("{'choices':[{'text':'hi','finish_reason':'stop'}]}"))->hasContent);
  }

  void refusesWhatIsNoCompletion_data() {
    QTest::addColumn<std::string>("data");
    for (const std::string& data :
         {std::string(), q("x"), q("[]"), q("1"), q("null"), q("{}"), q("{'choices':["), q("{'choices':[1]}"),
          q("{'choices':{}}"), q("{'models':[]}"), q("{'choices':[]}}"), q("{'choices':[{'text':'\xff'}]}")})
      QTest::newRow(data.empty() ? "nothing" : data.c_str()) << data;
  }
  void refusesWhatIsNoCompletion() {
    QFETCH(std::string, data);
    CompletionDecoder decoder(Api::completions);
    const auto event = decoder.decode(data);
    QVERIFY(!event.ok());
    QCOMPARE(event.error().code, ErrorCode::malformed);
    // The data can hold a secret: it is not in the message.
    if (data.size() > 3) QVERIFY(event.error().message.find(data) == std::string::npos);
    // A bad event leaves the decoder usable.
    QVERIFY(decoder.decode(q("{'choices':[{'text':'a'}]}"))->hasContent);
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
    const auto expected = nlohmann::json{{"model", "m \"1\""}, {"prompt", request.prompt},
                                         {"max_tokens", 5},    {"temperature", 0.7},
                                         {"stream", true},     {"stream_options", {{"include_usage", true}}},
                                         {"ignore_eos", true}, {"min_tokens", 5}};
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
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("words");
    QTest::newRow("OpenAI") << q("{'error':{'message':'bad model','type':'x'}}")
                            << std::string("application/json") << std::string("bad model");
    QTest::newRow("plain error") << q("{'error':'bad'}") << std::string("application/json")
                                 << std::string("bad");
    QTest::newRow("vLLM") << q("{'object':'error','message':'too long'}") << std::string("application/json")
                          << std::string("too long");
    QTest::newRow("FastAPI") << q("{'detail':'Not Found'}") << std::string("application/json")
                             << std::string("Not Found");
    QTest::newRow("FastAPI list") << q("{'detail':[{'loc':['body','x'],'msg':'extra'}]}") << std::string("")
                                  << q("[{'loc':['body','x'],'msg':'extra'}]");
    QTest::newRow("HTML") << std::string("<html><head><TITLE>502 Bad\nGateway</TITLE></head>")
                          << std::string("text/html") << std::string("HTML, not JSON: \"502 Bad Gateway\"");
    QTest::newRow("HTML by its looks") << std::string(" <!DOCTYPE html><title>x</title>") << std::string("")
                                       << std::string("HTML, not JSON: \"x\"");
    QTest::newRow("HTML without a title")
        << std::string("<html>") << std::string("") << std::string("HTML, not JSON");
    QTest::newRow("text") << std::string("upstream gone\r\n") << std::string("text/plain")
                          << std::string("upstream gone");
    QTest::newRow("JSON without a message") << q("{'code':1}") << std::string("") << q("{'code':1}");
    QTest::newRow("nothing") << std::string("") << std::string("") << std::string("");
    QTest::newRow("a key") << q("{'error':{'message':'wrong key sk-secret'}}") << std::string("")
                           << std::string("wrong key ***");
  }
  void findsTheServersWords() {
    QFETCH(std::string, body);
    QFETCH(std::string, type);
    QFETCH(std::string, words);
    QCOMPARE(serverWords(body, type, Secret("sk-secret")), words);
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
