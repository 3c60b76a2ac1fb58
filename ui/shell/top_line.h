// The line above everything: which workspace, whether it is edited, and how its targets are doing.
#pragma once

#include "ui/controllers/session.h"
#include "ui/controllers/target_states.h"

#include <QAbstractButton>
#include <QLabel>
#include <QWidget>

#include <vector>

namespace headroom::ui {

// One target: a sign, its name and a few words.
class TargetChip : public QAbstractButton {
  Q_OBJECT

 public:
  explicit TargetChip(QWidget* parent = nullptr);
  void set(const QString& name, const QString& words, TargetState::Kind kind);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  TargetState::Kind m_kind = TargetState::Kind::unknown;
};

class TopLine : public QWidget {
  Q_OBJECT

 public:
  TopLine(Session& session, TargetStates& states, QWidget* parent = nullptr);
  QSize minimumSizeHint() const override { return {200, 44}; }
  QSize sizeHint() const override { return {600, 44}; }

 signals:
  void targetChosen(const QString& name);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void showTitle();
  void showChips();
  void arrange();

  Session& m_session;
  TargetStates& m_states;
  QLabel* m_title;
  QLabel* m_edited;
  std::vector<TargetChip*> m_chips;
  TargetChip* m_more;
};

}  // namespace headroom::ui
