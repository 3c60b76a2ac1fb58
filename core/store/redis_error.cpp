#include "core/store/redis_client.h"

#include <fmt/format.h>

namespace headroom {

Error redisError(const std::string& words, const Destination& destination) {
  const std::string said = redact(words.substr(0, 300), destination.password);
  const std::string where = destination.shown();
  const auto starts = [&](std::string_view prefix) { return words.starts_with(prefix); };
  const auto has = [&](std::string_view part) { return words.find(part) != std::string::npos; };
  const auto error = [&](ErrorCode code, std::string_view what, std::string_view hint) {
    return Error{code, fmt::format("{} {} ({})", where, what, said), std::string(hint)};
  };

  if (starts("NOAUTH"))
    return error(ErrorCode::unauthenticated, "asks for a password",
                 "give it with --password-env or --password-file, or in the URL");
  if (starts("WRONGPASS") || has("invalid password") || has("invalid username"))
    return error(ErrorCode::unauthenticated, "does not accept this user and password", "check both");
  if (has("AUTH") && has("without any password configured"))
    return error(ErrorCode::unauthenticated, "has no password, and one was given", "leave the password out");
  if (starts("NOPERM"))
    return error(ErrorCode::permissionDenied, "does not allow this user to do that",
                 "let its ACL have the keys aibrix:profile_* and headroom:history:*, and the commands get, "
                 "set, del, scan, watch, multi, exec, llen, lrange, lpush, ltrim");
  if (starts("READONLY"))
    return error(ErrorCode::rejected, "is a read-only replica",
                 "write to its primary; redis-cli info replication names it");
  if (starts("OOM"))
    return error(ErrorCode::rejected, "is out of memory, nothing was written",
                 "raise maxmemory there, or make room, and try again");
  if (starts("WRONGTYPE"))
    return error(ErrorCode::rejected, "holds something else than a profile under this key",
                 "look at it with redis-cli type, and delete it if it is in nobody's use");
  if (starts("LOADING"))
    return error(ErrorCode::rejected, "is still loading its data", "try again in a while");
  if (starts("MOVED") || starts("ASK") || starts("CROSSSLOT") || starts("CLUSTERDOWN"))
    return error(ErrorCode::unsupported, "is a node of a Redis cluster",
                 "AIBrix reads from a single Redis; use that one");
  if (starts("MISCONF"))
    return error(ErrorCode::rejected, "refuses to write because it cannot save to its disk",
                 "see the log of that server");
  if (starts("MASTERDOWN"))
    return error(ErrorCode::rejected, "is a replica that has lost its primary", "use the primary");
  if (starts("NOREPLICAS"))
    return error(ErrorCode::rejected, "has too few replicas to write", "see its min-replicas-to-write");
  if (starts("BUSY")) return error(ErrorCode::rejected, "is busy with a script", "try again in a while");
  if (has("DB index is out of range") || has("invalid DB index"))
    return error(ErrorCode::invalidArgument, "has no such database",
                 "the number behind the last slash is mostly 0 to 15");
  if (has("unknown command") || has("protected mode") || starts("DENIED"))
    return error(ErrorCode::rejected, "refuses the command",
                 "check that this is a Redis server and lets you in from here");
  if (has("max number of clients"))
    return error(ErrorCode::rejected, "takes no more connections", "try again, or raise maxclients there");
  return error(ErrorCode::rejected, "refused", "see the log of that server");
}

}  // namespace headroom
