#include "core/store/redis_client.h"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

#include <algorithm>
#include <array>

namespace headroom {
namespace {

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

RedisValue valueOf(const redisReply& reply) {
  RedisValue value;
  switch (reply.type) {
    case REDIS_REPLY_STRING: value.kind = RedisValue::Kind::text; break;
    case REDIS_REPLY_STATUS: value.kind = RedisValue::Kind::status; break;
    case REDIS_REPLY_ERROR: value.kind = RedisValue::Kind::error; break;
    case REDIS_REPLY_INTEGER: value.kind = RedisValue::Kind::integer; break;
    case REDIS_REPLY_ARRAY: value.kind = RedisValue::Kind::array; break;
    default: value.kind = RedisValue::Kind::nil; break;
  }
  if (reply.str != nullptr) value.text.assign(reply.str, reply.len);
  value.integer = reply.integer;
  if (reply.type == REDIS_REPLY_ARRAY)
    for (std::size_t i = 0; i < reply.elements; ++i) value.elements.push_back(valueOf(*reply.element[i]));
  return value;
}

void append(std::string& out, const RedisCommand& command) {
  std::vector<const char*> words;
  std::vector<std::size_t> lengths;
  for (const std::string& word : command) {
    words.push_back(word.data());
    lengths.push_back(word.size());
  }
  char* formatted = nullptr;
  const int length =
      redisFormatCommandArgv(&formatted, static_cast<int>(words.size()), words.data(), lengths.data());
  if (length > 0) out.append(formatted, static_cast<std::size_t>(length));
  if (formatted != nullptr) redisFreeCommand(formatted);
}

// The Error of a stream, with the name of the server.
Error about(const Destination& destination, const Error& error) {
  switch (error.code) {
    case ErrorCode::unreachable:
    case ErrorCode::notFound:
    case ErrorCode::permissionDenied:
      return {error.code, fmt::format("cannot connect to {}: {}", destination.shown(), error.message),
              error.hint};
    case ErrorCode::timeout:
      return {error.code, fmt::format("{}: {}", destination.shown(), error.message),
              error.hint.empty()
                  ? "check that this is a Redis server and that nothing between drops the packets, or allow "
                    "more time"
                  : error.hint};
    case ErrorCode::connectionLost:
      return {error.code, fmt::format("{} closed the connection: {}", destination.shown(), error.message),
              destination.kind == Destination::Kind::tcp ? "try again; a port that speaks TLS needs rediss://"
                                                         : "try again"};
    default: return {error.code, fmt::format("{}: {}", destination.shown(), error.message), error.hint};
  }
}

}  // namespace

void RedisClient::FreeReader::operator()(redisReader* reader) const { redisReaderFree(reader); }

RedisClient::RedisClient(const Destination& destination, const ConnectOptions& options, std::stop_token stop,
                         Stream stream)
    : m_destination(destination),
      m_options(options),
      m_stop(std::move(stop)),
      m_stream(std::move(stream)),
      m_reader(redisReaderCreate()) {}
RedisClient::RedisClient(RedisClient&&) noexcept = default;
RedisClient& RedisClient::operator=(RedisClient&&) noexcept = default;
RedisClient::~RedisClient() = default;

Result<RedisClient> RedisClient::connect(const Destination& destination, const ConnectOptions& options,
                                         std::stop_token stop) {
  const Deadline deadline{Clock::now() + fromSeconds(options.connectSeconds), stop};
  auto stream = destination.kind == Destination::Kind::socket
                    ? Stream::connectSocket(destination.path, deadline)
                    : Stream::connectTcp(destination.host, destination.port, deadline);
  if (!stream) return about(destination, stream.error());
  if (destination.kind == Destination::Kind::tls)
    if (const auto secured = stream->startTls(
            destination.certificateHost.empty() ? destination.host : destination.certificateHost,
            options.caFile, deadline);
        !secured)
      return about(destination, secured.error());
  RedisClient client(destination, options, stop, std::move(*stream));
  if (const auto done = client.logIn(deadline); !done) return done.error();
  return client;
}

Deadline RedisClient::commandDeadline() const {
  return {Clock::now() + fromSeconds(m_options.commandSeconds), m_stop};
}

Result<void> RedisClient::logIn(const Deadline& deadline) {
  std::vector<RedisCommand> commands;
  if (!m_destination.password.empty() || !m_destination.user.empty()) {
    RedisCommand& login = commands.emplace_back(RedisCommand{"AUTH"});
    if (!m_destination.user.empty()) login.push_back(m_destination.user);
    login.push_back(m_destination.password.reveal());
  }
  if (m_destination.database != 0) commands.push_back({"SELECT", std::to_string(m_destination.database)});
  if (const auto sent = send(commands, deadline); !sent) return about(m_destination, sent.error());
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto reply = receive(deadline);
    if (!reply) return reply.error();
    if (reply->isError()) return error(reply->text);
  }
  return {};
}

Result<void> RedisClient::send(const std::vector<RedisCommand>& commands, const Deadline& deadline) {
  std::string bytes;
  for (const RedisCommand& command : commands) append(bytes, command);
  return m_stream.send(bytes, deadline);
}

Result<RedisValue> RedisClient::receive(const Deadline& deadline) {
  std::array<char, 16384> buffer;
  for (;;) {
    void* raw = nullptr;
    if (redisReaderGetReply(m_reader.get(), &raw) != REDIS_OK)
      return Error{ErrorCode::unsupported,
                   fmt::format("what answers at {} is not a Redis server ({})", m_destination.shown(),
                               m_reader->errstr),
                   "check address and port"};
    if (raw != nullptr) {
      const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(raw));
      return valueOf(*reply);
    }
    const auto n = m_stream.receive(buffer.data(), buffer.size(), deadline);
    if (!n) return about(m_destination, n.error());
    if (*n == 0) return about(m_destination, {ErrorCode::connectionLost, "end of the stream"});
    redisReaderFeed(m_reader.get(), buffer.data(), *n);
  }
}

Result<RedisValue> RedisClient::command(const RedisCommand& command) {
  const Deadline deadline = commandDeadline();
  if (const auto sent = send({command}, deadline); !sent) return about(m_destination, sent.error());
  auto reply = receive(deadline);
  if (reply && reply->isError()) return error(reply->text);
  return reply;
}

RedisClient::Replies RedisClient::pipeline(const std::vector<RedisCommand>& commands) {
  const Deadline deadline = commandDeadline();
  Replies replies;
  if (const auto sent = send(commands, deadline); !sent) {
    replies.failure = about(m_destination, sent.error());
    return replies;
  }
  replies.wasSent = true;
  while (replies.values.size() < commands.size()) {
    auto reply = receive(deadline);
    if (!reply) {
      replies.failure = reply.error();
      return replies;
    }
    replies.values.push_back(std::move(*reply));
  }
  return replies;
}

}  // namespace headroom
