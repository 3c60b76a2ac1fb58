// One way to come by new targets; the dialog shows one of them and asks it what to add.
#pragma once

#include "core/base/secret.h"
#include "core/workspace/workspace.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

namespace headroom::ui {

class TargetSource : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;
  // What would be added, as it is proposed; the dialog lets a person change it where it is one.
  virtual std::vector<Target> targets() const = 0;
  // Why there is nothing to add, in words; empty where there is.
  virtual QString missing() const = 0;
  // Models to choose from for the one that is proposed.
  virtual QStringList models() const;
  // Called each time it is shown.
  virtual void begin() {}
  // What was typed as API key, for questions to the server.
  void setApiKey(std::function<Secret()> typed) { m_apiKey = std::move(typed); }

 signals:
  void changed();

 protected:
  Secret apiKey() const;

 private:
  std::function<Secret()> m_apiKey;
};

}  // namespace headroom::ui
