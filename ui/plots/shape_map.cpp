#include "ui/plots/shape_map.h"

#include "ui/theme/numbers.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace headroom::ui {
namespace {

// Out to whole powers of two, and wide enough that a single shape does not fill the plot.
std::pair<int, int> rounded(int first, int last) {
  first = static_cast<int>(std::floor(first / 10.0)) * 10;
  last = static_cast<int>(std::ceil(last / 10.0)) * 10;
  while (last - first < 60) {
    if (first > 0) first -= 10;
    last += 10;
  }
  return {first, last};
}

}  // namespace

ShapeMap::ShapeMap(QWidget* parent) : Plot(parent) { describe(); }

void ShapeMap::setData(std::shared_ptr<const ShapeMapData> data) {
  if (data && std::ranges::any_of(data->shapes, [&](const RequestShape& shape) {
        return !(shape.rate >= 0) || shape.group >= static_cast<int>(data->groups.size());
      }))
    data.reset();
  m_data = std::move(data);
  m_cache.reset();
  m_window = {};
  m_least = m_most = 0;
  if (m_data && !m_data->shapes.empty()) {
    const auto [lowIn, highIn] = std::ranges::minmax(m_data->shapes, {}, &RequestShape::inputTenth);
    const auto [lowOut, highOut] = std::ranges::minmax(m_data->shapes, {}, &RequestShape::outputTenth);
    std::tie(m_window.firstInput, m_window.lastInput) = rounded(lowIn.inputTenth, highIn.inputTenth);
    std::tie(m_window.firstOutput, m_window.lastOutput) = rounded(lowOut.outputTenth, highOut.outputTenth);
    for (const RequestShape& shape : m_data->shapes) {
      if (!(shape.rate > 0)) continue;
      m_least = m_most > 0 ? std::min(m_least, shape.rate) : shape.rate;
      m_most = std::max(m_most, shape.rate);
    }
  }
  if (!m_data || m_picked >= static_cast<int>(m_data->groups.size())) m_picked = -1;
  describe();
  update();
}

void ShapeMap::setMode(ShapeMode mode) {
  if (m_mode == mode) return;
  m_mode = mode;
  m_cache.reset();
  describe();
  update();
}

void ShapeMap::setPickedGroup(int group) {
  if (m_picked == group) return;
  m_picked = group;
  describe();
  update();
}

QPointF ShapeMap::position(double log2Input, double log2Output) const {
  return toPixels(frame(area()), log2Input * 10, log2Output * 10);
}

const RequestShape* ShapeMap::find(Lattice place) const {
  if (!m_data) return nullptr;
  const auto found = std::ranges::find_if(m_data->shapes, [&](const RequestShape& shape) {
    return shape.inputTenth == place.input && shape.outputTenth == place.output;
  });
  return found == m_data->shapes.end() ? nullptr : &*found;
}

// The cluster of the shape there, else the nearest centre within half a doubling.
int ShapeMap::groupNear(Lattice place) const {
  if (!m_data) return -1;
  if (const RequestShape* shape = find(place); shape && shape->group >= 0) return shape->group;
  int nearest = -1;
  double least = 5;
  for (std::size_t i = 0; i < m_data->groups.size(); ++i) {
    const double away = std::hypot(m_data->groups[i].log2Input * 10 - place.input,
                                   m_data->groups[i].log2Output * 10 - place.output);
    if (away < least) least = away, nearest = static_cast<int>(i);
  }
  return nearest;
}

QString ShapeMap::readOut(int inputTenth, int outputTenth) const {
  const QString place = tr("%1 in × %2 out")
                            .arg(compact(std::round(std::exp2(inputTenth / 10.0))),
                                 compact(std::round(std::exp2(outputTenth / 10.0))));
  const RequestShape* shape = find({inputTenth, outputTenth});
  if (!shape || !(shape->rate > 0)) return tr("about %1: no request").arg(place);
  const QString rate = quantity(shape->rate, tr("req/s"));
  return shape->group < 0 ? tr("about %1: %2, in no cluster").arg(place, rate)
                          : tr("about %1: %2, cluster %3").arg(place, rate).arg(shape->group + 1);
}

QString ShapeMap::description() const {
  if (!m_data || m_data->shapes.empty()) return tr("Request shapes, none seen yet.");
  QStringList words{tr("%n request shape(s).", "", static_cast<int>(m_data->shapes.size()))};
  for (std::size_t i = 0; i < m_data->groups.size() && i < 5; ++i) {
    const ShapeGroup& group = m_data->groups[i];
    words << tr("Cluster %1: %2 around %3 in × %4 out.")
                 .arg(i + 1)
                 .arg(quantity(group.rate, tr("req/s")), compact(std::exp2(group.log2Input)),
                      compact(std::exp2(group.log2Output)));
  }
  if (m_cursor) words << readOut(m_cursor->input, m_cursor->output);
  return words.join(QLatin1Char(' '));
}

