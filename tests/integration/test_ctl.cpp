// What every verb of headroomctl promises, checked for every verb there is.
#include "tests/support/ctl.h"

#include <QtTest>

#include <unistd.h>

using namespace headroom::test;

class TestCtl : public QObject {
  Q_OBJECT

  // The verbs named in the help text of `path`, found as a person would find them.
  static QStringList verbsOf(const QStringList& path) {
    QStringList verbs;
    bool listing = false;
    const QString help = QString::fromUtf8(runCtl(path + QStringList{"--help"}).out);
    for (const QString& line : help.split('\n')) {
      if (line.startsWith("Subcommands:"))
        listing = true;
      else if (line.isEmpty())
        listing = false;
      else if (listing && line.startsWith("  ") && !line.startsWith("   "))
        verbs << line.trimmed().section(' ', 0, 0);
    }
    return verbs;
  }

  static QList<QStringList> everyVerb() {
    QList<QStringList> all;
    for (const QString& verb : verbsOf({})) {
      const QStringList inner = verbsOf({verb});
      if (inner.isEmpty()) all << QStringList{verb};
      for (const QString& name : inner) all << QStringList{verb, name};
    }
    return all;
  }

 private slots:
  void findsTheVerbsOfTheMainJob() {
    const QStringList verbs = verbsOf({});
    for (const char* verb : {"probe", "benchmark", "gen-profile", "store", "simulate", "predict", "man"})
      QVERIFY2(verbs.contains(verb), verb);
    const QStringList store = verbsOf({"store"});
    for (const char* verb : {"push", "get", "list", "history", "revert", "delete"})
      QVERIFY2(store.contains(verb), verb);
  }

  void everyVerbHasHelpWithAnExample_data() {
    QTest::addColumn<QStringList>("verb");
    for (const QStringList& verb : everyVerb()) QTest::newRow(qPrintable(verb.join(' '))) << verb;
  }
  void everyVerbHasHelpWithAnExample() {
    QFETCH(QStringList, verb);
    const Ran ran = runCtl(verb + QStringList{"--help"});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.err.isEmpty());
    QVERIFY2(ran.out.contains("Example"), ran.out.constData());
    QVERIFY2(ran.out.contains(("headroomctl " + verb.join(' ')).toUtf8()), ran.out.constData());
    QVERIFY(ran.out.contains("--json"));
  }

  void everyVerbRefusesAnUnknownOption_data() { everyVerbHasHelpWithAnExample_data(); }
  void everyVerbRefusesAnUnknownOption() {
    QFETCH(QStringList, verb);
    const Ran ran = runCtl(verb + QStringList{"--no-such-option"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.out.isEmpty(), ran.out.constData());
    QVERIFY(ran.err.startsWith("headroomctl: error: "));
    QVERIFY2(ran.err.contains("--help"), ran.err.constData());
  }

  void wrongVerbsAreNamed() {
    const Ran ran = runCtl({"bench"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("\"bench\"") && ran.err.contains("benchmark"), ran.err.constData());
    QCOMPARE(runCtl({}).code, 2);
    QCOMPARE(runCtl({"store"}).code, 2);
    QCOMPARE(runCtl({"store", "shove"}).code, 2);
  }

  void errorsAreJsonForMachines() {
    const Ran ran = runCtl({"gen-profile", "gpu", "--benchmark", "/no/such/file", "--json"});
    QCOMPARE(ran.code, 1);
    const QJsonObject error = QJsonDocument::fromJson(ran.err).object()["error"].toObject();
    QCOMPARE(error["code"].toString(), QString("notFound"));
    QVERIFY(error["message"].toString().contains("/no/such/file"));
    QVERIFY(!error["hint"].toString().isEmpty());
  }

  void aLostAnswerIsAFailure() {
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    process.start(ctlPath(), {"man"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("No space left"));
  }

  void aStandardErrorThatFailsEndsNothing() {
    QProcess process;
    process.setStandardErrorFile("/dev/full");
    Ran ran = runCtl(process, {"probe", "--url", "http://127.0.0.1:1"});
    QCOMPARE(ran.code, 1);
    ran = runCtl(process, {"probe", "--url", "http://127.0.0.1:1", "--json"});
    QCOMPARE(ran.code, 1);
    ran = runCtl(process, {"lint", "--no-such-option"});
    QCOMPARE(ran.code, 2);
    QProcess closed;
    closed.setChildProcessModifier([] { ::close(STDERR_FILENO); });
    QCOMPARE(runCtl(closed, {"probe", "--url", "http://127.0.0.1:1"}).code, 1);
    ran = runCtl(closed, {"hardware", "--json"});
    QCOMPARE(ran.code, 0);
    QVERIFY(QJsonDocument::fromJson(ran.out).isObject());
    QProcess deaf;
    deaf.setChildProcessModifier([] { ::close(STDOUT_FILENO); });
    ran = runCtl(deaf, {"hardware"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("cannot write standard output"), ran.err.constData());
  }

  void theManPageTellsEveryVerbAndIsSound() {
    const Ran ran = runCtl({"man"});
    QCOMPARE(ran.code, 0);
    for (const QStringList& verb : everyVerb())
      QVERIFY2(ran.out.contains(".SS headroomctl " + verb.join(' ').replace("-", "\\-").toUtf8()),
               qPrintable(verb.join(' ')));
    QProcess lint;
    lint.start("mandoc", {"-Tlint", "-Wwarning"});
    lint.write(ran.out);
    lint.closeWriteChannel();
    QVERIFY2(lint.waitForFinished(), "mandoc (package mandoc) is needed");
    const QByteArray said = lint.readAllStandardOutput() + lint.readAllStandardError();
    QVERIFY2(lint.exitCode() == 0, said.constData());
  }
};

QTEST_GUILESS_MAIN(TestCtl)
#include "test_ctl.moc"
