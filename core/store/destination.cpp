#include "core/store/destination.h"

#include "core/base/url.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

namespace headroom {
namespace {

constexpr std::string_view kForms =
    "write it as redis://[user:password@]host[:port][/database]?model=NAME, rediss://… for TLS, "
    "unix:///path/of/the/socket?model=NAME, or as the path of a file or directory";

Error wrong(std::string_view text, std::string_view why) {
  return {ErrorCode::invalidArgument,
          fmt::format("\"{}\" is not a destination for profiles: {}", withoutCredentials(text), why),
          std::string(kForms)};
}

// Nothing when `text` is not a whole number from 0 on.
std::optional<int> databaseNumber(std::string_view text) {
  int number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

Destination pathDestination(const std::string& path) {
  Destination destination;
  std::error_code ignored;
  const bool isDirectory = path.ends_with('/') || std::filesystem::is_directory(path, ignored);
  destination.kind = isDirectory ? Destination::Kind::directory : Destination::Kind::file;
  destination.path = path;
  return destination;
}

// The parameters of the query; an unknown one is more likely a slip than meant to be ignored.
Result<void> readQuery(const Url& url, std::string_view text, Destination& into) {
  for (const auto& [key, value] : url.parameters) {
    if (key == "model") {
      into.model = value;
    } else if (key == "db" && into.kind == Destination::Kind::socket) {
      const auto number = databaseNumber(value);
      if (!number) return wrong(text, fmt::format("the database \"{}\" is not a number", value));
      into.database = *number;
    } else if (key == "user" && into.kind == Destination::Kind::socket) {
      into.user = value;
    } else {
      return wrong(text, fmt::format("it has an unknown parameter \"{}\"", key));
    }
  }
  return {};
}

}  // namespace

std::string Destination::shown() const {
  switch (kind) {
    case Kind::tcp:
    case Kind::tls: {
      const bool v6 = host.find(':') != std::string::npos;
      return fmt::format("{}://{}:{}/{}", kind == Kind::tls ? "rediss" : "redis",
                         v6 ? "[" + host + "]" : host, port, database);
    }
    case Kind::socket: return fmt::format("unix://{}?db={}", path, database);
    case Kind::directory:
    case Kind::file: break;
  }
  return path;
}

Result<Destination> parseDestination(std::string_view text) {
  if (text.empty()) return wrong(text, "it is empty");
  if (text.find("://") == std::string_view::npos) {
    for (const std::string_view scheme : {"redis:", "rediss:", "unix:"})
      if (text.starts_with(scheme)) return wrong(text, "two slashes are missing after the scheme");
    if (text.find('\0') != std::string_view::npos) return wrong(text, "it has a zero byte in it");
    return pathDestination(std::string(text));
  }
  auto url = Url::parse(text);
  if (!url) return Error{url.error().code, url.error().message, std::string(kForms)};

  Destination destination;
  if (url->scheme == "redis")
    destination.kind = Destination::Kind::tcp;
  else if (url->scheme == "rediss")
    destination.kind = Destination::Kind::tls;
  else if (url->scheme == "unix")
    destination.kind = Destination::Kind::socket;
  else if (url->scheme == "file" && url->host.empty() && !url->path.empty())
    return pathDestination(url->path);
  else
    return wrong(text, fmt::format("the scheme {} is none of redis, rediss, unix", url->scheme));

  destination.user = url->user;
  destination.password = url->password;
  if (destination.kind == Destination::Kind::socket) {
    if (url->path.empty() || url->path == "/") return wrong(text, "it names no socket");
    destination.path = url->path;
  } else {
    destination.host = url->host;
    destination.port = url->port.value_or(6379);
    std::string_view database = url->path;
    while (database.starts_with('/')) database.remove_prefix(1);
    while (database.ends_with('/')) database.remove_suffix(1);
    if (!database.empty()) {
      const auto number = databaseNumber(database);
      if (!number) return wrong(text, fmt::format("the database \"{}\" is not a number", database));
      destination.database = *number;
    }
  }
  if (const auto read = readQuery(*url, text, destination); !read) return read.error();
  return destination;
}

}  // namespace headroom
