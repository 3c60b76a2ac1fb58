// What a page shows before there is anything to show: one sentence and one thing to do.
//
//   auto* empty = new EmptyState("targets", tr("No target yet"), tr("Add the deployments that serve your
//   model.")); connect(empty->addAction(tr("Add Target…")), &QPushButton::clicked, this, ...);       // the
//   primary one empty->addAction(tr("Open Sample Workspace"));                                        //
//   further ones are quiet
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace headroom::ui {

class EmptyState : public QWidget {
  Q_OBJECT

 public:
  // `icon`: of resources/icons, without its suffix.
  EmptyState(const QString& icon, const QString& title, const QString& text, QWidget* parent = nullptr);
  void setText(const QString& title, const QString& text);
  QPushButton* addAction(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void drawIcon();

  QString m_name;
  QLabel* m_icon;
  QLabel* m_title;
  QLabel* m_text;
  QHBoxLayout* m_buttons;
  int m_actions = 0;
};

}  // namespace headroom::ui
