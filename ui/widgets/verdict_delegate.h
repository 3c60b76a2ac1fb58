// Words in a table with their verdict: its sign and its colour, right aligned.
//
//   table->setItemDelegateForColumn(5, new VerdictDelegate(Model::VerdictRole, table));
#pragma once

#include <QStyledItemDelegate>

namespace headroom::ui {

class VerdictDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  // `role`: gives the int of a Verdict; absent = none, which has no sign and the text's own colour.
  explicit VerdictDelegate(int role, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_role(role) {}
  // Whether the sign stands before the words; else only the colour, where the words have a sign themselves.
  void setSigns(bool signs) { m_signs = signs; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  QString textOf(const QString& words, const QModelIndex& index) const;

  int m_role;
  bool m_signs = true;
};

}  // namespace headroom::ui
