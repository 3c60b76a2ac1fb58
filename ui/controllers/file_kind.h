// What a dropped or named file is, told from its content: names lie.
#pragma once

#include <QString>

namespace headroom::ui {

enum class FileKind {
  workspace,
  benchmark,
  profile,
  traffic,  // a trace, a data set, a list of token counts, a table of rates
  other,
  unreadable
};

// Looks at the first 4 MiB at most. Blocks on the disk: for tasks.
FileKind kindOfFile(const QString& path);

}  // namespace headroom::ui
