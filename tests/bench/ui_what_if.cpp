// The What-if page in the real window, with all other pages behind it, while an SLO or the rate is dragged:
// four GPUs on the reference's grid, every answer following on threads. A frame is one move of the slider
// with all that the GUI thread does until the page is painted, whichever page does it.
#include "core/workspace/sample.h"
#include "core/workspace/workspace_file.h"
#include "tests/bench/figure.h"
#include "ui/pages/what_if/log_slider.h"
#include "ui/pages/what_if/what_if_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDeadlineTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

using namespace headroom;
using namespace headroom::ui;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

void settle(const WhatIfPage& page) {
  const QDeadlineTimer end(60000);
  while (!page.settled() && !end.hasExpired())
    QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
  QApplication::processEvents();
}

// Back and forth over the whole slider, at 60 moves a second, as a hand does.
void drag(const std::string& what, LogSlider& slider, int frames) {
  std::vector<double> times, busy;
  double longest = 0, longestBusy = 0;
  slider.setSliderDown(true);
  for (int frame = 0; frame < frames; ++frame) {
    const auto begin = Clock::now();
    const double before = threadMilliseconds();
    const double phase = std::abs(std::fmod(frame / 90.0, 2.0) - 1);
    slider.setSliderPosition(static_cast<int>(std::lround(slider.maximum() * (0.3 + 0.6 * phase))));
    QApplication::processEvents();
    times.push_back(millisecondsSince(begin));
    busy.push_back(threadMilliseconds() - before);
    // Until the next move, answers come in: whatever one turn of the event loop takes is a block, too.
    while (millisecondsSince(begin) < 16.6) {
      const auto turn = Clock::now();
      const double turnBefore = threadMilliseconds();
      QApplication::processEvents();
      longest = std::max(longest, millisecondsSince(turn));
      longestBusy = std::max(longestBusy, threadMilliseconds() - turnBefore);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  slider.setSliderDown(false);
  std::ranges::sort(times);
  std::ranges::sort(busy);
  bench::report({what + ", median frame", times[times.size() / 2], "ms", 16});
  bench::report({what + ", processor time of the median frame", busy[busy.size() / 2], "ms"});
  bench::report({what + ", 99th of 100 frames", times[times.size() * 99 / 100], "ms"});
  bench::report({what + ", longest block", std::max(longest, times.back()), "ms", 50});
  bench::report({what + ", processor time of the longest block", std::max(longestBusy, busy.back()), "ms"});
}

// How late the answers are: single moves, each from the move until everything that is shown has followed.
void follow(const std::string& what, LogSlider& slider, const WhatIfPage& page) {
  settle(page);
  std::vector<double> times;
  slider.setSliderDown(true);
  for (int move = 0; move < 20; ++move) {
    const auto begin = Clock::now();
    slider.setSliderPosition(
        static_cast<int>(std::lround(slider.maximum() * (0.4 + 0.02 * (move % 2 ? move : 20 - move)))));
    settle(page);
    times.push_back(millisecondsSince(begin));
  }
  slider.setSliderDown(false);
  std::ranges::sort(times);
  bench::report({what + ", until the answers have followed", times[times.size() / 2], "ms"});
  bench::report({what + ", the latest of 20", times.back(), "ms"});
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QTemporaryDir directory;
  const auto sample = writeSample(directory.filePath("sample").toStdString(), {}, {});
  if (!sample) std::abort();
  const auto opened = readWorkspace(*sample);
  if (!opened) std::abort();
  Services services({directory.filePath("settings.ini"), directory.filePath("state")}, nullptr);
  services.session.edit(QStringLiteral("Open"), [&](Workspace& into) { into = opened->workspace; });
  {
    MainWindow window(services, pageRegistry());
    window.resize(1440, 900);
    window.show();
    // Every page was looked at, as on a day's work.
    for (const PageEntry& entry : pageRegistry()) {
      window.showPage(entry.id);
      const QDeadlineTimer end(60000);
      while (!window.page(entry.id)->settled() && !end.hasExpired())
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    window.showPage(QStringLiteral("what-if"));
    const auto* page = static_cast<const WhatIfPage*>(window.page("what-if"));
    settle(*page);
    auto* slider = window.findChild<LogSlider*>("slo.e2e.slider");
    auto* rate = window.findChild<LogSlider*>("rate.slider");
    if (!slider || !rate) std::abort();
    drag("What-if, an SLO dragged, best GPU and cost against load", *slider, 600);
    follow("What-if, an SLO moved", *slider, *page);
    drag("What-if, the rate dragged", *rate, 300);
    follow("What-if, the rate moved", *rate, *page);
    const auto click = [&](const char* name) { window.findChild<QAbstractButton*>(name)->click(); };
    click("view.slice");
    click("cost.promise");
    settle(*page);
    drag("the same with the slice and cost against the SLO", *slider, 300);
    click("view.capacity");
    click("cost.scenarios");
    settle(*page);
    drag("the same with the capacity table and the scenarios", *slider, 300);
    settle(*page);
    const auto begin = Clock::now();
    constexpr int undos = 50;
    for (int i = 0; i < undos; ++i) {
      services.session.undoStack()->undo();
      services.session.undoStack()->redo();
    }
    bench::report({"undo or redo of a drag, without painting", millisecondsSince(begin) / (2 * undos), "ms"});
  }
  services.tasks.cancelAll();
  services.tasks.waitForAll(std::chrono::seconds(20));
}
