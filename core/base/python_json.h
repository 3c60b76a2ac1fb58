// Python's json module writes NaN, Infinity and -Infinity, which JSON does not know and strict readers
// refuse.
//
//   std::string line = R"({"mean": NaN})";
//   replaceNonFinite(line);   // true; line == R"({"mean": null})"
#pragma once

#include <string>

namespace headroom {

// Makes those literals null, outside of strings. True when there was one; the text stays as it is otherwise.
bool replaceNonFinite(std::string& text);

}  // namespace headroom
