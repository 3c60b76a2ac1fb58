#include "ui/pages/what_if/log_slider.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

double rounded(double value) {
  const double scale = std::pow(10.0, 2 - std::floor(std::log10(value)));
  return std::round(value * scale) / scale;
}

}  // namespace

LogSlider::LogSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
  setRange(0, steps);
  setSingleStep(5);
  setPageStep(steps / 10);
  setMinimumWidth(36);
  connect(this, &QSlider::valueChanged, this, [this](int position) {
    if (m_following) return;
    m_number = numberAt(position);
    emit moved(m_number);
  });
  connect(this, &QSlider::sliderReleased, this, &LogSlider::released);
}

void LogSlider::setBounds(double low, double high) {
  m_ownLow = low;
  m_ownHigh = high;
  setNumber(m_number);
}

void LogSlider::setNumber(double number) {
  // The scale stands still under the hand that moves the handle.
  if (!isSliderDown() && number > 0) {
    m_low = std::min(m_ownLow, number);
    m_high = std::max(m_ownHigh, number);
  }
  m_number = number;
  if (isSliderDown()) return;
  m_following = true;
  setValue(number > 0 ? positionOf(number) : 0);
  m_following = false;
}

QString LogSlider::gesture() const { return QStringLiteral("%1#%2").arg(objectName()).arg(m_gesture); }

void LogSlider::setSpoken(const QString& text) { setAccessibleDescription(text); }

int LogSlider::positionOf(double number) const {
  const double share = std::log(number / m_low) / std::log(m_high / m_low);
  return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * steps));
}

double LogSlider::numberAt(int position) const {
  if (position <= 0) return m_low;
  if (position >= steps) return m_high;
  return std::clamp(rounded(m_low * std::pow(m_high / m_low, static_cast<double>(position) / steps)), m_low,
                    m_high);
}

void LogSlider::mousePressEvent(QMouseEvent* event) {
  ++m_gesture;
  QSlider::mousePressEvent(event);
}

void LogSlider::keyPressEvent(QKeyEvent* event) {
  if (!event->isAutoRepeat()) ++m_gesture;
  QSlider::keyPressEvent(event);
}

// In an inspector that scrolls, the wheel scrolls and moves no promise.
void LogSlider::wheelEvent(QWheelEvent* event) { event->ignore(); }

}  // namespace headroom::ui
