#include "core/endpoint/response_parser.h"

#include <boost/beast/http/basic_parser.hpp>

#include <optional>

namespace headroom {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using BeastView = boost::beast::string_view;

std::string_view plain(BeastView text) { return {text.data(), text.size()}; }

// An interim response, which another one follows. 101 is none: it would end HTTP on this connection.
bool isInterim(int status) { return status >= 100 && status < 200 && status != 101; }

struct Message final : http::basic_parser<false> {
  Message(ResponseTaker& to, std::string& type, std::string& target)
      : taker(to), contentType(type), location(target) {
    eager(true);
    header_limit(static_cast<std::uint32_t>(ResponseParser::headLimit));
    body_limit(boost::none);  // the taker's business
    contentType.clear();
    location.clear();
  }

  void on_request_impl(http::verb, BeastView, BeastView, int, error_code&) override {}
  void on_response_impl(int code, BeastView, int, error_code&) override { status = code; }
  void on_field_impl(http::field name, BeastView, BeastView value, error_code&) override {
    if (hasHead) return;  // a trailer
    if (name == http::field::content_type)
      contentType.assign(value.data(), value.size());
    else if (name == http::field::location)
      location.assign(value.data(), value.size());
  }
  void on_header_impl(error_code&) override {
    hasHead = true;
    if (!isInterim(status)) taker.onHead(status, contentType, location);
  }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(BeastView bytes, error_code& error) override {
    if (!taker.onBody(plain(bytes))) {
      unwanted = true;
      error = http::error::end_of_stream;
    }
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, BeastView, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, BeastView bytes, error_code& error) override {
    return on_body_impl(bytes, error);
  }
  void on_finish_impl(error_code&) override {}

  ResponseTaker& taker;
  std::string& contentType;
  std::string& location;
  int status = 0;
  bool hasHead = false;
  bool unwanted = false;
};

std::string words(const error_code& error) {
  if (error == http::error::header_limit) return "the head of the answer is longer than 64 kB";
  if (error == http::error::bad_chunk || error == http::error::bad_chunk_extension)
    return "a chunk of the answer has a broken size";
  if (error == http::error::bad_version || error == http::error::bad_status)
    return "the answer is not HTTP/1.1";
  return "the head of the answer is malformed: " + error.message();
}

}  // namespace

struct ResponseParser::Framing {
  std::optional<Message> message;
  std::string contentType, location;  // kept, with their memory, from one message to the next
};

ResponseParser::ResponseParser(ResponseTaker& taker)
    : m_taker(taker), m_framing(std::make_unique<Framing>()) {}
ResponseParser::~ResponseParser() = default;

void ResponseParser::begin() {
  m_framing->message.emplace(m_taker, m_framing->contentType, m_framing->location);
  m_state = State::nothing;
  m_why.clear();
}

std::size_t ResponseParser::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && (m_state == State::nothing || m_state == State::reading)) {
    Message& message = *m_framing->message;
    m_state = State::reading;
    error_code error;
    used += message.put({bytes.data() + used, bytes.size() - used}, error);
    if (message.unwanted) {
      m_state = State::unwanted;
    } else if (error && error != http::error::need_more) {
      m_state = State::malformed;
      m_why = words(error);
    } else if (message.is_done()) {
      if (isInterim(message.status))
        begin();
      else
        m_state = State::whole;
    } else if (bytes.size() - used > headLimit) {
      m_state = State::malformed;
      m_why = "a chunk of the answer has a broken size";
    } else if (error) {
      break;  // what is left is an unfinished line
    }
  }
  return used;
}

void ResponseParser::close() {
  if (m_state != State::reading) return;
  error_code error;
  m_framing->message->put_eof(error);
  if (!error) m_state = State::whole;
}

int ResponseParser::status() const {
  const int status = m_framing->message ? m_framing->message->status : 0;
  return isInterim(status) ? 0 : status;
}

bool ResponseParser::keepsAlive() const {
  return m_state == State::whole && m_framing->message->keep_alive() && status() != 101;
}

}  // namespace headroom
