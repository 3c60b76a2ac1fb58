#include "core/base/secret.h"

#include "core/base/file.h"

#include <cstdlib>

namespace headroom {

Result<Secret> Secret::fromEnvironment(const std::string& variable) {
  const char* value = std::getenv(variable.c_str());
  if (value == nullptr || *value == '\0')
    return Error{ErrorCode::notFound, "the environment variable " + variable + " is not set",
                 "export it, or name another one"};
  return Secret(value);
}

Result<Secret> Secret::fromFile(const std::string& path) {
  auto text = readFile(path, 64 * 1024);
  if (!text) return text.error();
  const std::string line = text->substr(0, text->find_first_of("\r\n"));
  if (line.empty())
    return Error{ErrorCode::notFound, "the first line of " + path + " is empty",
                 "put the secret on the first line"};
  return Secret(line);
}

std::string redact(std::string text, const Secret& secret) {
  if (secret.empty()) return text;
  const std::string& value = secret.reveal();
  for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at + 3))
    text.replace(at, value.size(), "***");
  return text;
}

}  // namespace headroom
