// The port-forward of the selected target: its state, what it adds to a request, its log; start, stop, try
// again.
#pragma once

#include "ui/models/tunnel_log_model.h"
#include "ui/shell/services.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <string>

class QFormLayout;
class QLabel;
class QPushButton;

namespace headroom::ui {

class FigureTable;
class VerdictLabel;

class TunnelPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TunnelPanel(Services& services, QWidget* parent = nullptr);
  // Hidden for a target that needs no port-forward.
  void setTarget(const std::string& name);
  void refresh();

 private:
  QLabel* addFact(const QString& label, const QString& name, const QString& toolTip = {});
  std::optional<TunnelTarget> place() const;

  Services& m_services;
  std::string m_name;
  std::optional<TunnelTarget> m_shown;  // whose log is in the model
  TunnelLogModel* m_log;
  QPushButton *m_start, *m_retry, *m_measure;
  VerdictLabel* m_state;
  QLabel* m_hint;
  QFormLayout* m_facts;
  QLabel *m_url, *m_added, *m_restarts, *m_connections;
  FigureTable* m_lines;
  QTimer m_clock;  // a restart is counted down
};

}  // namespace headroom::ui
