#include "ui/dialogs/add_target/target_source.h"

namespace headroom::ui {

QStringList TargetSource::models() const { return {}; }

Secret TargetSource::apiKey() const { return m_apiKey ? m_apiKey() : Secret(); }

}  // namespace headroom::ui
