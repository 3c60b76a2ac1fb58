// headroomctl simulate: an inference server without a GPU.
#include "app/headroomctl/engine_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/service/simulated_endpoint.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace headroom::ctl {
namespace {

struct Options {
  EngineChoice choice;
  std::string listen = "127.0.0.1";
  int port = 0;
  std::string servedModelName;
  std::string apiKeyEnvironment;
  std::string apiKeyFile;
  std::vector<std::string> faults;
  std::uint64_t faultSeed = 0;
  bool prefixCache = false;
};

Result<SimulationOptions> simulation(const Options& options) {
  auto chosen = options.choice.choose();
  if (!chosen) return chosen.error();
  SimulationOptions simulation{.gpu = std::move(chosen->gpu), .model = std::move(chosen->model)};
  simulation.engine = options.choice.engine;
  simulation.servedModelName = options.servedModelName;
  simulation.address = options.listen;
  simulation.port = options.port;
  simulation.seed = options.faultSeed;
  simulation.prefixCache = options.prefixCache;
  if (!options.apiKeyEnvironment.empty() || !options.apiKeyFile.empty()) {
    auto key = options.apiKeyFile.empty() ? Secret::fromEnvironment(options.apiKeyEnvironment)
                                          : Secret::fromFile(options.apiKeyFile);
    if (!key) return key.error();
    simulation.apiKey = std::move(*key);
  }
  for (const std::string& text : options.faults) {
    auto rule = parseFaultRule(text);
    if (!rule) return rule.error();
    simulation.faults.push_back(*rule);
  }
  return simulation;
}

// Every stream is a file descriptor.
void allowManyConnections() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

void waitForStop(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait(lock, stop, [] { return false; });
}

ExitCode run(const Options& options, Console& console, const std::stop_token& stop) {
  auto wanted = simulation(options);
  if (!wanted) return console.fail(wanted.error());
  const std::string model = wanted->servedModelName.empty() ? wanted->model.name : wanted->servedModelName;
  const std::string gpu = wanted->gpu.name;
  allowManyConnections();
  auto endpoint = SimulatedEndpoint::start(std::move(*wanted));
  if (!endpoint) return console.fail(endpoint.error());

  if (console.json()) {
    console.answerJson({{"url", endpoint->url()},
                        {"port", endpoint->port()},
                        {"model", model},
                        {"gpu", gpu},
                        {"kvCapacityTokens", endpoint->kvCapacityTokens()}});
  } else {
    console.answer(endpoint->url() + "\n");
  }
  // A script waits for this line to know the port.
  if (const auto flushed = console.finish(); !flushed) return console.fail(flushed.error());
  if (!console.json())
    console.note(
        fmt::format("Serving {} on a simulated {}, {} tokens of KV cache. Ctrl-C ends it.\n"
                    "Next: headroomctl benchmark --url {} -m {}",
                    model, gpu, endpoint->kvCapacityTokens(), endpoint->url(), model));
  waitForStop(stop);
  endpoint->stop();
  return ExitCode::done;
}

}  // namespace

void addSimulate(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = program.addVerb(
      {"simulate",
       "Serves a model on a simulated GPU over HTTP as vLLM would, in real time: models, completions, chat, "
       "streaming, tokenize, metrics. Prints its URL and serves until Ctrl-C. The words are nonsense; the "
       "times are those of a model of the GPU, of continuous batching and of its KV cache. Faults can be "
       "asked for by rule, or for one request by the header x-headroom-fault.",
       "headroomctl simulate --gpu A10 --model llama2-7b --port 8010\n"
       "headroomctl simulate --gpu L4 -m llama-3-8b --fault 503@0.01 --fault stall:5@every-100"});
  options->choice.addTo(verb);
  takeFromWorkspace(program, verb, {WorkspacePart::target}, simulateArguments);
  verb->add_option("--port", options->port, "The port; 0 chooses a free one")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535))
      ->type_name("PORT");
  verb->add_option("--listen", options->listen, "The address to listen at; 0.0.0.0 lets other machines in")
      ->capture_default_str()
      ->type_name("ADDRESS");
  verb->add_option("--served-model-name", options->servedModelName,
                   "The name that clients use. Default: the model's")
      ->type_name("NAME");
  CLI::Option* keyVariable = verb->add_option("--api-key-env", options->apiKeyEnvironment,
                                              "Ask for the API key that this environment variable holds");
  keyVariable->type_name("VARIABLE");
  verb->add_option("--api-key-file", options->apiKeyFile, "Ask for the API key that this file holds")
      ->excludes(keyVariable)
      ->type_name("FILE");
  verb->add_option("--fault", options->faults,
                   "KIND[:ARGUMENT][@PROBABILITY or @every-N], can be repeated; kinds: " + faultKinds() +
                       ". The argument is chunks before it happens, seconds for slow, requests before the "
                       "server goes away for refuse")
      ->type_name("FAULT");
  verb->add_option("--fault-seed", options->faultSeed, "Fixes which requests a probability hits")
      ->capture_default_str()
      ->type_name("NUMBER");
  verb->add_flag("--prefix-cache", options->prefixCache,
                 "Remember beginnings of prompts, as vLLM's prefix caching");
  program.onRun(verb,
                [options](Console& console, std::stop_token stop) { return run(*options, console, stop); });
}

}  // namespace headroom::ctl
