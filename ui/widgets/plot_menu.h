// What can be done with any plot, by its context menu: copy the picture or the numbers, or save either.
//
//   addPlotMenu(chart, [&messages](const Error& error) { messages.post(error); });
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace headroom::ui {

class Plot;
class Tasks;

// On a thread: it holds what it writes.
using WriteFile = std::function<Result<void>(const QString& path)>;
// What the file of this suffix holds: drawn in the window, written on a thread.
using DrawFile = std::function<QByteArray(const QString& suffix)>;
using TellError = std::function<void(const Error& error)>;

void addPlotMenu(Plot* plot, TellError failed);

// The plots and pages below `widget` write their files as tasks of these. Below none they write at once.
void setFileTasks(QWidget* widget, Tasks& tasks);

// Asks where to save; `chosen` is told, in the window's thread, a path that ends in one of the suffixes: for
// what is worked out and written by a task of its own. `suffixes`: "png", "svg" …; `name`: what the file
// would be called. The dialog's object name is "exportDialog".
void askWhereToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
                    std::function<void(const QString& path)> chosen);
// Asks likewise, and writes there behind the window.
void askToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
               WriteFile write, TellError failed);
void askToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
               DrawFile draw, TellError failed);
// The plot as PNG, SVG or CSV.
void askToSavePlot(Plot* plot, const QString& title, const QString& name, TellError failed);
// `text` as a file name: "A10, E2E P99" is "a10-e2e-p99".
QString fileNameOf(const QString& text);

}  // namespace headroom::ui
