#include "ui/controllers/messages.h"

#include <algorithm>

namespace headroom::ui {

void Messages::post(Message message) {
  message.when = QDateTime::currentDateTime();
  const auto same = std::ranges::find_if(m_messages, [&](const Message& other) {
    if (!message.key.isEmpty()) return other.key == message.key;
    return other.key.isEmpty() && other.severity == message.severity && other.cause == message.cause &&
           other.nextStep == message.nextStep && other.details == message.details;
  });
  if (same != m_messages.end()) {
    message.count = same->count + 1;
    *same = std::move(message);
    const QModelIndex changed = index(static_cast<int>(same - m_messages.begin()));
    emit dataChanged(changed, changed);
    return;
  }
  if (m_messages.size() == most) dismiss(0);
  const int row = static_cast<int>(m_messages.size());
  beginInsertRows({}, row, row);
  m_messages.push_back(std::move(message));
  endInsertRows();
}

void Messages::post(const Error& error, const QString& about) {
  if (error.code == ErrorCode::cancelled) return;
  Message message;
  message.severity = Severity::error;
  message.cause = QString::fromStdString(error.message);
  if (!about.isEmpty()) message.cause = about + QStringLiteral(": ") + message.cause;
  message.nextStep = QString::fromStdString(error.hint);
  post(std::move(message));
}

void Messages::note(const QString& text) {
  Message message;
  message.cause = text;
  post(std::move(message));
}

void Messages::dismiss(int row) {
  if (row < 0 || row >= rowCount()) return;
  beginRemoveRows({}, row, row);
  m_messages.erase(m_messages.begin() + row);
  endRemoveRows();
}

void Messages::dismiss(const QString& key) {
  const auto found = std::ranges::find(m_messages, key, &Message::key);
  if (!key.isEmpty() && found != m_messages.end()) dismiss(static_cast<int>(found - m_messages.begin()));
}

void Messages::dismissAll() {
  if (m_messages.empty()) return;
  beginRemoveRows({}, 0, rowCount() - 1);
  m_messages.clear();
  endRemoveRows();
}

int Messages::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_messages.size());
}

QVariant Messages::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Message& message = at(index.row());
  switch (role) {
    case Qt::DisplayRole: return message.cause;
    case Qt::AccessibleTextRole:
      return message.nextStep.isEmpty() ? message.cause
                                        : message.cause + QStringLiteral(". ") + message.nextStep;
    case SeverityRole: return static_cast<int>(message.severity);
    case NextStepRole: return message.nextStep;
    case CountRole: return message.count;
    case WhenRole: return message.when;
    default: return {};
  }
}

}  // namespace headroom::ui
