// How each target is doing, by name: whoever probes and tunnels tells it, the top line and the pages show it.
#pragma once

#include <QHash>
#include <QObject>
#include <QString>

#include <string>

namespace headroom::ui {

struct TargetState {
  enum class Kind { unknown, good, busy, failed };
  Kind kind = Kind::unknown;
  // What is to be said of it: "+0.4 ms" of one that answers, "reconnecting in 3 s" of one that does not.
  QString text = {};
  bool operator==(const TargetState&) const = default;
};

// "answers", "does not answer", …
QString words(TargetState::Kind kind);

class TargetStates : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  TargetState of(const std::string& name) const { return m_states.value(QString::fromStdString(name)); }
  void set(const std::string& name, const TargetState& state);

 signals:
  void changed(const QString& name);

 private:
  QHash<QString, TargetState> m_states;
};

}  // namespace headroom::ui
