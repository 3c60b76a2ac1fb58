// The options that every verb shares that reads or writes profiles where they are kept.
//
//   auto options = std::make_shared<StoreOptions>();
//   options->addTo(verb);
//   …
//   auto store = options->open(url, StoreOptions::Model::required, stop);
#pragma once

#include "app/headroomctl/exit_code.h"
#include "core/store/profile_store.h"

#include <CLI/CLI.hpp>

#include <stop_token>
#include <string>

namespace headroom::ctl {

struct StoreOptions {
  enum class Model { required, optional };

  std::string model;
  std::string user;
  std::string passwordEnvironment;
  std::string passwordFile;
  bool askPassword = false;
  std::string caFile;
  double connectTimeoutSeconds = ConnectOptions{}.connectSeconds;
  double timeoutSeconds = ConnectOptions{}.commandSeconds;

  // --model --user --password-env --password-file --ask-password --ca-file --connect-timeout --timeout. The
  // object must outlive the parse.
  void addTo(CLI::App* verb);

  // Errors: invalidArgument for a broken URL or a missing model; those of reading the password; of
  // connecting.
  Result<Destination> destination(const std::string& text, Model need) const;
  Result<ProfileStore> open(const std::string& text, Model need, std::stop_token stop) const;
};

// The exit code of an error of a store that was open: what is not there is the answer no.
inline ExitCode storeExitCode(const Error& error) {
  return error.code == ErrorCode::notFound ? ExitCode::no : exitCodeOf(error);
}

}  // namespace headroom::ctl
