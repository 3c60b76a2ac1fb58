// What the operator must know, kept until dismissed: the cause and the next step.
//
//   messages.post(answer.error());                                    // from core
//   messages.post({.severity = Severity::warning, .cause = tr("…"), .nextStep = tr("…"),
//                  .actions = {{tr("Reload"), [this] { reload(); }}}, .key = "disk"});
#pragma once

#include "core/base/error.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QString>

#include <functional>
#include <vector>

namespace headroom::ui {

enum class Severity { note, warning, error };

struct MessageAction {
  QString text;
  std::function<void()> run = {};  // the message is dismissed before it runs
};

struct Message {
  Severity severity = Severity::note;
  QString cause;                            // what happened, naming the thing; no full stop needed
  QString nextStep = {};                    // empty where there is none
  QStringList details = {};                 // further lines, such as what was left out of a file
  std::vector<MessageAction> actions = {};  // beside Dismiss
  QString key = {};                         // not empty: replaces the message of the same key
  int count = 1;                            // how often the same was said
  QDateTime when = {};                      // set by post()
};

class Messages : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { SeverityRole = Qt::UserRole, NextStepRole, CountRole, WhenRole };

  using QAbstractListModel::QAbstractListModel;

  // The newest comes last. The same cause and next step again only counts up. At most `most` are kept.
  void post(Message message);
  // An Error of core; what a person cancelled is no message. `about` goes before its words: "a10".
  void post(const Error& error, const QString& about = {});
  void note(const QString& text);
  void dismiss(int row);
  void dismiss(const QString& key);
  void dismissAll();
  const Message& at(int row) const { return m_messages[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

  static constexpr int most = 100;

 private:
  std::vector<Message> m_messages;
};

}  // namespace headroom::ui
