// The sample workspace on a small grid, and small benchmark files made by hand, for tests of What-if.
//
//   WhatIfFixture fixture;                    // 4 GPU types, 4 x 4 cells, predicted by the engine
//   QTRY_VERIFY(fixture.whatIf.settled());
#pragma once

#include "core/workspace/sample.h"
#include "core/workspace/workspace_file.h"
#include "ui/controllers/what_if.h"
#include "ui/shell/services.h"

#include <QTemporaryDir>
#include <QtTest>

#include <string>

namespace headroom::test {

// Made once for the whole program: it takes the engine a moment.
inline const std::string& smallSample() {
  static QTemporaryDir directory;
  static const std::string path = [] {
    SampleOptions options;
    options.plan.inputTokens = {64, 1024};
    options.plan.outputTokens = {32, 256};
    options.plan.rates = {1, 16};
    options.plan.samples = 40;
    auto written = writeSample(directory.filePath("sample").toStdString(), options, {});
    if (!written) qFatal("%s", written.error().text().c_str());
    return *written;
  }();
  return path;
}

inline Workspace smallWorkspace() {
  auto opened = readWorkspace(smallSample());
  if (!opened) qFatal("%s", opened.error().text().c_str());
  return opened->workspace;
}

// Of a made-up file: 2 x 2 cells (64 and 256 in, 16 and 64 out), rates 1 to 8, latencies that grow with both;
// P50, P90 and P99 are 1, 1.5 and 2 times the mean.
inline std::string benchmarkText(double speed, const std::string& model = "m") {
  std::string text;
  for (const int input : {64, 256})
    for (const int output : {16, 64})
      for (const double rate : {1.0, 2.0, 4.0, 8.0}) {
        const double e2e = (output * 0.02 + input * 0.001) / speed * (1 + rate / (4 * speed));
        const std::string head = "{\"input_tokens\": " + std::to_string(input) +
                                 ", \"output_tokens\": " + std::to_string(output) +
                                 ", \"request_rate\": " + std::to_string(rate) +
                                 ", \"seed\": 0, \"model\": \"" + model + "\", \"metric\": ";
        const auto row = [&](const char* metric, double mean, bool latency) {
          text += head + "\"" + metric + "\", \"mean\": " + std::to_string(mean);
          if (latency)
            text += ", \"P50\": " + std::to_string(mean) + ", \"P90\": " + std::to_string(1.5 * mean) +
                    ", \"P99\": " + std::to_string(2 * mean);
          text += "}\n";
        };
        row("TPUT", rate, false);
        row("TT", rate * output, false);
        row("E2E", e2e, true);
        row("TTFT", e2e / 10, true);
        row("TPOT", e2e / output, true);
      }
  return text;
}

struct WhatIfFixture {
  QTemporaryDir directory;
  ui::Services services{{directory.filePath("settings.ini"), directory.filePath("state")}, nullptr};
  ui::WhatIf whatIf{services.session, services.tasks, services.measurements, services.traffic};

  explicit WhatIfFixture(const Workspace& workspace = smallWorkspace()) { replace(workspace); }
  ~WhatIfFixture() {
    services.tasks.cancelAll();
    services.tasks.waitForAll(std::chrono::seconds(20));
  }
  ui::Session& session() { return services.session; }
  void replace(const Workspace& workspace) {
    services.session.edit("Replace", [&](Workspace& into) { into = workspace; });
  }
  void edit(const std::function<void(Workspace&)>& change) { services.session.edit("Edit", change); }
  QString write(const char* name, const std::string& text) const {
    QFile file(directory.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
    file.write(text.data(), static_cast<qint64>(text.size()));
    return file.fileName();
  }
};

}  // namespace headroom::test
