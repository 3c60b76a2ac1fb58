// The list of pages on the left: icon and name, one chosen. Compact, the name stands below the icon.
#pragma once

#include <QListWidget>

namespace headroom::ui {

class SideBar : public QListWidget {
  Q_OBJECT

 public:
  explicit SideBar(QWidget* parent = nullptr);

  void addPage(const QString& id, const QString& title, const QString& shortcut);
  void choose(const QString& id);
  void setCompact(bool compact);
  bool compact() const { return m_compact; }

 signals:
  void chosen(const QString& id);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  bool m_compact = false;
};

}  // namespace headroom::ui
