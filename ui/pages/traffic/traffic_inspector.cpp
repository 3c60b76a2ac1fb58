#include "ui/pages/traffic/traffic_inspector.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/number_field.h"

#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace headroom::ui {
namespace {

QLabel* fieldLabel(const QString& text, QWidget* field) {
  auto* label = new QLabel(text);
  label->setBuddy(field);
  return label;
}

}  // namespace

TrafficInspector::TrafficInspector(Services& services, QWidget* parent)
    : QWidget(parent),
      m_services(services),
      m_table(new FigureTable(&m_model)),
      m_add(new QPushButton(tr("Add"))),
      m_remove(new QPushButton(tr("Remove"))),
      m_none(newNote(tr("What is added here, together, is the traffic that What-if plans for."))),
      m_details(new Card),
      m_origin(newNote()),
      m_rate(new NumberField),
      m_scale(new NumberField),
      m_shift(new NumberField),
      m_window(new NumberField),
      m_problem(newNote()) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);

  auto* sources = new Card(tr("The workspace's traffic"));
  m_table->setObjectName("trafficParts");
  m_table->setAccessibleName(tr("Parts of the workspace's traffic"));
  m_table->setFigureColumns({TrafficPartsModel::Rate});
  m_table->setStretchColumn(TrafficPartsModel::Source);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setHeightToRows(6);
  m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  sources->body()->addWidget(m_table);
  sources->body()->addWidget(m_none);
  auto* buttons = new QHBoxLayout;
  m_add->setObjectName("trafficAdd");
  m_add->setAccessibleName(tr("Add traffic"));
  m_remove->setObjectName("trafficRemove");
  buttons->addWidget(m_add);
  buttons->addWidget(m_remove);
  buttons->addStretch();
  sources->body()->addLayout(buttons);
  for (Card* card : {sources, m_details}) card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  down->addWidget(sources);

  m_rate->setSuffix(tr("req/s"));
  m_rate->setRange(1e-6, 1e9);
  m_rate->setOptional(tr("its own"));
  m_rate->setObjectName("trafficRate");
  m_rate->setToolTip(
      tr("Requests a second in all, instead of the source's own. A list without times needs it."));
  m_scale->setRange(1e-6, 1e6);
  m_scale->setObjectName("trafficScale");
  m_scale->setToolTip(tr("Every rate times this: 2 is twice the traffic."));
  m_shift->setUnit(NumberField::Unit::seconds);
  m_shift->setRange(-1e8, 1e8);
  m_shift->setOptional(tr("none"));
  m_shift->setObjectName("trafficShift");
  m_shift->setToolTip(tr("Moves its time line before it is laid over the others: 2 h, −30 min."));
  m_window->setUnit(NumberField::Unit::seconds);
  m_window->setRange(10, 86400);
  m_window->setObjectName("trafficWindow");
  m_window->setToolTip(
      tr("How far back the gateway's traces are read. The cluster's optimizer looks back 240 s; the gateway "
         "keeps them for 10 min."));
  auto* form = new QFormLayout;
  form->setLabelAlignment(Qt::AlignLeft);
  form->setVerticalSpacing(metrics::small * 2);
  form->addRow(fieldLabel(tr("Rate"), m_rate), m_rate);
  form->addRow(fieldLabel(tr("Times"), m_scale), m_scale);
  form->addRow(m_shiftLabel = fieldLabel(tr("Shift"), m_shift), m_shift);
  form->addRow(m_windowLabel = fieldLabel(tr("Window"), m_window), m_window);
  m_details->body()->addWidget(m_origin);
  m_details->body()->addLayout(form);
  m_details->body()->addWidget(m_problem);
  down->addWidget(m_details);
  down->addStretch();

  connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    showDetails();
    emit currentChanged(current());
  });
  // A reset leaves nothing picked, without a word.
  connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
    showDetails();
    emit currentChanged(current());
  });
  connect(&m_model, &TrafficPartsModel::toggled, this, [this](int row, bool on) {
    m_services.session.edit(
        on ? tr("Count part of the traffic") : tr("Leave out part of the traffic"),
        [row, on](Workspace& workspace) { workspace.traffic.at(static_cast<std::size_t>(row)).on = on; });
  });
  connect(m_remove, &QPushButton::clicked, this, [this] {
    const int row = current();
    if (row < 0) return;
    m_services.session.edit(tr("Remove part of the traffic"), [row](Workspace& workspace) {
      workspace.traffic.erase(workspace.traffic.begin() + row);
    });
  });
  connect(m_rate, &NumberField::edited, this, [this](double rate) {
    edit(tr("Set the rate of traffic"), [rate](TrafficPart& part) { part.rate = rate; });
  });
  connect(m_rate, &NumberField::cleared, this,
          [this] { edit(tr("Take the traffic's own rate"), [](TrafficPart& part) { part.rate.reset(); }); });
  connect(m_scale, &NumberField::edited, this, [this](double scale) {
    edit(tr("Scale traffic"), [scale](TrafficPart& part) { part.scale = scale; });
  });
  connect(m_shift, &NumberField::edited, this, [this](double seconds) {
    edit(tr("Shift traffic in time"), [seconds](TrafficPart& part) { part.shiftSeconds = seconds; });
  });
  connect(m_shift, &NumberField::cleared, this,
          [this] { edit(tr("Shift traffic in time"), [](TrafficPart& part) { part.shiftSeconds = 0; }); });
  connect(m_window, &NumberField::edited, this, [this](double seconds) {
    edit(tr("Set the window of traffic"), [seconds](TrafficPart& part) {
      if (auto* gateway = std::get_if<TrafficOfGateway>(&part.origin)) gateway->windowSeconds = seconds;
    });
  });
  renew();
}

