// All verbs. Each is declared in the file of its name.
#pragma once

namespace headroom::ctl {

class Program;

void addMan(Program& program);
void addProbe(Program& program);
void addCompletion(Program& program);
void addGenProfile(Program& program);
void addStore(Program& program);
void addBenchmark(Program& program);
void addSimulate(Program& program);
void addPredict(Program& program);
void addHardware(Program& program);
void addTargets(Program& program);
void addPortForward(Program& program);
void addOptimize(Program& program);
void addLint(Program& program);
void addSample(Program& program);
void addSurface(Program& program);
void addTraffic(Program& program);
void addWorkspace(Program& program);

}  // namespace headroom::ctl
