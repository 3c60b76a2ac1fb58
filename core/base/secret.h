// An API key or a password. It has no conversion to text, so it cannot slip into a message, a log
// or a file; the one who puts it on the wire calls reveal().
#pragma once

#include "core/base/result.h"

#include <string>

namespace headroom {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : m_value(std::move(value)) {}

  bool empty() const { return m_value.empty(); }
  const std::string& reveal() const { return m_value; }

  // From an environment variable. Errors: notFound when it is unset or empty.
  static Result<Secret> fromEnvironment(const std::string& variable);
  // The first line of a file, without its line end. Errors: those of readFile; notFound when empty.
  static Result<Secret> fromFile(const std::string& path);

 private:
  std::string m_value;
};

// `text` with every occurrence of the secret replaced by "***": for words that came back from a server.
std::string redact(std::string text, const Secret& secret);

}  // namespace headroom
