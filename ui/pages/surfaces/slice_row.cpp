#include "ui/pages/surfaces/slice_row.h"

#include "ui/pages/surfaces/cell_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/wrap_layout.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int narrowest = 330;
constexpr int chartHeight = 150;
constexpr int headerHeight = 30;  // of all three cards, as high as the segments in one of them
constexpr int cellRow = 21;
constexpr int narrowestName = 60;  // of a figure's name; beyond it, the table is scrolled

}  // namespace

SliceRow::SliceRow(TellError failed, QWidget* parent)
    : QWidget(parent), m_rate(new SliceChart), m_tokens(new SliceChart), m_model(new CellModel(this)) {
  auto* row = new WrapLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(metrics::gap);
  row->setMinimumColumnWidth(narrowest);

  m_rateCard = new Card;
  m_rateCard->setHeaderHeight(headerHeight);
  m_rate->setHeaderVisible(false);
  m_rate->setObjectName(QStringLiteral("rateSlice"));
  m_rate->setMinimumHeight(chartHeight);
  m_rateCard->body()->addWidget(m_rate);
  row->addWidget(m_rateCard);

  m_tokensCard = new Card;
  m_along = new Segments;
  m_along->setObjectName(QStringLiteral("along"));
  m_along->setAccessibleName(tr("Tokens along which the second slice is cut"));
  m_along->setChoices(
      {{QStringLiteral("output"), tr("by output")}, {QStringLiteral("input"), tr("by input")}});
  m_tokensCard->addToHeader(m_along);
  m_tokens->setObjectName(QStringLiteral("tokensSlice"));
  m_tokens->setMinimumHeight(chartHeight);
  m_tokens->setHeaderVisible(false);
  m_tokensCard->body()->addWidget(m_tokens);
  row->addWidget(m_tokensCard);
  connect(m_along, &Segments::chosen, this, [this](const QString& id) {
    emit alongChosen(id == QStringLiteral("input") ? SurfaceChoice::Along::input
                                                   : SurfaceChoice::Along::output);
  });

  m_cellCard = new Card;
  m_cellCard->setHeaderHeight(headerHeight);
  m_table = new FigureTable(m_model);
  m_table->setObjectName(QStringLiteral("cellTable"));
  m_table->setAccessibleName(tr("Figures of the linked cell"));
  m_table->verticalHeader()->setMinimumSectionSize(cellRow);
  m_table->verticalHeader()->setDefaultSectionSize(cellRow);
  m_table->setFont(ui::font(TextStyle::secondary));
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_cellCard->body()->addWidget(m_table);
  row->addWidget(m_cellCard);

  for (SliceChart* chart : {m_rate, m_tokens}) {
    addPlotMenu(chart, failed);
    connect(chart, &SliceChart::sloReleased, this, &SliceRow::sloReleased);
    connect(chart, &SliceChart::sloDragged, this, [this](double bound) {
      if (m_slo) emit sloDragged(m_slo->metric, bound / m_slo->factor);
    });
  }
}

void SliceRow::show(const std::shared_ptr<const SurfaceSet>& set, const CellKey& cell,
                    const GpuColours& colours) {
  m_slo = sloOf(*set);
  showRate(*set, cell, colours);
  showTokens(*set, cell, colours);
  m_cellCard->setTitle(cellName(cell));
  m_cellCard->setCaption(tr("%1, %2").arg(nameOf(set->choice.statistic), set->choice.where()));
  m_model->show(set, cell);
  fitColumns();
}

// Wide enough for the names of the GPUs and for figures with their interval, and still while figures change.
void SliceRow::fitColumns() {
  QStringList titles;
  for (int column = 1; column < m_model->columnCount(); ++column)
    titles << m_model->headerData(column, Qt::Horizontal).toString();
  if (titles == m_titles) return;
  m_titles = titles;
  QList<int> figures;
  for (int column = 1; column < m_model->columnCount(); ++column) figures.push_back(column);
  m_table->setFigureColumns(figures);
  QHeaderView* header = m_table->horizontalHeader();
  header->setSectionResizeMode(QHeaderView::Fixed);
  header->setSectionResizeMode(0, QHeaderView::Stretch);
  header->setMinimumSectionSize(narrowestName);
  const int figure =
      m_table->fontMetrics().horizontalAdvance(QStringLiteral("00.0 ± 0.0")) + 2 * metrics::small;
  for (const int column : figures)
    header->resizeSection(column, std::max(figure, header->sectionSizeHint(column)));
}

void SliceRow::showRate(const SurfaceSet& set, const CellKey& cell, const GpuColours& colours) {
  const QString title = set.choice.quantity == Quantity::capacity ? titleOf(Quantity::tput, Statistic::mean)
                                                                  : set.choice.title();
  const QString why = whyNoSlo(set);
  m_rate->setTitle(tr("%1 against rate").arg(title));
  m_rate->setCaption(why.isEmpty() ? cellName(cell) : tr("%1 · %2").arg(cellName(cell), why));
  m_rateCard->setTitle(m_rate->title());
  m_rateCard->setCaption(m_rate->caption());
  std::vector<ChartSeries> lines = againstRate(set, cell, colours);
  m_rate->setSlo(m_slo ? std::optional(m_slo->slo) : std::nullopt);
  m_rate->setAxes(rateAxis(lines), valueAxis(set, lines));
  m_rate->setSeries(std::move(lines));
  m_rate->setMark(set.choice.showsRate() ? std::optional(set.choice.rate) : std::nullopt,
                  rateText(set.choice.rate));
}

void SliceRow::showTokens(const SurfaceSet& set, const CellKey& cell, const GpuColours& colours) {
  const bool output = set.choice.along == SurfaceChoice::Along::output;
  const QString at = output ? tr("%1 in").arg(tokenLabel(cell.inputTokens))
                            : tr("%1 out").arg(tokenLabel(cell.outputTokens));
  m_along->setCurrent(output ? QStringLiteral("output") : QStringLiteral("input"));
  m_tokensCard->setTitle(tr("%1, %2").arg(set.choice.title(), at));
  m_tokens->setTitle(output ? tr("%1 against output").arg(set.choice.title())
                            : tr("%1 against input").arg(set.choice.title()));
  m_tokens->setCaption(tr("%1, %2").arg(at, set.choice.where()));
  std::vector<ChartSeries> lines = alongTokens(set, cell, set.choice.along, colours);
  m_tokens->setSlo(m_slo ? std::optional(m_slo->slo) : std::nullopt);
  m_tokens->setAxes({.title = output ? tr("output tokens") : tr("input tokens"), .kind = AxisKind::tokens},
                    valueAxis(set, lines));
  m_tokens->setSeries(std::move(lines));
  m_tokens->setMark(output ? cell.outputTokens : cell.inputTokens);
}

}  // namespace headroom::ui
