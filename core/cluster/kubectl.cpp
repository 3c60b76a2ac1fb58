#include "core/cluster/kubectl.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom {
namespace {

bool isKlogLine(std::string_view line) {
  // "E1123 18:58:32.169835   13166 memcache.go:265] ...": the client library's log, not kubectl's word.
  return line.size() > 6 && std::string_view("IWEF").find(line[0]) != line.npos &&
         std::all_of(line.begin() + 1, line.begin() + 5, [](char c) { return c >= '0' && c <= '9'; }) &&
         line[5] == ' ';
}

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The last line that is kubectl's own: before it stand warnings and the words of credential programs.
std::string lastWord(std::string_view standardError) {
  std::string_view last;
  for (const std::string_view line : linesOf(standardError)) {
    if (!isKlogLine(line) || last.empty()) last = line;
  }
  std::string words = withoutSecrets(last.substr(0, 2000));
  if (words.size() > 500) {
    words.resize(500);
    while (!words.empty() && (words.back() & 0xC0) == 0x80) words.pop_back();  // no half character at the end
    if (!words.empty() && (words.back() & 0x80) != 0) words.pop_back();
    words += "…";
  }
  return words;
}

struct Rule {
  std::string_view sign;  // in standard error
  ErrorCode code;
  std::string_view hint;
};

constexpr std::string_view kLogIn =
    "log in again with your cluster provider's command, and try `kubectl get pods` in a terminal";
constexpr std::string_view kCheckServer =
    "check the network, the VPN and the server's address in `kubectl config view`";

// In order: the first that fits. The signs are kubectl's own words, checked against 1.32.
constexpr std::array kRules{
    Rule{"context was not found for specified context", ErrorCode::notFound,
         "choose one that `kubectl config get-contexts` lists"},
    Rule{"does not exist", ErrorCode::notFound, "choose one that `kubectl config get-contexts` lists"},
    Rule{"error loading config file", ErrorCode::malformed,
         "repair the file, or name another with --kubeconfig"},
    Rule{"getting credentials", ErrorCode::unauthenticated, kLogIn},
    Rule{"You must be logged in", ErrorCode::unauthenticated, kLogIn},
    Rule{"Unauthorized", ErrorCode::unauthenticated, kLogIn},
    Rule{"Please enter Username", ErrorCode::unauthenticated, kLogIn},
    Rule{"Forbidden", ErrorCode::permissionDenied,
         "ask the cluster's administrator for the right to do this, or choose a namespace you may use"},
    Rule{"forbidden", ErrorCode::permissionDenied,
         "ask the cluster's administrator for the right to do this, or choose a namespace you may use"},
    Rule{"(NotFound)", ErrorCode::notFound, "list what is there with `headroomctl targets list`"},
    Rule{"the server doesn't have a resource type", ErrorCode::unauthenticated,
         "the cluster did not tell what it holds, which mostly means no valid login: try `kubectl get pods` "
         "in a terminal"},
    Rule{"x509:", ErrorCode::tls, "check the certificate authority in `kubectl config view`, and the clock"},
    Rule{"tls:", ErrorCode::tls, "check the certificate authority in `kubectl config view`, and the clock"},
    Rule{"handshake timeout", ErrorCode::timeout, kCheckServer},
    Rule{"i/o timeout", ErrorCode::timeout, kCheckServer},
    Rule{"context deadline exceeded", ErrorCode::timeout, kCheckServer},
    Rule{"Client.Timeout", ErrorCode::timeout, kCheckServer},
    Rule{"(Timeout)", ErrorCode::timeout, "try again: the cluster is slow"},
    Rule{"lost connection to pod", ErrorCode::connectionLost, "the pod ended, or the network broke"},
    Rule{"was refused", ErrorCode::unreachable, kCheckServer},
    Rule{"connection refused", ErrorCode::unreachable, kCheckServer},
    Rule{"no such host", ErrorCode::unreachable, kCheckServer},
    Rule{"no route to host", ErrorCode::unreachable, kCheckServer},
    Rule{"network is unreachable", ErrorCode::unreachable, kCheckServer},
    Rule{"Unable to connect to the server", ErrorCode::unreachable, kCheckServer},
    Rule{"pod is not running", ErrorCode::rejected, "wait until the pod runs, or choose another"},
    Rule{"unable to listen", ErrorCode::conflict, "another program holds that port on this machine"},
    Rule{"serializer for text/html", ErrorCode::malformed,
         "something else than a cluster answers there, such as a login page: check the server's address"},
};

}  // namespace

