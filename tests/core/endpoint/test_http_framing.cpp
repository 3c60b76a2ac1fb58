// HTTP/1.1 as servers frame it: heads, chunks and bodies cut anywhere, interim answers, and what becomes of
// connections.
#include "tests/core/endpoint/ask.h"
#include "tests/support/certificates.h"

#include <nlohmann/json.hpp>

#include <atomic>

using namespace headroom;
using namespace headroom::test;

namespace {

const std::string wholeAnswer =
    q("{'choices':[{'text':'abc','finish_reason':'length'}],'usage':{'prompt_tokens':5,'completion_tokens':3}"
      "}");

LoopbackServer::Handler saying(std::string bytes, bool close = false) {
  return [bytes = std::move(bytes), close](const LoopbackRequest&, LoopbackPeer& peer) {
    peer.send(bytes);
    if (close) peer.close();
  };
}

std::string chunk(const std::string& data, const std::string& extension = "") {
  std::array<char, 24> size{};
  std::snprintf(size.data(), size.size(), "%zx", data.size());
  return size.data() + extension + "\r\n" + data + "\r\n";
}

}  // namespace

class TestHttpFraming : public QObject {
  Q_OBJECT

 private slots:
  void framesThatAreFine_data() {
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("stream");
    QTest::addColumn<bool>("kept");
    const std::string lengthOfWhole =
        "Content-Length: " + std::to_string(wholeAnswer.size()) + "\r\n\r\n" + wholeAnswer;
    QTest::newRow("by length") << "HTTP/1.1 200 OK\r\ncontent-type:application/json\r\n" + lengthOfWhole
                               << false << true;
    QTest::newRow("100 and 103 before it")
        << "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n" +
               lengthOfWhole
        << false << true;
    QTest::newRow("HTTP/1.0") << "HTTP/1.0 200 OK\r\n" + lengthOfWhole << false << false;
    QTest::newRow("HTTP/1.0 that keeps")
        << "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + lengthOfWhole << false << true;
    QTest::newRow("until it closes") << "HTTP/1.1 200 OK\r\n\r\n" + wholeAnswer << false << false;
    QTest::newRow("said to close") << "HTTP/1.1 200 OK\r\nConnection: close\r\n" + lengthOfWhole << false
                                   << false;
    QTest::newRow("extensions and trailers")
        << streamHead + chunk(textEvent("a"), ";name=\"v;\"") + chunk(lastEvent + doneEvent) +
               "0\r\nContent-Type: text/html\r\nX: y\r\n\r\n"
        << true << true;
    QTest::newRow("a chunk for each byte of an event")
        << streamHead + chunk("da") + chunk("ta: ") + chunk(textEvent("a").substr(6)) + chunk(doneEvent) +
               chunk("")
        << true << true;
  }
  // Cut in two at every byte.
  void framesThatAreFine() {
    QFETCH(std::string, bytes);
    QFETCH(bool, stream);
    QFETCH(bool, kept);
    std::atomic<std::size_t> cut = 1;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(std::string_view(bytes).substr(0, cut));
      std::this_thread::sleep_for(
          std::chrono::microseconds(200));  // so that it is two reads; either way must do
      peer.send(std::string_view(bytes).substr(cut));
      if (!kept) peer.close();
    });
    const auto backend = backendOf(endpointOf(server.url()));
    for (; cut < bytes.size(); ++cut) {
      const GenerationOutcome outcome = ask(*backend, requestFor(3, stream));
      VERIFY_FINE(outcome);
      QCOMPARE(outcome.httpStatus, 200);
      QCOMPARE(outcome.contentChunks, 1);
    }
    if (kept)
      QCOMPARE(server.connections(), 1);
    else
      QVERIFY(server.connections() > 1);
  }

  void framesThatAreNot_data() {
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, const std::string& bytes, FailureKind kind) {
      QTest::newRow(name) << bytes << static_cast<int>(kind);
    };
    row("an endless head", "HTTP/1.1 200 OK\r\nX: " + std::string(200'000, 'x'),
        FailureKind::malformedStream);
    row("an endless chunk size", streamHead + "1;" + std::string(200'000, 'x'), FailureKind::malformedStream);
    row("a chunk longer than it says", streamHead + "1\r\nabcd\r\n", FailureKind::malformedStream);
    row("a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        FailureKind::malformedStream);
    row("only an interim answer", "HTTP/1.1 100 Continue\r\n\r\n", FailureKind::reset);
    row("cut within its trailers", streamHead + chunk(textEvent("a")) + "0\r\nX: ", FailureKind::earlyEnd);
    row("101", "HTTP/1.1 101 Switching Protocols\r\n\r\n", FailureKind::httpStatus);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", FailureKind::earlyEnd);
  }
  void framesThatAreNot() {
    QFETCH(std::string, bytes);
    QFETCH(int, kind);
    const LoopbackServer server(saying(bytes, true));
    const auto backend = backendOf(endpointOf(server.url()));
    const GenerationOutcome outcome = ask(*backend);
    COMPARE_FAILURE(outcome, static_cast<FailureKind>(kind));
    QVERIFY(!outcome.message.empty());
    QCOMPARE(server.requests().size(), std::size_t{1});
  }

  void aConnectionWithBytesTooManyIsNotUsed() {
    const LoopbackServer server(
        saying(answer("200 OK", "application/json", wholeAnswer) + "HTTP/1.1 200 OK\r\n\r\n"));
    const auto backend = backendOf(endpointOf(server.url()));
    for (int i = 0; i < 3; ++i) VERIFY_FINE(ask(*backend, requestFor(3, false)));
    QCOMPARE(server.connections(), 3);
  }

  // The close was not looked at by run() before the next request.
  void anIdleConnectionThatWasClosedIsNotUsed() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      sendStream(peer, threeTokens);
      peer.close();
    });
    const auto backend = backendOf(endpointOf(server.url()));
    VERIFY_FINE(ask(*backend));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    VERIFY_FINE(ask(*backend));
    QCOMPARE(server.connections(), 2);
  }

  void aConnectionThatWasIdleForLongIsNotUsed() {
    const LoopbackServer server(streaming(threeTokens));
    const auto backend = backendOf(endpointOf(server.url()), {5, 10, 20}, {.idleSeconds = 0.05});
    VERIFY_FINE(ask(*backend));
    backend->run(backend->now() + std::chrono::milliseconds(80), {});
    VERIFY_FINE(ask(*backend));
    QCOMPARE(backend->connectionsMade(), std::size_t{2});
  }

  void longPromptsGoOutPieceByPiece_data() {
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
  }
  // Twice eight requests of 1 MB at once: sockets fill up while the server reads.
  void longPromptsGoOutPieceByPiece() {
    QFETCH(bool, tls);
    QTemporaryDir directory;
    Certificate certificate;
    if (tls) certificate = makeCertificate(directory.filePath("ours").toStdString());
    const LoopbackServer server(streaming(threeTokens), certificate.certificateFile, certificate.keyFile);
    Endpoint endpoint = endpointOf(server.url());
    endpoint.caFile = certificate.certificateFile;
    const auto backend = backendOf(endpoint);
    int fine = 0;
    constexpr int count = 8;
    for (int i = 0; i < 2 * count; ++i) {
      GenerationRequest request = requestFor(3);
      request.prompt = std::string(1'000'000 + static_cast<std::size_t>(i), 'x');
      backend->submit(0, backend->now(), std::move(request),
                      [&](GenerationOutcome&& outcome) { fine += outcome.failed() ? 0 : 1; });
      if (i == count - 1)
        while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(10), {});
    }
    while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(10), {});
    QCOMPARE(fine, 2 * count);
    QCOMPARE(backend->connectionsMade(), std::size_t{count});
    std::size_t bytes = 0;
    for (const LoopbackRequest& request : server.requests())
      bytes += nlohmann::json::parse(request.body)["prompt"].get<std::string>().size();
    QCOMPARE(bytes, std::size_t{2 * count * 1'000'000 + count * (2 * count - 1)});
  }
};

QTEST_APPLESS_MAIN(TestHttpFraming)
#include "test_http_framing.moc"
