// The traffic of the sample workspace: what a chat service with some summaries and some code might see in 24
// minutes, as CSV of time (seconds), input and output tokens. Made up, and the same every time.
//
//   writeFileAtomically("traffic.csv", sampleTraffic());
#pragma once

#include <string>

namespace headroom {

std::string sampleTraffic();

}  // namespace headroom
