#include "ui/plots/surface_view.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"

#include <Q3DCamera>
#include <Q3DScene>
#include <Q3DSurface>
#include <Q3DTheme>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QStackedLayout>
#include <QSurface3DSeries>
#include <QSurfaceDataProxy>
#include <QValue3DAxis>
#include <QValue3DAxisFormatter>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

// Empty when OpenGL works here. Q3DSurface may crash without it, so this touches nothing of it.
QString probeOpenGl() {
  // These platforms draw into memory and cannot hold a native window.
  for (const char* platform : {"offscreen", "minimal", "linuxfb", "vnc"})
    if (QGuiApplication::platformName() == QLatin1String(platform))
      return SurfaceView::tr("this display has no windows");
  QOffscreenSurface surface;
  surface.create();
  QOpenGLContext context;
  if (!surface.isValid() || !context.create() || !context.makeCurrent(&surface))
    return SurfaceView::tr("OpenGL does not start on this display");
  const bool enough = context.format().majorVersion() >= 2;
  context.doneCurrent();
  return enough ? QString() : SurfaceView::tr("this display's OpenGL is older than version 2");
}

// Labels of an axis whose positions stand for something else: cell numbers for tokens, logarithms for values.
class LabelFormatter : public QValue3DAxisFormatter {
 public:
  explicit LabelFormatter(std::function<QString(double)> label) : m_label(std::move(label)) {}

  QString stringForValue(qreal value, const QString&) const override { return m_label(value); }
  QValue3DAxisFormatter* createNewInstance() const override { return new LabelFormatter(m_label); }

 private:
  std::function<QString(double)> m_label;
};

}  // namespace

class SurfaceScene {
 public:
  SurfaceScene() : m_graph(new Q3DSurface) {
    m_graph->setShadowQuality(QAbstract3DGraph::ShadowQualityNone);
    m_graph->setHorizontalAspectRatio(1.2);
    m_graph->setAspectRatio(1.9);
    m_graph->scene()->activeCamera()->setCameraPosition(-38, 26, 105);
    m_container = QWidget::createWindowContainer(m_graph);
    m_container->setFocusPolicy(Qt::StrongFocus);
  }

  // The container owns the graph's window.
  QWidget* container() const { return m_container; }
  QImage image(QSize size) const { return m_graph->renderToImage(8, size); }

  void show(const HeatMapData& data, ValueScale scale, ValueRange range, const ColourMap& map,
            const Colours& colours) {
    for (QSurface3DSeries* series : m_graph->seriesList()) {
      m_graph->removeSeries(series);
      delete series;
    }
    applyTheme(colours);
    const bool logarithmic = scale == ValueScale::logarithmic;
    const auto height = [&](double value) { return logarithmic ? std::log10(value) : value; };
    axis(m_graph->axisX(), SurfaceView::tr("input tokens"), data.inputTokens);
    axis(m_graph->axisZ(), SurfaceView::tr("output tokens"), data.outputTokens);
    QValue3DAxis* up = m_graph->axisY();
    up->setFormatter(new LabelFormatter(
        [logarithmic](double at) { return significant(logarithmic ? std::pow(10.0, at) : at, 2); }));
    const double low = height(range.low), high = height(range.high);
    up->setRange(static_cast<float>(low), static_cast<float>(high > low ? high : low + 1));
    QLinearGradient gradient;
    for (int i = 0; i <= 16; ++i) gradient.setColorAt(i / 16.0, map.at(i / 16.0));
    const auto columns = static_cast<int>(data.inputTokens.size()),
               rows = static_cast<int>(data.outputTokens.size());
    const auto at = [&](int column, int row) { return static_cast<std::size_t>(row * columns + column); };
    const auto known = [&](int column, int row) {
      const std::size_t cell = at(column, row);
      return data.kind(cell) != CellKind::missing && std::isfinite(data.values[cell]) &&
             (!logarithmic || data.values[cell] > 0);
    };
    // One strip for each run of neighbouring cells that two rows both know: the class cannot leave holes.
    for (int row = 0; row + 1 < rows; ++row)
      for (int begin = 0; begin + 1 < columns;) {
        int end = begin;
        while (end < columns && known(end, row) && known(end, row + 1)) ++end;
        if (end - begin >= 2) {
          auto* points = new QSurfaceDataArray;
          for (const int line : {row, row + 1}) {
            auto* strip = new QSurfaceDataRow(end - begin);
            for (int column = begin; column < end; ++column)
              (*strip)[column - begin].setPosition(
                  QVector3D(static_cast<float>(column),
                            static_cast<float>(std::clamp(height(data.values[at(column, line)]), low, high)),
                            static_cast<float>(line)));
            points->append(strip);
          }
          auto* series = new QSurface3DSeries;
          series->dataProxy()->resetArray(points);
          series->setFlatShadingEnabled(false);
          series->setDrawMode(QSurface3DSeries::DrawSurfaceAndWireframe);
          series->setColorStyle(Q3DTheme::ColorStyleRangeGradient);
          series->setBaseGradient(gradient);
          series->setWireframeColor(QColor(255, 255, 255, 90));
          series->setItemLabelVisible(false);
          m_graph->addSeries(series);
        }
        begin = std::max(end, begin + 1);
      }
  }

