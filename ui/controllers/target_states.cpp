#include "ui/controllers/target_states.h"

namespace headroom::ui {

void TargetStates::set(const std::string& name, const TargetState& state) {
  const QString key = QString::fromStdString(name);
  if (m_states.value(key) == state) return;
  m_states.insert(key, state);
  emit changed(key);
}

}  // namespace headroom::ui
