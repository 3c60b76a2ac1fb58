// The help pages, :/help/NAME.md, in a window that stays beside the work.
//
//   auto* help = new HelpDialog(window);
//   help->showTopic("surfaces");
#pragma once

#include <QDialog>
#include <QString>

class QTextBrowser;
class QListWidget;

namespace headroom::ui {

class HelpDialog : public QDialog {
  Q_OBJECT

 public:
  explicit HelpDialog(QWidget* parent);

  // A page that is not there shows the index.
  void showTopic(const QString& topic);
  QString topic() const { return m_topic; }

 private:
  void fillTopics();
  QString textOf(const QString& topic) const;

  QString m_topic;
  QListWidget* m_topics;
  QTextBrowser* m_text;
};

}  // namespace headroom::ui
