// The real window with one pod, which is tested: says kubectl's pid on standard output as soon as its
// port-forward is up, and then waits to be killed.
//
//   doomed_desktop KUBECTL KUBECONFIG DIRECTORY
#include "ui/controllers/target_edits.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/services.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

int main(int argc, char** argv) {
  using namespace headroom;
  using namespace headroom::ui;
  QApplication application(argc, argv);
  if (argc < 4) return 2;
  const QDir directory(QString::fromLocal8Bit(argv[3]));
  Services services({directory.filePath("settings.ini"), directory.filePath("state")}, nullptr);
  services.settings.setValue("kubectl/program", QString::fromLocal8Bit(argv[1]));
  services.settings.setValue("kubectl/kubeconfig", QString::fromLocal8Bit(argv[2]));
  MainWindow window(services, pageRegistry());
  window.show();
  Target target;
  target.name = "pod";
  target.reach = ByPod{"prod", "llama-0", 8000};
  addTargets(services.session, {target});
  bool said = false;
  QObject::connect(&services.tunnels, &Tunnels::changed, &window, [&](const TunnelTarget& place) {
    const auto now = services.tunnels.snapshot(place);
    if (said || !now || !now->usable()) return;
    said = true;
    std::printf("%d\n", now->pid);
    std::fflush(stdout);
  });
  services.targetWatch.test("pod");
  return QApplication::exec();
}
