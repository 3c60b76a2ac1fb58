// Redis over any Stream: hiredis formats the commands and reads the replies, the connection is ours.
//
//   auto redis = RedisClient::connect(*destination, {}, stop);
//   auto value = redis->command({"GET", "aibrix:profile_llama2-7b_a10"});
//   if (value && value->isNil()) …
#pragma once

#include "core/store/destination.h"
#include "core/store/stream.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

struct redisReader;

namespace headroom {

struct RedisValue {
  enum class Kind { nil, text, status, integer, array, error };
  Kind kind = Kind::nil;
  std::string text;  // text, status, error (the server's words)
  std::int64_t integer = 0;
  std::vector<RedisValue> elements = {};

  bool isNil() const { return kind == Kind::nil; }
  bool isError() const { return kind == Kind::error; }
};

using RedisCommand = std::vector<std::string>;

struct ConnectOptions {
  double connectSeconds = 5;  // for the name, the connection, TLS and the login together
  double commandSeconds = 10;
  std::string caFile = {};  // PEM; empty = the system's authorities
};

// A refusal of the server's as an Error with the next step: wrong password, no permission, read-only, out of
// memory, wrong type, still loading, another node of a cluster, …
Error redisError(const std::string& words, const Destination& destination);

class RedisClient {
 public:
  // Connects, logs in and selects the database. Errors: unreachable, timeout, tls, unauthenticated, rejected,
  // unsupported (something else than Redis answers), cancelled.
  static Result<RedisClient> connect(const Destination& destination, const ConnectOptions& options,
                                     std::stop_token stop);
  RedisClient(RedisClient&&) noexcept;
  RedisClient& operator=(RedisClient&&) noexcept;
  ~RedisClient();

  // A reply that is an error becomes an Error. After connectionLost or timeout the connection is of no more
  // use.
  Result<RedisValue> command(const RedisCommand& command);

  struct Replies {
    std::vector<RedisValue> values;  // in the order of the commands; errors of the server among them
    std::optional<Error> failure;    // why there are fewer values than commands
    bool wasSent = false;            // all commands were handed over: the last may have been carried out
  };
  // All commands in one go.
  Replies pipeline(const std::vector<RedisCommand>& commands);

  const Destination& destination() const { return m_destination; }
  Error error(const std::string& words) const { return redisError(words, m_destination); }

 private:
  struct FreeReader {
    void operator()(redisReader* reader) const;
  };
  RedisClient(const Destination& destination, const ConnectOptions& options, std::stop_token stop,
              Stream stream);
  Result<void> logIn(const Deadline& deadline);
  Result<RedisValue> receive(const Deadline& deadline);
  Result<void> send(const std::vector<RedisCommand>& commands, const Deadline& deadline);
  Deadline commandDeadline() const;

  Destination m_destination;
  ConnectOptions m_options;
  std::stop_token m_stop;
  Stream m_stream;
  std::unique_ptr<redisReader, FreeReader> m_reader;
};

}  // namespace headroom