QByteArray ShapeMap::csv() const {
  QByteArray text = "log2_input,log2_output,input_tokens,output_tokens,requests_per_s,cluster\r\n";
  if (!m_data) return text;
  for (const RequestShape& shape : m_data->shapes)
    text += csvNumber(shape.inputTenth / 10.0) + ',' + csvNumber(shape.outputTenth / 10.0) + ',' +
            csvNumber(std::round(std::exp2(shape.inputTenth / 10.0))) + ',' +
            csvNumber(std::round(std::exp2(shape.outputTenth / 10.0))) + ',' + csvNumber(shape.rate) + ',' +
            (shape.group < 0 ? QByteArray() : QByteArray::number(shape.group + 1)) + "\r\n";
  return text;
}

// Mouse and keys.

std::optional<ShapeMap::Lattice> ShapeMap::at(const QPointF& position) const {
  const Frame now = frame(area());
  if (!now.plot.contains(position) || !m_data) return std::nullopt;
  const int column = static_cast<int>((position.x() - now.plot.left()) / now.column());
  const int row = static_cast<int>((now.plot.bottom() - position.y()) / now.row());
  return Lattice{now.window.firstInput + std::clamp(column, 0, now.window.columns() - 1),
                 now.window.firstOutput + std::clamp(row, 0, now.window.rows() - 1)};
}

void ShapeMap::moveTo(std::optional<Lattice> place) {
  if (m_cursor == place) return;
  m_cursor = place;
  update();
}

bool ShapeMap::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto place = at(help->pos())) {
      QToolTip::showText(help->globalPos(), readOut(place->input, place->output), this);
      return true;
    }
    QToolTip::hideText();
  }
  return Plot::event(event);
}

void ShapeMap::mouseMoveEvent(QMouseEvent* event) { moveTo(at(event->position())); }

void ShapeMap::mousePressEvent(QMouseEvent* event) {
  const auto place = at(event->position());
  if (event->button() != Qt::LeftButton || !place) return Plot::mousePressEvent(event);
  setPickedGroup(groupNear(*place));
  emit groupPicked(m_picked);
}

void ShapeMap::leaveEvent(QEvent*) { moveTo(std::nullopt); }

void ShapeMap::focusInEvent(QFocusEvent* event) {
  Plot::focusInEvent(event);
  update();
}

void ShapeMap::focusOutEvent(QFocusEvent* event) {
  Plot::focusOutEvent(event);
  if (!underMouse()) moveTo(std::nullopt);
  update();
}

void ShapeMap::keyPressEvent(QKeyEvent* event) {
  if (!m_data || m_data->shapes.empty()) return Plot::keyPressEvent(event);
  const auto centre = [&](int group) {
    const ShapeGroup& one = m_data->groups[static_cast<std::size_t>(group)];
    return Lattice{static_cast<int>(std::lround(one.log2Input * 10)),
                   static_cast<int>(std::lround(one.log2Output * 10))};
  };
  const int groups = static_cast<int>(m_data->groups.size());
  const Lattice start = m_data->groups.empty()
                            ? Lattice{m_data->shapes.front().inputTenth, m_data->shapes.front().outputTenth}
                            : centre(std::max(0, m_picked));
  Lattice next = m_cursor.value_or(start);
  const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
  const auto move = [&](int input, int output) {
    if (!m_cursor) return;  // the first key only shows where the cursor is
    next.input = std::clamp(next.input + input * step, m_window.firstInput, m_window.lastInput);
    next.output = std::clamp(next.output + output * step, m_window.firstOutput, m_window.lastOutput);
  };
  switch (event->key()) {
    case Qt::Key_Left: move(-1, 0); break;
    case Qt::Key_Right: move(1, 0); break;
    case Qt::Key_Up: move(0, 1); break;
    case Qt::Key_Down: move(0, -1); break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
      if (groups == 0) return Plot::keyPressEvent(event);
      const int by = event->key() == Qt::Key_PageDown ? 1 : groups - 1;
      setPickedGroup(m_picked < 0 ? (by == 1 ? 0 : groups - 1) : (m_picked + by) % groups);
      next = centre(m_picked);
      emit groupPicked(m_picked);
      break;
    }
    case Qt::Key_Escape:
      if (!m_cursor) return Plot::keyPressEvent(event);
      moveTo(std::nullopt);
      describe();
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      setPickedGroup(groupNear(next));
      emit groupPicked(m_picked);
      return;
    default: return Plot::keyPressEvent(event);
  }
  moveTo(next);
  describe();
}

}  // namespace headroom::ui
