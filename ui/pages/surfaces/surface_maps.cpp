#include "ui/pages/surfaces/surface_maps.h"

#include "ui/pages/surfaces/surface_panel.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/wrap_layout.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int narrowest = 290;  // of a card: below it, the maps go to further lines

SurfacePanel::Content contentOf(const SurfaceSet& set, const TargetSurface& one, const GpuColours& colours) {
  return {.title = one.target.title,
          .colour = colours.of(one.target.gpu),
          .caption = set.choice.caption(),
          .quantity = set.choice.title(),
          .unit = set.choice.unit(),
          .data = one.map,
          .range = set.range,
          .scale = set.choice.scale(),
          .contours = set.choice.contours};
}

// Exported pictures: at most three beside each other, four two by two.
constexpr QSize exported(430, 460);

int columnsOf(qsizetype plots) { return plots <= 3 ? static_cast<int>(plots) : plots == 4 ? 2 : 3; }

QSize gridSize(qsizetype plots) {
  const int across = std::max(1, columnsOf(plots));
  const int rows = std::max(1, static_cast<int>((plots + across - 1) / across));
  return {across * exported.width(), rows * exported.height()};
}

QRect gridPlace(int index, qsizetype plots) {
  const int across = columnsOf(plots);
  return {QPoint(index % across * exported.width(), index / across * exported.height()), exported};
}

}  // namespace

SurfaceMaps::SurfaceMaps(TellError failed, QWidget* parent)
    : QWidget(parent), m_failed(std::move(failed)), m_layout(new WrapLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(metrics::gap);
  m_layout->setMinimumColumnWidth(narrowest);
}

SurfacePanel* SurfaceMaps::panel(int index) {
  while (m_panels.size() <= index) {
    auto* panel = new SurfacePanel(this);
    panel->setObjectName(QStringLiteral("surface%1").arg(m_panels.size()));
    connect(panel->map(), &GridPlot::cellPicked, this, &SurfaceMaps::cellPicked);
    connect(panel->map(), &GridPlot::cellHovered, this, &SurfaceMaps::hover);
    panel->map()->setPicked(m_picked);
    addPlotMenu(panel->map(), m_failed);
    m_layout->addWidget(panel);
    m_panels.push_back(panel);
  }
  return m_panels[index];
}

void SurfaceMaps::show(std::shared_ptr<const SurfaceSet> set, const GpuColours& colours) {
  const SurfaceChoice& choice = set->choice;
  int next = 0;
  const auto draw = [&](const SurfacePanel::Content& content) {
    SurfacePanel* place = panel(next++);
    if (choice.view == SurfaceChoice::View::space)
      place->showSpace(content);
    else
      place->showMap(content);
  };
  if (set->comparison) {
    const TargetSurface& first = set->targets[set->pair->first];
    const TargetSurface& second = set->targets[set->pair->second];
    draw(contentOf(*set, first, colours));
    draw(contentOf(*set, second, colours));
    const bool ratio = choice.compare == SurfaceChoice::Compare::ratio;
    SurfacePanel::Content content = contentOf(*set, first, colours);
    content.title = (ratio ? tr("%1 ÷ %2") : tr("%1 − %2")).arg(first.target.title, second.target.title);
    content.colour = QColor();
    content.quantity = tr("%1, %2").arg(choice.title(), ratio ? tr("ratio") : tr("difference"));
    content.caption = ratio ? tr("%1, ratio").arg(choice.title()) : choice.caption();
    content.data = set->comparison;
    content.range = std::nullopt;
    content.mode = ratio ? MapMode::ratio : MapMode::difference;
    draw(content);
  } else {
    for (const TargetSurface& one : set->targets) {
      if (one.map)
        draw(contentOf(*set, one, colours));
      else
        panel(next++)->showWords(one.target.title,
                                 one.target.problem.isEmpty() ? tr("Reading the measurements…")
                                 : one.target.nextStep.isEmpty()
                                     ? one.target.problem
                                     : tr("%1. %2.").arg(one.target.problem, one.target.nextStep));
    }
  }
  m_shown = next;
  for (int index = 0; index < m_panels.size(); ++index) m_panels[index]->setVisible(index < next);
}

void SurfaceMaps::setPicked(std::optional<CellKey> cell) {
  m_picked = cell;
  for (SurfacePanel* panel : m_panels) panel->map()->setPicked(cell);
}

void SurfaceMaps::hover(const std::optional<CellKey>& cell) {
  for (SurfacePanel* panel : m_panels) panel->map()->setHovered(cell);
}

QList<HeatMap*> SurfaceMaps::maps() const {
  QList<HeatMap*> shown;
  for (int index = 0; index < m_shown; ++index)
    if (m_panels[index]->map()->data()) shown.push_back(m_panels[index]->map());
  return shown;
}

QList<SurfacePanel*> SurfaceMaps::pictured() const {
  QList<SurfacePanel*> panels;
  for (int index = 0; index < m_shown; ++index)
    if (m_panels[index]->map()->data()) panels.push_back(m_panels[index]);
  return panels;
}

QImage SurfaceMaps::image(double scale) const {
  const QList<SurfacePanel*> panels = pictured();
  QImage picture((QSizeF(gridSize(panels.size())) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
  picture.setDevicePixelRatio(scale);
  const Colours& colours = coloursOf(*this);
  picture.fill(colours.card);
  QPainter painter(&picture);
  for (int index = 0; index < panels.size(); ++index) {
    const QRect place = gridPlace(index, panels.size());
    if (panels[index]->showsSpace() && SurfaceView::available())
      panels[index]->paintSpace(painter, place, scale);
    else
      panels[index]->map()->paintOnto(painter, place, colours, false);
  }
  return picture;
}

QByteArray SurfaceMaps::svg() const {
  const QList<SurfacePanel*> panels = pictured();
  const Colours& colours = coloursOf(*this);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(gridSize(panels.size()));
  generator.setViewBox(QRect(QPoint(), gridSize(panels.size())));
  generator.setResolution(96);
  QStringList names;
  for (const SurfacePanel* panel : panels) names.push_back(panel->map()->title());
  generator.setTitle(names.join(QStringLiteral(", ")).toHtmlEscaped());
  QPainter painter(&generator);
  painter.fillRect(QRect(QPoint(), gridSize(panels.size())), colours.card);
  for (int index = 0; index < panels.size(); ++index)
    panels[index]->map()->paintOnto(painter, gridPlace(index, panels.size()), colours, true);
  painter.end();
  return bytes;
}

}  // namespace headroom::ui
