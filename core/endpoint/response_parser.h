// One HTTP/1.1 response after another, read as their bytes come. The framing (status line, headers,
// Content-Length, chunks, until the connection closes) is Boost.Beast's parser; the body is handed over as
// views into the bytes that came, without a copy.
//
//   ResponseParser parser(taker);
//   parser.begin();                               // a response is expected
//   std::size_t used = parser.feed(bytes);        // what is left must come again, in front of the next
//   if (parser.state() == ResponseParser::State::whole) …
//
// Interim responses (1xx) are read over, trailers and chunk extensions too.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace headroom {

class ResponseTaker {
 public:
  virtual ~ResponseTaker() = default;
  // Once, before the first bytes of the body.
  virtual void onHead(int status, std::string_view contentType, std::string_view location) = 0;
  // A part of the body, at most once a chunk and a feed(). False: the rest is not worth reading.
  virtual bool onBody(std::string_view bytes) = 0;
};

class ResponseParser {
 public:
  // A head, or a chunk's own line, that is longer is malformed.
  static constexpr std::size_t headLimit = 64 * 1024;

  enum class State {
    nothing,  // no byte of the response came yet
    reading,
    whole,
    malformed,  // see why()
    unwanted,   // the taker wants no more of it
  };

  explicit ResponseParser(ResponseTaker& taker);
  ~ResponseParser();
  ResponseParser(const ResponseParser&) = delete;
  ResponseParser& operator=(const ResponseParser&) = delete;

  void begin();
  // Returns how many of the bytes are used up; the rest, at most headLimit, is an unfinished line. Bytes
  // after the end of the response stay unused.
  std::size_t feed(std::string_view bytes);
  // The connection was closed: whole when that is how the body ends; else `reading` or `nothing` stays.
  void close();

  State state() const { return m_state; }
  // Of a head that came at least in part; else 0.
  int status() const;
  // After a whole response: the connection can take another request.
  bool keepsAlive() const;
  const std::string& why() const { return m_why; }

 private:
  struct Framing;

  ResponseTaker& m_taker;
  std::unique_ptr<Framing> m_framing;
  State m_state = State::nothing;
  std::string m_why;
};

}  // namespace headroom
