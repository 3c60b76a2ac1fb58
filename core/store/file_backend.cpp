#include "core/store/file_backend.h"

#include "core/base/file.h"
#include "core/profile/profile_json.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

namespace headroom {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLongestFileBytes = std::uint64_t{256} << 20;

// A name as one component of a path that can be told back: letters, digits, '.', '-' stay, but no leading
// '.'.
std::string fileName(const std::string& name) {
  std::string encoded;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || (c == '.' && !encoded.empty());
    if (plain)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

// Nothing where there is no such file.
Result<std::optional<std::string>> readIfThere(const std::string& path) {
  auto text = readFile(path, kLongestFileBytes);
  if (text) {
    while (text->ends_with('\n')) text->pop_back();
    return std::optional(std::move(*text));
  }
  if (text.error().code == ErrorCode::notFound) return std::optional<std::string>();
  return text.error();
}

std::vector<std::string> linesOf(const std::optional<std::string>& text) {
  std::vector<std::string> lines;
  std::string_view rest = text ? std::string_view(*text) : std::string_view();
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (const std::string_view line = rest.substr(0, end); !line.empty()) lines.emplace_back(line);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

class DirectoryLock {
 public:
  static Result<DirectoryLock> take(const std::string& file) {
    std::string directory = fs::path(file).parent_path().string();
    if (directory.empty()) directory = ".";
    DirectoryLock lock;
    lock.m_fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock.m_fd < 0) return systemError(errno, "cannot write " + file);
    if (::flock(lock.m_fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      return Error{ErrorCode::conflict, "somebody else is writing in " + directory, "try again"};
    return lock;
  }
  DirectoryLock(DirectoryLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  ~DirectoryLock() {
    if (m_fd >= 0) ::close(m_fd);
  }

 private:
  DirectoryLock() = default;
  int m_fd = -1;
};

}  // namespace

std::string FileBackend::nameOf(const std::string& deployment) const {
  if (m_destination.kind == Destination::Kind::file) return m_destination.path;
  const std::string model = m_destination.model.empty() ? "" : fileName(m_destination.model) + "_";
  return (fs::path(m_destination.path) / (model + fileName(deployment) + ".json")).string();
}

Result<std::vector<StoredText>> FileBackend::list() {
  std::vector<std::string> paths;
  if (m_destination.kind == Destination::Kind::file) {
    paths.push_back(m_destination.path);
  } else {
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(m_destination.path, failure)) {
      std::error_code ignored;
      if (entry.path().extension() == ".json" && entry.is_regular_file(ignored))
        paths.push_back(entry.path().string());
    }
    if (failure) return systemError(failure.value(), "cannot read " + m_destination.path);
    std::sort(paths.begin(), paths.end());
  }
  const std::string prefix = m_destination.model.empty() ? "" : fileName(m_destination.model) + "_";
  std::vector<StoredText> found;
  for (const std::string& path : paths) {
    auto text = readIfThere(path);
    if (!text) return text.error();
    if (!*text) continue;
    const std::string stem = fs::path(path).stem().string();
    StoredText stored{m_destination.model, stem, path, std::move(**text)};
    const auto parsed = parseProfile(stored.text, path);
    if (parsed) {
      stored.deployment = parsed->profile.gpu;
      const std::string ending = "_" + fileName(stored.deployment);
      if (m_destination.model.empty() && stem.ends_with(ending))
        stored.model = stem.substr(0, stem.size() - ending.size());
    }
    if (m_destination.kind == Destination::Kind::directory && !prefix.empty() && !stem.starts_with(prefix))
      continue;
    found.push_back(std::move(stored));
  }
  return found;
}

Result<std::optional<std::string>> FileBackend::read(const std::string& deployment) {
  return readIfThere(nameOf(deployment));
}

Result<std::vector<std::string>> FileBackend::history(const std::string& deployment) {
  const auto text = readIfThere(nameOf(deployment) + ".history");
  if (!text) return text.error();
  return linesOf(*text);
}

Result<void> FileBackend::replace(std::span<const Replacement> all) {
  if (all.empty()) return {};
  const std::string first = nameOf(all.front().deployment);
  if (m_destination.kind == Destination::Kind::directory) {
    std::error_code failure;
    fs::create_directories(m_destination.path, failure);
    if (failure) return systemError(failure.value(), "cannot write " + first);
  } else if (all.size() > 1) {
    return Error{ErrorCode::invalidArgument, first + " is one file and cannot hold several profiles",
                 "name a directory"};
  }
  const auto lock = DirectoryLock::take(first);
  if (!lock) return lock.error();
  for (const Replacement& one : all) {
    const auto current = read(one.deployment);
    if (!current) return current.error();
    if (*current != one.expected)
      return Error{ErrorCode::conflict,
                   "somebody else changed " + nameOf(one.deployment) + " meanwhile; nothing was written",
                   "look at it, and try again"};
  }
  for (const Replacement& one : all)
    if (const auto written = write(one); !written) return written.error();
  return {};
}

Result<void> FileBackend::write(const Replacement& one) {
  const std::string path = nameOf(one.deployment);
  if (one.historyItem) {
    const auto old = history(one.deployment);
    if (!old) return old.error();
    std::string lines = *one.historyItem + "\n";
    for (std::size_t i = 0; i < std::min(old->size(), kHistoryLength - 1); ++i) lines += (*old)[i] + "\n";
    if (const auto written = writeFileAtomically(path + ".history", lines); !written) return written.error();
  }
  if (one.next) return writeFileAtomically(path, *one.next + "\n");
  if (::unlink(path.c_str()) != 0) return systemError(errno, "cannot delete " + path);
  return {};
}

}  // namespace headroom
