#include "core/base/file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

namespace headroom {
namespace {

// A file descriptor that is closed when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  operator int() const { return m_fd; }

 private:
  int m_fd;
};

// Writes all of `bytes`; 0 or the errno of the write that failed.
int writeAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

// Makes a rename in the directory of `path` durable; a file system that cannot is left alone.
void syncDirectoryOf(const std::string& path) {
  std::string directory = std::filesystem::path(path).parent_path().string();
  if (directory.empty()) directory = ".";
  const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd >= 0) (void)::fsync(fd);
}

// Whether `path` leads to the file that is open as `fd`.
bool isAt(int fd, const std::string& path) {
  struct stat ours {};
  struct stat there {};
  return ::fstat(fd, &ours) == 0 && ::stat(path.c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

// Puts a file with `content` in the place of the regular file at `path`, whose mode it keeps, if there is
// one. Answers with the descriptor of the new one, which is locked before it is to be seen.
Result<int> replaceFile(const std::string& path, const struct stat* before, std::string_view content,
                        int flags) {
  // What a link points to is replaced, and not the link.
  std::error_code unresolved;
  std::string target = path;
  if (before != nullptr)
    if (const auto real = std::filesystem::canonical(path, unresolved); !unresolved) target = real.string();
  const std::string temporary = fmt::format("{}.{}.tmp", target, ::getpid());
  const int fd = ::open(temporary.c_str(), flags | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return systemError(errno, "cannot write " + path);
  int failure = writeAll(fd, content);
  if (failure == 0 && before != nullptr && ::fchmod(fd, before->st_mode & 07777) != 0) failure = errno;
  if (failure == 0 && ::fsync(fd) != 0) failure = errno;
  if (failure == 0) (void)::flock(fd, LOCK_EX | LOCK_NB);
  if (failure == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) failure = errno;
  if (failure == 0) {
    syncDirectoryOf(target);
    return fd;
  }
  (void)::unlink(temporary.c_str());
  ::close(fd);
  return systemError(failure, "cannot write " + path);
}

}  // namespace

Result<std::string> readFile(const std::string& path, std::uint64_t limitBytes) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd < 0) return systemError(errno, "cannot read " + path);
  struct stat info {};
  if (::fstat(fd, &info) != 0) return systemError(errno, "cannot read " + path);
  if (S_ISDIR(info.st_mode)) return systemError(EISDIR, "cannot read " + path);

  const auto tooLong = [&] {
    return Error{ErrorCode::malformed, fmt::format("{} is longer than {} bytes", path, limitBytes),
                 "check that this is the file you meant"};
  };
  if (S_ISREG(info.st_mode) && static_cast<std::uint64_t>(info.st_size) > limitBytes) return tooLong();

  std::string text;
  text.resize(S_ISREG(info.st_mode) ? static_cast<std::size_t>(info.st_size) + 1 : 65536);
  std::size_t length = 0;
  for (;;) {
    if (length == text.size()) text.resize(text.size() * 2);
    const ssize_t n = ::read(fd, text.data() + length, text.size() - length);
    if (n < 0) {
      if (errno == EINTR) continue;
      return systemError(errno, "cannot read " + path);
    }
    if (n == 0) break;
    length += static_cast<std::size_t>(n);
    if (length > limitBytes) return tooLong();
  }
  text.resize(length);
  return text;
}

Result<void> writeFileAtomically(const std::string& path, std::string_view content) {
  struct stat info {};
  const bool isThere = ::stat(path.c_str(), &info) == 0;
  if (isThere && S_ISDIR(info.st_mode)) return systemError(EISDIR, "cannot write " + path);
  if (isThere && !S_ISREG(info.st_mode)) {
    // A device or a pipe, such as /dev/null, is written to and never replaced.
    const Descriptor fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    const int failure = fd < 0 ? errno : writeAll(fd, content);
    return failure == 0 ? Result<void>() : systemError(failure, "cannot write " + path);
  }
  const auto replaced = replaceFile(path, isThere ? &info : nullptr, content, O_WRONLY);
  if (!replaced) return replaced.error();
  ::close(*replaced);
  return {};
}

