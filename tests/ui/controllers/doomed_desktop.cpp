// The real window in a process of its own, whose end a test looks at.
//
//   doomed_desktop KUBECTL KUBECONFIG DIRECTORY [probe]
//       tests one pod, says kubectl's pid as soon as its port-forward is up, and waits to be killed
//   doomed_desktop KUBECTL KUBECONFIG DIRECTORY crash
//       measures a simulated target of DIRECTORY/doomed.headroom; says "measured" as soon as a point of it
//       and the copy of the edits are on the disk, and waits to be killed
//   doomed_desktop KUBECTL KUBECONFIG DIRECTORY close REDIS
//       measures a pod and a simulated target, follows a gateway and has edits; says "closing" when a person
//       would have answered both questions, and ends as the program does
#include "ui/controllers/gateway_monitor.h"
#include "ui/controllers/target_edits.h"
#include "ui/pages/benchmark/benchmark_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/services.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace headroom;
using namespace headroom::ui;

void say(const QString& line) {
  std::printf("%s\n", qPrintable(line));
  std::fflush(stdout);
}

Target target(const std::string& name, Reach reach) {
  Target made;
  made.name = name;
  made.model = "llama2-7b";
  made.reach = std::move(reach);
  return made;
}

// Seven points of two seconds.
void planLong(Workspace& workspace) {
  workspace.plan.inputTokens = {16, 16};
  workspace.plan.outputTokens = {4, 256};
  workspace.plan.rates = {20, 20};
  workspace.plan.samples = 40;
}

void begin(MainWindow& window) {
  window.showPage("benchmark");
  Benchmarks& benchmarks = static_cast<BenchmarkPage*>(window.page("benchmark"))->benchmarks();
  benchmarks.check([&benchmarks](const std::vector<StartCheck>& checks) { benchmarks.start(checks); });
}

// The number of points that the target's run has measured; -1 before it runs.
int measured(MainWindow& window, const char* name) {
  auto* page = static_cast<BenchmarkPage*>(window.page("benchmark"));
  const BenchmarkRun* run = page ? page->benchmarks().run(name) : nullptr;
  return run ? static_cast<int>(run->points().size()) : -1;
}

void probe(Services& services, MainWindow& window) {
  addTargets(services.session, {target("pod", ByPod{"prod", "llama-0", 8000})});
  QObject::connect(&services.tunnels, &Tunnels::changed, &window,
                   [&services, said = false](const TunnelTarget& place) mutable {
                     const auto now = services.tunnels.snapshot(place);
                     if (said || !now || !now->usable()) return;
                     said = true;
                     say(QString::number(now->pid));
                   });
  services.targetWatch.test("pod");
}

void crash(Services& services, MainWindow& window, QTimer& clock, const QString& file) {
  services.session.setAutosaveDelay(1);
  services.session.edit("Begin", [](Workspace& workspace) {
    planLong(workspace);
    workspace.targets = {target("simulated", Simulated{"H100", "llama2-7b"})};
  });
  services.session.saveAs(file, [&](const Result<void>& done) {
    if (!done) qFatal("%s", done.error().text().c_str());
    begin(window);
  });
  QObject::connect(&clock, &QTimer::timeout, &window, [&services, &window, &clock, file] {
    if (measured(window, "simulated") < 1) return;
    services.session.edit("Edit", [](Workspace& workspace) { workspace.targetUtilisation = 0.4; });
    const QFileInfo info(file);
    const auto kept = readWorkspace(info.dir().filePath("." + info.fileName() + ".autosave").toStdString());
    if (!kept || kept->workspace.targetUtilisation != 0.4) return;
    clock.stop();
    say("measured");
  });
}

void closeAll(Services& services, MainWindow& window, QTimer& clock, GatewayMonitor& monitor,
              const QString& redis) {
  services.session.edit("Begin", [](Workspace& workspace) {
    planLong(workspace);
    workspace.targets = {target("simulated", Simulated{"H100", "llama2-7b"}),
                         target("pod", ByPod{"prod", "llama-0", 8000})};
  });
  RedisConnection connection;
  connection.name = "east";
  connection.url = redis.toStdString();
  connection.model = "llama2-7b";
  monitor.follow(reachOf(connection, {}, services.tunnels));
  begin(window);
  QObject::connect(&clock, &QTimer::timeout, &window, [&window, &clock, &monitor] {
    if (measured(window, "simulated") < 1 || measured(window, "pod") < 1 || !monitor.reading()) return;
    window.close();
    if (auto* box = window.findChild<QMessageBox*>("saveQuestion"))
      box->button(QMessageBox::Discard)->click();
    if (auto* box = window.findChild<QMessageBox*>("closeQuestion")) {
      clock.stop();
      say("closing");
      for (QAbstractButton* button : box->buttons())
        if (box->buttonRole(button) == QMessageBox::AcceptRole) button->click();
    }
  });
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList words = QApplication::arguments();
  if (words.size() < 4) return 2;
  const QDir directory(words[3]);
  const QString what = words.value(4, "probe");
  Services services({directory.filePath("settings.ini"), directory.filePath("state")}, nullptr);
  services.settings.setValue("kubectl/program", words[1]);
  services.settings.setValue("kubectl/kubeconfig", words[2]);
  int code = 0;
  {
    GatewayMonitor monitor(services.tasks);
    QTimer clock;
    MainWindow window(services, pageRegistry());
    window.show();
    clock.start(std::chrono::milliseconds(10));
    if (what == "probe") probe(services, window);
    if (what == "crash") crash(services, window, clock, directory.filePath("doomed.headroom"));
    if (what == "close") closeAll(services, window, clock, monitor, words.value(5));
    code = QApplication::exec();
  }
  // As app/headroom/main.cpp ends.
  if (!services.tasks.waitForAll(std::chrono::milliseconds(200))) std::_Exit(code);
  return code;
}
