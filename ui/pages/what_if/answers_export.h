// The page's answers as one JSON object, as headroomctl optimize --json writes them: for other programs.
//
//   writeFileAtomically(path, answersJson(whatIf));
#pragma once

#include <string>

namespace headroom::ui {

class WhatIf;

// What has been answered so far: the mix with its routing, the cluster's, the best GPU of each cell, and of
// the other views those that were looked at. GPUs go by the names that the page shows.
std::string answersJson(const WhatIf& whatIf);

}  // namespace headroom::ui
