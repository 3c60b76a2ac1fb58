// A small OpenAI-compatible server, each of whose abilities a test can take away.
#pragma once

#include "tests/core/endpoint/ask.h"

#include <set>

namespace headroom::test {

// `lacks`: models, streaming, usage, ignore_eos, tokenize, metrics, health.
inline LoopbackServer::Handler openAiServer(std::set<std::string> lacks = {},
                                            std::string models = "{'id':'m','max_model_len':4096}") {
  return [lacks = std::move(lacks), models = std::move(models)](const LoopbackRequest& request,
                                                                LoopbackPeer& peer) {
    const auto json = [&](const std::string& body) {
      peer.send(answer("200 OK", "application/json", q(body)));
    };
    const auto has = [&](const std::string& ability) { return !lacks.contains(ability); };
    if (request.path == "/v1/models" && has("models"))
      return json("{'object':'list','data':[" + models + "]}");
    if (request.path == "/tokenize" && has("tokenize")) return json("{'count':4,'max_model_len':4096}");
    if (request.path == "/metrics" && has("metrics"))
      return peer.send(answer("200 OK", "text/plain", "vllm:num_requests_running 0\n"));
    if (request.path == "/health" && has("health"))
      return peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    if (request.path == "/v1/completions") {
      if (!has("ignore_eos") && request.body.find("ignore_eos") != std::string::npos)
        return peer.send(answer("400 Bad Request", "application/json",
                                q("{'error':{'message':'unknown field ignore_eos'}}")));
      if (!has("streaming"))
        return json(
            "{'choices':[{'text':'abc','finish_reason':'length'}],'usage':{'prompt_tokens':7,'completion_"
            "tokens':16}}");
      std::string events;
      for (int i = 0; i < 16; ++i) events += textEvent("a");
      if (has("usage"))
        events += eventOf("{'choices':[],'usage':{'prompt_tokens':7,'completion_tokens':16}}");
      return sendStream(peer, events + doneEvent);
    }
    peer.send(answer("404 Not Found", "application/json", q("{'detail':'Not Found'}")));
  };
}

}  // namespace headroom::test