AppendFile::AppendFile(AppendFile&& other) noexcept { *this = std::move(other); }

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
  std::swap(m_fd, other.m_fd);
  std::swap(m_created, other.m_created);
  std::swap(m_path, other.m_path);
  std::swap(m_length, other.m_length);
  return *this;
}

AppendFile::~AppendFile() {
  if (m_fd < 0) return;
  struct stat info {};
  // Under the lock nobody else can have written to it.
  if (m_created && ::fstat(m_fd, &info) == 0 && info.st_size == 0 && isAt(m_fd, m_path))
    (void)::unlink(m_path.c_str());
  ::close(m_fd);
}

Result<AppendFile> AppendFile::open(const std::string& path) {
  for (;;) {
    AppendFile file;
    file.m_path = path;
    constexpr int flags = O_RDWR | O_APPEND | O_CLOEXEC;
    file.m_fd = ::open(path.c_str(), flags);
    if (file.m_fd < 0 && errno == ENOENT) {
      file.m_fd = ::open(path.c_str(), flags | O_CREAT | O_EXCL, 0644);
      file.m_created = file.m_fd >= 0;
      // Somebody made it meanwhile, or it is a link to nothing.
      if (file.m_fd < 0 && errno == EEXIST) file.m_fd = ::open(path.c_str(), flags | O_CREAT, 0644);
    }
    if (file.m_fd < 0) return systemError(errno, "cannot write " + path);
    if (::flock(file.m_fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      file.m_created = false;
      return Error{ErrorCode::conflict, path + " is being written by another run",
                   "wait for it to end, or write to another file"};
    }
    // The one who had it may have removed or replaced it before we got the lock.
    if (isAt(file.m_fd, path)) {
      struct stat info {};
      if (::fstat(file.m_fd, &info) == 0) file.m_length = static_cast<std::uint64_t>(info.st_size);
      return file;
    }
    file.m_created = false;
  }
}

Result<void> AppendFile::append(std::string_view bytes) {
  struct stat info {};
  if (::fstat(m_fd, &info) != 0) return systemError(errno, "cannot write " + m_path);
  int failure = writeAll(m_fd, bytes);
  if (failure == 0 && S_ISREG(info.st_mode) && ::fdatasync(m_fd) != 0) failure = errno;
  if (failure == 0) {
    m_length = static_cast<std::uint64_t>(info.st_size) + bytes.size();
    return {};
  }
  if (S_ISREG(info.st_mode) && ::ftruncate(m_fd, info.st_size) != 0)
    return systemError(failure, "cannot write " + m_path + ", and half a record is left at its end");
  return systemError(failure, "cannot write " + m_path);
}

Result<void> AppendFile::truncate(std::uint64_t length) {
  if (::ftruncate(m_fd, static_cast<off_t>(length)) != 0)
    return systemError(errno, "cannot shorten " + m_path);
  m_length = length;
  return {};
}

Result<void> AppendFile::replace(std::string_view content) {
  struct stat info {};
  if (::fstat(m_fd, &info) != 0) return systemError(errno, "cannot write " + m_path);
  const auto replaced = replaceFile(m_path, &info, content, O_RDWR | O_APPEND);
  if (!replaced) return replaced.error();
  ::close(m_fd);
  m_fd = *replaced;
  m_length = content.size();
  return {};
}

bool AppendFile::unchanged() const {
  struct stat info {};
  if (::fstat(m_fd, &info) != 0) return false;
  if (!S_ISREG(info.st_mode)) return true;
  return isAt(m_fd, m_path) && static_cast<std::uint64_t>(info.st_size) == m_length;
}

}  // namespace headroom
