#include "ui/pages/surfaces/surface_controls.h"

#include "ui/plots/surface_view.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/verdict.h"
#include "ui/widgets/card.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/wrap_layout.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>

namespace headroom::ui {
namespace {

QString keyText(Quantity quantity) {
  const std::string_view key = keyOf(quantity);
  return QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
}

constexpr std::array<Statistic, 4> statistics{Statistic::mean, Statistic::p50, Statistic::p90,
                                              Statistic::p99};

QString keyText(Statistic statistic) { return QStringLiteral("p%1").arg(static_cast<int>(statistic)); }

constexpr int besideFrom = 1060;

// Things that belong to each other stay together when the line wraps.
QWidget* together(QWidget* parent, const QList<QWidget*>& widgets) {
  auto* group = new QWidget(parent);
  auto* row = new QHBoxLayout(group);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(metrics::small);
  for (QWidget* widget : widgets) row->addWidget(widget);
  group->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  return group;
}

}  // namespace

SurfaceControls::SurfaceControls(QWidget* parent)
    : QWidget(parent),
      m_quantity(new Segments),
      m_statistic(new Segments),
      m_at(new Segments),
      m_rate(new QComboBox),
      m_compare(new Segments),
      m_first(new QComboBox),
      m_second(new QComboBox),
      m_view(new Segments),
      m_export(new QPushButton(tr("Export"))) {
  makeQuantity();
  makeStatistic();
  makeRate();
  makeCompare();
  makeView();
  m_export->setObjectName(QStringLiteral("export"));
  auto* across = new QHBoxLayout(this);
  across->setContentsMargins(0, 0, 0, 0);
  across->setSpacing(metrics::gap);
  auto* left = new QWidget;
  m_wrap = new WrapLayout(left);
  m_wrap->setUniform(false);
  m_wrap->setContentsMargins(0, 0, 0, 0);
  m_wrap->setSpacing(metrics::gap);
  m_wrap->addWidget(m_quantity);
  m_wrap->addWidget(m_statistic);
  m_wrap->addWidget(together(left, {m_at, m_rate}));
  m_pair = together(left, {m_first, new QLabel(tr("to")), m_second});
  m_wrap->addWidget(together(left, {m_compare, m_pair}));
  m_key = newNote(tr("Dotted: predicted · hatched: nothing known · %1 fails · %2 unsure")
                      .arg(verdictSign(Verdict::bad), verdictSign(Verdict::warn)),
                  left);
  m_key->setObjectName(QStringLiteral("key"));
  m_key->setWordWrap(false);
  m_key->setMinimumHeight(metrics::control);
  m_wrap->addWidget(m_key);
  across->addWidget(left, 1);
  m_right = together(this, {m_view, m_export});
  m_right->layout()->setSpacing(metrics::gap);
  across->addWidget(m_right, 0, Qt::AlignTop);
}

void SurfaceControls::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // View and export stand at the right where there is room, else in line with the rest.
  const bool beside = width() >= besideFrom;
  if (beside == m_beside) return;
  m_beside = beside;
  showKey();
  if (beside) {
    m_wrap->removeWidget(m_right);
    static_cast<QHBoxLayout*>(layout())->addWidget(m_right, 0, Qt::AlignTop);
  } else {
    layout()->removeWidget(m_right);
    m_wrap->addWidget(m_right);
  }
}

void SurfaceControls::change(const std::function<void(SurfaceChoice&)>& edit) {
  SurfaceChoice choice = m_choice;
  edit(choice);
  if (choice == m_choice) return;
  m_choice = choice;
  m_shown.reset();  // a button was pressed: what is shown may differ from what can be had
  emit changed(choice);
}

void SurfaceControls::makeQuantity() {
  m_quantity->setObjectName(QStringLiteral("quantity"));
  m_quantity->setAccessibleName(tr("Quantity"));
  QList<Segments::Choice> choices;
  for (const Quantity quantity : kQuantities) choices.push_back({keyText(quantity), segmentOf(quantity)});
  m_quantity->setChoices(choices);
  connect(m_quantity, &Segments::chosen, this, [this](const QString& id) {
    change([&](SurfaceChoice& choice) {
      choice.quantity = quantityOfKey(id.toStdString()).value_or(choice.quantity);
    });
  });
}