std::string withoutSecrets(std::string_view text) {
  // By hand and in one pass: std::regex recurses, and what others wrote could exhaust the stack.
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const auto isWord = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  };
  const auto isAny = [](char c, std::string_view of) { return of.find(c) != std::string_view::npos; };

  std::string out;
  std::size_t at = 0;
  // Copies up to the value that begins at `from` (after blanks and quotes) and hides the value.
  const auto hide = [&](std::size_t from) {
    while (from < low.size() && isAny(low[from], " \t\"'\\")) ++from;
    if (low.compare(from, 7, "bearer ") == 0 || low.compare(from, 6, "basic ") == 0)
      from = low.find(' ', from) + 1;
    std::size_t end = from;
    while (end < low.size() && !isAny(low[end], " \t\r\n\"'\\,;&)}]")) ++end;
    out.append(text.substr(at, from - at));
    if (end > from) out += "***";
    at = end;
  };
  while (at < low.size()) {
    if (low.compare(at, 3, "://") == 0) {
      // Of a URL's user and password nothing is shown.
      std::size_t end = at + 3;
      while (end < low.size() && !isAny(low[end], "/?# \t\r\n\"'")) ++end;
      const std::size_t sign = low.substr(at, end - at).rfind('@');
      out += "://";
      if (sign != std::string::npos) out += "***";
      at += sign != std::string::npos ? sign : 3;
      continue;
    }
    const bool wordBegins = isWord(low[at]) && (at == 0 || !isWord(low[at - 1]));
    if (!wordBegins) {
      out += text[at++];
      continue;
    }
    std::size_t end = at;
    while (end < low.size() && isWord(low[end])) ++end;
    const std::string_view word = std::string_view(low).substr(at, end - at);
    const bool soundsSecret = word.find("token") != word.npos || word.find("passw") != word.npos ||
                              word.find("secret") != word.npos || word.find("apikey") != word.npos ||
                              word.find("api-key") != word.npos || word.find("api_key") != word.npos ||
                              word.find("key-data") != word.npos || word.find("authorization") != word.npos;
    std::size_t next = end;
    while (next < low.size() && isAny(low[next], " \t\"'\\")) ++next;
    const bool assigned = next < low.size() && isAny(low[next], ":=") && low.compare(next, 3, "://") != 0;
    if (word == "bearer" && end < low.size() && low[end] == ' ')
      hide(end);
    else if (soundsSecret && assigned)
      hide(next + 1);
    else if (soundsSecret && word.starts_with("--") && end < low.size())
      hide(end);
    else if (word.starts_with("eyj") && word.size() >= 20)
      hide(at);
    else {
      out.append(text.substr(at, end - at));
      at = end;
    }
  }
  return out;
}

Error kubectlError(const std::string& what, std::string_view standardError, const ProcessEnd& end) {
  const std::string words = lastWord(standardError);
  if (words.empty())
    return {ErrorCode::rejected, fmt::format("{}: kubectl ended without a word ({})", what, end.words()),
            "run the same kubectl command by hand"};
  const std::string message = what + ": kubectl says \"" + words + "\"";
  // Its last word decides; what stands before it only where that says nothing known.
  for (const std::string_view text : {std::string_view(words), standardError}) {
    for (const Rule& rule : kRules) {
      if (text.find(rule.sign) != text.npos) return {rule.code, message, std::string(rule.hint)};
    }
  }
  return {ErrorCode::rejected, message, "run the same kubectl command by hand"};
}

ProcessCommand Kubectl::command(const std::string& namespaceName, std::vector<std::string> arguments) const {
  ProcessCommand command{m_options.program};
  const auto add = [&](const char* option, const std::string& value) {
    if (value.empty()) return;
    command.arguments.emplace_back(option);
    command.arguments.push_back(value);
  };
  add("--kubeconfig", m_options.kubeconfig);
  add("--context", m_options.context);
  add("-n", namespaceName);
  for (std::string& argument : arguments) command.arguments.push_back(std::move(argument));
  return command;
}

