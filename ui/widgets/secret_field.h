// Where an API key or a password is typed: never shown, kept in the keychain or for this run, and what became
// of it in words.
//
//   auto* field = new SecretField(secrets, tr("API key"));
//   field->setKey(Secrets::ofTarget(target));         // whose; empty: there is nothing to keep one for
//
// The field is empty again as soon as the secret is taken.
#pragma once

#include "ui/controllers/secrets.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace headroom::ui {

class SecretField : public QWidget {
  Q_OBJECT

 public:
  // `name`: what it is, for screen readers.
  SecretField(Secrets& secrets, const QString& name, QWidget* parent = nullptr);

  void setKey(const QString& key);
  // Takes what was typed, for a dialog that ends. Nothing was typed: nothing changes.
  void commit();
  // The same for a place that was not known before.
  void commitTo(const QStringList& keys);
  // What was typed and not taken yet.
  Secret typed() const;
  // For a dialog: what is typed is only taken by commit().
  void setCommitsByItself(bool byItself);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void refresh();

  Secrets& m_secrets;
  QString m_key;
  bool m_byItself = true;
  QLineEdit* m_line;
  QToolButton* m_forget;
  QCheckBox* m_keep;
  QLabel* m_note;
};

}  // namespace headroom::ui
