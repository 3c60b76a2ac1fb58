#include "core/base/python_json.h"

#include <string_view>

namespace headroom {

bool replaceNonFinite(std::string& text) {
  if (text.find("NaN") == std::string::npos && text.find("Infinity") == std::string::npos) return false;
  std::string plain;
  plain.reserve(text.size());
  bool found = false, inString = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (inString && rest.front() == '\\' && rest.size() > 1) {
      plain += rest.substr(0, 2);
      i += 2;
      continue;
    }
    if (rest.front() == '"') inString = !inString;
    std::size_t length = 0;
    if (!inString)
      for (const std::string_view literal : {"NaN", "Infinity", "-Infinity"})
        if (rest.starts_with(literal)) length = literal.size();
    if (length > 0) {
      plain += "null";
      found = true;
      i += length;
    } else {
      plain += text[i++];
    }
  }
  if (found) text = std::move(plain);
  return found;
}

}  // namespace headroom
