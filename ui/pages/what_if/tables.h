// The rows of the page's tables, as words. Pure.
#pragma once

#include "ui/controllers/what_if_answers.h"

#include <QStringList>

#include <vector>

namespace headroom::ui {

struct TableContent {
  QStringList headers;
  std::vector<QStringList> rows;
  QList<int> words = {};  // columns of words
};

// A cell a row: what each GPU can take there, and what binds it or what a million tokens cost.
TableContent capacityTable(const WhatIfInput& input, const Capacities& capacities);
// A GPU a row: replicas, how full, how much idle, cost; and what the cluster would take.
TableContent mixTable(const WhatIfInput& input, const WhatIfMix& mix, const WhatIfCluster* cluster);
// A busy cell a row: its rate, and which share of it each GPU serves.
TableContent routingTable(const WhatIfInput& input, const WhatIfMix& mix);
// A stretch of a price a row: which mix is the cheapest there.
TableContent priceTable(const WhatIfInput& input, const std::vector<PriceRange>& prices);
// A quantity a row, a scenario a column, now first.
TableContent scenarioTable(const WhatIfInput& input, const std::vector<Scenario>& scenarios,
                           const ScenarioAnswers& answers, const WhatIfMix* now);
// One sentence: what carries all of them.
QString robustSentence(const WhatIfInput& input, const ScenarioAnswers& answers);

}  // namespace headroom::ui
