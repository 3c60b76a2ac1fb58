// The same GPU type in the same colour on every page: Okabe and Ito's palette, which people with any colour
// vision can tell apart (https://jfly.uni-koeln.de/color/).
//
//   GpuColours colours({"V100", "A10"});
//   colours.of("A10") == QColor(0x0072b2);            // first by name, whatever the order given
#pragma once

#include <QColor>
#include <QStringList>

namespace headroom::ui {

class GpuColours {
 public:
  // How many types have a colour of their own; the eighth starts again, lighter or darker.
  static constexpr int distinct = 7;

  GpuColours() = default;
  // Sorted and made unique here: colours depend on the set of names alone.
  explicit GpuColours(QStringList names);

  // Grey for a name that was not given.
  QColor of(const QString& name) const;
  const QStringList& names() const { return m_names; }

 private:
  QStringList m_names;
};

// The palette itself, `index` from 0: also for percentiles and other series without a GPU.
QColor okabeIto(int index);

}  // namespace headroom::ui
