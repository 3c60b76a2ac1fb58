#include "core/endpoint/sse.h"

#include <QtTest>

using namespace headroom;

namespace {

using Events = std::vector<std::string>;

// The events of `stream` when it is cut at the given places.
Events eventsOf(const std::string& stream, const std::vector<std::size_t>& cuts) {
  SseParser parser;
  Events events;
  std::size_t from = 0;
  const auto feed = [&](std::size_t to) {
    // A copy of its own, so that a view kept too long is seen by the address sanitizer.
    const std::string piece = stream.substr(from, to - from);
    parser.feed(piece, [&](std::string_view data) { events.emplace_back(data); });
    from = to;
  };
  for (const std::size_t cut : cuts) feed(cut);
  feed(stream.size());
  return events;
}

std::string shown(const Events& events) {
  std::string text;
  for (const std::string& event : events) text += "[" + event + "]";
  return text;
}

}  // namespace

class TestSse : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatTheStandardSaysHoweverItIsCut_data() {
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<QByteArray>>("expected");
    const auto row = [](const char* name, const QByteArray& stream, const QList<QByteArray>& expected) {
      QTest::newRow(name) << stream << expected;
    };
    row("one event", "data: a\n\n", {"a"});
    row("several", "data: a\n\ndata: b\n\ndata: c\n\n", {"a", "b", "c"});
    row("carriage return and line feed", "data: a\r\n\r\ndata: b\r\n\r\n", {"a", "b"});
    row("lone carriage returns", "data: a\r\rdata: b\r\r", {"a", "b"});
    row("line ends mixed", "data: a\r\n\ndata: b\n\rdata: c\r\r\n", {"a", "b", "c"});
    row("no space after the colon", "data:a\n\n", {"a"});
    row("only the first space goes", "data:  a\n\n", {" a"});
    row("no colon", "data\n\n", {""});
    row("empty data", "data:\n\n", {""});
    row("two empty lines of data", "data\ndata\n\n", {"\n"});
    row("several lines of data", "data: a\ndata: b\ndata:\ndata: c\n\n", {"a\nb\n\nc"});
    row("comments", ": hello\n\n:\n:data: x\ndata: a\n: in the middle\n\n", {"a"});
    row("other fields", "event: message\nid: 1\nretry: 10\ndata: a\n\n", {"a"});
    row("an event without data is none", "event: ping\n\ndata: a\n\n", {"a"});
    row("unknown fields", "dat: x\ndatabase: y\nDATA: z\n data: w\ndata: a\n\n", {"a"});
    row("byte order mark",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        {"a"});
    row("byte order mark only at the start",
        "data: a\n\n\xEF\xBB\xBF"
        "data: b\n\n",
        {"a"});
    row("byte order mark alone on its line", "\xEF\xBB\xBF\ndata: a\n\n", {"a"});
    row("empty lines between", "\n\n\ndata: a\n\n\n\ndata: b\n\n\n", {"a", "b"});
    row("cut off at the end", "data: a\n\ndata: b\n", {"a"});
    row("cut off within a line", "data: a\n\ndata: b", {"a"});
    row("nothing", "", {});
    row("colons in the data", "data: {\"a\": \"b: c\"}\n\n", {"{\"a\": \"b: c\"}"});
    row("UTF-8", "data: größer 中文 🙂\n\n", {"größer 中文 🙂"});
    row("a NUL byte", QByteArray("data: a\0b\n\n", 11), {QByteArray("a\0b", 3)});
    row("as vLLM sends it",
        "data: {\"choices\":[{\"text\":\" a\"}]}\n\ndata: "
        "{\"choices\":[],\"usage\":{\"completion_tokens\":1}}\n\ndata: [DONE]\n\n",
        {"{\"choices\":[{\"text\":\" a\"}]}", "{\"choices\":[],\"usage\":{\"completion_tokens\":1}}",
         "[DONE]"});
  }
  void readsWhatTheStandardSaysHoweverItIsCut() {
    QFETCH(QByteArray, stream);
    QFETCH(QList<QByteArray>, expected);
    Events wanted;
    for (const QByteArray& event : expected) wanted.push_back(event.toStdString());
    const std::string text = stream.toStdString();

    QCOMPARE(shown(eventsOf(text, {})), shown(wanted));
    std::vector<std::size_t> everywhere;
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      QCOMPARE(shown(eventsOf(text, {cut})), shown(wanted));
      everywhere.push_back(cut);
      for (std::size_t second = cut; second <= text.size(); second += 7)
        QCOMPARE(shown(eventsOf(text, {cut, second})), shown(wanted));
    }
    QCOMPARE(shown(eventsOf(text, everywhere)), shown(wanted));
  }

  void handsOverAViewWhereTheEventIsWhole() {
    const std::string bytes = "data: first\n\ndata: second\n\n";
    SseParser parser;
    int events = 0;
    parser.feed(bytes, [&](std::string_view data) {
      ++events;
      QVERIFY(data.data() >= bytes.data() && data.data() < bytes.data() + bytes.size());
    });
    QCOMPARE(events, 2);
  }

  void refusesAnEventOverTheLimit_data() {
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<bool>("fine");
    QTest::newRow("just fits") << QByteArray("data:" + QByteArray(95, 'x') + "\n\n") << true;
    QTest::newRow("one line too long") << QByteArray("data:" + QByteArray(96, 'x') + "\n\n") << false;
    QTest::newRow("a line without an end") << QByteArray(200, 'x') << false;
    QTest::newRow("a comment without an end") << QByteArray(":" + QByteArray(200, 'x')) << false;
    QTest::newRow("many lines of one event") << QByteArray("data: 0123456789\n").repeated(20) << false;
    QTest::newRow("many small events") << QByteArray("data: 0123456789\n\n").repeated(20) << true;
  }
  void refusesAnEventOverTheLimit() {
    QFETCH(QByteArray, stream);
    QFETCH(bool, fine);
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, static_cast<std::size_t>(stream.size())}) {
      SseParser parser(100);
      bool all = true;
      const std::string text = stream.toStdString();
      for (std::size_t at = 0; at < text.size(); at += step)
        if (!parser.feed(std::string_view(text).substr(at, step), [](std::string_view) {})) all = false;
      QCOMPARE(all, fine);
    }
  }

  void beginsAnewAfterReset() {
    SseParser parser;
    Events events;
    const auto keep = [&](std::string_view data) { events.emplace_back(data); };
    parser.feed("data: old\nda", keep);
    parser.reset();
    parser.feed(
        "\xEF\xBB\xBF"
        "data: new\n\n",
        keep);
    QCOMPARE(shown(events), std::string("[new]"));
  }
};

QTEST_APPLESS_MAIN(TestSse)
#include "test_sse.moc"