void SurfaceControls::makeStatistic() {
  m_statistic->setObjectName(QStringLiteral("statistic"));
  m_statistic->setAccessibleName(tr("Statistic"));
  QList<Segments::Choice> choices;
  for (const Statistic statistic : statistics) choices.push_back({keyText(statistic), nameOf(statistic)});
  m_statistic->setChoices(choices);
  connect(m_statistic, &Segments::chosen, this, [this](const QString& id) {
    change([&](SurfaceChoice& choice) {
      for (const Statistic statistic : statistics)
        if (keyText(statistic) == id) choice.statistic = statistic;
    });
  });
}

void SurfaceControls::makeRate() {
  m_at->setObjectName(QStringLiteral("at"));
  m_at->setAccessibleName(tr("At capacity or at a rate"));
  m_at->setChoices(
      {{QStringLiteral("capacity"), tr("at capacity")}, {QStringLiteral("rate"), tr("at rate")}});
  m_rate->setObjectName(QStringLiteral("rate"));
  m_rate->setAccessibleName(tr("Request rate"));
  connect(m_at, &Segments::chosen, this, [this](const QString& id) {
    change([&](SurfaceChoice& choice) { choice.atRate = id == QStringLiteral("rate"); });
  });
  connect(m_rate, &QComboBox::activated, this, [this](int index) {
    change([&](SurfaceChoice& choice) {
      choice.rate = m_rate->itemData(index).toDouble();
      choice.atRate = true;
    });
  });
}

void SurfaceControls::makeCompare() {
  using Compare = SurfaceChoice::Compare;
  m_compare->setObjectName(QStringLiteral("compare"));
  m_compare->setAccessibleName(tr("Comparison of two GPUs"));
  m_compare->setChoices({{QStringLiteral("none"), tr("each GPU")},
                         {QStringLiteral("ratio"), tr("ratio")},
                         {QStringLiteral("difference"), tr("difference")}});
  connect(m_compare, &Segments::chosen, this, [this](const QString& id) {
    change([&](SurfaceChoice& choice) {
      choice.compare = id == QStringLiteral("ratio")        ? Compare::ratio
                       : id == QStringLiteral("difference") ? Compare::difference
                                                            : Compare::none;
    });
  });
  m_first->setObjectName(QStringLiteral("first"));
  m_first->setAccessibleName(tr("First of the two"));
  m_second->setObjectName(QStringLiteral("second"));
  m_second->setAccessibleName(tr("Second of the two"));
  // Choosing the other one's target exchanges the two.
  connect(m_first, &QComboBox::activated, this, [this](int index) {
    change([&](SurfaceChoice& choice) {
      const QString before = choice.first;
      choice.first = m_first->itemData(index).toString();
      if (choice.second == choice.first) choice.second = before;
    });
  });
  connect(m_second, &QComboBox::activated, this, [this](int index) {
    change([&](SurfaceChoice& choice) {
      const QString before = choice.second;
      choice.second = m_second->itemData(index).toString();
      if (choice.first == choice.second) choice.first = before;
    });
  });
}

void SurfaceControls::makeView() {
  using View = SurfaceChoice::View;
  m_view->setObjectName(QStringLiteral("view"));
  m_view->setAccessibleName(tr("View"));
  m_view->setChoices({{QStringLiteral("maps"), tr("Heat map")},
                      {QStringLiteral("space"), tr("3-D")},
                      {QStringLiteral("table"), tr("Table")}});
  if (!SurfaceView::available())
    m_view->setUnavailable(
        QStringLiteral("space"),
        tr("No 3-D here: %1. The heat map shows the same numbers.").arg(SurfaceView::unavailableReason()));
  connect(m_view, &Segments::chosen, this, [this](const QString& id) {
    change([&](SurfaceChoice& choice) {
      choice.view = id == QStringLiteral("space")   ? View::space
                    : id == QStringLiteral("table") ? View::table
                                                    : View::maps;
    });
  });
}

