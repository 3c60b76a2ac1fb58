#include "core/base/error.h"

#include <cerrno>
#include <system_error>

namespace headroom {

std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalidArgument: return "invalidArgument";
    case ErrorCode::notFound: return "notFound";
    case ErrorCode::permissionDenied: return "permissionDenied";
    case ErrorCode::io: return "io";
    case ErrorCode::diskFull: return "diskFull";
    case ErrorCode::malformed: return "malformed";
    case ErrorCode::unreachable: return "unreachable";
    case ErrorCode::connectionLost: return "connectionLost";
    case ErrorCode::timeout: return "timeout";
    case ErrorCode::tls: return "tls";
    case ErrorCode::unauthenticated: return "unauthenticated";
    case ErrorCode::rejected: return "rejected";
    case ErrorCode::conflict: return "conflict";
    case ErrorCode::unsafe: return "unsafe";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::cancelled: return "cancelled";
  }
  return "unknown";
}

Error systemError(int errnoValue, const std::string& thing) {
  const std::string message = thing + ": " + std::generic_category().message(errnoValue);
  switch (errnoValue) {
    case ENOENT:
    case ENOTDIR: return {ErrorCode::notFound, message, "check the path"};
    case EACCES:
    case EPERM:
    case EROFS:
      return {ErrorCode::permissionDenied, message, "choose a place you may use, or change its permissions"};
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return {ErrorCode::diskFull, message, "free some space and run the same command again"};
    case EISDIR: return {ErrorCode::invalidArgument, message, "name a file, not a directory"};
    case EMFILE:
    case ENFILE: return {ErrorCode::io, message, "raise the open-file limit (ulimit -n)"};
    case ECONNREFUSED:
    case EHOSTUNREACH:
    case ENETUNREACH:
      return {ErrorCode::unreachable, message, "check that the server runs and the port is right"};
    case ECONNRESET:
    case EPIPE: return {ErrorCode::connectionLost, message};
    case ETIMEDOUT: return {ErrorCode::timeout, message};
    default: return {ErrorCode::io, message};
  }
}

}  // namespace headroom
