#include "ui/dialogs/shortcut_sheet.h"

#include "ui/shell/command_palette.h"
#include "ui/theme/fonts.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace headroom::ui {

ShortcutSheet::ShortcutSheet(const QList<Command>& commands, QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("shortcutSheet"));
  setWindowTitle(tr("Keyboard Shortcuts"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(520, 560);
  auto* tree = new QTreeWidget(this);
  tree->setAccessibleName(windowTitle());
  tree->setColumnCount(2);
  tree->setHeaderLabels({tr("Command"), tr("Keys")});
  tree->setRootIsDecorated(false);
  tree->setItemsExpandable(false);
  tree->setSelectionBehavior(QAbstractItemView::SelectRows);
  for (const Command& command : commands) {
    if (command.shortcut.isEmpty()) continue;
    QTreeWidgetItem* place = nullptr;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
      if (tree->topLevelItem(i)->text(0) == command.place) place = tree->topLevelItem(i);
    if (!place) {
      place = new QTreeWidgetItem(tree, {command.place});
      place->setFont(0, ui::font(TextStyle::strong));
      place->setFlags(Qt::ItemIsEnabled);
    }
    new QTreeWidgetItem(place, {command.text, command.shortcut});
  }
  tree->expandAll();
  tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  tree->header()->setStretchLastSection(false);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->addWidget(tree);
  down->addWidget(buttons);
}

}  // namespace headroom::ui