void SurfaceControls::showKey() {
  // Where it would need a line of its own, the tool tips have to do.
  m_key->setVisible(m_beside && !m_pair->isVisibleTo(this) && m_choice.view == SurfaceChoice::View::maps);
}

void SurfaceControls::setExportMenu(QMenu* menu) { m_export->setMenu(menu); }

void SurfaceControls::fillRates(const SurfaceSet& set) {
  const QSignalBlocker quiet(m_rate);
  bool same = m_rate->count() == static_cast<int>(set.rates.size());
  for (int i = 0; same && i < m_rate->count(); ++i)
    same = m_rate->itemData(i).toDouble() == set.rates[static_cast<std::size_t>(i)];
  if (!same) {
    m_rate->clear();
    for (const double rate : set.rates) m_rate->addItem(rateText(rate), rate);
  }
  m_rate->setCurrentIndex(m_rate->findData(set.choice.rate));
}

void SurfaceControls::fillTargets(const Shown& shown, const SurfaceSet& set) {
  if (!m_shown || m_shown->targets != shown.targets)
    for (QComboBox* box : {m_first, m_second}) {
      const QSignalBlocker quiet(box);
      box->clear();
      for (qsizetype i = 0; i + 1 < shown.targets.size(); i += 2)
        box->addItem(shown.targets[i], shown.targets[i + 1]);
    }
  if (!set.pair) return;
  m_choice.first = set.targets[set.pair->first].target.name;
  m_choice.second = set.targets[set.pair->second].target.name;
  m_first->setCurrentIndex(m_first->findData(m_choice.first));
  m_second->setCurrentIndex(m_second->findData(m_choice.second));
}

void SurfaceControls::show(const SurfaceChoice& choice, const SurfaceSet& set) {
  Shown shown{choice,  set.choice, set.rates, {}, set.knowsCost, set.knowsErrors, set.comparison != nullptr,
              set.pair};
  for (const TargetSurface& one : set.targets)
    if (one.map) shown.targets << one.target.title << one.target.name;
  if (m_shown == shown) return;
  m_choice = choice;
  fillRates(set);
  fillTargets(shown, set);
  m_shown = std::move(shown);
  m_quantity->setCurrent(keyText(choice.quantity));
  m_quantity->setUnavailable(
      keyText(Quantity::costPerMillionTokens),
      set.knowsCost ? QString() : tr("No target has a cost per hour yet: set one on the Targets page."));
  m_quantity->setUnavailable(
      keyText(Quantity::errorRate),
      set.knowsErrors ? QString() : tr("These files do not tell how many requests failed."));
  m_statistic->setCurrent(keyText(choice.statistic));
  for (const Statistic statistic : statistics)
    m_statistic->setUnavailable(keyText(statistic), whyNoStatistic(choice.quantity));

  m_at->setCurrent(set.choice.showsRate() ? QStringLiteral("rate") : QStringLiteral("capacity"));
  const QString noRate = !whyNoRate(choice.quantity).isEmpty() ? whyNoRate(choice.quantity)
                         : set.rates.empty()
                             ? tr("Every point was measured in a closed loop, which has no rate "
                                  "to choose.")
                             : QString();
  m_at->setUnavailable(QStringLiteral("rate"), noRate);
  m_rate->setEnabled(noRate.isEmpty());
  explain(m_rate, {}, noRate.isEmpty() ? tr("The rate that every cell is shown at") : noRate);

  const QString noPair = set.pair ? QString() : tr("A comparison needs two targets that are measured.");
  m_compare->setUnavailable(QStringLiteral("ratio"), noPair);
  m_compare->setUnavailable(QStringLiteral("difference"), noPair);
  m_compare->setCurrent(!set.comparison                                   ? QStringLiteral("none")
                        : choice.compare == SurfaceChoice::Compare::ratio ? QStringLiteral("ratio")
                                                                          : QStringLiteral("difference"));
  m_pair->setVisible(set.comparison != nullptr);
  showKey();
  m_view->setCurrent(choice.view == SurfaceChoice::View::space   ? QStringLiteral("space")
                     : choice.view == SurfaceChoice::View::table ? QStringLiteral("table")
                                                                 : QStringLiteral("maps"));
}

}  // namespace headroom::ui
