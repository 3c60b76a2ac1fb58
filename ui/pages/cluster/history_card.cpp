#include "ui/pages/cluster/history_card.h"

#include "ui/widgets/figure_table.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace headroom::ui {

HistoryCard::HistoryCard(QWidget* parent)
    : Card(tr("History"), parent),
      m_table(new FigureTable(&m_model, this)),
      m_nothing(newNote({}, this)),
      m_revert(new QPushButton(tr("Re&vert…"), this)) {
  setObjectName(QStringLiteral("historyCard"));
  m_table->setObjectName(QStringLiteral("history"));
  m_table->setAccessibleName(tr("Profiles that were replaced"));
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setFigureColumns({ProfileHistoryModel::costColumn});
  m_table->setStretchColumn(ProfileHistoryModel::promiseColumn);
  m_table->setHeightToRows(5);
  m_revert->setObjectName(QStringLiteral("revert"));
  body()->addWidget(m_table);
  body()->addWidget(m_nothing);
  body()->addWidget(m_revert, 0, Qt::AlignRight);
  body()->addStretch();
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryCard::follow);
  connect(m_table, &QAbstractItemView::doubleClicked, this, [this] {
    if (m_revert->isEnabled()) m_revert->click();
  });
  connect(m_revert, &QPushButton::clicked, this, [this] {
    const QModelIndex now = m_table->selectionModel()->currentIndex();
    if (now.isValid()) emit revertWanted(static_cast<std::size_t>(now.row()) + 1);
  });
  setDeployment({});
}

void HistoryCard::setDeployment(const QString& deployment) {
  setVisible(!deployment.isEmpty());
  setCaption(deployment.isEmpty() ? QString() : tr("of %1").arg(deployment));
}

void HistoryCard::setEntries(std::shared_ptr<const std::vector<HistoryEntry>> entries, const QString& words) {
  const bool any = entries && !entries->empty();
  m_model.setEntries(std::move(entries));
  if (any) m_table->setCurrentIndex(m_model.index(0, 0));
  m_table->setVisible(any);
  m_revert->setVisible(any);
  m_nothing->setVisible(!any);
  m_nothing->setText(words);
  follow();
}

void HistoryCard::setRevertable(bool possible, const QString& why) {
  m_possible = possible;
  m_why = why;
  follow();
}

void HistoryCard::follow() {
  const HistoryEntry* entry = m_model.at(m_table->selectionModel()->currentIndex().row());
  m_revert->setEnabled(m_possible && entry && entry->parsed);
  m_revert->setToolTip(!m_possible               ? m_why
                       : entry && !entry->parsed ? tr("What lies there is no profile")
                                                 : tr("Write this one again; what it replaces is kept here"));
}

}  // namespace headroom::ui
