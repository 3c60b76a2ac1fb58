// What can be done with any plot, by its context menu: copy the picture or the numbers, or save either.
//
//   addPlotMenu(chart, [&messages](const Error& error) { messages.post(error); });
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace headroom::ui {

class Plot;

using WriteFile = std::function<Result<void>(const QString& path)>;
using TellError = std::function<void(const Error& error)>;

void addPlotMenu(Plot* plot, TellError failed);

// Asks where to save, and writes there. `suffixes`: "png", "svg" …; the path that is written ends in one of
// them. `name`: what the file would be called. The dialog's object name is "exportDialog".
void askToSave(QWidget* parent, const QString& title, const QString& name, const QStringList& suffixes,
               WriteFile write, TellError failed);
// `text` as a file name: "A10, E2E P99" is "a10-e2e-p99".
QString fileNameOf(const QString& text);

}  // namespace headroom::ui
