// One choice of a few, all in sight: buttons side by side of which one is down.
//
//   auto* statistic = new Segments;
//   statistic->setChoices({{"mean", tr("mean")}, {"p99", "P99"}});
//   connect(statistic, &Segments::chosen, this, [this](const QString& id) { ... });      // a person chose
//   statistic->setCurrent("p99");                                                        // emits nothing
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace headroom::ui {

class Segments : public QWidget {
  Q_OBJECT

 public:
  struct Choice {
    QString id;    // also the object name of its button
    QString text;  // terms of the glossary in it become its tool tip
  };

  explicit Segments(QWidget* parent = nullptr);

  void setChoices(const QList<Choice>& choices);
  void setCurrent(const QString& id);
  QString current() const { return m_current; }
  // Greyed out, with the reason as its tool tip; an empty reason enables it again.
  void setUnavailable(const QString& id, const QString& reason);
  void setText(const QString& id, const QString& text);

 signals:
  void chosen(const QString& id);

 private:
  QPushButton* button(const QString& id) const;

  QHBoxLayout* m_row;
  QList<QPushButton*> m_buttons;
  QString m_current;
};

}  // namespace headroom::ui
