#include "ui/pages/cluster/profiles_card.h"

#include "ui/models/cluster_profiles_model.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/verdict_delegate.h"

#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace headroom::ui {

ProfilesCard::ProfilesCard(ClusterProfilesModel& model, QWidget* parent)
    : Card(tr("Profiles"), parent),
      m_model(model),
      m_table(new FigureTable(&model, this)),
      m_nothing(newNote({}, this)),
      m_note(newNote({}, this)) {
  using Model = ClusterProfilesModel;
  m_table->setObjectName(QStringLiteral("profiles"));
  m_table->setAccessibleName(tr("Profiles in the cluster and here"));
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setFigureColumns({Model::thereColumn, Model::hereColumn, Model::costColumn, Model::cellsColumn});
  m_table->setItemDelegateForColumn(Model::changeColumn, new VerdictDelegate(Model::VerdictRole, m_table));
  m_table->setStretchColumn(Model::changeColumn);
  m_table->setHeightToRows(8);
  m_note->hide();
  body()->addWidget(m_table);
  body()->addWidget(m_nothing);
  body()->addWidget(m_note);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (now.isValid()) emit picked(now.row());
          });
  connect(&model, &QAbstractItemModel::modelReset, this, &ProfilesCard::showNothing);
  showNothing();
}

void ProfilesCard::setPicked(int row) {
  const QSignalBlocker quiet(this);
  if (row >= 0 && row < m_model.rowCount())
    m_table->setCurrentIndex(m_model.index(row, 0));
  else
    m_table->clearSelection();
}

void ProfilesCard::setNote(const QString& note) {
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty());
}

void ProfilesCard::setNothing(const QString& words) {
  m_nothing->setText(words);
  showNothing();
}

void ProfilesCard::showNothing() {
  m_table->setVisible(m_model.rowCount() > 0);
  m_nothing->setVisible(m_model.rowCount() == 0);
}

}  // namespace headroom::ui
