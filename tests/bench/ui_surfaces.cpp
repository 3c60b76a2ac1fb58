// Dragging an SLO on the Surfaces page: four GPUs of 11 × 11 cells and 7 rates, in the real window with all
// other pages behind it, offscreen. A frame is the edit, the cells judged anew, and everything painted.
#include "tests/bench/figure.h"
#include "tests/render/pages/page_fixture.h"
#include "tests/support/measured_workspace.h"
#include "ui/pages/surfaces/surfaces_page.h"

#include <algorithm>
#include <chrono>
#include <ctime>

using namespace headroom;
using namespace headroom::ui;

namespace {

double millisecondsOf(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

// Of this thread, whatever else the machine does.
double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double share(std::vector<double> times, double part) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  test::PageFixture fixture;
  fixture.open("surfaces", [&](Workspace& workspace) {
    // All on the whole grid.
    const double speeds[] = {1, 0.62, 1.25, 5.5};
    for (std::size_t i = 0; i < workspace.targets.size(); ++i) {
      Target& target = workspace.targets[i];
      target.journal = fixture.path(QStringLiteral("whole-%1.jsonl").arg(i)).toStdString();
      QFile file(QString::fromStdString(target.journal));
      if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
      file.write(QByteArray::fromStdString(test::sampleJournal(
          {.target = target.name, .gpu = target.gpu, .speed = speeds[i], .costPerHour = 1})));
    }
  });
  auto* page = static_cast<SurfacesPage*>(fixture.page());
  for (const Quantity quantity : {Quantity::capacity, Quantity::e2e}) {
    SurfaceChoice choice = page->choice();
    choice.quantity = quantity;
    page->choose(choice);
    fixture.settle();
    std::vector<double> frames, busy;
    for (int frame = 0; frame < 300; ++frame) {
      const double busyBefore = threadMilliseconds();
      frames.push_back(millisecondsOf([&] {
        fixture.session().edit(
            QStringLiteral("Move"),
            [&](Workspace& workspace) { workspace.slos[Metric::e2e].value = 2 + 0.1 * (frame % 150); },
            QStringLiteral("slo"));
        QApplication::processEvents();  // paints what was marked, as the event loop would
      }));
      busy.push_back(threadMilliseconds() - busyBefore);
    }
    const std::string name = quantity == Quantity::capacity ? "capacity" : "E2E P99";
    bench::report({"Surfaces, an SLO dragged, " + name + ", a frame (median)", share(frames, 0.5), "ms", 16});
    bench::report({"Surfaces, an SLO dragged, " + name + ", GUI thread busy", share(busy, 0.5), "ms"});
    bench::report({"Surfaces, an SLO dragged, " + name + ", 99th of 100 frames", share(frames, 0.99), "ms"});
    bench::report({"Surfaces, an SLO dragged, " + name + ", the longest", share(frames, 1), "ms", 50});
  }
  SurfaceInput input =
      surfaceInput(fixture.services().measurements, fixture.session().workspace(), page->choice());
  std::vector<double> computed;
  for (int round = 0; round < 300; ++round) {
    input.slos.e2e = 2 + 0.1 * (round % 150);
    computed.push_back(millisecondsOf([&] {
      if (makeSurfaces(input)->targets.empty()) qFatal("nothing computed");
    }));
  }
  bench::report({"Surfaces, what a frame computes (median)", share(computed, 0.5), "ms", 2});
}
