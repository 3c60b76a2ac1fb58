#include "app/headroomctl/console.h"
#include "app/headroomctl/interrupt.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"

int main(int argc, char** argv) {
  using namespace headroom::ctl;
  openStandardStreams();
  const Interrupt interrupt;
  Program program;
  addMan(program);
  addCompletion(program);
  addProbe(program);
  addBenchmark(program);
  addGenProfile(program);
  addStore(program);
  addSimulate(program);
  addPredict(program);
  addHardware(program);
  addTargets(program);
  addPortForward(program);
  addOptimize(program);
  addLint(program);
  addSample(program);
  addSurface(program);
  addTraffic(program);
  addWorkspace(program);
  return program.run(argc, argv, interrupt.token());
}