int TrafficInspector::current() const {
  const QModelIndex index = m_table->currentIndex();
  return index.isValid() ? index.row() : -1;
}

void TrafficInspector::setCurrent(int row) {
  if (row >= 0 && row < m_model.rowCount()) m_table->selectRow(row);
}

void TrafficInspector::edit(const QString& text, const std::function<void(TrafficPart&)>& change) {
  const int row = current();
  if (row < 0) return;
  m_services.session.edit(text, [row, &change](Workspace& workspace) {
    change(workspace.traffic.at(static_cast<std::size_t>(row)));
  });
}

void TrafficInspector::renew() {
  const auto& parts = m_services.session.workspace().traffic;
  std::vector<TrafficPartFigures> figures;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const TrafficData::Part known = m_services.traffic.part(i);
    TrafficPartFigures one;
    one.reading = known.reading;
    if (known.error) one.problem = QString::fromStdString(known.error->text());
    if (known.own) {
      const bool told = parts[i].rate || !known.own->recording || known.own->recording->timed;
      if (told)
        one.rate = (parts[i].rate ? *parts[i].rate : known.own->mean.rate()) * parts[i].scale;
      else
        one.problem = tr("It tells no times: set how many requests a second there are.");
    }
    figures.push_back(std::move(one));
  }
  const int before = current();
  m_model.setParts(parts, std::move(figures));
  if (current() < 0 && m_model.rowCount() > 0) setCurrent(std::clamp(before, 0, m_model.rowCount() - 1));
  m_table->setVisible(!parts.empty());
  m_table->setColumnHidden(
      TrafficPartsModel::Treatment,
      std::ranges::all_of(parts, [](const TrafficPart& part) { return treatmentText(part).isEmpty(); }));
  m_table->updateGeometry();
  m_none->setVisible(parts.empty());
  showDetails();
}

void TrafficInspector::showDetails() {
  const int row = current();
  const auto& parts = m_services.session.workspace().traffic;
  const bool picked = row >= 0 && row < static_cast<int>(parts.size());
  m_remove->setEnabled(picked);
  m_details->setVisible(picked);
  if (!picked) return;
  const TrafficPart& part = parts[static_cast<std::size_t>(row)];
  m_details->setTitle(sourceName(part));
  const auto* file = std::get_if<TrafficOfFile>(&part.origin);
  const auto* gateway = std::get_if<TrafficOfGateway>(&part.origin);
  m_origin->setText(file ? QDir::toNativeSeparators(QString::fromStdString(file->path)) : QString());
  m_origin->setVisible(file != nullptr);
  m_rate->setValue(part.rate);
  m_scale->setValue(part.scale);
  m_shift->setValue(part.shiftSeconds == 0 ? std::nullopt : std::optional(part.shiftSeconds));
  if (gateway) m_window->setValue(gateway->windowSeconds);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_window, m_windowLabel})
    widget->setVisible(gateway != nullptr);
  const bool table = std::holds_alternative<TrafficTable>(part.origin);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_shift, m_shiftLabel}) widget->setVisible(!table);
  const QString problem = m_model.index(row, TrafficPartsModel::Rate).data(Qt::ToolTipRole).toString();
  const bool wrong = m_model.index(row, TrafficPartsModel::Rate).data().toString() == QStringLiteral("⚠");
  m_problem->setText(wrong ? QStringLiteral("⚠ ") + problem : QString());
  m_problem->setVisible(wrong);
}

}  // namespace headroom::ui
