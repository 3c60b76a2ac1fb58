#include "ui/models/proposals_model.h"

#include "ui/theme/numbers.h"

#include <algorithm>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }
QString orDash(const std::string& text) { return text.empty() ? noNumber() : shown(text); }

}  // namespace

Target targetOf(const TargetProposal& proposal) {
  Target target;
  target.name = proposal.deployment.empty() ? proposal.name : proposal.deployment;
  target.model = proposal.model;
  target.deployment = proposal.deployment;
  target.nameSpace = proposal.namespaceName;
  if (proposal.gpu) target.gpu = proposal.gpu->name;
  target.costPerHour = proposal.costPerHourUsd().value_or(0);
  if (proposal.kind == TargetProposal::Kind::pod)
    target.reach = ByPod{proposal.context, proposal.name, proposal.port};
  else
    target.reach = ByService{proposal.context, proposal.name, proposal.port};
  return target;
}

void ProposalsModel::setFound(std::shared_ptr<const Discovery> found) {
  if (found == m_found) return;
  beginResetModel();
  m_found = std::move(found);
  choose();
  endResetModel();
}

void ProposalsModel::setAll(bool all) {
  if (all == m_all) return;
  beginResetModel();
  m_all = all;
  choose();
  endResetModel();
}

void ProposalsModel::setFilter(const QString& text) {
  if (text == m_filter) return;
  beginResetModel();
  m_filter = text;
  choose();
  endResetModel();
}

bool ProposalsModel::fits(const TargetProposal& proposal) const {
  if (m_filter.isEmpty()) return true;
  const auto has = [&](const std::string& text) {
    return shown(text).contains(m_filter, Qt::CaseInsensitive);
  };
  return has(proposal.object()) || has(proposal.model) || has(proposal.deployment) ||
         (proposal.gpu && has(proposal.gpu->name));
}

void ProposalsModel::choose() {
  m_shown.clear();
  if (!m_found) return;
  for (const TargetProposal& proposal : m_found->proposals)
    if ((m_all || proposal.endpoint) && fits(proposal)) m_shown.push_back(&proposal);
}

int ProposalsModel::hidden() const {
  if (!m_found || m_all) return 0;
  return static_cast<int>(
      std::ranges::count_if(m_found->proposals, [](const TargetProposal& one) { return !one.endpoint; }));
}

int ProposalsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ProposalsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProposalsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const TargetProposal& proposal = at(index.row());
  if (role == Qt::TextAlignmentRole) {
    const bool figure = index.column() == PortColumn || index.column() == ReadyColumn;
    return static_cast<int>((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole) {
    switch (index.column()) {
      case ModelColumn: return shown(proposal.modelFrom);
      case GpuColumn: return proposal.gpu ? shown(proposal.gpu->from) : QString();
      case PortColumn: return shown(proposal.portFrom);
      default: return data(index, Qt::DisplayRole);
    }
  }
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case ObjectColumn: return shown(proposal.object());
    case ModelColumn: return orDash(proposal.model);
    case GpuColumn:
      if (!proposal.gpu) return noNumber();
      return proposal.gpus > 1 ? QStringLiteral("%1 × %2").arg(proposal.gpus).arg(shown(proposal.gpu->name))
                               : shown(proposal.gpu->name);
    case PortColumn: return proposal.port > 0 ? QString::number(proposal.port) : noNumber();
    case ReadyColumn: return QStringLiteral("%1/%2").arg(proposal.readyPods).arg(proposal.pods);
    case ProblemColumn:
      if (proposal.port <= 0) return tr("declares no port");
      return shown(proposal.problem);
    default: return {};
  }
}

QVariant ProposalsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return QAbstractTableModel::headerData(section, orientation, role);
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>(
        (section == PortColumn || section == ReadyColumn ? Qt::AlignRight : Qt::AlignLeft) |
        Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case ObjectColumn: return tr("pod or service");
    case ModelColumn: return tr("model");
    case GpuColumn: return tr("GPU");
    case PortColumn: return tr("port");
    case ReadyColumn: return tr("ready");
    case ProblemColumn: return tr("problem");
    default: return {};
  }
}

Qt::ItemFlags ProposalsModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  const bool reachable = at(index.row()).port > 0;
  return reachable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                   : Qt::ItemNeverHasChildren;
}

}  // namespace headroom::ui
