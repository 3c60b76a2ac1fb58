// A verdict in its colour, with its sign and words: "✕ fails: E2E P99".
//
//   label->setVerdict(Verdict::bad, tr("2 cells become zero"));
#pragma once

#include "ui/theme/verdict.h"

#include <QLabel>

namespace headroom::ui {

class VerdictLabel : public QLabel {
  Q_OBJECT

 public:
  explicit VerdictLabel(QWidget* parent = nullptr);
  // Without words: the verdict's own word. Verdict::none has no sign and the dim colour.
  void setVerdict(Verdict verdict, const QString& words = {});
  Verdict verdict() const { return m_verdict; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void colour();
  Verdict m_verdict = Verdict::none;
};

}  // namespace headroom::ui
