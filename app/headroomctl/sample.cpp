// headroomctl sample: the workspace to try everything on.
#include "core/workspace/sample.h"

#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace headroom::ctl {
namespace {

struct Options {
  std::string directory;
  SampleOptions sample;
};

ExitCode run(const Options& options, Console& console, const std::stop_token& stop) {
  const auto path = writeSample(options.directory, options.sample, stop, console.progress());
  if (!path) return console.fail(path.error());
  if (console.json())
    console.answerJson({{"workspace", *path}});
  else
    console.answer(*path + "\n");
  console.note(fmt::format("Next: headroom {}", *path));
  return ExitCode::done;
}

}  // namespace

void addSample(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = program.addVerb({"sample",
                                    "Writes the sample workspace into a folder: four GPU types with one "
                                    "model, predicted by the engine over "
                                    "the whole grid, with SLOs, prices, scenarios and traffic. Everything "
                                    "can be tried on it with no GPU, no "
                                    "cluster and no Redis.",
                                    "headroomctl sample headroom-sample\n"
                                    "headroom headroom-sample/sample.headroom"});
  verb->add_option("directory", options->directory, "The folder; made where it is not there")
      ->required()
      ->type_name("DIR");
  verb->add_flag("--force", options->sample.replace, "Write over a sample that is there");
  program.onRun(verb,
                [options](Console& console, std::stop_token stop) { return run(*options, console, stop); });
}

}  // namespace headroom::ctl
