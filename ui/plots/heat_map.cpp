#include "ui/plots/heat_map.h"

#include "ui/plots/contours.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::ui {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

QByteArray kindName(CellKind kind) {
  switch (kind) {
    case CellKind::missing: return "missing";
    case CellKind::measured: return "measured";
    case CellKind::interpolated: return "interpolated";
    case CellKind::predicted: return "predicted";
  }
  return {};
}

QByteArray verdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::none: return "";
    case Verdict::good: return "pass";
    case Verdict::warn: return "unsure";
    case Verdict::bad: return "fail";
  }
  return {};
}

void widen(std::optional<ValueRange>& range, double value, ValueScale scale) {
  if (!std::isfinite(value) || (scale == ValueScale::logarithmic && value <= 0)) return;
  if (!range) range = ValueRange{value, value};
  range->low = std::min(range->low, value);
  range->high = std::max(range->high, value);
}

}  // namespace

CellKind HeatMapData::kind(std::size_t cell) const {
  if (cell >= values.size() || std::isnan(values[cell])) return CellKind::missing;
  return kinds.empty() ? CellKind::measured : kinds[cell];
}

bool HeatMapData::fits() const {
  const std::size_t cells = inputTokens.size() * outputTokens.size();
  const auto right = [cells](std::size_t size) { return size == 0 || size == cells; };
  return values.size() == cells && right(halfWidths.size()) && right(kinds.size()) &&
         right(verdicts.size()) && right(binding.size());
}

std::optional<ValueRange> commonRange(std::span<const std::shared_ptr<const HeatMapData>> maps,
                                      ValueScale scale) {
  std::optional<ValueRange> range;
  for (const auto& map : maps)
    for (std::size_t cell = 0; map && cell < map->values.size(); ++cell)
      if (map->kind(cell) != CellKind::missing) widen(range, map->values[cell], scale);
  return range;
}

HeatMap::HeatMap(QWidget* parent) : GridPlot(parent) { describe(); }

void HeatMap::changed() {
  m_cache.reset();
  m_effective.reset();
  describe();
  update();
}

void HeatMap::setData(std::shared_ptr<const HeatMapData> data) {
  if (data && !data->fits()) data.reset();
  m_data = std::move(data);
  // A drag of an SLO brings new values on the old grid, many times a second.
  if (!m_data)
    setGrid({}, {});
  else if (m_data->inputTokens != inputTokens() || m_data->outputTokens != outputTokens())
    setGrid(m_data->inputTokens, m_data->outputTokens);
  changed();
}

void HeatMap::setUnit(const QString& unit) {
  if (m_unit == unit) return;
  m_unit = unit;
  changed();
}

void HeatMap::setQuantity(const QString& quantity) {
  if (m_quantity == quantity) return;
  m_quantity = quantity;
  changed();
}

void HeatMap::setRange(std::optional<ValueRange> range) {
  if (m_range == range) return;
  m_range = range;
  changed();
}

void HeatMap::setScale(ValueScale scale) {
  if (m_scale == scale) return;
  m_scale = scale;
  changed();
}

void HeatMap::setMode(MapMode mode) {
  if (m_mode == mode) return;
  m_mode = mode;
  changed();
}

void HeatMap::setColours(ColourScheme scheme, bool reversed) {
  m_scheme = scheme;
  m_reversed = reversed;
  changed();
}

void HeatMap::setContoursVisible(bool visible) {
  if (m_contours == visible) return;
  m_contours = visible;
  update();
}

void HeatMap::setLegendVisible(bool visible) {
  m_legend = visible;
  update();
}

void HeatMap::setFooter(Footer footer) {
  m_footer = footer;
  update();
}

