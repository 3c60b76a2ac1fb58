// Names and their values below each other, with a fine line between: what a server says of itself.
//
//   auto* facts = new FactList;
//   facts->addFact("kv", tr("KV cache"));
//   facts->setFact("kv", "78.2 %", Verdict::good);
#pragma once

#include "ui/theme/verdict.h"

#include <QHash>
#include <QWidget>

class QGridLayout;

namespace headroom::ui {

class VerdictLabel;

class FactList : public QWidget {
  Q_OBJECT

 public:
  explicit FactList(QWidget* parent = nullptr);
  // `name`: also the object name of the value.
  void addFact(const QString& name, const QString& label, const QString& toolTip = {});
  // Without a text: an en dash.
  void setFact(const QString& name, const QString& text, Verdict verdict = Verdict::none);
  QString fact(const QString& name) const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QGridLayout* m_grid;
  QHash<QString, VerdictLabel*> m_values;
};

}  // namespace headroom::ui
