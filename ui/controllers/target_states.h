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
  QString text = {};  // what follows the name: "pod 7d9f · +0.4 ms"; empty = how it is reached
  bool operator==(const TargetState&) const = default;
};

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
