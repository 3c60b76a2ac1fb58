#include "ui/pages/cluster/difference_card.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/verdict_delegate.h"
#include "ui/widgets/wrap_layout.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace headroom::ui {
namespace {

constexpr int leastHeight = 220, tableWidth = 280;

QString qs(const std::string& text) { return QString::fromStdString(text); }

std::shared_ptr<const HeatMapData> dataOf(const Profile* profile, bool predicted) {
  if (!profile || profile->outputTokens.empty() || profile->inputTokens.empty()) return nullptr;
  auto data = std::make_shared<HeatMapData>();
  data->inputTokens.assign(profile->inputTokens.begin(), profile->inputTokens.end());
  data->outputTokens.assign(profile->outputTokens.begin(), profile->outputTokens.end());
  if (!std::ranges::is_sorted(data->inputTokens) || !std::ranges::is_sorted(data->outputTokens))
    return nullptr;
  for (std::size_t row = 0; row < profile->outputTokens.size(); ++row)
    for (std::size_t column = 0; column < profile->inputTokens.size(); ++column) {
      const bool is = row < profile->throughput.size() && column < profile->throughput[row].size();
      const double value = is ? profile->throughput[row][column] : std::numeric_limits<double>::quiet_NaN();
      data->values.push_back(value);
      const bool known = std::isfinite(value);
      data->kinds.push_back(!known      ? CellKind::missing
                            : predicted ? CellKind::predicted
                                        : CellKind::measured);
      // A capacity of 0 is no small number but a promise that no rate keeps.
      data->verdicts.push_back(known && value <= 0 ? Verdict::bad : Verdict::none);
    }
  return data;
}

// All that changes besides the cells, in one line; empty where nothing does.
QString besidesText(const ClusterRow& row) {
  QStringList parts;
  if (!row.change) return {};
  const ProfileDifference& change = *row.change;
  if (change.cost)
    parts << DifferenceCard::tr("cost %1 → %2")
                 .arg(moneyText(change.cost->first), moneyText(change.cost->second));
  if (change.slos)
    parts << DifferenceCard::tr("SLOs %1 → %2")
                 .arg(qs(slosText(change.slos->first)), qs(slosText(change.slos->second)));
  if (change.gpu)
    parts << DifferenceCard::tr("name inside %1 → %2").arg(qs(change.gpu->first), qs(change.gpu->second));
  if (change.gridChanged) parts << DifferenceCard::tr("another grid");
  if (!change.latencies.empty()) {
    QStringList names;
    for (const std::string& one : change.latencies) names << qs(one).toUpper();
    parts << DifferenceCard::tr("other %1").arg(names.join(QStringLiteral(", ")));
  }
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

DifferenceCard::DifferenceCard(QWidget* parent)
    : Card({}, parent),
      m_there(new HeatMap(this)),
      m_here(new HeatMap(this)),
      m_table(new FigureTable(&m_model, this)),
      m_words(newNote({}, this)),
      m_noCells(newNote({}, this)),
      m_side(new QWidget(this)),
      m_delete(new QPushButton(tr("Delete…"), this)) {
  setObjectName(QStringLiteral("differenceCard"));
  for (HeatMap* map : {m_there, m_here}) {
    map->setUnit(tr("req/s"));
    map->setQuantity(tr("capacity"));
    map->setFooter(HeatMap::Footer::none);
    map->setMinimumHeight(leastHeight);
  }
  m_there->setObjectName(QStringLiteral("thereMap"));
  m_here->setObjectName(QStringLiteral("hereMap"));
  m_there->setTitle(tr("in the cluster"));
  m_here->setTitle(tr("here"));
  linkCells({m_there, m_here});
  m_words->setObjectName(QStringLiteral("besides"));
  m_table->setObjectName(QStringLiteral("cellChanges"));
  m_table->setAccessibleName(tr("Cells that change"));
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setFigureColumns({CellChangesModel::thereColumn, CellChangesModel::hereColumn});
  auto* verdicts = new VerdictDelegate(CellChangesModel::VerdictRole, m_table);
  verdicts->setSigns(false);
  m_table->setItemDelegateForColumn(CellChangesModel::changeColumn, verdicts);
  m_table->setStretchColumn(CellChangesModel::changeColumn);
  m_delete->setObjectName(QStringLiteral("deleteProfile"));
  addToHeader(m_delete);
  auto* side = new QVBoxLayout(m_side);
  side->setContentsMargins(0, 0, 0, 0);
  side->addWidget(m_table, 1);
  side->addWidget(m_noCells);
  m_side->setMinimumWidth(tableWidth);
  auto* maps = new QWidget(this);
  auto* wrap = new WrapLayout(maps);
  wrap->setMinimumColumnWidth(230);
  wrap->addWidget(m_there);
  wrap->addWidget(m_here);
  auto* across = new QHBoxLayout;
  across->setSpacing(metrics::gap);
  across->addWidget(maps, 5);
  across->addWidget(m_side, 2);
  body()->addWidget(m_words);
  body()->addLayout(across, 1);
  connect(m_delete, &QPushButton::clicked, this, &DifferenceCard::deleteWanted);
  for (HeatMap* map : {m_there, m_here}) connect(map, &GridPlot::cellPicked, this, &DifferenceCard::pick);
  connect(
      m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
      [this](const QModelIndex& now) {
        if (const CellChange* cell = m_model.at(now.row()); cell && now.isValid()) {
          const CellKey key{static_cast<double>(cell->inputTokens), static_cast<double>(cell->outputTokens)};
          m_there->setPicked(key);
          m_here->setPicked(key);
          emit cellPicked(key);
        }
      });
  setRow(nullptr);
}

void DifferenceCard::pick(const CellKey& cell) {
  setPicked(cell);
  emit cellPicked(cell);
}

void DifferenceCard::setPicked(std::optional<CellKey> cell) {
  m_there->setPicked(cell);
  m_here->setPicked(cell);
  const QSignalBlocker quiet(this);
  const int row =
      cell ? m_model.rowOf(static_cast<int>(cell->inputTokens), static_cast<int>(cell->outputTokens)) : -1;
  if (row >= 0) {
    m_table->setCurrentIndex(m_model.index(row, 0));
    m_table->scrollTo(m_model.index(row, 0));
  } else {
    m_table->clearSelection();
  }
}

void DifferenceCard::setRow(const ClusterRow* row) {
  setVisible(row != nullptr);
  const auto picked = m_here->picked();
  m_model.setRow(row);
  m_hasThere = row && row->there;
  if (!row) return;
  setTitle(qs(row->deployment));
  const std::array maps{dataOf(row->thereProfile(), false),
                        dataOf(row->hereProfile(), row->here && row->here->made.predicted)};
  const auto range = commonRange(maps, ValueScale::logarithmic);
  m_there->setData(maps[0]);
  m_here->setData(maps[1]);
  for (HeatMap* map : {m_there, m_here}) map->setRange(range);
  m_there->setVisible(maps[0] != nullptr);
  m_here->setVisible(maps[1] != nullptr);
  setCaption(maps[0] && maps[1] ? tr("capacity: cluster → here, req/s") : tr("capacity, req/s"));
  QString words = besidesText(*row);
  if (!maps[0] && !maps[1]) words = row->details;
  m_words->setText(words);
  m_words->setVisible(!words.isEmpty());
  const bool cells = m_model.rowCount() > 0;
  m_table->setVisible(cells);
  m_noCells->setVisible(!cells && (maps[0] || maps[1]));
  m_noCells->setText(row->kind == ClusterRow::Kind::same ? tr("Both are the same.")
                                                         : tr("No capacity changes."));
  m_side->setVisible(cells || m_noCells->isVisibleTo(m_side));
  setPicked(picked);
  m_delete->setVisible(m_hasThere);
}

void DifferenceCard::setDeletable(bool possible, const QString& why) {
  m_delete->setEnabled(possible);
  m_delete->setToolTip(possible ? tr("Delete this profile from the cluster; the history keeps it") : why);
}

}  // namespace headroom::ui
