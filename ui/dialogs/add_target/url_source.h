// A target by its URL; the server is asked for its models.
#pragma once

#include "ui/controllers/cluster_browser.h"
#include "ui/dialogs/add_target/target_source.h"
#include "ui/shell/services.h"

class QLabel;
class QPushButton;

namespace headroom::ui {

class TextField;
class VerdictLabel;

class UrlSource : public TargetSource {
  Q_OBJECT

 public:
  explicit UrlSource(Services& services, QWidget* parent = nullptr);
  std::vector<Target> targets() const override;
  QString missing() const override;
  QStringList models() const override;
  void begin() override;

 private:
  void ask();
  void show();

  ClusterBrowser m_browser;
  TextField* m_url;
  TextField* m_ca;
  QPushButton* m_ask;
  VerdictLabel* m_answer;
  QLabel* m_hint;
  bool m_asked = false;
};

}  // namespace headroom::ui
