#include "ui/widgets/plot_menu.h"

#include "ui/plots/plot.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

namespace headroom::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(PlotMenu)
};

QString filterOf(const QString& suffix) {
  if (suffix == QStringLiteral("png")) return Words::tr("Picture (*.png)");
  if (suffix == QStringLiteral("svg")) return Words::tr("Drawing (*.svg)");
  if (suffix == QStringLiteral("csv")) return Words::tr("Numbers (*.csv)");
  return QStringLiteral("*.%1").arg(suffix);
}

// Where the last export of this run went.
QString& lastDirectory() {
  static QString directory = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return directory;
}

}  // namespace

QString fileNameOf(const QString& text) {
  QString name;
  for (const QChar character : text.toLower()) {
    if (character.isLetterOrNumber())
      name += character;
    else if (!name.isEmpty() && !name.endsWith(u'-'))
      name += u'-';
  }
  while (name.endsWith(u'-')) name.chop(1);
  return name.isEmpty() ? QStringLiteral("plot") : name;
}

void askToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
               WriteFile write, TellError failed) {
  auto* dialog = new QFileDialog(parent, title, lastDirectory());
  dialog->setObjectName(QStringLiteral("exportDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  QStringList filters;
  for (const QString& suffix : suffixes) filters.push_back(filterOf(suffix));
  dialog->setNameFilters(filters);
  dialog->setDefaultSuffix(suffixes.front());
  dialog->selectFile(name + u'.' + suffixes.front());
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                   [dialog, filters, suffixes](const QString& filter) {
                     if (const auto index = filters.indexOf(filter); index >= 0)
                       dialog->setDefaultSuffix(suffixes[index]);
                   });
  QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                   [dialog, suffixes, write = std::move(write), failed = std::move(failed)](QString path) {
                     lastDirectory() = QFileInfo(path).absolutePath();
                     if (!suffixes.contains(QFileInfo(path).suffix().toLower()))
                       path += u'.' + dialog->defaultSuffix();
                     if (const auto written = write(path); !written) failed(written.error());
                   });
  dialog->open();
}

void addPlotMenu(Plot* plot, TellError failed) {
  plot->setContextMenuPolicy(Qt::CustomContextMenu);
  QObject::connect(plot, &QWidget::customContextMenuRequested, plot,
                   [plot, failed = std::move(failed)](const QPoint& where) {
                     auto* menu = new QMenu(plot);
                     menu->setObjectName(QStringLiteral("plotMenu"));
                     menu->setAttribute(Qt::WA_DeleteOnClose);
                     menu->addAction(Words::tr("Copy &Picture"), plot, [plot] { plot->copyImage(); });
                     menu->addAction(Words::tr("Copy &Numbers"), plot, [plot] { plot->copyNumbers(); });
                     menu->addSeparator();
                     menu->addAction(Words::tr("&Save As…"), plot, [plot, failed] {
                       askToSave(
                           plot->window(), Words::tr("Save the Plot"), fileNameOf(plot->accessibleName()),
                           {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("csv")},
                           [plot](const QString& path) { return plot->save(path); }, failed);
                     });
                     menu->popup(plot->mapToGlobal(where));
                   });
}

}  // namespace headroom::ui
