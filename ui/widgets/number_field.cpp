#include "ui/widgets/number_field.h"

#include "ui/theme/colours.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/text_field.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::ui {
namespace {

// Seconds in one of the unit, or nothing for an unknown one.
std::optional<double> secondsIn(const QString& unit) {
  static const QList<std::pair<QString, double>> units{
      {QStringLiteral("us"), 1e-6}, {QStringLiteral("µs"), 1e-6},
      {QStringLiteral("ms"), 1e-3}, {QString(), 1},
      {QStringLiteral("s"), 1},     {QStringLiteral("min"), 60},
      {QStringLiteral("h"), 3600}};
  for (const auto& [name, seconds] : units)
    if (name == unit) return seconds;
  return std::nullopt;
}

// The decimal sign of the person's language and the point, which people paste, both count.
std::optional<double> numberIn(const QString& text) {
  bool good = false;
  double value = QLocale().toDouble(text, &good);
  if (!good) value = QLocale::c().toDouble(text, &good);
  if (!good || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

NumberField::NumberField(QWidget* parent)
    : QLineEdit(parent),
      m_low(std::numeric_limits<double>::lowest()),
      m_high(std::numeric_limits<double>::max()) {
  setAlignment(Qt::AlignRight);
  connect(this, &QLineEdit::textEdited, this, [this] { setWrong({}); });
}

void NumberField::setUnit(Unit unit) {
  m_unit = unit;
  showValue();
}

void NumberField::setSuffix(const QString& suffix) {
  m_suffix = suffix;
  showValue();
}

void NumberField::setRange(double low, double high) {
  m_low = low;
  m_high = high;
}

void NumberField::setOptional(const QString& words) {
  m_optional = true;
  setPlaceholderText(words);
}

void NumberField::setValue(std::optional<double> value) {
  // Somebody who is typing is not interrupted by the same value coming back.
  if (value == m_value && hasFocus() && isModified()) return;
  m_value = value;
  setWrong({});
  showValue();
}

void NumberField::showValue() {
  setText(m_value ? write(*m_value) : QString());
  setModified(false);
}

QString NumberField::write(double value) const {
  QString text;
  switch (m_unit) {
    case Unit::seconds: {
      // Exactly what was typed comes back: three digits are a read-out's, not a field's.
      const double absolute = std::abs(value);
      const double factor = absolute < 1e-4 ? 1e6 : absolute < 0.1 ? 1e3 : 1;
      const QString unit = factor == 1e6   ? QStringLiteral("µs")
                           : factor == 1e3 ? QStringLiteral("ms")
                                           : QStringLiteral("s");
      return QLocale().toString(value * factor, 'g', 6) + QStringLiteral(" ") + unit;
    }
    case Unit::dollars: {
      const double cents = value * 100;
      const bool exact = std::abs(cents - std::round(cents)) < 1e-6;
      return QStringLiteral("$") +
             (exact ? QLocale().toString(value, 'f', 2) : QLocale().toString(value, 'g', 6));
    }
    case Unit::percent: text = QLocale().toString(value * 100, 'g', 6) + QStringLiteral(" %"); break;
    case Unit::whole: text = QLocale().toString(static_cast<qlonglong>(std::llround(value))); break;
    case Unit::name: return QString::number(static_cast<qlonglong>(std::llround(value)));
    case Unit::plain: text = QLocale().toString(value, 'g', 6); break;
  }
  return m_suffix.isEmpty() ? text : text + QStringLiteral(" ") + m_suffix;
}

std::optional<double> NumberField::read(const QString& given) const {
  QString text = given.trimmed();
  if (m_unit == Unit::dollars && text.startsWith(u'$')) text = text.mid(1).trimmed();
  if (!m_suffix.isEmpty() && text.endsWith(m_suffix)) text.chop(m_suffix.size());
  text = text.trimmed();
  double factor = 1;
  if (m_unit == Unit::percent) {
    if (text.endsWith(u'%')) text.chop(1);
    factor = 0.01;
  } else if (m_unit == Unit::seconds) {
    static const QRegularExpression pattern(QStringLiteral("^(.*?)\\s*([a-zµ]*)$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const std::optional<double> seconds = secondsIn(match.captured(2));
    if (!seconds) return std::nullopt;
    factor = *seconds;
    text = match.captured(1);
  }
  const std::optional<double> number = numberIn(text.trimmed());
  if (!number) return std::nullopt;
  const double value = *number * factor;
  const bool whole = m_unit == Unit::whole || m_unit == Unit::name;
  if (whole && value != std::floor(value)) return std::nullopt;
  if (value < m_low || value > m_high) return std::nullopt;
  return value;
}

void NumberField::commit() {
  if (!isModified()) return;
  if (m_optional && text().trimmed().isEmpty()) {
    const bool news = m_value.has_value();
    m_value.reset();
    showValue();
    if (news) emit cleared();
    return;
  }
  const std::optional<double> value = read(text());
  if (!value) {
    const bool bounded =
        m_low > std::numeric_limits<double>::lowest() && m_high < std::numeric_limits<double>::max();
    setWrong(bounded ? tr("“%1” is not a number from %2 to %3").arg(text(), write(m_low), write(m_high))
                     : tr("“%1” is not a number that fits here").arg(text()));
    return;
  }
  const bool news = value != m_value;
  m_value = value;
  setWrong({});
  showValue();
  if (news) emit edited(*value);
}

void NumberField::step(int tens, int direction) {
  if (isModified()) commit();
  if (wrong()) return;
  const double value = m_value.value_or(std::max(0.0, m_low));
  const double shown = m_unit == Unit::percent ? value * 100 : value;
  double size = m_unit == Unit::whole || m_unit == Unit::name || shown == 0
                    ? 1
                    : std::pow(10, std::floor(std::log10(std::abs(shown))) - 1);
  if (m_unit == Unit::percent) size = std::max(size, 1.0) / 100;
  size *= tens;
  const double next = std::clamp(std::round(value / size + direction) * size, m_low, m_high);
  if (m_value && next == *m_value) return;
  m_value = next;
  showValue();
  emit edited(next);
}

void NumberField::setWrong(const QString& why) {
  if (m_why.isEmpty() && !why.isEmpty()) m_ownToolTip = toolTip();
  if (m_why != why) setToolTip(why.isEmpty() ? m_ownToolTip : why);
  m_why = why;
  QPalette own;
  if (wrong()) own.setColor(QPalette::Text, coloursOf(*this).bad);
  m_colouring = true;
  setPalette(own);
  m_colouring = false;
}

bool NumberField::event(QEvent* event) {
  return leavesUndoToDocument(*this, event) || QLineEdit::event(event);
}

void NumberField::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up: return step(1, 1);
    case Qt::Key_Down: return step(1, -1);
    case Qt::Key_PageUp: return step(10, 1);
    case Qt::Key_PageDown: return step(10, -1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      commit();
      if (!wrong()) selectAll();
      return;
    case Qt::Key_Escape:
      if (!isModified() && !wrong()) break;
      setWrong({});
      showValue();
      return;
    default: break;
  }
  QLineEdit::keyPressEvent(event);
}

void NumberField::focusOutEvent(QFocusEvent* event) {
  commit();
  if (wrong()) {
    setWrong({});
    showValue();
  }
  QLineEdit::focusOutEvent(event);
}

void NumberField::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && wrong() && !m_colouring) setWrong(QString(m_why));
}

}  // namespace headroom::ui
