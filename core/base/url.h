// URLs, by libcurl's parser. Secrets in them are taken out and never come back as text.
//
//   auto url = Url::parse("redis://u:pw@host:6380/2?model=llama");
//   url->scheme == "redis"; url->port == 6380; url->query("model") == "llama";
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

struct Url {
  std::string scheme;       // lower case
  std::string user;         // percent-decoded
  Secret password;          // percent-decoded
  std::string host;         // IPv6 without its brackets; empty where the scheme needs none (unix, file)
  std::optional<int> port;  // 1 to 65535
  std::string path;         // percent-decoded, with its leading '/'; empty when absent
  std::vector<std::pair<std::string, std::string>> parameters;  // of the query, percent-decoded, in order

  // Errors: invalidArgument, naming `text` without its password and what is wrong with it.
  static Result<Url> parse(std::string_view text);

  // The first value of a query parameter.
  std::optional<std::string> query(std::string_view name) const;
  // Scheme, host, port and path: what may be shown. Never user, password or query.
  std::string shown() const;
};

// `text` without what stands between "://" and the last '@' before the path: for URLs too broken to parse.
std::string withoutCredentials(std::string_view text);

}  // namespace headroom
