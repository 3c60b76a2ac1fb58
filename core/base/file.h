// Files, with errors that name the file.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace headroom {

// The whole file. Errors: notFound, permissionDenied, invalidArgument (a directory), malformed when it is
// longer than `limitBytes`.
Result<std::string> readFile(const std::string& path, std::uint64_t limitBytes = std::uint64_t{4} << 30);

// Replaces the file in one step: a reader sees the old content or the new, never a part, and a crash
// leaves the old one. A link stays one, a device or a pipe is written to. Errors: permissionDenied, diskFull,
// io.
Result<void> writeFileAtomically(const std::string& path, std::string_view content);

// A file that only grows. Each append is one write that reaches the disk before it returns; when it fails,
// the file is cut back to its length before, so it never ends in half a record.
class AppendFile {
 public:
  AppendFile() = default;
  AppendFile(AppendFile&& other) noexcept;
  AppendFile& operator=(AppendFile&& other) noexcept;
  ~AppendFile();

  // Creates the file where there is none; one that is still empty in the end is removed again. Takes an
  // advisory lock: a second writer of the same file gets ErrorCode::conflict.
  static Result<AppendFile> open(const std::string& path);

  Result<void> append(std::string_view bytes);
  // Cuts the file to `length` bytes: for a half line left by a crash.
  Result<void> truncate(std::uint64_t length);
  // Puts `content` in the place of all that is there, in one step as writeFileAtomically does; the lock is
  // held throughout.
  Result<void> replace(std::string_view content);
  // Whether the file is as we left it: still at its path, and as long as after our last write. Always true
  // of a device or a pipe.
  bool unchanged() const;
  const std::string& path() const { return m_path; }

 private:
  int m_fd = -1;
  bool m_created = false;
  std::string m_path;
  std::uint64_t m_length = 0;  // after our last write
};

}  // namespace headroom
