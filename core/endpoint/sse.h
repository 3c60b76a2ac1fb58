// Server-Sent Events, read as they come: the event stream format of the HTML standard, section 9.2.6.
//
//   SseParser parser;
//   bool fine = parser.feed(bytes, [&](std::string_view data) { … });   // once an event
//
// However the bytes are cut, the same events come out. An event that lies whole in one feed() with a
// single data line (all that inference servers send) is handed over as a view into those bytes, not copied;
// the view holds until the handler returns. The fields event, id and retry are read over: nothing here needs
// them. An event that the stream's end cuts off is no event, as the standard has it.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace headroom {

class SseParser {
 public:
  explicit SseParser(std::size_t maxEventBytes = std::size_t{1} << 20) : m_maxEventBytes(maxEventBytes) {}

  // Calls onData(std::string_view) for each event that ends in `bytes`. False once a line, or the data
  // of an event, is longer than the limit: the rest of the stream is then not read.
  template <typename OnData>
  bool feed(std::string_view bytes, OnData&& onData) {
    if (m_tooLong) return false;
    std::size_t at = 0;
    while (at < bytes.size()) {
      if (m_afterCarriageReturn) {
        m_afterCarriageReturn = false;
        if (bytes[at] == '\n' && ++at == bytes.size()) break;
      }
      const std::size_t end = lineEnd(bytes, at);
      if (end == std::string_view::npos) {
        m_line.append(bytes, at);
        if (m_line.size() > m_maxEventBytes + markBytes) m_tooLong = true;
        break;
      }
      std::string_view line = bytes.substr(at, end - at);
      m_afterCarriageReturn = bytes[end] == '\r';
      at = end + 1;
      const bool lineIsOurs = !m_line.empty();
      if (lineIsOurs) {
        m_line.append(line);
        line = m_line;
      }
      takeLine(line, lineIsOurs, onData);
      m_line.clear();
      if (m_tooLong) break;
    }
    keepData();
    return !m_tooLong;
  }

  // For the next stream. Gives back the memory of a long event.
  void reset() { *this = SseParser(m_maxEventBytes); }

 private:
  static constexpr std::size_t markBytes = 3;  // of a byte order mark, which counts for nothing

  static std::size_t lineEnd(std::string_view bytes, std::size_t at) {
    const char* start = bytes.data() + at;
    const std::size_t length = bytes.size() - at;
    const void* feed = std::memchr(start, '\n', length);
    const std::size_t beforeFeed =
        feed ? static_cast<std::size_t>(static_cast<const char*>(feed) - start) : length;
    const void* carriageReturn = std::memchr(start, '\r', beforeFeed);
    if (carriageReturn)
      return at + static_cast<std::size_t>(static_cast<const char*>(carriageReturn) - start);
    return feed ? at + beforeFeed : std::string_view::npos;
  }

  template <typename OnData>
  void takeLine(std::string_view line, bool lineIsOurs, OnData& onData) {
    if (m_atStart) {
      m_atStart = false;
      if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(markBytes);
    }
    if (line.size() > m_maxEventBytes) {
      m_tooLong = true;
      return;
    }
    if (line.empty()) {
      if (m_hasData) onData(m_dataIsView ? m_view : std::string_view(m_data));
      m_hasData = m_dataIsView = false;
      m_data.clear();
      return;
    }
    if (!line.starts_with("data")) return;  // a comment, another field, or a field that is none
    line.remove_prefix(4);
    if (!line.empty()) {
      if (line.front() != ':') return;
      line.remove_prefix(1);
      if (line.starts_with(' ')) line.remove_prefix(1);
    }
    if (!m_hasData && !lineIsOurs) {
      m_view = line;
      m_dataIsView = true;
    } else {
      keepData();
      if (m_hasData) m_data += '\n';
      m_data += line;
    }
    m_hasData = true;
    if (m_data.size() > m_maxEventBytes) m_tooLong = true;
  }

  // Copies what is only a view into bytes that are about to go.
  void keepData() {
    if (!m_dataIsView) return;
    m_data.assign(m_view);
    m_dataIsView = false;
  }

  std::size_t m_maxEventBytes;
  std::string m_line;       // the beginning of a line whose end has not come
  std::string m_data;       // of the event that has not ended
  std::string_view m_view;  // the same, while it is one line of the bytes being fed
  bool m_dataIsView = false;
  bool m_hasData = false;
  bool m_atStart = true;
  bool m_afterCarriageReturn = false;
  bool m_tooLong = false;
};

}  // namespace headroom
