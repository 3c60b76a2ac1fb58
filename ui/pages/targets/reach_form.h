// How one target is reached, to be changed: by URL, by pod, by service, or simulated.
//
//   auto* form = new ReachForm;
//   form->setReach(target.reach);                     // emits nothing
//   connect(form, &ReachForm::edited, this, [this](const Reach& reach) { ... });
#pragma once

#include "core/workspace/workspace.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace headroom::ui {

class ChoiceField;
class NumberField;
class Segments;
class TextField;

class ReachForm : public QWidget {
  Q_OBJECT

 public:
  explicit ReachForm(QWidget* parent = nullptr);
  void setReach(const Reach& reach);
  const Reach& reach() const { return m_reach; }
  // What a simulation begins with, where the program knows them.
  void setHint(const QString& gpu, const QString& model);

 signals:
  void edited(const headroom::Reach& reach);

 private:
  void showReach();
  void chooseKind(const QString& kind);
  template <typename Way, typename Change>
  void change(Change change);
  QWidget* urlPart();
  QWidget* clusterPart();
  QWidget* simulatedPart();

  Reach m_reach;
  QString m_gpuHint, m_modelHint;
  Segments* m_kind;
  QStackedWidget* m_parts;
  TextField* m_url = nullptr;
  TextField* m_ca = nullptr;
  TextField* m_object = nullptr;
  TextField* m_context = nullptr;
  NumberField* m_port = nullptr;
  ChoiceField* m_gpu = nullptr;
  ChoiceField* m_model = nullptr;
  QLabel* m_fit = nullptr;
  QWidget *m_urlPart, *m_clusterPart, *m_simulatedPart;
};

}  // namespace headroom::ui
