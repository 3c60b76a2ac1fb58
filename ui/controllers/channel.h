// Values that a working thread makes faster than anyone can look at: the GUI thread gets the newest, at most
// every `interval`, and the last one always.
//
//   Channel<std::shared_ptr<const Grid>> channel([this](auto grid) { show(*grid); });   // GUI thread
//   auto send = channel.sender();                                                      // for the thread
//   send(std::make_shared<const Grid>(...));                                           // from any thread,
//   any rate
//
// A value that was sent and is overtaken by a newer one is dropped, so send whole snapshots, not differences.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace headroom::ui {

inline constexpr std::chrono::milliseconds shownEvery{34};  // just under 30 times a second

// The part that needs no template: wakes the GUI thread, not too often.
class ChannelPulse : public QObject {
  Q_OBJECT

 public:
  ChannelPulse(std::chrono::milliseconds interval, std::function<void()> fire);

 public slots:
  void wake();  // GUI thread

 private:
  void fire();

  std::function<void()> m_fire;
  std::chrono::milliseconds m_interval{};
  QTimer m_wait;
  QElapsedTimer m_sinceFire;
};

template <typename T>
class Channel {
 public:
  explicit Channel(std::function<void(T)> receive, std::chrono::milliseconds interval = shownEvery)
      : m_receive(std::move(receive)),
        m_box(std::make_shared<Box>()),
        m_pulse(interval, [this] { flush(); }) {
    m_box->pulse = &m_pulse;
  }
  // Nothing is received from here on, whatever threads still send.
  ~Channel() {
    const std::lock_guard lock(m_box->mutex);
    m_box->pulse = nullptr;
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  std::function<void(T)> sender() const {
    return [box = m_box](T value) {
      const std::lock_guard lock(box->mutex);
      box->value = std::move(value);
      if (box->woken || !box->pulse) return;
      box->woken = true;
      QMetaObject::invokeMethod(box->pulse, &ChannelPulse::wake, Qt::QueuedConnection);
    };
  }

  // Receives what is waiting now: for the end of the work.
  void flush() {
    std::optional<T> value;
    {
      const std::lock_guard lock(m_box->mutex);
      value.swap(m_box->value);
      m_box->woken = false;
    }
    if (value) m_receive(std::move(*value));
  }

 private:
  struct Box {
    std::mutex mutex;
    std::optional<T> value;
    bool woken = false;
    ChannelPulse* pulse = nullptr;
  };

  std::function<void(T)> m_receive;
  std::shared_ptr<Box> m_box;
  ChannelPulse m_pulse;
};

}  // namespace headroom::ui
