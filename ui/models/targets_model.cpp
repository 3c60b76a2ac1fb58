#include "ui/models/targets_model.h"

#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_edits.h"
#include "ui/models/target_words.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"

#include <QMimeData>

#include <algorithm>

namespace headroom::ui {
namespace {

const QString rowMime = QStringLiteral("application/x-headroom-target");

QString shown(const std::string& text) { return QString::fromStdString(text); }

QColor colourOf(const Workspace& workspace, const std::string& gpu) {
  QStringList names;
  for (const std::string& type : gpuTypes(workspace)) names.push_back(shown(type));
  return GpuColours(names).of(shown(gpu));
}

}  // namespace

TargetsModel::TargetsModel(Session& session, TargetStates& states, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_states(states), m_shown(session.snapshot()) {
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & (Section::targets | Section::prices)) follow();
  });
  connect(&states, &TargetStates::changed, this, [this](const QString& name) {
    const int row = rowOf(name.toStdString());
    if (row >= 0) emit dataChanged(index(row, StateColumn), index(row, StateColumn));
  });
}

int TargetsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_shown->targets.size());
}

int TargetsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

int TargetsModel::rowOf(const std::string& name) const {
  const auto found = std::ranges::find(m_shown->targets, name, &Target::name);
  return found == m_shown->targets.end() ? -1 : static_cast<int>(found - m_shown->targets.begin());
}

