// How the selected target is reached: the way, the key to it, and the port-forward where there is one.
#pragma once

#include "ui/shell/services.h"
#include "ui/widgets/card.h"

#include <string>

namespace headroom::ui {

class ReachForm;
class SecretField;
class TunnelPanel;

class ReachCard : public Card {
  Q_OBJECT

 public:
  explicit ReachCard(Services& services, QWidget* parent = nullptr);

  // Empty: none is selected.
  void setTarget(const std::string& name);
  void refresh();
  void focusFirst();

 private:
  Services& m_services;
  std::string m_name;
  ReachForm* m_reach;
  QWidget* m_key;
  SecretField* m_secret;
  TunnelPanel* m_tunnel;
};

}  // namespace headroom::ui
