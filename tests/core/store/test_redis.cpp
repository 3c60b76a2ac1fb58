// The store on a real redis-server: over TCP, TLS and a unix socket, with users, and what each fault says.
#include "core/store/profile_store.h"
#include "core/store/redis_backend.h"
#include "tests/core/store/sample_profile.h"
#include "tests/support/redis_server.h"

#include <QtTest>

#include <thread>

using namespace headroom;
using namespace headroom::test;

class TestRedis : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  Certificates m_certificates;
  std::unique_ptr<RedisServer> m_redis;

  static Result<ProfileStore> open(const QString& url, const ConnectOptions& options = {},
                                   std::stop_token stop = {}) {
    const auto destination = parseDestination(url.toStdString());
    if (!destination) return destination.error();
    return ProfileStore::open(*destination, options, stop);
  }
  ProfileStore store(const QString& model) { return std::move(*open(m_redis->url(model))); }

  static QString said(const Error& error) { return QString::fromStdString(error.text()); }

 private slots:
  void initTestCase() {
    m_certificates = Certificates::make(m_directory.path());
    m_redis = std::make_unique<RedisServer>(RedisServer::Options{.certificates = &m_certificates});
    QVERIFY2(m_redis->problem().isEmpty(), qPrintable(m_redis->problem()));
  }

  void writesWhatReadersRead() {
    auto s = store("llama");
    const auto first = s.push(sampleProfile(), {});
    QVERIFY2(first.ok(), first.ok() ? "" : first.error().text().c_str());
    QVERIFY(first->created);
    QCOMPARE(first->name, std::string("aibrix:profile_llama_a10"));
    const QByteArray there = m_redis->command({"GET", "aibrix:profile_llama_a10"});
    QCOMPARE(there.toStdString(), profileJson(first->profile));
    QVERIFY(std::abs(first->profile.created - unixNow()) < 60);
    QCOMPARE(m_redis->command({"TTL", "aibrix:profile_llama_a10"}), QByteArray("-1"));

    // The same again changes nothing, not even the time stamp.
    QVERIFY(s.push(sampleProfile(), {})->unchanged);
    QCOMPARE(m_redis->command({"GET", "aibrix:profile_llama_a10"}), there);
    QCOMPARE(s.history("a10").error().code, ErrorCode::notFound);

    // Another one takes its place with a newer stamp, and the old one is kept byte by byte.
    const auto second = s.push(sampleProfile("a10", 2), {});
    QVERIFY(!second->created && !second->unchanged);
    QCOMPARE(second->change->raised, std::size_t{4});
    QVERIFY(second->profile.created > first->profile.created);
    const auto history = s.history("a10");
    QCOMPARE(history->size(), std::size_t{1});
    QCOMPARE(history->front().text, there.toStdString());
    QCOMPARE(history->front().by, std::string("push"));

    // No reader scans the history.
    QVERIFY(!m_redis->command({"--scan", "--pattern", "aibrix:*"}).contains("history"));

    const auto reverted = s.revert("a10", 1, {});
    QVERIFY(reverted.ok());
    QVERIFY(reverted->profile.created > second->profile.created);
    QCOMPARE(s.get("a10")->parsed->profile.throughput, sampleProfile().profile.throughput);
    QCOMPARE(s.history("a10")->size(), std::size_t{2});
    QCOMPARE(s.history("a10")->front().by, std::string("revert"));

    QVERIFY(s.remove("a10", {}).ok());
    QCOMPARE(m_redis->command({"EXISTS", "aibrix:profile_llama_a10"}), QByteArray("0"));
    QCOMPARE(s.get("a10").error().code, ErrorCode::notFound);
    QCOMPARE(s.history("a10")->front().by, std::string("delete"));
    QVERIFY(s.revert("a10", 1, {}).ok());
    QVERIFY(s.get("a10").ok());
  }

  void theHistoryIsBoundedAndCanBeLeftOut() {
    auto s = store("bounded");
    for (int i = 1; i <= 14; ++i) QVERIFY(s.push(sampleProfile("a10", i), {}).ok());
    QCOMPARE(s.history("a10")->size(), kHistoryLength);
    QCOMPARE(s.history("a10")->front().parsed->profile.throughput[0][0], 4.0 * 13);
    QCOMPARE(m_redis->command({"LLEN", "headroom:history:aibrix:profile_bounded_a10"}), QByteArray("10"));
    QVERIFY(s.push(sampleProfile("a10", 99), {.keepHistory = false}).ok());
    QCOMPARE(s.history("a10")->front().parsed->profile.throughput[0][0], 4.0 * 13);
  }

  void aStampAheadOfOursIsPassed() {
    auto s = store("ahead");
    auto ahead = sampleProfile("a10", 3).profile;
    ahead.created = unixNow() + 10000;
    m_redis->command({"SET", "aibrix:profile_ahead_a10", QString::fromStdString(profileJson(ahead))});
    const auto pushed = s.push(sampleProfile(), {});
    QVERIFY(pushed.ok());
    QVERIFY(pushed->profile.created > ahead.created);
  }

  void listsModelsApart() {
    QVERIFY(store("li[s*t]").push(sampleProfile("a10"), {}).ok());
    QVERIFY(store("li[s*t]").push(sampleProfile("ns/v100"), {}).ok());
    QVERIFY(store("li[s*t]_large").push(sampleProfile("a10"), {}).ok());
    m_redis->command({"SET", "aibrix:profile_li[s*t]_text", "hello"});
    m_redis->command({"LPUSH", "aibrix:profile_li[s*t]_list", "hello"});
    m_redis->command({"SET", "aibrix:profile_lisTt_a10", "{}"});
    const auto listed = store("li[s*t]").list();
    QVERIFY(listed.ok());
    QStringList deployments;
    for (const StoredProfile& profile : *listed) deployments << QString::fromStdString(profile.deployment);
    QCOMPARE(deployments, QStringList({"a10", "list", "ns/v100", "text"}));
    QVERIFY((*listed)[0].parsed && !(*listed)[1].parsed && (*listed)[2].parsed && !(*listed)[3].parsed);

    const auto all = open(QString("redis://127.0.0.1:%1").arg(m_redis->port()))->list();
    const auto large = std::find_if(all->begin(), all->end(),
                                    [](const StoredProfile& p) { return p.model == "li[s*t]_large"; });
    QVERIFY(large != all->end());
    QCOMPARE(large->deployment, std::string("a10"));
  }

  void manyProfilesAreListedThroughManyPages() {
    for (int i = 0; i < 3000; i += 100) {
      QStringList words{"MSET"};
      for (int k = i; k < i + 100; ++k) words << QString("aibrix:profile_many_g%1").arg(k) << "{}";
      m_redis->command(words);
    }
    QCOMPARE(store("many").list()->size(), std::size_t{3000});
  }

  void refusesWhatReadersWouldChokeOn() {
    auto s = store("strict");
    QVERIFY(s.push(sampleProfile("v100"), {}).ok());
    auto other = sampleProfile("a10");
    other.profile.inputTokens = {16, 64};
    const auto grid = s.push(other, {});
    QVERIFY(!grid.ok());
    QCOMPARE(grid.error().code, ErrorCode::unsafe);
    QVERIFY2(said(grid.error()).contains("v100") && said(grid.error()).contains("--force"),
             qPrintable(said(grid.error())));
    QCOMPARE(s.push(sampleProfile("a10", 0), {}).error().code, ErrorCode::unsafe);
    QCOMPARE(s.push(sampleProfile(""), {}).error().code, ErrorCode::unsafe);
    QCOMPARE(s.get("a10").error().code, ErrorCode::notFound);
    const auto forced = s.push(other, {.force = true});
    QVERIFY(forced.ok());
    QVERIFY(hasErrors(forced->findings));
    QVERIFY(s.push(sampleProfile("v100", 2), {.force = true, .dryRun = true}).ok());
    QCOMPARE(s.get("v100")->parsed->profile.throughput[0][0], 4.0);
  }

  void aChangeInBetweenIsAConflict() {
    const std::string url = m_redis->url("race").toStdString();
    RedisBackend backend(std::move(*RedisClient::connect(*parseDestination(url), {}, {})));
    m_redis->command({"SET", "aibrix:profile_race_a10", "theirs"});
    for (const std::optional<std::string>& expected :
         {std::optional<std::string>(), std::optional<std::string>("mine")}) {
      const Replacement mine{"a10", expected, "new", "old"};
      const auto replaced = backend.replace({&mine, 1});
      QVERIFY(!replaced.ok());
      QCOMPARE(replaced.error().code, ErrorCode::conflict);
    }
    QCOMPARE(m_redis->command({"GET", "aibrix:profile_race_a10"}), QByteArray("theirs"));
    QCOMPARE(m_redis->command({"EXISTS", "headroom:history:aibrix:profile_race_a10"}), QByteArray("0"));
    const Replacement theirs{"a10", "theirs", "new", "old"};
    QVERIFY(backend.replace({&theirs, 1}).ok());
    // The connection is as good as before after a conflict, also where the key changes right after it.
    const Replacement stale{"a10", "theirs", "newer", "old"};
    QCOMPARE(backend.replace({&stale, 1}).error().code, ErrorCode::conflict);
    m_redis->command({"SET", "aibrix:profile_race_a10", "new"});
    QCOMPARE(**backend.read("a10"), std::string("new"));
  }

  void aSetIsWrittenAsOneOrNotAtAll() {
    auto s = store("set");
    QVERIFY(s.push(sampleProfile("a10"), {}).ok());
    const std::string there = s.get("a10")->text;
    const std::vector<PushItem> fresh{{sampleProfile("a10", 2), Seen(there)},
                                      {sampleProfile("v100"), Seen()}};

    // A dry run tells of both and writes neither.
    const auto dry = s.push(fresh, {.dryRun = true});
    QVERIFY2(dry.ok(), dry.ok() ? "" : dry.error().text().c_str());
    QCOMPARE(dry->size(), std::size_t{2});
    QCOMPARE((*dry)[0].change->raised, std::size_t{4});
    QVERIFY((*dry)[1].created);
    QCOMPARE(s.list()->size(), std::size_t{1});

    // One that changed since it was shown stops both.
    m_redis->command({"SET", "aibrix:profile_set_v100", "theirs"});
    const auto refused = s.push(fresh, {});
    QCOMPARE(refused.error().code, ErrorCode::conflict);
    QVERIFY(said(refused.error()).contains("aibrix:profile_set_v100"));
    QCOMPARE(s.get("a10")->text, there);
    m_redis->command({"DEL", "aibrix:profile_set_v100"});

    // One that readers would choke on, too.
    std::vector<PushItem> spoilt = fresh;
    spoilt[1].profile.profile.throughput[0][0] = std::nan("");
    QCOMPARE(s.push(spoilt, {}).error().code, ErrorCode::unsafe);
    QCOMPARE(s.get("a10")->text, there);
    QCOMPARE(
        s.push(std::vector<PushItem>{{sampleProfile("a10")}, {sampleProfile("a10", 2)}}, {}).error().code,
        ErrorCode::invalidArgument);

    // What cannot be written because of its key's type leaves the other as it was.
    m_redis->command({"SET", "headroom:history:aibrix:profile_set_a10", "no list"});
    QVERIFY(!s.push(fresh, {}).ok());
    QCOMPARE(s.list()->size(), std::size_t{1});
    m_redis->command({"DEL", "headroom:history:aibrix:profile_set_a10"});

    const auto pushed = s.push(fresh, {});
    QVERIFY2(pushed.ok(), pushed.ok() ? "" : pushed.error().text().c_str());
    for (const WriteReport& report : *pushed)
      QCOMPARE(m_redis->command({"GET", QString::fromStdString(report.name)}).toStdString(),
               profileJson(report.profile));
    QCOMPARE(s.history("a10")->front().text, there);
    QCOMPARE(s.history("v100").error().code, ErrorCode::notFound);
  }

  void allProfilesOfAModelMayGoOverToANewGrid() {
    auto s = store("grids");
    const auto onGrid = [](const std::string& gpu, int length) {
      auto profile = sampleProfile(gpu);
      profile.profile.inputTokens[1] = length;
      return profile;
    };
    QVERIFY(s.push(std::vector<PushItem>{{onGrid("a10", 32)}, {onGrid("v100", 32)}}, {}).ok());
    // One alone would be skipped by the optimizer, both together are not.
    QCOMPARE(s.push(onGrid("a10", 64), {}).error().code, ErrorCode::unsafe);
    const auto both = s.push(std::vector<PushItem>{{onGrid("a10", 64)}, {onGrid("v100", 64)}}, {});
    QVERIFY2(both.ok(), both.ok() ? "" : both.error().text().c_str());
    QCOMPARE((*both)[0].findings.front().code, std::string("gridChanges"));
    QCOMPARE(s.push(std::vector<PushItem>{{onGrid("a10", 32)}, {onGrid("v100", 128)}}, {}).error().code,
             ErrorCode::unsafe);
  }

  void whatChangedSinceItWasShownIsNotTouched() {
    auto s = store("seen");
    QCOMPARE(s.push(sampleProfile(), {.seen = Seen("something")}).error().code, ErrorCode::conflict);
    QVERIFY(s.push(sampleProfile(), {.seen = Seen()}).ok());
    QCOMPARE(s.push(sampleProfile("a10", 2), {.seen = Seen()}).error().code, ErrorCode::conflict);
    const std::string first = s.get("a10")->text;
    QVERIFY(s.push(sampleProfile("a10", 2), {.seen = Seen(first)}).ok());
    for (const bool dry : {true, false}) {
      QCOMPARE(s.revert("a10", 1, {.dryRun = dry, .seen = Seen(first)}).error().code, ErrorCode::conflict);
      QCOMPARE(s.remove("a10", {.dryRun = dry, .seen = Seen(first)}).error().code, ErrorCode::conflict);
    }
    const std::string second = s.get("a10")->text;
    QVERIFY(s.revert("a10", 1, {.seen = Seen(second)}).ok());
    QVERIFY(s.remove("a10", {.seen = Seen(s.get("a10")->text)}).ok());
  }

  void theServerSaysWhatItIs() {
    auto s = store("facts");
    const auto facts = s.server();
    QVERIFY(facts.ok());
    QCOMPARE(m_redis->command({"INFO", "server"})
                 .contains(QByteArray::fromStdString("redis_version:" + facts->version)),
             true);
    QVERIFY(!facts->version.empty() && !facts->readOnlyReplica);
    RedisServer replica({.arguments = {"--replicaof", "127.0.0.1", QString::number(m_redis->port())}});
    QVERIFY2(replica.problem().isEmpty(), qPrintable(replica.problem()));
    QVERIFY(open(replica.url("facts"))->server()->readOnlyReplica);
  }

  void writersAtOnceLoseNothing() {
    std::atomic<int> written{0}, conflicts{0}, others{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        auto s = store("busy");
        for (int i = 0; i < 20; ++i) {
          const auto pushed = s.push(sampleProfile("a10", 1 + 100 * t + i), {});
          if (pushed)
            ++written;
          else if (pushed.error().code == ErrorCode::conflict)
            ++conflicts;
          else
            ++others;
        }
      });
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(others.load(), 0);
    QCOMPARE(written + conflicts, 80);
    QVERIFY(written > 0);
    QVERIFY(store("busy").get("a10")->parsed);
  }

  void unixSocketsAndDatabases() {
    auto s = open(QString("unix://%1?model=m&db=3").arg(m_redis->socket()));
    QVERIFY2(s.ok(), s.ok() ? "" : s.error().text().c_str());
    QVERIFY(s->push(sampleProfile(), {}).ok());
    QCOMPARE(m_redis->command({"-n", "3", "EXISTS", "aibrix:profile_m_a10"}), QByteArray("1"));
    QCOMPARE(m_redis->command({"EXISTS", "aibrix:profile_m_a10"}), QByteArray("0"));
    QVERIFY(open(QString("redis://127.0.0.1:%1/3?model=m").arg(m_redis->port()))->get("a10").ok());
    const auto none = open(QString("redis://127.0.0.1:%1/99?model=m").arg(m_redis->port()));
    QCOMPARE(none.error().code, ErrorCode::invalidArgument);
    const auto absent = open("unix:///no/such/socket?model=m");
    QCOMPARE(absent.error().code, ErrorCode::notFound);
    QVERIFY(said(absent.error()).contains("/no/such/socket"));
  }

  void tlsIsCheckedAgainstAuthorityAndHost() {
    const auto at = [&](const QString& host) {
      return QString("rediss://%1:%2?model=tls").arg(host).arg(m_redis->tlsPort());
    };
    const ConnectOptions trusting{.caFile = m_certificates.authority.toStdString()};
    for (const char* host : {"127.0.0.1", "localhost"}) {
      auto s = open(at(host), trusting);
      QVERIFY2(s.ok(), s.ok() ? "" : s.error().text().c_str());
      QVERIFY(s->push(sampleProfile(host), {}).ok());
      QVERIFY(s->get(host).ok());
    }
    const auto unknown = open(at("127.0.0.1"));
    QCOMPARE(unknown.error().code, ErrorCode::tls);
    QVERIFY2(said(unknown.error()).contains("--ca-file"), qPrintable(said(unknown.error())));
    const auto noFile = open(at("127.0.0.1"), {.caFile = "/no/such.pem"});
    QCOMPARE(noFile.error().code, ErrorCode::tls);
    QVERIFY(said(noFile.error()).contains("/no/such.pem"));

    RedisServer wrongHost({.certificates = &m_certificates, .withWrongHost = true});
    for (const char* host : {"127.0.0.1", "localhost"}) {
      const auto refused =
          open(QString("rediss://%1:%2?model=m").arg(host).arg(wrongHost.tlsPort()), trusting);
      QVERIFY(!refused.ok());
      QCOMPARE(refused.error().code, ErrorCode::tls);
      QVERIFY2(said(refused.error()).contains("mismatch"), qPrintable(said(refused.error())));
    }
    // Through a tunnel the certificate is that of the server behind it.
    auto tunnelled =
        *parseDestination("rediss://127.0.0.1:" + std::to_string(wrongHost.tlsPort()) + "?model=m");
    tunnelled.certificateHost = "redis.example";
    QVERIFY(ProfileStore::open(tunnelled, trusting, {}).ok());
    tunnelled.certificateHost = "elsewhere.example";
    QCOMPARE(ProfileStore::open(tunnelled, trusting, {}).error().code, ErrorCode::tls);
    // The one for the other.
    // (Redis waits for the end of what it takes for a line.)
    const auto tlsToPlain = open(QString("rediss://127.0.0.1:%1?model=m").arg(m_redis->port()),
                                 {.connectSeconds = 1, .caFile = m_certificates.authority.toStdString()});
    QCOMPARE(tlsToPlain.error().code, ErrorCode::timeout);
    QVERIFY2(said(tlsToPlain.error()).contains("redis://"), qPrintable(said(tlsToPlain.error())));
    auto plainToTls =
        open(QString("redis://127.0.0.1:%1?model=m").arg(m_redis->tlsPort()), {.commandSeconds = 3});
    const auto answer = plainToTls->get("a10");
    QVERIFY(!answer.ok());
    QVERIFY2(said(answer.error()).contains("rediss://") || answer.error().code == ErrorCode::unsupported,
             qPrintable(said(answer.error())));
  }

  void aLargeProfileGoesThroughTls() {
    auto large = sampleProfile("large");
    large.profile.outputTokens.clear();
    large.profile.inputTokens.clear();
    for (int i = 1; i <= 300; ++i) {
      large.profile.outputTokens.push_back(i);
      large.profile.inputTokens.push_back(i);
    }
    large.profile.throughput.assign(300, std::vector<double>(300, 1.0 / 3));
    large.profile.e2e = large.profile.throughput;
    auto s = open(QString("rediss://localhost:%1?model=big").arg(m_redis->tlsPort()),
                  {.caFile = m_certificates.authority.toStdString()});
    QVERIFY(s->push(large, {}).ok());
    QCOMPARE(s->get("large")->parsed->profile.throughput, large.profile.throughput);
  }

  void usersAndPasswords() {
    RedisServer guarded({.arguments = {"--requirepass", "hunter2"}});
    guarded.command({"ACL", "SETUSER", "reader", "on", ">hunter3", "~aibrix:profile_*", "+get", "+scan"});
    guarded.command({"ACL", "SETUSER", "writer", "on", ">hunter4", "~aibrix:profile_*", "+@all"});
    auto s = open(guarded.url("m", ":hunter2"));
    QVERIFY2(s.ok(), s.ok() ? "" : s.error().text().c_str());
    QVERIFY(s->push(sampleProfile(), {}).ok());

    const auto none = open(guarded.url("m"))->get("a10");
    QCOMPARE(none.error().code, ErrorCode::unauthenticated);
    QVERIFY2(said(none.error()).contains("--password-env"), qPrintable(said(none.error())));
    for (const char* credentials : {":hunter5", "nobody:hunter5", "reader:hunter5"}) {
      const auto wrong = open(guarded.url("m", credentials));
      QVERIFY(!wrong.ok());
      QCOMPARE(wrong.error().code, ErrorCode::unauthenticated);
      QVERIFY(!said(wrong.error()).contains("hunter5"));
    }
    auto reader = open(guarded.url("m", "reader:hunter3"));
    QVERIFY(reader->get("a10").ok());
    const auto refused = reader->push(sampleProfile("a10", 2), {});
    QCOMPARE(refused.error().code, ErrorCode::permissionDenied);
    QVERIFY2(said(refused.error()).contains("ACL"), qPrintable(said(refused.error())));
    // May write profiles, but has no key for the history: nothing happens, unless the history is left out.
    auto writer = open(guarded.url("m", "writer:hunter4"));
    QCOMPARE(writer->push(sampleProfile("a10", 2), {}).error().code, ErrorCode::permissionDenied);
    QCOMPARE(s->get("a10")->parsed->profile.throughput[0][0], 4.0);
    QVERIFY(writer->push(sampleProfile("a10", 2), {.keepHistory = false}).ok());
    const auto needless = open(m_redis->url("m", ":x"));
    QCOMPARE(needless.error().code, ErrorCode::unauthenticated);
  }

  void aReadOnlyReplicaSaysSo() {
    RedisServer replica({.arguments = {"--replicaof", "127.0.0.1", QString::number(m_redis->port())}});
    QTRY_VERIFY_WITH_TIMEOUT(replica.command({"INFO", "replication"}).contains("master_link_status:up"),
                             20000);
    const auto refused = open(replica.url("replica"))->push(sampleProfile(), {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::rejected);
    QVERIFY2(said(refused.error()).contains("read-only replica"), qPrintable(said(refused.error())));
  }

  void outOfMemorySaysSo() {
    RedisServer full;
    auto s = open(full.url("m"));
    QVERIFY(s->push(sampleProfile(), {}).ok());
    full.command({"CONFIG", "SET", "maxmemory", "1"});
    const auto refused = s->push(sampleProfile("a10", 2), {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::rejected);
    QVERIFY2(said(refused.error()).contains("out of memory"), qPrintable(said(refused.error())));
    QVERIFY2(said(refused.error()).contains("is as it was"), qPrintable(said(refused.error())));
    QCOMPARE(s->get("a10")->parsed->profile.throughput[0][0], 4.0);
  }

  void aWrongTypeAtTheKeyIsLeftAlone() {
    auto s = store("typed");
    m_redis->command({"LPUSH", "aibrix:profile_typed_a10", "x"});
    for (const bool force : {false, true}) {
      const auto refused = s.push(sampleProfile(), {.force = force});
      QCOMPARE(refused.error().code, ErrorCode::rejected);
      QVERIFY2(said(refused.error()).contains("aibrix:profile_typed_a10"), qPrintable(said(refused.error())));
    }
    QCOMPARE(m_redis->command({"TYPE", "aibrix:profile_typed_a10"}), QByteArray("list"));
    // At the key of the history: nothing is written, for Redis would not take back the first half.
    QVERIFY(s.push(sampleProfile("b"), {}).ok());
    m_redis->command({"SET", "headroom:history:aibrix:profile_typed_b", "x"});
    QCOMPARE(s.push(sampleProfile("b", 2), {}).error().code, ErrorCode::rejected);
    QCOMPARE(s.get("b")->parsed->profile.throughput[0][0], 4.0);
  }

  void nobodyThere() {
    const auto refused = open(QString("redis://127.0.0.1:%1?model=m").arg(freePort()));
    QCOMPARE(refused.error().code, ErrorCode::unreachable);
    QVERIFY(said(refused.error()).contains("127.0.0.1"));
    const auto unknown = open("redis://no-such-host.invalid?model=m");
    QVERIFY(!unknown.ok());
    QVERIFY2(said(unknown.error()).contains("no-such-host.invalid"), qPrintable(said(unknown.error())));
  }

  void everyRefusalOfRedisHasItsWords_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("code");
    const auto row = [](const char* words, ErrorCode code) {
      QTest::newRow(words) << QString(words) << static_cast<int>(code);
    };
    row("NOAUTH Authentication required.", ErrorCode::unauthenticated);
    row("WRONGPASS invalid username-password pair or user is disabled.", ErrorCode::unauthenticated);
    row("ERR AUTH <password> called without any password configured for the default user.",
        ErrorCode::unauthenticated);
    row("NOPERM this user has no permissions to run the 'set' command", ErrorCode::permissionDenied);
    row("READONLY You can't write against a read only replica.", ErrorCode::rejected);
    row("OOM command not allowed when used memory > 'maxmemory'.", ErrorCode::rejected);
    row("WRONGTYPE Operation against a key holding the wrong kind of value", ErrorCode::rejected);
    row("LOADING Redis is loading the dataset in memory", ErrorCode::rejected);
    row("MOVED 3999 127.0.0.1:6381", ErrorCode::unsupported);
    row("CLUSTERDOWN Hash slot not served", ErrorCode::unsupported);
    row("MISCONF Redis is configured to save RDB snapshots", ErrorCode::rejected);
    row("ERR DB index is out of range", ErrorCode::invalidArgument);
    row("ERR something new", ErrorCode::rejected);
  }
  void everyRefusalOfRedisHasItsWords() {
    QFETCH(QString, words);
    QFETCH(int, code);
    const auto destination = *parseDestination("redis://u:hunter2@h:1/2");
    const Error error = redisError((words + " hunter2").toStdString(), destination);
    QCOMPARE(static_cast<int>(error.code), code);
    QVERIFY(error.message.find("redis://h:1/2") != std::string::npos);
    QVERIFY(error.message.find("hunter2") == std::string::npos);
    QVERIFY(!error.hint.empty());
  }
};

QTEST_GUILESS_MAIN(TestRedis)
#include "test_redis.moc"
