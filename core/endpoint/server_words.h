// What a server said, made fit to be shown: its own message out of JSON or HTML, short, and without secrets.
#pragma once

#include "core/base/secret.h"

#include <string>
#include <string_view>

namespace headroom {

constexpr std::size_t serverWordsLimit = 500;  // bytes

// `text` cut to at most `limit` bytes, never within a UTF-8 character; line ends and control characters
// become spaces.
std::string cutText(std::string_view text, std::size_t limit = serverWordsLimit);

// The message of a body that is not the answer asked for: of JSON {"error": {"message"}}, {"error": "…"},
// {"message"}, {"detail"}; of HTML 'HTML, not JSON: "its title"'; else the beginning. Redacted, then cut.
std::string serverWords(std::string_view body, std::string_view contentType, const Secret& apiKey);

// Whether a body is a web page, by its content type or its first bytes.
bool looksLikeHtml(std::string_view body, std::string_view contentType);

}  // namespace headroom
