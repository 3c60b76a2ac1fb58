#include "ui/controllers/file_kind.h"

#include "core/traffic/traffic_parts.h"

#include <QFile>

#include <string_view>

namespace headroom::ui {

FileKind kindOfFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return FileKind::unreadable;
  const QByteArray head = file.read(4 << 20);
  const auto otherwise = [&] {
    const std::string_view text(head.constData(), static_cast<std::size_t>(head.size()));
    return looksLikeTraffic(text, file.atEnd()) ? FileKind::traffic : FileKind::other;
  };
  if (!head.trimmed().startsWith('{')) return otherwise();
  if (head.contains("\"headroom workspace\"")) return FileKind::workspace;
  if (head.contains("\"tputs\"") && head.contains("\"indexes\"")) return FileKind::profile;
  if (head.contains("\"metric\"") && head.contains("\"input_tokens\"")) return FileKind::benchmark;
  return otherwise();
}

}  // namespace headroom::ui