ValueRange HeatMap::range() const {
  if (m_effective) return *m_effective;
  const ValueScale scale = logarithmic() ? ValueScale::logarithmic : ValueScale::linear;
  const auto own = commonRange(std::span(&m_data, 1), scale);
  ValueRange range = m_range ? *m_range : own.value_or(ValueRange{1, 10});
  if (logarithmic() && !(range.low > 0)) range.low = own ? own->low : 1;
  if (m_mode == MapMode::difference) {
    const double reach = std::max({std::abs(range.low), std::abs(range.high), 1e-12});
    range = {-reach, reach};
  } else if (m_mode == MapMode::ratio) {
    const double reach = std::max({range.high, 1 / range.low, 1.01});
    range = {1 / reach, reach};
  } else if (!(range.high > range.low)) {
    // One value everywhere: it takes the middle colour.
    const double value = range.low;
    range = logarithmic() ? ValueRange{value / 2, value * 2}
            : value == 0  ? ValueRange{-1, 1}
                          : ValueRange{value - std::abs(value) / 2, value + std::abs(value) / 2};
  }
  m_effective = range;
  return range;
}

double HeatMap::fraction(double value) const {
  const ValueRange span = range();
  if (!logarithmic()) return (value - span.low) / (span.high - span.low);
  return value > 0 ? std::log(value / span.low) / std::log(span.high / span.low) : 0;
}

ColourMap HeatMap::colourMap(const Colours& colours) const {
  if (m_mode == MapMode::magnitude) return ColourMap(m_scheme, m_reversed);
  return ColourMap(colours.dark ? ColourScheme::divergingDark : ColourScheme::divergingLight, m_reversed);
}

QRgb HeatMap::pixel(std::size_t cell, const ColourMap& map, const Colours& colours) const {
  if (m_data->kind(cell) == CellKind::missing) return 0;
  const double value = m_data->values[cell];
  // Nothing at all has no logarithm, and is not the same as "little"; nor has the infinite a place.
  const bool none = (logarithmic() && value <= 0) || !std::isfinite(value);
  const QColor full = none ? mixed(colours.card, colours.dim, 0.18) : map.at(fraction(value));
  const Verdict verdict = m_data->verdicts.empty() ? Verdict::none : m_data->verdicts[cell];
  if (verdict == Verdict::bad) return mixed(colours.card, full, none ? 1 : 0.3).rgb();
  if (verdict == Verdict::warn) return mixed(colours.card, full, 0.62).rgb();
  return full.rgb();
}

QColor HeatMap::cellColour(const CellKey& cell, const Colours& colours) const {
  const auto index = find(cell);
  if (!index || !m_data) return {};
  const QRgb colour = pixel(flat(*index), colourMap(colours), colours);
  return qAlpha(colour) == 0 ? QColor() : QColor::fromRgb(colour);
}

const HeatMap::Cache& HeatMap::cache(const Colours& colours) const {
  if (m_cache && m_cache->dark == colours.dark) return *m_cache;
  Cache cache;
  cache.dark = colours.dark;
  cache.cells = QImage(columns(), rows(), QImage::Format_ARGB32_Premultiplied);
  const ColourMap map = colourMap(colours);
  std::vector<double> heights(m_data->values.size(), nan);
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const std::size_t cell = flat({column, row});
      cache.cells.setPixel(column, rows() - 1 - row, pixel(cell, map, colours));
      const double value = m_data->values[cell];
      // No contours where the SLO fails: the faded cells show how far, the border where.
      const bool fails = !m_data->verdicts.empty() && m_data->verdicts[cell] == Verdict::bad;
      if (std::isfinite(value) && m_data->kind(cell) != CellKind::missing && !fails &&
          (!logarithmic() || value > 0))
        heights[cell] = logarithmic() ? std::log(value) : value;
    }
  cache.levels = niceLevels(range().low, range().high, logarithmic());
  std::vector<double> levels = cache.levels;
  if (logarithmic())
    for (double& level : levels) level = std::log(level);
  cache.contours = ui::contours(heights, columns(), rows(), levels);
  m_cache = std::move(cache);
  return *m_cache;
}

QString HeatMap::numberText(double value) const {
  return compactQuantity(value, m_mode == MapMode::ratio ? QStringLiteral("×") : m_unit, 2);
}

QString HeatMap::valueText(std::size_t cell) const {
  const double half = m_data->halfWidths.empty() ? nan : m_data->halfWidths[cell];
  const QString number = withInterval(m_data->values[cell], half);
  const QString unit = m_mode == MapMode::ratio ? QStringLiteral("×") : m_unit;
  return unit.isEmpty() ? number : number + QChar(0xa0) + unit;
}

