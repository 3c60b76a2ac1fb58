// A folder in which a test writes the part of fake_kubectl (see fake_kubectl.cpp), and looks at what it did.
//
//   FakeCluster cluster;
//   cluster.put("pods.json", R"({"kind":"List","items":[]})");
//   cluster.put("port-forward.mode", "silent");   // at any time
//   Kubectl kubectl(cluster.options());
#pragma once

#include "core/base/file.h"
#include "core/cluster/kubectl.h"

#include <QTemporaryDir>

#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace headroom::test {

// Whether a process of that number lives; a zombie does not.
inline bool isAlive(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  if (!std::getline(file, text)) return false;
  const std::size_t after = text.rfind(") ");
  return after != std::string::npos && text[after + 2] != 'Z' && text[after + 2] != 'X';
}

class FakeCluster {
 public:
  FakeCluster() { put("config", ""); }

  std::string path(const std::string& name) const {
    return m_folder.filePath(QString::fromStdString(name)).toStdString();
  }
  void put(const std::string& name, const std::string& text) const {
    if (!writeFileAtomically(path(name), text)) qFatal("cannot write the fake cluster");
  }
  std::string text(const std::string& name) const {
    const auto text = readFile(path(name));
    return text ? *text : std::string();
  }

  KubectlOptions options() const {
    KubectlOptions options;
    options.program = FAKE_KUBECTL;
    options.kubeconfig = path("config");
    return options;
  }

  // The calls so far: "PID ARGUMENT...", oldest first.
  std::vector<std::string> calls() const {
    std::vector<std::string> lines;
    std::istringstream all(text("calls"));
    for (std::string line; std::getline(all, line);) lines.push_back(line);
    return lines;
  }
  std::vector<pid_t> pids() const {
    std::vector<pid_t> all;
    for (const std::string& call : calls()) all.push_back(static_cast<pid_t>(std::stol(call)));
    return all;
  }
  // Of all kubectls that ever ran, and of the child of one of them.
  bool anyAlive() const {
    for (const pid_t pid : pids())
      if (isAlive(pid)) return true;
    const std::string plugin = text("plugin");
    return !plugin.empty() && isAlive(static_cast<pid_t>(std::stol(plugin)));
  }

 private:
  QTemporaryDir m_folder;
};

}  // namespace headroom::test
