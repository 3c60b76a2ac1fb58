// What is looked at and how it gets on the page; traffic_page_parts.cpp has how the page is made and what its
// actions do.
#include "ui/pages/traffic/traffic_page.h"

#include "ui/controllers/gateway_monitor.h"
#include "ui/pages/traffic/table_editor.h"
#include "ui/pages/traffic/traffic_cards.h"
#include "ui/pages/traffic/traffic_inspector.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/verdict_label.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace headroom::ui {
namespace {

QString clockTime(double unixSeconds) {
  return QLocale().toString(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(unixSeconds * 1000)).time(),
                            QStringLiteral("HH:mm:ss"));
}

std::vector<int> doublingLengths(const LengthRange& range) {
  std::vector<int> lengths;
  for (long length = std::max(1, range.start); length <= range.limit; length *= 2)
    lengths.push_back(static_cast<int>(length));
  return lengths;
}

QString sentence(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

TrafficPage::TrafficPage(PageContext& context)
    : Page(context),
      m_fileLane(context.services.tasks),
      m_pictureLane(context.services.tasks),
      m_exportLane(context.services.tasks) {
  makeTop();
  makeBody();
  makeActions();
  Services& services = context.services;
  connect(&services.traffic, &TrafficData::changed, this, [this] {
    m_inspector->renew();
    followTable();
    if (m_looking == Looking::workspace) renew();
  });
  connect(&session(), &Session::changed, this, [this](Sections what) {
    if (what & Section::connections) {
      fillAddMenu();
      fillSources();
    }
    if (what & Section::traffic) {
      m_stale = true;
      if (isVisible()) catchUp();
    }
    if (what & (Sections(Section::plan) | Section::targets)) renew();
  });
  connect(&services.measurements, &Measurements::changed, this, [this] {
    if (grid() != m_grid) renew();
  });
  fillAddMenu();
  fillSources();
  renew();
}

bool TrafficPage::takeFile(FileKind kind, const QString& path) {
  if (kind != FileKind::traffic) return false;
  showFile(path);
  context().showPage(QStringLiteral("traffic"));
  return true;
}

// The rate that is planned for may be dragged on another page: what nobody sees waits.
void TrafficPage::catchUp() {
  if (!std::exchange(m_stale, false)) return;
  fillSources();
  m_inspector->renew();
  followTable();
  showPlannedRate();
}

void TrafficPage::aboutToShow() {
  catchUp();
  // The first look is at what there is.
  if (m_looking == Looking::workspace && workspace().traffic.empty() && workspace().connections.size() == 1 &&
      !m_picture)
    showGateway(workspace().connections.front().name);
}

bool TrafficPage::settled() const {
  const bool waiting = m_looking == Looking::gateway && m_monitor && !m_monitor->snapshot();
  return context().services.traffic.settled() && !m_fileLane.busy() && !m_pictureLane.busy() && !waiting;
}

void TrafficPage::showWorkspace() { look(Looking::workspace, {}); }
void TrafficPage::showGateway(const std::string& connection) {
  look(Looking::gateway, QString::fromStdString(connection));
}
void TrafficPage::showFile(const QString& path) { look(Looking::file, path); }

void TrafficPage::look(Looking at, const QString& name) {
  if (m_monitor) m_monitor->disconnect(this);
  m_monitor.reset();
  m_fileLane.cancel();
  m_file.reset();
  m_fileError.reset();
  m_picture.reset();
  m_looking = at;
  m_name = name;
  if (at == Looking::gateway) {
    m_monitor = context().services.traffic.monitor(name.toStdString());
    connect(m_monitor.get(), &GatewayMonitor::changed, this, &TrafficPage::renew);
  }
  if (at == Looking::file)
    m_fileLane.run<LoadedTraffic>(
        {tr("Reading %1").arg(QFileInfo(name).fileName())},
        [path = name.toStdString()](const std::stop_token&,
                                    const ProgressSink&) -> Tasks::Answer<LoadedTraffic> {
          auto loaded = loadTrafficFile(path, {});
          if (!loaded) return loaded.error();
          return std::make_shared<const LoadedTraffic>(std::move(*loaded));
        },
        [this](const Tasks::Answer<LoadedTraffic>& answer) {
          if (answer)
            m_file = *answer;
          else
            m_fileError = answer.error();
          renew();
        });
  m_refresh->setEnabled(at == Looking::gateway);
  fillSources();
  followTable();
  renew();
}

// The profiles' grid: of the first that was measured, else of the plan.
TrafficGrid TrafficPage::grid() const {
  for (const Measurement& one : context().services.measurements.all())
    if (one.table && !one.table->inputTokens().empty())
      return {one.table->outputTokens(), one.table->inputTokens()};
  return {doublingLengths(workspace().plan.outputTokens), doublingLengths(workspace().plan.inputTokens)};
}

void TrafficPage::renew() {
  m_grid = grid();
  std::shared_ptr<const GatewaySnapshot> snapshot = m_monitor ? m_monitor->snapshot() : nullptr;
  if (snapshot && !(snapshot->view.requests > 0)) snapshot.reset();
  const std::shared_ptr<const LoadedTraffic> loaded =
      m_looking == Looking::workspace ? context().services.traffic.traffic() : m_file;
  if (!snapshot && !loaded) {
    m_pictureLane.cancel();
    m_picture.reset();
    showPicture();
    return;
  }
  TaskOptions options{tr("Looking at the traffic")};
  options.background = true;
  m_pictureLane.run<TrafficPicture>(
      options,
      [snapshot, loaded, grid = m_grid](const std::stop_token&,
                                        const ProgressSink&) -> Tasks::Answer<TrafficPicture> {
        return snapshot ? pictureOf(snapshot->view, grid) : pictureOf(*loaded, grid);
      },
      [this](const Tasks::Answer<TrafficPicture>& answer) {
        m_picture = answer ? *answer : nullptr;
        showPicture();
      });
  showPicture();
}

// What-if may plan for the same shapes at another rate.
void TrafficPage::showPlannedRate() {
  const double rate = workspace().trafficRate;
  m_planned->setFigure(rate > 0 ? significant(rate) : QString());
  m_planned->setVisible(m_looking == Looking::workspace && rate > 0 && m_picture && m_picture->rate > 0);
}

void TrafficPage::showPicture() {
  const bool any = m_picture && m_picture->rate > 0;
  const bool untimed = m_looking == Looking::file && m_file && m_file->recording && !m_file->recording->timed;
  m_rate->setLabel(m_looking == Looking::gateway ? tr("Requests/s now") : tr("Requests/s"));
  m_rate->setFigure(!any ? QString() : untimed ? tr("not told") : significant(m_picture->rate));
  showPlannedRate();
  m_coverage->setFigure(any ? percentText(m_picture->coverage) : QString());
  m_clusterCount->setFigure(any ? QLocale().toString(static_cast<qlonglong>(m_picture->clusters.size()))
                                : QString());
  const bool live = m_looking == Looking::gateway;
  m_peak->setFigure(any && m_picture->peakRate ? significant(*m_picture->peakRate) : QString());
  m_peak->setVisible(!live && any && m_picture->peakRate);
  m_pending->setVisible(live || (any && m_picture->pending));
  m_queued->setVisible(live || (any && m_picture->queueing));
  m_pending->setFigure(any && m_picture->pending ? compact(*m_picture->pending) : QString());
  m_queued->setFigure(any && m_picture->queueing ? compact(*m_picture->queueing) : QString());
  m_queued->setVerdict(any && m_picture->queueing && *m_picture->queueing > 0 ? Verdict::warn
                                                                              : Verdict::none);

  m_shapes->setPicture(any ? m_picture : nullptr);
  m_clusters->setPicture(any ? m_picture : nullptr);
  m_mapping->setPicture(any ? m_picture : nullptr);
  m_timeline->setPicture(any ? m_picture : nullptr, m_looking == Looking::gateway);

  const Status now = status();
  m_status->setVerdict(now.verdict,
                       now.nextStep.isEmpty() ? now.words : tr("%1. %2").arg(now.words, now.nextStep));
  m_status->setVisible(!now.words.isEmpty());
  const bool editing = m_looking == Looking::workspace && m_inspector->current() >= 0 &&
                       std::holds_alternative<TrafficTable>(
                           workspace().traffic[static_cast<std::size_t>(m_inspector->current())].origin);
  const bool empty = !any && !editing;
  m_stack->setCurrentIndex(empty ? 0 : 1);
  if (empty) {
    const bool reading = !settled() && now.verdict != Verdict::bad;
    m_empty->setText(
        reading               ? tr("Reading…")
        : now.words.isEmpty() ? tr("No traffic yet")
                              : now.words,
        !now.words.isEmpty()
            ? now.nextStep
            : tr("Open a trace or a data set, watch what a gateway writes into Redis, or paint a table. "
                 "What-if plans for it."));
    m_status->hide();
  }
  const bool shows = m_looking != Looking::workspace;
  for (QPushButton* button : {m_use, m_add}) {
    button->setVisible(shows);
    button->setEnabled(any);
  }
  m_add->setVisible(shows && !workspace().traffic.empty());
}

TrafficPage::Status TrafficPage::status() const {
  switch (m_looking) {
    case Looking::gateway: return gatewayStatus();
    case Looking::file:
      if (m_fileError) return {Verdict::bad, sentence(m_fileError->message), sentence(m_fileError->hint)};
      if (!m_file) return {};
      if (m_file->recording && !m_file->recording->timed)
        return {Verdict::warn, tr("It tells no times, so what is shown are shares of 1 request/s"),
                tr("Use it as traffic and set its rate.")};
      if (!m_file->warnings.empty())
        return {Verdict::warn, sentence(m_file->warnings.front()),
                m_file->warnings.size() > 1
                    ? tr("And %n more.", "", static_cast<int>(m_file->warnings.size()) - 1)
                    : QString()};
      return {Verdict::none, tr("Only looked at: nothing plans for it yet"), {}};
    case Looking::workspace: break;
  }
  const TrafficData& traffic = context().services.traffic;
  if (traffic.error())
    return {traffic.traffic() ? Verdict::warn : Verdict::bad, sentence(traffic.error()->message),
            sentence(traffic.error()->hint)};
  if (traffic.traffic() && !traffic.traffic()->warnings.empty())
    return {Verdict::warn, sentence(traffic.traffic()->warnings.front()), {}};
  return {};
}

TrafficPage::Status TrafficPage::gatewayStatus() const {
  const auto& snapshot = m_monitor->snapshot();
  if (!snapshot) return {};
  if (snapshot->problem) {
    const QString why = sentence(snapshot->problem->message);
    if (snapshot->readAt > 0)
      return {Verdict::warn, tr("Shown is what was read at %1: %2").arg(clockTime(snapshot->readAt), why),
              tr("It is tried again all along; %1").arg(sentence(snapshot->problem->hint))};
    return {Verdict::bad, why, sentence(snapshot->problem->hint)};
  }
  if (snapshot->whyNothing)
    return {Verdict::warn, sentence(snapshot->whyNothing->message), sentence(snapshot->whyNothing->hint)};
  if (!snapshot->view.warnings.empty()) return {Verdict::warn, sentence(snapshot->view.warnings.front()), {}};
  return {Verdict::good,
          tr("Live: read at %1, the last %2 of requests")
              .arg(clockTime(snapshot->readAt), secondsText(snapshot->view.windowSeconds)),
          {}};
}

// The table that is picked beside the page, to edit.
void TrafficPage::followTable() {
  const int row = m_inspector->current();
  const TrafficTable* table =
      m_looking == Looking::workspace && row >= 0 && row < static_cast<int>(workspace().traffic.size())
          ? std::get_if<TrafficTable>(&workspace().traffic[static_cast<std::size_t>(row)].origin)
          : nullptr;
  m_shapes->setTable(table);
}

}  // namespace headroom::ui
