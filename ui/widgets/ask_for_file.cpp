#include "ui/widgets/ask_for_file.h"

#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace headroom::ui {

void askForFile(QWidget* parent, const QString& title, const QString& near, const QString& filter,
                std::function<void(const QString& path)> chosen) {
  const QFileInfo info(near);
  const bool isFolder = near.isEmpty() || info.isDir();
  auto* dialog = new QFileDialog(parent, title, isFolder ? near : info.absolutePath(), filter);
  dialog->setObjectName(QStringLiteral("fileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  if (!isFolder) dialog->selectFile(info.fileName());
  QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
  dialog->open();
}

}  // namespace headroom::ui
