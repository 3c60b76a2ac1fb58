#include "app/headroomctl/store_options.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

namespace headroom::ctl {
namespace {

// A line from the terminal, not shown while it is typed.
Result<Secret> passwordFromTerminal(const std::string& where) {
  const int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (fd < 0)
    return Error{ErrorCode::invalidArgument, "--ask-password needs a terminal",
                 "give the password with --password-env or --password-file"};
  termios shown{};
  const bool isTerminal = ::tcgetattr(fd, &shown) == 0;
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  if (isTerminal) ::tcsetattr(fd, TCSAFLUSH, &hidden);
  const std::string prompt = "Password for " + where + ": ";
  [[maybe_unused]] auto written = ::write(fd, prompt.data(), prompt.size());
  std::string line;
  char c = 0;
  while (::read(fd, &c, 1) == 1 && c != '\n') line += c;
  if (isTerminal) ::tcsetattr(fd, TCSAFLUSH, &shown);
  written = ::write(fd, "\n", 1);
  ::close(fd);
  return Secret(line);
}

}  // namespace

void StoreOptions::addTo(CLI::App* verb) {
  verb->add_option("--model", model, "The model the profiles are of; instead of ?model= in the URL")
      ->type_name("NAME");
  verb->add_option("--user", user, "User of Redis")->type_name("NAME");
  verb->add_option("--password-env", passwordEnvironment,
                   "Environment variable that holds the password of Redis")
      ->type_name("VARIABLE");
  verb->add_option("--password-file", passwordFile, "File whose first line is the password of Redis")
      ->type_name("FILE");
  verb->add_flag("--ask-password", askPassword, "Ask for the password of Redis on the terminal");
  verb->add_option("--ca-file", caFile, "Certificates (PEM) that may have signed that of a rediss:// server")
      ->type_name("FILE");
  verb->add_option("--connect-timeout", connectTimeoutSeconds, "Seconds for connecting and logging in")
      ->check(CLI::Range(0.001, 3600.0))
      ->type_name("SECONDS")
      ->capture_default_str();
  verb->add_option("--timeout", timeoutSeconds, "Seconds for the answer to a command")
      ->check(CLI::Range(0.001, 3600.0))
      ->type_name("SECONDS")
      ->capture_default_str();
}

Result<Destination> StoreOptions::destination(const std::string& text, Model need) const {
  auto destination = parseDestination(text);
  if (!destination) return destination;
  if (!model.empty()) destination->model = model;
  if (!user.empty()) destination->user = user;
  if (need == Model::required && destination->isRedis() && destination->model.empty())
    return Error{ErrorCode::invalidArgument, destination->shown() + " does not name the model",
                 "put ?model=NAME behind it, or give --model"};
  const auto take = [&](Result<Secret> secret) -> Result<void> {
    if (!secret) return secret.error();
    destination->password = std::move(*secret);
    return {};
  };
  if (!passwordEnvironment.empty())
    if (const auto taken = take(Secret::fromEnvironment(passwordEnvironment)); !taken) return taken.error();
  if (!passwordFile.empty())
    if (const auto taken = take(Secret::fromFile(passwordFile)); !taken) return taken.error();
  if (askPassword)
    if (const auto taken = take(passwordFromTerminal(destination->shown())); !taken) return taken.error();
  return destination;
}

Result<ProfileStore> StoreOptions::open(const std::string& text, Model need, std::stop_token stop) const {
  const auto where = destination(text, need);
  if (!where) return where.error();
  return ProfileStore::open(*where, {connectTimeoutSeconds, timeoutSeconds, caFile}, std::move(stop));
}

}  // namespace headroom::ctl
