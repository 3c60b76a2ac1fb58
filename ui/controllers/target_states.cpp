#include "ui/controllers/target_states.h"

namespace headroom::ui {

QString words(TargetState::Kind kind) {
  switch (kind) {
    case TargetState::Kind::unknown: return TargetStates::tr("not tried yet");
    case TargetState::Kind::good: return TargetStates::tr("answers");
    case TargetState::Kind::busy: return TargetStates::tr("being reached");
    case TargetState::Kind::failed: return TargetStates::tr("does not answer");
  }
  return {};
}

void TargetStates::set(const std::string& name, const TargetState& state) {
  const QString key = QString::fromStdString(name);
  if (m_states.value(key) == state) return;
  m_states.insert(key, state);
  emit changed(key);
}

}  // namespace headroom::ui
