// A number with its unit, typed or stepped: "20 s", "$2.20", "4 req/s".
//
//   auto* bound = new NumberField;
//   bound->setUnit(NumberField::Unit::seconds);       // "50 ms", "0.05", "1.5 min" are understood
//   bound->setRange(0.001, 3600);
//   connect(bound, &NumberField::edited, this, [this](double seconds) { ... });   // Enter, focus left, or
//   stepped bound->setValue(20);                              // emits nothing
//
// What cannot be read stays, marked as wrong with the reason as its tool tip, and is put back when the focus
// leaves. Keys: Up and Down step by one of the second digit, Page Up and Page Down by ten; Escape puts the
// old value back.
#pragma once

#include <QLineEdit>

#include <optional>

namespace headroom::ui {

class NumberField : public QLineEdit {
  Q_OBJECT

 public:
  enum class Unit : unsigned char {
    plain,    // with a suffix of setSuffix()
    seconds,  // as secondsText() writes them; ms, s, min and h are understood
    dollars,
    percent,  // the value is a fraction: 0.9 is shown as 90 %
    whole,    // no decimals
    name,     // a number that counts nothing, such as a port: no decimals and no groups of thousands
  };

  explicit NumberField(QWidget* parent = nullptr);

  void setUnit(Unit unit);
  // Written after the number with a space: "req/s".
  void setSuffix(const QString& suffix);
  // Both included. What is typed outside is refused with these bounds in words.
  void setRange(double low, double high);
  // Whether the field may be empty, which is no value: "no bound". `words` stand there in grey.
  void setOptional(const QString& words);

  void setValue(std::optional<double> value);
  std::optional<double> value() const { return m_value; }
  bool wrong() const { return !m_why.isEmpty(); }

  // What `text` means here, in the unit of value(); nullopt where it is no number or out of range.
  std::optional<double> read(const QString& text) const;
  QString write(double value) const;

 signals:
  void edited(double value);
  void cleared();  // an optional field was emptied

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void commit();
  void step(int tens, int direction);
  void setWrong(const QString& why);
  void showValue();

  Unit m_unit = Unit::plain;
  QString m_suffix;
  double m_low, m_high;
  bool m_optional = false;
  std::optional<double> m_value;
  QString m_why, m_ownToolTip;  // why the text is wrong; empty = it is not
  bool m_colouring = false;
};

}  // namespace headroom::ui
