// A text that is chosen from a list or typed: a GPU type, a model.
//
//   auto* gpu = new ChoiceField;
//   gpu->setChoices({"A10", "V100"});
//   connect(gpu, &ChoiceField::edited, this, [this](const QString& text) { ... });    // chosen, Enter, focus
//   left gpu->setValue("A10");                             // emits nothing
#pragma once

#include <QComboBox>

#include <functional>

namespace headroom::ui {

class ChoiceField : public QComboBox {
  Q_OBJECT

 public:
  explicit ChoiceField(QWidget* parent = nullptr);

  // Nothing happens when they are the same as before. `icon`: beside each, where it is given.
  void setChoices(const QStringList& choices, const std::function<QIcon(const QString&)>& icon = {});
  // Only what is in the list can be chosen.
  void setClosed();
  void setValue(const QString& value);
  const QString& value() const { return m_value; }
  // Takes what is being typed, as Enter does: for a dialog that ends.
  void finish();
  void setPlaceholder(const QString& text);

 signals:
  void edited(const QString& value);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void commit(const QString& text);
  QString m_value;
};

}  // namespace headroom::ui
