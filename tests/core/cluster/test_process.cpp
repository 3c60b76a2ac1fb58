#include "core/cluster/process.h"
#include "tests/support/fake_cluster.h"

#include <QProcess>
#include <QtTest>

#include <sys/stat.h>

#include <atomic>
#include <thread>

using namespace headroom;
using headroom::test::FakeCluster;
using headroom::test::isAlive;

class TestProcess : public QObject {
  Q_OBJECT

  static ProcessCommand shell(const std::string& script) { return {"sh", {"-c", script}}; }

  // The guards that `parent` started.
  static QList<pid_t> guardsOf(pid_t parent) {
    QList<pid_t> guards;
    QFile children(QString("/proc/%1/task").arg(parent));
    for (const QString& task : QDir(children.fileName()).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
      QFile list(children.fileName() + "/" + task + "/children");
      if (!list.open(QIODevice::ReadOnly)) continue;
      for (const QByteArray& pid : list.readAll().split(' ')) {
        QFile line("/proc/" + pid.trimmed() + "/cmdline");
        if (line.open(QIODevice::ReadOnly) && line.readAll().startsWith("headroom-guard"))
          guards << pid.toInt();
      }
    }
    return guards;
  }

  // Starts a doomed parent and waits until its child is up; the child's pid.
  static pid_t startDoomed(QProcess& parent, const QStringList& arguments) {
    parent.start(DOOMED_PARENT, arguments);
    QByteArray said;
    while (!said.contains('\n') && parent.waitForReadyRead(20000)) said += parent.readAllStandardOutput();
    return said.startsWith("up ") ? said.mid(3).trimmed().toInt() : -1;
  }

 private slots:
  void givesOutputAndExitCode() {
    const auto ran = runProcess(shell("echo out; echo err >&2; exit 3"), {}, {});
    QVERIFY(ran.ok());
    QCOMPARE(ran->out, std::string("out\n"));
    QCOMPARE(ran->err, std::string("err\n"));
    QCOMPARE(ran->end.exitCode, 3);
    QVERIFY(!ran->end.good());
    const auto killed = runProcess(shell("kill -9 $$"), {}, {});
    QVERIFY(killed.ok());
    QCOMPARE(killed->end.signal, SIGKILL);
    QCOMPARE(killed->end.words(), std::string("killed by signal 9"));
  }

  void carriesArgumentsAndEnvironmentAsTheyAre() {
    ProcessCommand command{
        "sh",
        {"-c", "printf '%s|' \"$@\" \"$HEADROOM_A\" \"$HOME\"", "sh", "a b", "", "*", "'\"$x"},
        {"HEADROOM_A=1=2", "HOME=/elsewhere"}};
    const auto ran = runProcess(command, {}, {});
    QVERIFY(ran.ok());
    QCOMPARE(ran->out, std::string("a b||*|'\"$x|1=2|/elsewhere|"));
  }

  void takesMegabytes() {
    const auto ran = runProcess(shell("head -c 5000000 /dev/zero; head -c 5000000 /dev/zero >&2"), {}, {});
    QVERIFY(ran.ok());
    QCOMPARE(ran->out.size(), std::size_t{5000000});
    QCOMPARE(ran->err.size(), std::size_t{65536});  // the rest is dropped
  }

  void hasNoTerminalNoInputAndNoDescriptorsOfOurs() {
    const int leaked = ::dup(0);  // without close-on-exec
    // ls itself holds one for the folder.
    const auto ran = runProcess(
        shell("cat; ls /proc/self/fd | wc -l; (: </dev/tty) 2>/dev/null && echo terminal; true"), {}, {});
    ::close(leaked);
    QVERIFY(ran.ok());
    QCOMPARE(QByteArray::fromStdString(ran->out).trimmed(), QByteArray("4"));
  }