Result<std::string> Kubectl::ask(const std::string& what, const std::string& namespaceName,
                                 std::vector<std::string> arguments, std::stop_token stop) const {
  std::string thing = "cannot " + what;
  if (!namespaceName.empty()) thing += " in namespace " + namespaceName;
  if (!m_options.context.empty()) thing += " of context " + m_options.context;

  const bool readsOnlyFiles = arguments.front() == "config";
  arguments.insert(arguments.end(), {"-o", "json"});
  // It gives up a little before we do, since it can say what it waited for.
  if (!readsOnlyFiles)
    arguments.push_back(
        fmt::format("--request-timeout={}s", std::max(1.0, std::floor(m_options.timeoutSeconds * 0.8))));
  ProcessLimits limits;
  limits.timeoutSeconds = m_options.timeoutSeconds;
  auto ran = runProcess(command(namespaceName, std::move(arguments)), limits, stop);
  if (!ran) {
    Error error = ran.error();
    if (error.code == ErrorCode::notFound) {
      error.message = fmt::format("{}: kubectl is not there ({})", thing, error.message);
      error.hint =
          "install kubectl (https://kubernetes.io/docs/tasks/tools), or give its path with --kubectl";
    } else if (error.code == ErrorCode::timeout) {
      error.message =
          fmt::format("{}: kubectl did not answer within {:g} s", thing, m_options.timeoutSeconds);
      error.hint =
          "try `kubectl get namespaces` in a terminal: it may wait for a login or for a cluster that is away";
    } else if (error.code == ErrorCode::malformed) {
      error.message = thing + ": " + error.message;
      error.hint = "choose a namespace that holds less";
    } else if (error.code != ErrorCode::cancelled) {
      error.message = thing + ": " + error.message;
    }
    return error;
  }
  if (!ran->end.good()) return kubectlError(thing, ran->err, ran->end);
  return std::move(ran->out);
}

namespace {

// The answer read by one of the parsers, its error telling what was asked.
template <typename T>
Result<T> read(const Result<std::string>& answer, Result<T> (*parse)(std::string_view),
               const std::string& what) {
  if (!answer) return answer.error();
  auto parsed = parse(*answer);
  if (parsed) return parsed;
  return Error{parsed.error().code, "cannot " + what + ": " + parsed.error().message, parsed.error().hint};
}

template <typename T>
Result<T> single(Result<std::vector<T>> list, const std::string& what) {
  if (!list) return list.error();
  if (list->size() != 1)
    return Error{ErrorCode::malformed,
                 fmt::format("cannot {}: kubectl named {} objects", what, list->size())};
  return std::move(list->front());
}

}  // namespace

Result<std::vector<KubeContext>> Kubectl::contexts(std::stop_token stop) const {
  KubectlOptions options = m_options;
  options.context.clear();  // one that is not there must not hide those that are
  const std::string what = "list the contexts of kubectl";
  return read(Kubectl(options).ask(what, "", {"config", "view"}, stop), parseContexts, what);
}

Result<std::vector<std::string>> Kubectl::namespaces(std::stop_token stop) const {
  const std::string what = "list namespaces";
  auto answer = ask(what, "", {"get", "namespaces"}, stop);
  if (!answer && answer.error().code == ErrorCode::permissionDenied)
    return Error{ErrorCode::permissionDenied, answer.error().message, "type the namespace that you may use"};
  return read(answer, parseNames, what);
}

Result<std::vector<KubePod>> Kubectl::pods(const std::string& namespaceName, std::stop_token stop) const {
  return read(ask("list pods", namespaceName, {"get", "pods"}, stop), parsePods, "list pods");
}

Result<std::vector<KubeService>> Kubectl::services(const std::string& namespaceName,
                                                   std::stop_token stop) const {
  return read(ask("list services", namespaceName, {"get", "services"}, stop), parseServices, "list services");
}

Result<std::vector<KubeDeployment>> Kubectl::deployments(const std::string& namespaceName,
                                                         std::stop_token stop) const {
  return read(ask("list deployments", namespaceName, {"get", "deployments"}, stop), parseDeployments,
              "list deployments");
}

Result<std::vector<KubeNode>> Kubectl::nodes(std::stop_token stop) const {
  return read(ask("list nodes", "", {"get", "nodes"}, stop), parseNodes, "list nodes");
}

Result<KubePod> Kubectl::pod(const std::string& namespaceName, const std::string& name,
                             std::stop_token stop) const {
  const std::string what = "read pod " + name;
  return single(read(ask(what, namespaceName, {"get", "pod/" + name}, stop), parsePods, what), what);
}

Result<KubeService> Kubectl::service(const std::string& namespaceName, const std::string& name,
                                     std::stop_token stop) const {
  const std::string what = "read service " + name;
  return single(read(ask(what, namespaceName, {"get", "service/" + name}, stop), parseServices, what), what);
}

}  // namespace headroom
