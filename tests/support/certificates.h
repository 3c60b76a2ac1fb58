// Certificates for tests of TLS.
//
//   const Certificate made = makeCertificate("/tmp/x/server");   // for 127.0.0.1
//   LoopbackServer server(handler, made.certificateFile, made.keyFile);
//   endpoint.caFile = made.certificateFile;   // it vouches for itself
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace headroom::test {

struct Certificate {
  std::string certificateFile;
  std::string keyFile;
};

// Makes PREFIX.pem and PREFIX.key: self-signed, valid for a day, for the names given as OpenSSL writes them.
inline Certificate makeCertificate(const std::string& prefix,
                                   const std::string& names = "IP:127.0.0.1,DNS:localhost") {
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const auto require = [](bool fine) {
    if (!fine) std::abort();
  };
  const std::unique_ptr<EVP_PKEY, Free> key(EVP_EC_gen("P-256"));
  const std::unique_ptr<X509, Free> certificate(X509_new());
  require(key && certificate);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), std::rand());
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  const auto* common = reinterpret_cast<const unsigned char*>(prefix.c_str() + prefix.rfind('/') + 1);
  require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, common, -1, -1, 0) == 1);
  X509_set_issuer_name(certificate.get(), subject);
  for (const auto& [kind, value] : {std::pair(NID_subject_alt_name, names),
                                    std::pair(NID_basic_constraints, std::string("critical,CA:TRUE"))}) {
    const std::unique_ptr<X509_EXTENSION, Free> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
    require(extension && X509_add_ext(certificate.get(), extension.get(), -1) == 1);
  }
  require(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);

  const Certificate made{prefix + ".pem", prefix + ".key"};
  const std::unique_ptr<std::FILE, Free> certificateFile(std::fopen(made.certificateFile.c_str(), "w"));
  const std::unique_ptr<std::FILE, Free> keyFile(std::fopen(made.keyFile.c_str(), "w"));
  require(certificateFile && PEM_write_X509(certificateFile.get(), certificate.get()) == 1);
  require(keyFile &&
          PEM_write_PrivateKey(keyFile.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return made;
}

}  // namespace headroom::test
