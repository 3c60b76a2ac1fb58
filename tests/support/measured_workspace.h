// A workspace of four GPUs with their benchmark files, the same on every machine: what pages show in tests.
//
//   QTemporaryDir directory;
//   test::writeMeasuredWorkspace(directory.path().toStdString());      // llama.headroom and four .jsonl
//   beside it
//
// V100: as the reference writes it, without counts, and the longest outputs are missing. A10: failures at
// saturation, and a client that was the limit at 64/s. L20: a smaller grid, and rates to 16/s. A100-80G:
// predicted.
#pragma once

#include "core/workspace/workspace.h"

#include <functional>
#include <string>

namespace headroom::test {

struct SampleGpu {
  std::string target, gpu;
  double speed;  // of a V100
  double costPerHour;
  int firstInput = 4, firstOutput = 4, lastOutput = 4096;
  double lastRate = 64;
  bool counts = true;  // sent, completed, failed
  bool predicted = false;
  bool failures = false, clientLimited = false;
};

// The text of its benchmark file.
std::string sampleJournal(const SampleGpu& gpu);
// The workspace, with paths in `directory`; nothing is written.
Workspace measuredWorkspace(const std::string& directory);
// Writes it, and answers its path. Ends the program where that fails: a test without its sample is none.
std::string writeMeasuredWorkspace(const std::string& directory,
                                   const std::function<void(Workspace&)>& change = {});

}  // namespace headroom::test
