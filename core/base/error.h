// What went wrong, in which thing, and what to do next.
//
//   return Error{ErrorCode::notFound, "no file at results/a10.jsonl", "check the path given to --benchmark"};
//
// Core never prints and never exits: an Error travels up to whoever talks to the person.
#pragma once

#include <string>
#include <string_view>

namespace headroom {

enum class ErrorCode {
  invalidArgument,   // the caller asked for something that makes no sense: exit code 2
  notFound,          // a file, key, model or deployment that is not there
  permissionDenied,  // the operating system or a server refuses access to it
  io,                // reading or writing failed for another reason
  diskFull,          // no space left: what was written before is kept
  malformed,         // data that does not follow its format
  unreachable,       // nobody answers there: refused, no route, unknown host
  connectionLost,    // the peer went away in the middle
  timeout,           // no answer in the time allowed
  tls,               // the certificate or the handshake was refused
  unauthenticated,   // wrong or missing key or password
  rejected,          // the peer understood and said no (HTTP status, read-only replica, out of memory)
  conflict,          // somebody else changed it meanwhile
  unsafe,            // we refuse, because readers would choke on it; --force insists
  unsupported,       // the peer or this build cannot do it
  cancelled,         // the person stopped it; not a fault
};

struct Error {
  ErrorCode code;
  std::string message;    // what happened, naming the thing; no full stop at the end
  std::string hint = {};  // the next step; empty where there is none to give

  // "message; hint", as one line for people.
  std::string text() const { return hint.empty() ? message : message + "; " + hint; }
};

// A stable lower-case name for machine-readable output, such as "notFound".
std::string_view name(ErrorCode code);

// The operating system's errno as an Error about `thing`, such as "cannot write results/a10.jsonl".
Error systemError(int errnoValue, const std::string& thing);

}  // namespace headroom
