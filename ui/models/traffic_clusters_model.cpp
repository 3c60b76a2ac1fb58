#include "ui/models/traffic_clusters_model.h"

#include "ui/plots/grid_plot.h"
#include "ui/theme/numbers.h"

#include <cmath>

namespace headroom::ui {

void TrafficClustersModel::setPicture(std::shared_ptr<const TrafficPicture> picture) {
  const int before = rowCount(), after = picture ? static_cast<int>(picture->clusters.size()) : 0;
  // The same number of clusters is the usual case while watching: the selection stays.
  if (before == after) {
    m_picture = std::move(picture);
    if (after > 0) emit dataChanged(index(0, 0), index(after - 1, columns - 1));
    return;
  }
  beginResetModel();
  m_picture = std::move(picture);
  endResetModel();
}

int TrafficClustersModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_picture ? 0 : static_cast<int>(m_picture->clusters.size());
}

int TrafficClustersModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant TrafficClustersModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_picture || role != Qt::DisplayRole) return {};
  const TrafficPicture::Cluster& cluster = m_picture->clusters[static_cast<std::size_t>(index.row())];
  switch (index.column()) {
    case Number: return index.row() + 1;
    case Rate: return significant(cluster.rate);
    case Share: return percentText(cluster.share);
    case Input: return compact(std::exp2(cluster.log2Input));
    case Output: return compact(std::exp2(cluster.log2Output));
    case Cell:
      return cluster.cell ? QStringLiteral("%1 × %2").arg(tokenLabel(cluster.cell->inputTokens),
                                                          tokenLabel(cluster.cell->outputTokens))
                          : noNumber();
    default: return {};
  }
}

QVariant TrafficClustersModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::DisplayRole) switch (section) {
      case Number: return tr("#");
      case Rate: return tr("req/s");
      case Share: return tr("Share");
      case Input: return tr("Input");
      case Output: return tr("Output");
      case Cell: return tr("in × out");
      default: return {};
    }
  if (role == Qt::ToolTipRole) switch (section) {
      case Rate: return tr("Its requests, over the time that is looked at");
      case Share: return tr("Of all requests");
      case Input: return tr("Input tokens of its centre, which is the mean of its requests in log2");
      case Output: return tr("Output tokens of its centre, which is the mean of its requests in log2");
      case Cell:
        return tr("The cell of the grid that the cluster's optimizer counts it in: the nearest in log2");
      default: return {};
    }
  return {};
}

}  // namespace headroom::ui
