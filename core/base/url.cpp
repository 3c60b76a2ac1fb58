#include "core/base/url.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace headroom {
namespace {

struct CurlFree {
  void operator()(char* text) const { curl_free(text); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* raw = nullptr;
  if (curl_url_get(url, which, &raw, flags) != CURLUE_OK || raw == nullptr) return {};
  const std::unique_ptr<char, CurlFree> owned(raw);
  return raw;
}

std::string decoded(std::string_view text) {
  if (text.empty()) return {};
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  int length = 0;
  const std::unique_ptr<char, CurlFree> plain(
      curl_easy_unescape(nullptr, spaced.c_str(), static_cast<int>(spaced.size()), &length));
  return plain ? std::string(plain.get(), static_cast<std::size_t>(length)) : std::string();
}

std::vector<std::pair<std::string, std::string>> splitQuery(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view item = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (item.empty()) continue;
    const std::size_t equals = item.find('=');
    parameters.emplace_back(decoded(item.substr(0, equals)),
                            equals == std::string_view::npos ? "" : decoded(item.substr(equals + 1)));
  }
  return parameters;
}

}  // namespace

std::string withoutCredentials(std::string_view text) {
  const std::size_t scheme = text.find("://");
  const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
  std::string_view authority = text.substr(start);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  // A '/' in an unescaped password would end the authority early: look at the whole text then.
  std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos && text.find('@', start) != std::string_view::npos &&
      authority.find(':') != std::string_view::npos)
    at = text.rfind('@') - start;
  if (at == std::string_view::npos) return std::string(text);
  return std::string(text.substr(0, start)) + std::string(text.substr(start + at + 1));
}

Result<Url> Url::parse(std::string_view text) {
  const auto wrong = [&](std::string_view why) {
    return Error{ErrorCode::invalidArgument,
                 fmt::format("\"{}\" is not a usable URL: {}", withoutCredentials(text), why),
                 "write it as scheme://host:port/path"};
  };
  if (text.empty()) return wrong("it is empty");
  if (text.find("://") == std::string_view::npos) return wrong("it has no scheme such as http://");
  if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == 127; }))
    return wrong("it has a space or a control character in it");

  // A unix socket has a path and no authority; of the schemes that libcurl knows, that is file's shape.
  const bool isSocket = text.starts_with("unix://");
  const std::string shaped = isSocket ? "file" + std::string(text.substr(4)) : std::string(text);
  const std::unique_ptr<CURLU, CurlFree> handle(curl_url());
  const CURLUcode code = curl_url_set(handle.get(), CURLUPART_URL, shaped.c_str(), CURLU_NON_SUPPORT_SCHEME);
  if (code != CURLUE_OK) return wrong(curl_url_strerror(code));

  // libcurl does not decode a part with a control character in it, and gives nothing instead.
  for (const CURLUPart which : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_PATH})
    if (!part(handle.get(), which).empty() && part(handle.get(), which, CURLU_URLDECODE).empty())
      return wrong("it has an encoded control character in it");

  Url url;
  url.scheme = isSocket ? "unix" : part(handle.get(), CURLUPART_SCHEME);
  url.user = part(handle.get(), CURLUPART_USER, CURLU_URLDECODE);
  url.password = Secret(part(handle.get(), CURLUPART_PASSWORD, CURLU_URLDECODE));
  url.host = part(handle.get(), CURLUPART_HOST);
  if (url.host.size() > 2 && url.host.front() == '[') url.host = url.host.substr(1, url.host.size() - 2);
  if (url.host.empty() && url.scheme != "unix" && url.scheme != "file") return wrong("it names no host");
  url.path = part(handle.get(), CURLUPART_PATH, CURLU_URLDECODE);
  url.parameters = splitQuery(part(handle.get(), CURLUPART_QUERY));

  if (const std::string port = part(handle.get(), CURLUPART_PORT); !port.empty()) {
    int number = 0;
    const auto [end, failure] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (failure != std::errc() || end != port.data() + port.size() || number < 1 || number > 65535)
      return wrong("its port is not between 1 and 65535");
    url.port = number;
  }
  return url;
}

std::optional<std::string> Url::query(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return std::nullopt;
}

std::string Url::shown() const {
  const bool v6 = host.find(':') != std::string::npos;
  std::string text = scheme + "://" + (v6 ? "[" + host + "]" : host);
  if (port) text += fmt::format(":{}", *port);
  return text + path;
}

}  // namespace headroom
