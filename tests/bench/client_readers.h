// The readers that the client is measured against.
#pragma once

#include <functional>
#include <string_view>

namespace headroom::bench {

class ChunkServer;

// epoll and recv and nothing else: `streams` connections, each asking for one stream of `chunks` chunks;
// returns when all have ended. `onBytes`, where given, gets what each recv brought.
void readBare(const ChunkServer& server, int streams, int chunks,
              const std::function<void(std::string_view)>& onBytes = {});
// The same by libcurl as its manual shows it: curl_multi_perform and curl_multi_poll.
void readByPlainCurl(const ChunkServer& server, int streams, int chunks);

// Short requests that are not streamed, `connections` at a time over kept connections.
void askBare(const ChunkServer& server, int connections, int requests);

// CPU seconds of this process so far.
double cpuSeconds();

}  // namespace headroom::bench
