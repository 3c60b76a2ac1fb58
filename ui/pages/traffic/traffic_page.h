// Traffic: what users really send. The answer first (requests/s, coverage, clusters, what waits), then the
// shapes, where they go on the profiles' grid, and the time line; of the workspace's traffic, of a gateway
// live, or of a file that is only looked at.
#pragma once

#include "ui/controllers/traffic_picture.h"
#include "ui/shell/page.h"
#include "ui/theme/verdict.h"

#include <QString>

#include <memory>
#include <optional>

class QBoxLayout;
class QComboBox;
class QMenu;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace headroom::ui {

class ClustersCard;
class EmptyState;
class GatewayMonitor;
class Headline;
class HeadlineItem;
class MappingCard;
class ShapesCard;
class TimelineCard;
class TrafficInspector;
class VerdictLabel;

class TrafficPage : public Page {
  Q_OBJECT

 public:
  explicit TrafficPage(PageContext& context);

  bool takeFile(FileKind kind, const QString& path) override;
  void aboutToShow() override;
  bool settled() const override;

  // What is looked at.
  void showWorkspace();
  void showGateway(const std::string& connection);
  void showFile(const QString& path);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum class Looking { workspace, gateway, file };
  // The line that tells where the figures come from and how they are; and why there are none.
  struct Status {
    Verdict verdict = Verdict::none;
    QString words, nextStep;
  };

  void catchUp();
  void makeActions();
  void makeTop();
  void makeBody();
  void fillSources();
  void fillAddMenu();
  void look(Looking at, const QString& name);
  // Makes a picture of what is looked at, on a thread.
  void renew();
  void showPicture();
  void showPlannedRate();
  Status status() const;
  Status gatewayStatus() const;
  void followTable();
  void use(bool add);
  void addPart(const TrafficPart& part, const QString& text);
  void openFile(bool add);
  void addTable();
  void exportTable();
  void exportPlot();
  void copyCommand();
  QString commandLine() const;
  std::optional<TrafficPart> shownPart() const;
  TrafficGrid grid() const;

  Looking m_looking = Looking::workspace;
  QString m_name;  // of the connection, or the path
  std::shared_ptr<GatewayMonitor> m_monitor;
  std::shared_ptr<const LoadedTraffic> m_file;
  std::optional<Error> m_fileError;
  TaskLane m_fileLane, m_pictureLane, m_exportLane;
  std::shared_ptr<const TrafficPicture> m_picture;
  bool m_stale = false;  // the traffic changed while nobody looked
  TrafficGrid m_grid;

  QComboBox* m_source = nullptr;
  QPushButton *m_use = nullptr, *m_add = nullptr;
  QMenu* m_addMenu = nullptr;
  VerdictLabel* m_status = nullptr;
  HeadlineItem *m_rate = nullptr, *m_planned = nullptr, *m_coverage = nullptr, *m_clusterCount = nullptr,
               *m_peak = nullptr, *m_pending = nullptr, *m_queued = nullptr;
  QStackedWidget* m_stack = nullptr;
  EmptyState* m_empty = nullptr;
  QPushButton* m_emptyGateway = nullptr;
  QWidget* m_body = nullptr;
  QBoxLayout* m_columns = nullptr;
  ShapesCard* m_shapes = nullptr;
  ClustersCard* m_clusters = nullptr;
  MappingCard* m_mapping = nullptr;
  TimelineCard* m_timeline = nullptr;
  TrafficInspector* m_inspector = nullptr;
  QAction* m_refresh = nullptr;
};

}  // namespace headroom::ui