  void namesAProgramThatIsNotThere() {
    const auto absent = runProcess({"no-such-kubectl"}, {}, {});
    QVERIFY(!absent.ok());
    QCOMPARE(absent.error().code, ErrorCode::notFound);
    QVERIFY(absent.error().message.find("no-such-kubectl") != std::string::npos);
    QVERIFY(!absent.error().hint.empty());
    QCOMPARE(runProcess({"/no/such/program"}, {}, {}).error().code, ErrorCode::notFound);
    QCOMPARE(runProcess({"/etc/passwd"}, {}, {}).error().code, ErrorCode::permissionDenied);
    QCOMPARE(runProcess({"/tmp"}, {}, {}).error().code, ErrorCode::permissionDenied);
    QCOMPARE(runProcess({""}, {}, {}).error().code, ErrorCode::notFound);
  }

  void saysWhenTheSystemCannotRunIt() {
    const FakeCluster folder;
    folder.put("kubectl", "#!/no/such/interpreter\n");
    QCOMPARE(::chmod(folder.path("kubectl").c_str(), 0700), 0);
    const auto ran = runProcess({folder.path("kubectl")}, {}, {});
    QVERIFY(!ran.ok());
    QCOMPARE(ran.error().code, ErrorCode::notFound);
  }

  void endsAHangingOneAtTheTimeOut() {
    const FakeCluster cluster;
    for (const char* mode : {"hang", "deaf", "plugin", "flood"}) {
      cluster.put("get.mode", mode);
      const auto ran = runProcess({FAKE_KUBECTL, {"--kubeconfig", cluster.path("config"), "get", "pods"}},
                                  {.timeoutSeconds = 0.3}, {});
      QVERIFY2(!ran.ok(), mode);
      QVERIFY2(ran.error().code == ErrorCode::timeout || std::string(mode) == "flood", mode);
      QTRY_VERIFY2(!cluster.anyAlive(), mode);  // a grandchild's death is not waited for
    }
    QCOMPARE(cluster.calls().size(), std::size_t{4});
    QVERIFY(!cluster.text("plugin").empty());
  }

  void stopsATooLongAnswer() {
    const auto ran = runProcess({"yes"}, {.timeoutSeconds = 30, .maxOutBytes = 1 << 20}, {});
    QVERIFY(!ran.ok());
    QCOMPARE(ran.error().code, ErrorCode::malformed);
  }

  void endsWhenAskedToStop() {
    const FakeCluster cluster;
    cluster.put("get.mode", "plugin");
    std::stop_source source;
    std::jthread asker([&] {
      while (cluster.text("plugin").empty()) std::this_thread::yield();
      source.request_stop();
    });
    const auto ran = runProcess({FAKE_KUBECTL, {"--kubeconfig", cluster.path("config"), "get", "pods"}}, {},
                                source.get_token());
    QVERIFY(!ran.ok());
    QCOMPARE(ran.error().code, ErrorCode::cancelled);
    QTRY_VERIFY(!cluster.anyAlive());
    QCOMPARE(runProcess({"true"}, {}, source.get_token()).error().code, ErrorCode::cancelled);
  }

  void leavesNoGrandchildBehindAnOrdinaryEnd() {
    // It holds the output open, which must not keep us waiting either.
    const auto ran = runProcess(shell("sleep 1000 & echo $!"), {}, {});
    QVERIFY(ran.ok());
    const pid_t grandchild = QByteArray::fromStdString(ran->out).trimmed().toInt();
    QVERIFY(grandchild > 1);
    QTRY_VERIFY(!isAlive(grandchild));
  }

