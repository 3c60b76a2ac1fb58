// Where secrets outlive the program: the keychain of the person's desktop (libsecret or KWallet), by
// QtKeychain.
//
//   std::unique_ptr<Keychain> keychain = systemKeychain();
//   keychain->write(key, secret, this, [this](Result<void> kept) { if (!kept) keepForThisRun(kept.error());
//   });
//
// Answers come later, on the GUI thread, and not at all once `context` is gone: the keychain may ask the
// person to unlock it first. Nothing is ever written in plain text where there is no keychain.
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

#include <functional>
#include <memory>

class QObject;

namespace headroom::ui {

class Keychain {
 public:
  virtual ~Keychain() = default;
  // Errors of all: unsupported (no keychain answers), permissionDenied (the person or the keychain refused),
  // io; of read: notFound.
  virtual void read(const QString& key, QObject* context, std::function<void(Result<Secret>)> done) = 0;
  virtual void write(const QString& key, const Secret& secret, QObject* context,
                     std::function<void(Result<void>)> done) = 0;
  virtual void remove(const QString& key, QObject* context, std::function<void(Result<void>)> done) = 0;
};

std::unique_ptr<Keychain> systemKeychain();

}  // namespace headroom::ui
