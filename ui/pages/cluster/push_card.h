// Where a push goes, what it would write, and what the last one did.
//
//   card->setPlan({.server = "localhost:6379, database 0", .keys = {…}, .blocked = tr("Mend the error
//   first.")}); card->setResult(Verdict::good, tr("3 profiles written and read back"), lines);
#pragma once

#include "ui/theme/verdict.h"
#include "ui/widgets/card.h"

#include <QStringList>

class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace headroom::ui {

class VerdictLabel;

class PushCard : public Card {
  Q_OBJECT

 public:
  explicit PushCard(QWidget* parent = nullptr);

  struct Plan {
    QString server;
    QStringList keys;        // that would be written
    bool canNotify = false;  // the connection knows the optimizer
    QString blocked;         // why nothing can be pushed now; empty where it can
    QString dryBlocked;      // the same of a dry run
    bool busy = false;
  };
  void setPlan(const Plan& plan);
  bool notify() const;
  void setNotify(bool on);
  void setResult(Verdict verdict, const QString& words, const QStringList& lines = {});
  void clearResult();

 signals:
  void pushWanted();
  void dryRunWanted();
  void notifyChanged(bool on);

 private:
  QLabel* m_server;
  QLabel* m_keys;
  QCheckBox* m_notify;
  QPushButton* m_dry;
  QPushButton* m_push;
  QLabel* m_why;
  QWidget* m_resultArea;
  VerdictLabel* m_result;
  QLabel* m_lines;
};

}  // namespace headroom::ui
