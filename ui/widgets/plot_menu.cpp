#include "ui/widgets/plot_menu.h"

#include "core/base/file.h"
#include "ui/controllers/tasks.h"
#include "ui/plots/plot.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPointer>
#include <QStandardPaths>
#include <QVariant>

#include <utility>

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

constexpr const char* tasksProperty = "headroomFileTasks";

Tasks* tasksOf(const QObject* object) {
  for (; object; object = object->parent())
    if (const QVariant known = object->property(tasksProperty); known.isValid())
      return qobject_cast<Tasks*>(known.value<QObject*>());
  return nullptr;
}

// A slow disk holds the task, not the window.
void writeBehind(QObject* context, const QString& path, WriteFile write, TellError failed) {
  Tasks* tasks = tasksOf(context);
  if (!tasks) {
    if (const auto written = write(path); !written) failed(written.error());
    return;
  }
  tasks->run<bool>(
      context, {Words::tr("Export %1").arg(QFileInfo(path).fileName())},
      [path, write = std::move(write)](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<bool> {
        if (const auto written = write(path); !written) return written.error();
        return std::make_shared<const bool>(true);
      },
      [failed = std::move(failed)](const Tasks::Answer<bool>& answer) {
        if (!answer) failed(answer.error());
      });
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

void setFileTasks(QWidget* widget, Tasks& tasks) {
  widget->setProperty(tasksProperty, QVariant::fromValue<QObject*>(&tasks));
}

void askWhereToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
                    std::function<void(const QString& path)> chosen) {
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
                   [dialog, suffixes, chosen = std::move(chosen)](QString path) {
                     lastDirectory() = QFileInfo(path).absolutePath();
                     if (!suffixes.contains(QFileInfo(path).suffix().toLower()))
                       path += u'.' + dialog->defaultSuffix();
                     chosen(path);
                   });
  dialog->open();
}

void askToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
               WriteFile write, TellError failed) {
  askWhereToSave(parent, title, name, suffixes,
                 [parent, write = std::move(write), failed = std::move(failed)](const QString& path) {
                   writeBehind(parent, path, write, failed);
                 });
}

void askToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
               DrawFile draw, TellError failed) {
  askWhereToSave(parent, title, name, suffixes,
                 [parent, draw = std::move(draw), failed = std::move(failed)](const QString& path) {
                   const QByteArray bytes = draw(QFileInfo(path).suffix().toLower());
                   if (bytes.isNull()) return;  // what it was of is gone
                   const auto write = [bytes](const QString& where) {
                     return writeFileAtomically(where.toStdString(),
                                                {bytes.constData(), static_cast<std::size_t>(bytes.size())});
                   };
                   writeBehind(parent, path, write, failed);
                 });
}

void askToSavePlot(Plot* plot, const QString& title, const QString& name, TellError failed) {
  askToSave(
      plot->window(), title, name, {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("csv")},
      [plot = QPointer<Plot>(plot)](const QString& suffix) {
        return plot ? plot->fileOf(suffix) : QByteArray();
      },
      std::move(failed));
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
                       askToSavePlot(plot, Words::tr("Save the Plot"), fileNameOf(plot->accessibleName()),
                                     failed);
                     });
                     menu->popup(plot->mapToGlobal(where));
                   });
}

}  // namespace headroom::ui
