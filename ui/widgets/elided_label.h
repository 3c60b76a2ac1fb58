// One line of text that is cut with an ellipsis where there is no room; the whole is then its tool tip.
//
//   auto* label = new ElidedLabel;
//   label->setText(tr("512 out × 1K in at 8 req/s"));
#pragma once

#include <QFrame>
#include <QString>

namespace headroom::ui {

class ElidedLabel : public QFrame {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);
  void setText(const QString& text);
  QString text() const { return m_text; }
  // Drawn in the secondary colour.
  void setDim(bool dim);
  // Left where not told otherwise.
  void setAlignment(Qt::Alignment alignment);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void showToolTip();
  QString m_text;
  bool m_dim = false;
  Qt::Alignment m_alignment = Qt::AlignLeft;
};

}  // namespace headroom::ui
