#include "ui/controllers/channel.h"

namespace headroom::ui {

ChannelPulse::ChannelPulse(std::chrono::milliseconds interval, std::function<void()> fire)
    : m_fire(std::move(fire)) {
  m_wait.setSingleShot(true);
  m_interval = interval;
  m_wait.setTimerType(Qt::PreciseTimer);
  connect(&m_wait, &QTimer::timeout, this, &ChannelPulse::fire);
}

void ChannelPulse::wake() {
  if (m_wait.isActive()) return;
  const qint64 left = m_sinceFire.isValid() ? m_interval.count() - m_sinceFire.elapsed() : 0;
  if (left <= 0)
    fire();
  else
    m_wait.start(static_cast<int>(left));
}

void ChannelPulse::fire() {
  m_sinceFire.start();
  m_fire();
}

}  // namespace headroom::ui