  std::size_t strips() const { return static_cast<std::size_t>(m_graph->seriesList().size()); }

 private:
  void applyTheme(const Colours& colours) {
    // setType() overwrites whatever was set before, so it comes first.
    Q3DTheme* theme = m_graph->activeTheme();
    theme->setType(Q3DTheme::ThemeUserDefined);
    theme->setBackgroundEnabled(false);
    theme->setWindowColor(colours.card);
    theme->setBackgroundColor(colours.card);
    theme->setGridLineColor(mixed(colours.line, colours.dim, 0.25));
    theme->setLabelTextColor(colours.dim);
    theme->setLabelBackgroundEnabled(false);
    theme->setLabelBorderEnabled(false);
    theme->setLightColor(Qt::white);
    theme->setAmbientLightStrength(0.55F);
    theme->setLightStrength(3.2F);
    theme->setHighlightLightStrength(0);
    QFont labels = font(TextStyle::axis);
    labels.setPointSize(22);
    theme->setFont(labels);
  }

  static void axis(QValue3DAxis* axis, const QString& title, const std::vector<double>& tokens) {
    axis->setTitle(title);
    axis->setTitleVisible(true);
    const int last = std::max(1, static_cast<int>(tokens.size()) - 1);
    // Labels on whole cells, at most eleven.
    int stride = 1;
    while (last % stride != 0 || last / stride > 6) {
      if (++stride >= last) break;
    }
    axis->setFormatter(new LabelFormatter([tokens](double at) {
      const auto cell =
          static_cast<std::size_t>(std::clamp(std::lround(at), 0L, static_cast<long>(tokens.size()) - 1));
      return tokens.empty() ? QString() : tokenLabel(tokens[cell]);
    }));
    axis->setRange(0, static_cast<float>(last));
    axis->setSegmentCount(std::max(1, last / stride));
    axis->setSubSegmentCount(1);
  }

  Q3DSurface* m_graph;
  QWidget* m_container;
};

SurfaceView::SurfaceView(QWidget* parent)
    : QWidget(parent), m_layout(new QStackedLayout(this)), m_message(new QLabel) {
  m_message->setAlignment(Qt::AlignCenter);
  m_message->setWordWrap(true);
  m_message->setFont(ui::font(TextStyle::body));
  m_layout->addWidget(m_message);
  refresh();
}

SurfaceView::~SurfaceView() = default;

QString SurfaceView::unavailableReason() {
  static const QString reason = probeOpenGl();
  return reason;
}

bool SurfaceView::available() { return unavailableReason().isEmpty(); }

void SurfaceView::setData(std::shared_ptr<const HeatMapData> values, ValueScale scale,
                          const QString& caption) {
  m_data = values && values->fits() ? std::move(values) : nullptr;
  m_scale = scale;
  m_caption = caption;
  refresh();
}

void SurfaceView::setRange(std::optional<ValueRange> range) {
  m_range = range;
  refresh();
}

void SurfaceView::setColours(ColourScheme scheme, bool reversed) {
  m_scheme = scheme;
  m_reversed = reversed;
  refresh();
}

void SurfaceView::refresh() {
  setAccessibleName(m_caption.isEmpty() ? tr("3-D surface") : tr("3-D surface: %1").arg(m_caption));
  if (!available()) {
    m_message->setText(tr("No 3-D here: %1. The heat map shows the same numbers.").arg(unavailableReason()));
    m_layout->setCurrentWidget(m_message);
    return;
  }
  const auto own = commonRange(std::span(&m_data, 1), m_scale);
  if (!m_data || !own) {
    m_message->setText(tr("nothing measured yet"));
    m_layout->setCurrentWidget(m_message);
    return;
  }
  if (!m_scene) {
    m_scene = std::make_unique<SurfaceScene>();
    m_layout->addWidget(m_scene->container());
  }
  ValueRange range = m_range.value_or(*own);
  if (m_scale == ValueScale::logarithmic && !(range.low > 0)) range.low = own->low;
  m_scene->show(*m_data, m_scale, range, ColourMap(m_scheme, m_reversed), coloursOf(*this));
  m_layout->setCurrentWidget(m_scene->container());
}

QImage SurfaceView::image(QSize size) const { return m_scene ? m_scene->image(size) : QImage(); }

void SurfaceView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_scene) refresh();
}

}  // namespace headroom::ui