  void manyAtOnceFromManyThreads() {
    std::vector<std::jthread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&good, i] {
        for (int k = 0; k < 10; ++k) {
          const auto ran = runProcess(shell("echo " + std::to_string(i * 10 + k)), {}, {});
          if (ran && ran->out == std::to_string(i * 10 + k) + "\n") ++good;
        }
      });
    threads.clear();
    QCOMPARE(good.load(), 80);
    QTRY_COMPARE(guardsOf(::getpid()).size(), 1);  // it bears its name only once it has started
  }

  void aKilledGuardIsReplaced() {
    auto first = ChildProcess::start(shell("sleep 1000"));
    QVERIFY(first.ok());
    QTRY_VERIFY(!guardsOf(::getpid()).isEmpty());
    const pid_t guard = guardsOf(::getpid()).value(0);
    QVERIFY(guard > 1);
    QCOMPARE(::kill(guard, SIGKILL), 0);
    QTRY_VERIFY(!isAlive(guard));
    QVERIFY(!first->ended());
    QVERIFY(runProcess({"true"}, {}, {}).ok());
    QTRY_COMPARE(guardsOf(::getpid()).size(), 1);  // it bears its name only once it has started
    first->end(0.2);
    QVERIFY(!isAlive(first->pid()));
  }

  // The child lives on when the thread that asked for it is gone, and writes after that.
  void outlivesTheThreadThatStartedIt() {
    QProcess parent;
    parent.start(DOOMED_PARENT, {"thread", "child", "sh", "-c", "sleep 0.2; echo still here"});
    QVERIFY(parent.waitForFinished());
    QVERIFY(parent.readAllStandardOutput().contains("still here"));
  }

  void noneIsLeftWhenTheProgramEnds_data() {
    QTest::addColumn<QString>("how");
    for (const char* how : {"return", "exit", "abort", "throw"}) QTest::newRow(how) << how;
  }
  void noneIsLeftWhenTheProgramEnds() {
    QFETCH(QString, how);
    const FakeCluster cluster;
    cluster.put("get.mode", "deaf");
    QProcess parent;
    const pid_t child = startDoomed(parent, {how, "child", FAKE_KUBECTL, "--kubeconfig",
                                             QString::fromStdString(cluster.path("config")), "get", "pods"});
    QVERIFY(child > 1);
    QVERIFY(parent.waitForFinished());
    QTRY_VERIFY(!isAlive(child));
  }

  void noneIsLeftWhenTheProgramIsKilled() {
    const FakeCluster cluster;
    cluster.put("get.mode", "plugin");
    QProcess parent;
    const pid_t child = startDoomed(parent, {"wait", "child", FAKE_KUBECTL, "--kubeconfig",
                                             QString::fromStdString(cluster.path("config")), "get", "pods"});
    QVERIFY(child > 1);
    QTRY_VERIFY(!cluster.text("plugin").empty());
    const pid_t plugin = std::stoi(cluster.text("plugin"));
    QTRY_COMPARE(guardsOf(static_cast<pid_t>(parent.processId())).size(), 1);
    const QList<pid_t> guards = guardsOf(static_cast<pid_t>(parent.processId()));
    QVERIFY(isAlive(child) && isAlive(plugin) && isAlive(guards[0]));
    parent.kill();  // SIGKILL
    QVERIFY(parent.waitForFinished());
    QTRY_VERIFY(!isAlive(child));
    QTRY_VERIFY(!isAlive(plugin));
    QTRY_VERIFY(!isAlive(guards[0]));
  }

  void noChildIsLeftEvenWhenTheGuardWasKilledToo() {
    const FakeCluster cluster;
    cluster.put("get.mode", "deaf");
    QProcess parent;
    const pid_t child = startDoomed(parent, {"wait", "child", FAKE_KUBECTL, "--kubeconfig",
                                             QString::fromStdString(cluster.path("config")), "get", "pods"});
    QVERIFY(child > 1);
    for (const pid_t guard : guardsOf(static_cast<pid_t>(parent.processId())))
      QCOMPARE(::kill(guard, SIGKILL), 0);
    parent.kill();
    QVERIFY(parent.waitForFinished());
    QTRY_VERIFY(!isAlive(child));
  }
};

QTEST_GUILESS_MAIN(TestProcess)
#include "test_process.moc"
