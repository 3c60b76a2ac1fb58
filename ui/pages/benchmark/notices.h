// What should be known of the measured points before they are believed: where the client was the limit, where
// requests failed, where lengths were others than asked, where the connection was lost.
#pragma once

#include "core/bench/point_record.h"
#include "ui/theme/verdict.h"

#include <QString>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace headroom::ui {

class BenchmarkRun;

struct Notice {
  Verdict verdict = Verdict::warn;
  QString text;
  bool operator==(const Notice&) const = default;
};

// Of one target; the gravest first. `run` may be null.
std::vector<Notice> noticesOf(const std::vector<PointRecord>& points, const BenchmarkRun* run);

class NoticeList : public QWidget {
  Q_OBJECT

 public:
  explicit NoticeList(QWidget* parent = nullptr);
  void setNotices(const std::vector<Notice>& notices);
  QStringList texts() const;

 private:
  QVBoxLayout* m_down;
  std::vector<Notice> m_notices;
};

}  // namespace headroom::ui
