// A slider for a positive number over several powers of ten: each step is the same factor.
//
//   auto* slider = new LogSlider;
//   slider->setBounds(0.01, 300);
//   connect(slider, &LogSlider::moved, this, [this](double bound) { ... });   // while it is dragged, too
//   slider->setNumber(20);                                                    // emits nothing
//
// A drag is one gesture, and a key that is held down: gesture() names it until the next one.
#pragma once

#include <QSlider>
#include <QString>

namespace headroom::ui {

class LogSlider : public QSlider {
  Q_OBJECT

 public:
  explicit LogSlider(QWidget* parent = nullptr);

  // Both above 0; low < high. A number outside moves the nearer bound.
  void setBounds(double low, double high);
  void setNumber(double number);
  double number() const { return m_number; }
  QString gesture() const;
  // What the number is said to be: "20 s", for screen readers.
  void setSpoken(const QString& text);

 signals:
  void moved(double number);  // to three significant digits
  void released();

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  int positionOf(double number) const;
  double numberAt(int position) const;

  static constexpr int steps = 600;
  double m_low = 0.01, m_high = 100;        // as they are now
  double m_ownLow = 0.01, m_ownHigh = 100;  // as they were set
  double m_number = 1;
  int m_gesture = 0;
  bool m_following = false;
};

}  // namespace headroom::ui
