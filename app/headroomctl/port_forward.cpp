// headroomctl port-forward: one watched tunnel into the cluster, for as long as it runs.
#include "core/cluster/port_forward.h"

#include "app/headroomctl/kubectl_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/cluster/discovery.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace headroom::ctl {
namespace {

struct Options : ClusterOptions {
  std::string object;
  int port = 0;
  int localPort = 0;
  std::string probe = "auto";
  std::string probePath = "/health";
};

// Tells each change once, and keeps the last one for the verb to wait on.
class Teller {
 public:
  explicit Teller(Console& console) : m_console(console) {}

  void take(const TunnelSnapshot& now) {
    const std::lock_guard lock(m_mutex);
    const bool stateChanged =
        m_last.revision == 0 || now.state != m_last.state || now.restarts != m_last.restarts;
    const bool overheadCame = now.overhead && !m_last.overhead;
    const bool urlCame = !now.url.empty() && now.url != m_url;
    if (urlCame) m_url = now.url;
    if (m_console.json()) {
      if (stateChanged || overheadCame || urlCame) m_console.answerJson(asJson(now));
    } else {
      if (urlCame) m_console.answer(now.url + "\n");
      if (stateChanged && now.state != TunnelState::stopped) m_console.note(now.words(Clock::now()));
      if (overheadCame) m_console.note("Overhead: " + now.overhead->words() + ".");
    }
    // Whoever reads the URL from a pipe must not wait for our end.
    if (const auto written = m_console.finish(); !written && !m_lost) m_lost = written.error();
    m_last = now;
    m_wake.notify_all();
  }

  // Until the tunnel is given up or nobody can hear of it; nothing when asked to stop.
  std::optional<Error> wait(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, stop, [this] { return m_lost || m_last.state == TunnelState::failed; });
    if (m_lost) return m_lost;
    return m_last.state == TunnelState::failed ? m_last.cause : std::nullopt;
  }

 private:
  static nlohmann::json asJson(const TunnelSnapshot& now) {
    nlohmann::json value{{"state", name(now.state)},
                         {"url", now.url.empty() ? nlohmann::json() : nlohmann::json(now.url)},
                         {"restarts", now.restarts}};
    if (now.cause)
      value["cause"] = {
          {"code", name(now.cause->code)}, {"message", now.cause->message}, {"hint", now.cause->hint}};
    if (now.overhead)
      value["overhead"] = {{"throughSeconds", now.overhead->throughSeconds},
                           {"addedSeconds", now.overhead->addedSeconds()},
                           {"samples", now.overhead->samples},
                           {"words", now.overhead->words()}};
    return value;
  }

  Console& m_console;
  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  TunnelSnapshot m_last;
  std::string m_url;
  std::optional<Error> m_lost;
};

ExitCode forward(const Options& options, Console& console, const std::stop_token& stop) {
  const auto hardware = Hardware::builtIn();
  if (!hardware) return console.fail(hardware.error());
  const Kubectl kubectl(options.kubectl);
  TunnelTarget target{options.kubectl.context, options.namespaceName, options.object, options.port};
  const auto known = discoverOne(kubectl, options.namespaceName, options.object, *hardware, stop);
  if (!known && (options.port == 0 || known.error().code == ErrorCode::invalidArgument))
    return console.fail(known.error());
  if (known && target.remotePort == 0) target.remotePort = known->port;
  if (target.remotePort == 0)
    return console.fail(
        {ErrorCode::invalidArgument, options.object + " declares no port", "name one with --port"});

  const bool redis = options.probe == "redis" || (options.probe == "auto" && known && known->redis);
  TunnelOptions tunnelOptions = redis ? TunnelOptions::forRedis() : TunnelOptions();
  if (!redis) tunnelOptions.probe = httpTunnelProbe(options.probePath);
  if (options.probe == "none") {
    tunnelOptions.probe = {};
    tunnelOptions.measureOverhead = false;
  }
  tunnelOptions.kubectl = options.kubectl.program;
  tunnelOptions.kubeconfig = options.kubectl.kubeconfig;
  tunnelOptions.localPort = options.localPort;
  if (tunnelOptions.measureOverhead) {
    tunnelOptions.overhead.path = options.probePath;
    if (known && !known->podIp.empty() && known->podIp.find(':') == std::string::npos)
      tunnelOptions.overhead.directUrl = fmt::format("http://{}:{}", known->podIp, target.remotePort);
    if (const auto contexts = kubectl.contexts(stop)) {
      for (const KubeContext& context : *contexts)
        if (target.context.empty() ? context.current : context.name == target.context)
          tunnelOptions.overhead.apiServerUrl = context.server;
    }
  }

  Teller teller(console);
  auto tunnel = PortForward::start(
      target, tunnelOptions, [&teller](std::shared_ptr<const TunnelSnapshot> now) { teller.take(*now); });
  if (!tunnel) return console.fail(tunnel.error());
  if (!redis && !console.json())
    console.note(
        "A tunnel distorts measurements under load: for figures that count, run the benchmark inside the "
        "cluster.");
  const auto failed = teller.wait(stop);
  (*tunnel)->stop();
  return failed ? console.fail(*failed) : ExitCode::done;
}

}  // namespace

void addPortForward(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      program.addVerb({"port-forward",
                       "Keeps a tunnel to a pod or service up until it is interrupted: starts kubectl "
                       "port-forward, probes it, restarts it "
                       "when it ends or goes dead, and measures what it adds to a request. Prints the local "
                       "URL, and again when it changes.",
                       "headroomctl port-forward pod/llama-0 -n inference --port 8000\n"
                       "headroomctl port-forward svc/aibrix-redis-master -n aibrix-system --json"});
  verb->add_option("target", options->object, "pod/NAME or svc/NAME")->required();
  options->addTo(verb);
  verb->add_option("--port", options->port,
                   "Port of the pod or service; without it the one that labels and declared ports propose")
      ->check(CLI::Range(1, 65535));
  verb->add_option("--local-port", options->localPort, "Port on this machine; 0 takes a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  verb->add_option("--probe", options->probe, "What must answer through the tunnel: auto, http, redis, none")
      ->check(CLI::IsMember({"auto", "http", "redis", "none"}))
      ->capture_default_str();
  verb->add_option("--probe-path", options->probePath, "What an HTTP probe asks for; any status is an answer")
      ->capture_default_str();
  takeFromWorkspace(program, verb, {WorkspacePart::target}, forwardArguments);
  program.onRun(
      verb, [options](Console& console, std::stop_token stop) { return forward(*options, console, stop); });
}

}  // namespace headroom::ctl
