// Where profiles lie: a Redis database, a directory, or one file.
//
//   auto destination = parseDestination("rediss://ops:secret@redis.prod:6380/2?model=llama2-7b");
//   destination->kind == Destination::Kind::tls; destination->model == "llama2-7b";
//   destination->shown() == "rediss://redis.prod:6380/2"     // never user or password
//
// redis://[user:password@]host[:port][/database]?model=NAME      plain TCP
// rediss://…                                                     TLS, the certificate is checked
// unix:///path/of/the/socket?model=NAME[&db=N][&user=NAME]       unix socket
// a path                                                         a directory, or one file
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <string>
#include <string_view>

namespace headroom {

struct Destination {
  enum class Kind { tcp, tls, socket, directory, file };
  Kind kind = Kind::tcp;
  std::string host;             // tcp, tls
  std::string certificateHost;  // tls: what the certificate must be valid for, where that is not `host` (a
                                // tunnel's end)
  int port = 6379;              // tcp, tls
  std::string path;             // socket, directory, file
  int database = 0;             // Redis
  std::string user;             // Redis; empty = the default user
  Secret password;              // Redis; empty = none
  std::string model;            // empty where none was given

  bool isRedis() const { return kind == Kind::tcp || kind == Kind::tls || kind == Kind::socket; }
  // What may be shown: no user, no password, no query.
  std::string shown() const;
};

// Errors: invalidArgument, naming what is wrong without any password.
Result<Destination> parseDestination(std::string_view text);

}  // namespace headroom