// Between what stayed the same at both ends lies what changed: as many rows as before are other data; else
// those of before go and those of now come.
void TargetsModel::follow() {
  const auto now = m_session.snapshot();
  const auto& before = m_shown->targets;
  const auto& after = now->targets;
  const auto shorter = std::min(before.size(), after.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  const auto first = static_cast<int>(head);
  const auto gone = static_cast<int>(before.size() - head - tail);
  const auto come = static_cast<int>(after.size() - head - tail);
  if (gone != come && gone > 0) {
    auto between = std::make_shared<Workspace>(*m_shown);
    between->targets.erase(between->targets.begin() + first, between->targets.begin() + first + gone);
    beginRemoveRows({}, first, first + gone - 1);
    m_shown = std::move(between);
    endRemoveRows();
  }
  if (gone != come && come > 0) {
    beginInsertRows({}, first, first + come - 1);
    m_shown = now;
    endInsertRows();
  }
  m_shown = now;
  // The colours of GPU types depend on all of them, and so may change in every row.
  if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString TargetsModel::stateText(const Target& target) const {
  const TargetState state = m_states.of(target.name);
  if (state.text.isEmpty()) return words(state.kind);
  return state.kind == TargetState::Kind::good ? QStringLiteral("%1 · %2").arg(words(state.kind), state.text)
                                               : state.text;
}

QVariant TargetsModel::display(const Target& target, int column) const {
  switch (column) {
    case NameColumn: return shown(target.name);
    case GpuColumn: return target.gpu.empty() ? noNumber() : shown(target.gpu);
    case ModelColumn: return target.model.empty() ? noNumber() : shown(target.model);
    case DeploymentColumn: return target.deployment.empty() ? noNumber() : shown(target.deployment);
    case ReachColumn: return reachText(target.reach, target.nameSpace);
    case CostColumn: return target.costPerHour > 0 ? moneyText(target.costPerHour) : noNumber();
    case StateColumn: return stateText(target);
    default: return {};
  }
}

QVariant TargetsModel::toolTip(const Target& target, int column) const {
  if (column != CostColumn) return display(target, column);
  QStringList lines;
  if (target.costPerHour <= 0)
    lines.push_back(tr("Not known yet: press F2 to set what one replica costs in an hour."));
  if (const auto price = listPrice(target.gpu))
    lines.push_back(tr("List price of one %1: %2 an hour.").arg(shown(target.gpu), moneyText(*price)));
  const double weighed = headroom::costPerHour(*m_shown, target);
  if (weighed != target.costPerHour) lines.push_back(tr("What-if weighs it at %1.").arg(moneyText(weighed)));
  return lines.join(QLatin1Char('\n'));
}

QVariant TargetsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Target& target = at(index.row());
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole: return display(target, column);
    case Qt::EditRole:
      switch (column) {
        case GpuColumn: return shown(target.gpu);
        case ModelColumn: return shown(target.model);
        case DeploymentColumn: return shown(target.deployment);
        case CostColumn:
          return target.costPerHour > 0 ? target.costPerHour : listPrice(target.gpu).value_or(0);
        default: return display(target, column);
      }
    case Qt::ToolTipRole: return toolTip(target, column);
    case Qt::DecorationRole:
      if (column == GpuColumn && !target.gpu.empty()) return colourOf(*m_shown, target.gpu);
      return {};
    case Qt::TextAlignmentRole:
      return static_cast<int>((column == CostColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
      return QStringLiteral("%1: %2").arg(headerData(column, Qt::Horizontal).toString(),
                                          display(target, column).toString());
    case StateKindRole:
      return column == StateColumn ? QVariant(static_cast<int>(m_states.of(target.name).kind)) : QVariant();
    default: return {};
  }
}

QVariant TargetsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return QAbstractTableModel::headerData(section, orientation, role);
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((section == CostColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole) {
    switch (section) {
      case DeploymentColumn: return tr("Its name in the cluster: the profile is stored under it.");
      case CostColumn: return tr("Dollars an hour of one replica.");
      default: return {};
    }
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case NameColumn: return tr("target");
    case GpuColumn: return tr("GPU");
    case ModelColumn: return tr("model");
    case DeploymentColumn: return tr("deployment");
    case ReachColumn: return tr("reached by");
    case CostColumn: return tr("cost/h");
    case StateColumn: return tr("state");
    default: return {};
  }
}

Qt::ItemFlags TargetsModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;
  Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemIsDragEnabled;
  const int column = index.column();
  if (column != ReachColumn && column != StateColumn) flags |= Qt::ItemIsEditable;
  return flags;
}

bool TargetsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
  const std::string name = at(index.row()).name;
  const std::string text = value.toString().trimmed().toStdString();
  Result<void> done;
  switch (index.column()) {
    case NameColumn: done = renameTarget(m_session, name, text); break;
    case GpuColumn: setTargetGpu(m_session, name, text); break;
    case ModelColumn:
      changeTarget(m_session, name, tr("Set the model of %1").arg(shown(name)),
                   [&](Target& target) { target.model = text; });
      break;
    case DeploymentColumn:
      changeTarget(m_session, name, tr("Set the deployment of %1").arg(shown(name)),
                   [&](Target& target) { target.deployment = text; });
      break;
    case CostColumn: {
      bool isNumber = false;
      const double cost = value.toDouble(&isNumber);
      done = setTargetCost(m_session, name, isNumber ? cost : -1);
      break;
    }
    default: return false;
  }
  if (!done) emit refused(done.error());
  return done.ok();
}

QStringList TargetsModel::mimeTypes() const { return {rowMime}; }

QMimeData* TargetsModel::mimeData(const QModelIndexList& indexes) const {
  if (indexes.isEmpty()) return nullptr;
  auto* data = new QMimeData;
  data->setData(rowMime, QByteArray::fromStdString(at(indexes.front().row()).name));
  return data;
}

// Moves in the workspace, whose change moves the row: the view must not move it a second time, hence false.
bool TargetsModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                const QModelIndex& parent) {
  if (action != Qt::MoveAction || !data->hasFormat(rowMime)) return false;
  const std::string name = data->data(rowMime).toStdString();
  const int from = rowOf(name);
  if (from < 0) return false;
  int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
  if (to > from) --to;
  moveTarget(m_session, name, to);
  return false;
}

}  // namespace headroom::ui
