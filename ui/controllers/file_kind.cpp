#include "ui/controllers/file_kind.h"

#include <QFile>

namespace headroom::ui {

FileKind kindOfFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return FileKind::unreadable;
  const QByteArray head = file.read(4 << 20);
  if (!head.trimmed().startsWith('{')) return FileKind::other;
  if (head.contains("\"headroom workspace\"")) return FileKind::workspace;
  if (head.contains("\"tputs\"") && head.contains("\"indexes\"")) return FileKind::profile;
  if (head.contains("\"metric\"") && head.contains("\"input_tokens\"")) return FileKind::benchmark;
  return FileKind::other;
}

}  // namespace headroom::ui
