// The command lines of headroomctl that answer what the page answers, to be copied into a shell.
//
//   std::string text = commandLines(input, {.curve = true});
//   // headroomctl optimize --benchmark a10=/data/a10.jsonl --cost a10=1.01 …
//   // headroomctl gen-profile a10 --benchmark /data/a10.jsonl … -o a10.json
#pragma once

#include "ui/controllers/what_if_input.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::ui {

// What else the page shows, and optimize shall answer too.
struct CommandExtras {
  bool best = false, curve = false, timeline = false, prices = false;
  std::optional<Metric> front = {};
  // Each is a further optimize under its own conditions. Those that differ from now in their traffic alone
  // are also carried by the one mix of the first (--scenario).
  std::vector<Scenario> scenarios = {};
};

// One optimize, and one gen-profile a GPU; where the traffic is no file (the stand-in, a typed table), first
// the line that writes it to one in the working directory. Lines are broken by backslashes. A traffic of the
// gateway is read again by the command, from the Redis of its connection, which `connectionUrl` tells.
using ConnectionUrl = std::function<std::string(const std::string& connection)>;
std::string commandLines(const WhatIfInput& input, const CommandExtras& extras = {},
                         const ConnectionUrl& connectionUrl = {});

// A word as a POSIX shell takes it: as it is, or in single quotes.
std::string shellWord(std::string_view word);

}  // namespace headroom::ui
