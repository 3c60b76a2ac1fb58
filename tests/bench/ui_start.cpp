// The desktop from its start, offscreen: until the window is on the screen with the sample workspace, what
// memory it then takes, and how long a benchmark file of a million requests takes to open while the window
// stays alive. Each is a process of its own, started by this one, as a person's would be.
#include "core/base/file.h"
#include "core/bench/journal.h"
#include "core/engine/virtual_backend.h"
#include "core/load/prompts.h"
#include "core/workspace/sample.h"
#include "core/workspace/simulated_engine.h"
#include "core/workspace/workspace_file.h"
#include "tests/bench/figure.h"
#include "ui/shell/main_window.h"
#include "ui/shell/translations.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdlib>
#include <ctime>

using namespace headroom;
using namespace headroom::ui;

namespace {

[[noreturn]] void give(const Error& error) {
  fmt::print(stderr, "{}\n", error.text());
  std::exit(1);
}

// Of the one clock of the machine, so that two processes compare.
double now() { return toSeconds(Clock::now().time_since_epoch()); }

double residentMegabytes() {
  const auto status = readFile("/proc/self/status");
  if (!status) give(status.error());
  const std::size_t at = status->find("VmRSS:");
  return std::strtod(status->c_str() + at + 6, nullptr) / 1024;  // kB
}

// Says when a window has painted itself for the first time: when what was asked for at that moment comes
// back.
class FirstPaint : public QObject {
 public:
  double at = 0;
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::Paint && !m_seen) {
      m_seen = true;
      QTimer::singleShot(0, this, [this] { at = now(); });
    }
    return QObject::eventFilter(watched, event);
  }

 private:
  bool m_seen = false;
};

// Until the page that is shown and everything behind it have come to rest.
void settle(const Services& services, const MainWindow& window) {
  QEventLoop loop;
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, &loop, [&] {
    if (services.tasks.idle() && window.page(window.currentPage())->settled()) loop.quit();
  });
  look.start(5);
  loop.exec();
}

// What the application does, until everything has come to rest. Prints: seconds from `started` to the first
// paint, to rest, the longest time that the event loop stood still meanwhile, and the memory at rest when
// every page was shown.
int child(int argc, char** argv, double started, const QString& workspace) {
  QApplication application(argc, argv);
  QTemporaryDir own;
  Services services({own.filePath(QStringLiteral("settings.ini")), own.path()});
  installTranslations(services.settings.language());
  MainWindow window(services, pageRegistry());
  window.restoreLayout();
  FirstPaint paint;
  window.installEventFilter(&paint);
  window.show();
  window.start({workspace});
  QElapsedTimer beat;
  double longest = 0;
  bool opened = false;
  QTimer pulse;
  pulse.setInterval(1);
  QObject::connect(&pulse, &QTimer::timeout, &application, [&] {
    // Standing still before the first paint is the start itself, which is a figure of its own.
    if (beat.isValid() && paint.at > 0)
      longest = std::max(longest, static_cast<double>(beat.nsecsElapsed()) * 1e-6);
    beat.restart();
    opened = opened || !services.session.path().isEmpty();
    const Page* page = window.page(window.currentPage());
    if (opened && paint.at > 0 && services.measurements.settled() && services.tasks.idle() &&
        (!page || page->settled()))
      QApplication::exit(0);
  });
  pulse.start();
  QApplication::exec();
  const double rest = now();
  for (const Measurement& one : services.measurements.all())
    if (!one.table) give(one.error.value_or(Error{ErrorCode::io, one.journal + " was not read"}));
  for (const QString& page : window.pageIds()) {
    window.showPage(page);
    settle(services, window);
  }
  fmt::print("{} {} {} {}\n", paint.at - started, rest - started, longest, residentMegabytes());
  return 0;
}

struct Start {
  double paintSeconds = 0, restSeconds = 0, longestMilliseconds = 0, megabytes = 0;
};

Start start(const std::string& workspace) {
  QProcess process;
  process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process.start(
      QCoreApplication::applicationFilePath(),
      {QStringLiteral("--child"), QString::number(now(), 'f', 9), QString::fromStdString(workspace)});
  if (!process.waitForFinished(120000) || process.exitCode() != 0)
    give({ErrorCode::io, "the window did not come to rest"});
  const QList<QByteArray> words = process.readAllStandardOutput().trimmed().split(' ');
  return {words.value(0).toDouble(), words.value(1).toDouble(), words.value(2).toDouble(),
          words.value(3).toDouble()};
}

// The middle one of several starts by each figure.
Start median(const std::string& workspace, int times) {
  std::vector<Start> all;
  for (int i = 0; i < times; ++i) all.push_back(start(workspace));
  const auto middle = [&](double Start::*figure) {
    std::ranges::sort(all, {}, figure);
    return all[all.size() / 2].*figure;
  };
  return {middle(&Start::paintSeconds), middle(&Start::restSeconds), middle(&Start::longestMilliseconds),
          middle(&Start::megabytes)};
}

// A workspace with one target, whose file has 10,000 points of 100 requests: 25 x 25 cells and 16 rates. One
// point is simulated, and stands for all.
std::string millionRequests(const std::string& folder) {
  const Simulated reach{"A100-80G", "deepseek-llm-7b-chat"};
  auto engine = simulatedEngine(reach);
  if (!engine) give(engine.error());
  VirtualBackend backend(std::move(*engine));
  LengthsOnly prompts;
  Plan plan;
  plan.model = reach.model;
  plan.prompts = prompts.name();
  PlanPoint point{256, 128, 4, 0};
  PointLoad load = plan.load(point);
  load.watchClient = false;
  const auto result = generateLoad(backend, prompts, load, {});
  if (!result) give(result.error());
  std::string text;
  for (int input = 1; input <= 25; ++input)
    for (int output = 1; output <= 25; ++output)
      for (int rate = 1; rate <= 16; ++rate)
        text += journalRows(plan, {input * 64, output * 32, static_cast<double>(rate), 0}, *result,
                            "2026-01-01T00:00:00Z");
  const std::string journal = folder + "/million.jsonl", path = folder + "/million.headroom";
  if (const auto written = writeFileAtomically(journal, text); !written) give(written.error());
  Workspace workspace;
  Target target;
  target.name = "a100";
  target.model = reach.model;
  target.gpu = reach.gpu;
  target.reach = reach;
  target.journal = journal;
  workspace.targets.push_back(target);
  if (const auto written = writeWorkspace(workspace, path); !written) give(written.error());
  return path;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  if (argc == 4 && std::string_view(argv[1]) == "--child")
    return child(argc, argv, std::strtod(argv[2], nullptr), QString::fromLocal8Bit(argv[3]));
  const QCoreApplication application(argc, argv);
  const QTemporaryDir folder;
  const auto sample = writeSample(folder.path().toStdString(), {}, {});
  if (!sample) give(sample.error());
  start(*sample);  // so that the libraries are in memory, as they are on a desktop
  const Start usual = median(*sample, 5);
  bench::report({"window shown after the program's start, sample workspace", usual.paintSeconds, "s", 0.5});
  bench::report({"  all its numbers read and drawn", usual.restSeconds, "s"});
  bench::report({"  memory, every page shown", usual.megabytes, "MB", 200, "resident, offscreen"});
  const Start large = median(millionRequests(folder.path().toStdString()), 3);
  bench::report({"1,000,000 requests opened, from the program's start", large.restSeconds, "s", 2});
  bench::report({"  longest that the window stood still meanwhile", large.longestMilliseconds, "ms", 50});
}
