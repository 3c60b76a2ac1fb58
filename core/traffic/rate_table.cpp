// The table of rates as JSON.
#include "core/traffic/distribution.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace headroom {
namespace {

using Json = nlohmann::json;

Error wrong(const std::string& source, const std::string& what) {
  return {ErrorCode::malformed, fmt::format("{}: {}", source, what),
          R"(write it as {"indexes": [[output…], [input…]], "rates": [[…]]}, one row an output length)"};
}

}  // namespace

Result<GridTraffic> parseRateTable(std::string_view text, const std::string& source) {
  const Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) return wrong(source, "is not JSON");
  if (!value.is_object() || !value.contains("indexes") || !value.contains("rates"))
    return wrong(source, "has no \"indexes\" and \"rates\"");
  const Json& indexes = value["indexes"];
  if (!indexes.is_array() || indexes.size() != 2) return wrong(source, "\"indexes\" is not a pair of lists");
  GridTraffic table;
  for (const auto& [list, lengths, what] : {std::tuple{&indexes[0], &table.outputTokens, "output"},
                                            std::tuple{&indexes[1], &table.inputTokens, "input"}}) {
    if (!list->is_array() || list->empty())
      return wrong(source, fmt::format("there are no {} lengths", what));
    for (const Json& length : *list) {
      if (!length.is_number() || length.get<double>() < 1 || length.get<double>() > 1e9 ||
          length.get<double>() != std::floor(length.get<double>()))
        return wrong(source,
                     fmt::format("the {} length {} is not a whole number of 1 or more", what, length.dump()));
      const int tokens = static_cast<int>(length.get<double>());
      if (!lengths->empty() && tokens <= lengths->back())
        return wrong(source, fmt::format("the {} lengths do not ascend at {}", what, tokens));
      lengths->push_back(tokens);
    }
  }
  const Json& rates = value["rates"];
  if (!rates.is_array() || rates.size() != table.outputTokens.size())
    return wrong(source, fmt::format("\"rates\" does not have {} rows, one an output length",
                                     table.outputTokens.size()));
  for (std::size_t row = 0; row < rates.size(); ++row) {
    if (!rates[row].is_array() || rates[row].size() != table.inputTokens.size())
      return wrong(source, fmt::format("row {} of \"rates\" does not have {} columns, one an input length",
                                       row + 1, table.inputTokens.size()));
    table.rates.emplace_back();
    for (std::size_t column = 0; column < rates[row].size(); ++column) {
      const Json& rate = rates[row][column];
      const double number = rate.is_number() ? rate.get<double>() : NAN;
      if (!std::isfinite(number) || number < 0)
        return wrong(source, fmt::format("the rate of output {}, input {} is {}", table.outputTokens[row],
                                         table.inputTokens[column], rate.dump()));
      table.rates.back().push_back(number);
    }
  }
  return table;
}

std::string rateTableJson(const GridTraffic& table) {
  return Json{{"indexes", {table.outputTokens, table.inputTokens}}, {"rates", table.rates}}.dump() + "\n";
}

}  // namespace headroom
