// A target that is simulated: a GPU and a model of the data files.
#pragma once

#include "ui/dialogs/add_target/target_source.h"

namespace headroom::ui {

class ChoiceField;
class VerdictLabel;

class SimulatedSource : public TargetSource {
  Q_OBJECT

 public:
  explicit SimulatedSource(QWidget* parent = nullptr);
  std::vector<Target> targets() const override;
  QString missing() const override;
  QStringList models() const override;
  void begin() override;

 private:
  void show();
  ChoiceField* m_gpu;
  ChoiceField* m_model;
  VerdictLabel* m_fit;
};

}  // namespace headroom::ui
