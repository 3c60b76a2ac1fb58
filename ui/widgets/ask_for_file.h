// Asks which file to take, beside what goes on: the answer is called back, and nothing waits for it.
//
//   askForFile(this, tr("Benchmark File"), m_journal->value(), tr("All files (*)"), [this](const QString&
//   path) {
//     setJournal(path);
//   });
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace headroom::ui {

// `near`: a file or a directory to begin at; empty = the current one. Not called back where the person
// cancels or `parent` is gone. The dialog's object name is "fileDialog".
void askForFile(QWidget* parent, const QString& title, const QString& near, const QString& filter,
                std::function<void(const QString& path)> chosen);

}  // namespace headroom::ui