QString HeatMap::kindWord(CellKind kind) {
  switch (kind) {
    case CellKind::missing: return tr("nothing known");
    case CellKind::measured: return tr("measured");
    case CellKind::interpolated: return tr("interpolated");
    case CellKind::predicted: return tr("predicted");
  }
  return {};
}

QString HeatMap::readOut(const CellKey& cell) const {
  const auto index = find(cell);
  if (!index || !m_data) return {};
  const std::size_t place = flat(*index);
  const CellKind kind = m_data->kind(place);
  if (kind == CellKind::missing) return tr("%1: %2").arg(cellName(cell), kindWord(kind));
  QString text = tr("%1: %2, %3").arg(cellName(cell), valueText(place), kindWord(kind));
  const Verdict verdict = m_data->verdicts.empty() ? Verdict::none : m_data->verdicts[place];
  const QString binding = m_data->binding.empty() ? QString() : m_data->binding[place];
  if (verdict == Verdict::bad && !binding.isEmpty())
    text += tr(" · %1 fails %2").arg(verdictSign(verdict), binding);
  else if (verdict != Verdict::none)
    text += QStringLiteral(" · %1 %2").arg(verdictSign(verdict), verdictWord(verdict));
  if (verdict != Verdict::bad && !binding.isEmpty()) text += tr(" · binding %1").arg(binding);
  return text;
}

QString HeatMap::countsText() const {
  std::array<int, 4> count{};
  int fails = 0, none = 0;
  for (std::size_t cell = 0; m_data && cell < m_data->values.size(); ++cell) {
    const CellKind kind = m_data->kind(cell);
    ++count[static_cast<std::size_t>(kind)];
    if (kind == CellKind::missing) continue;
    if (!m_data->verdicts.empty() && m_data->verdicts[cell] == Verdict::bad)
      ++fails;
    else if (logarithmic() && m_data->values[cell] <= 0)
      ++none;
  }
  QStringList parts;
  for (const CellKind kind : {CellKind::measured, CellKind::interpolated, CellKind::predicted})
    if (const int n = count[static_cast<std::size_t>(kind)]; n > 0)
      parts << tr("%1 %2").arg(n).arg(kindWord(kind));
  if (count[0] > 0) parts << tr("%1 missing").arg(count[0]);
  if (none > 0) parts << tr("%1 at zero").arg(none);
  if (fails > 0) parts << tr("%1 %2 fail").arg(verdictSign(Verdict::bad)).arg(fails);
  return parts.join(QStringLiteral(" · "));
}

QString HeatMap::description() const {
  if (!m_data) return tr("Heat map without data.");
  const ValueRange span = range();
  QString text = tr("Heat map, %1 input by %2 output token counts, colours from %3 to %4. %5.")
                     .arg(columns())
                     .arg(rows())
                     .arg(numberText(span.low), numberText(span.high), countsText());
  const QString cursor = cursorText();
  return cursor.isEmpty() ? text : text + QLatin1Char(' ') + cursor;
}

QByteArray HeatMap::csv() const {
  const QString what = m_quantity.isEmpty() ? caption() : m_quantity;
  const QString unit =
      m_mode == MapMode::ratio || m_unit.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(m_unit);
  QByteArray text = "input_tokens,output_tokens," +
                    csvField((what.isEmpty() ? QStringLiteral("value") : what) + unit) +
                    ",half_width,kind,verdict,binding\r\n";
  for (int row = 0; m_data && row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const std::size_t cell = flat({column, row});
      const CellKey place = key({column, row});
      const bool known = m_data->kind(cell) != CellKind::missing;
      text += csvNumber(place.inputTokens) + ',' + csvNumber(place.outputTokens) + ',' +
              (known ? csvNumber(m_data->values[cell]) : QByteArray()) + ',' +
              (known && !m_data->halfWidths.empty() ? csvNumber(m_data->halfWidths[cell]) : QByteArray()) +
              ',' + kindName(m_data->kind(cell)) + ',' +
              (m_data->verdicts.empty() ? QByteArray() : verdictName(m_data->verdicts[cell])) + ',' +
              (m_data->binding.empty() ? QByteArray() : csvField(m_data->binding[cell])) + "\r\n";
    }
  return text;
}

}  // namespace headroom::ui
