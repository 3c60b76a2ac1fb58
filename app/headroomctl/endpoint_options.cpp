#include "app/headroomctl/endpoint_options.h"

namespace headroom::ctl {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t start = text.find_first_not_of(" \t");
  return start == std::string::npos ? "" : text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

}  // namespace

void EndpointOptions::addTo(CLI::App* verb) {
  verb->add_option("--url", url, "The server's base URL")->capture_default_str()->type_name("URL");
  verb->add_option("-m,--model", model, "The model's name, as the server knows it")
      ->capture_default_str()
      ->type_name("NAME");
  verb->add_option("--api", api, "The interface to measure: completions or chat")
      ->check(CLI::IsMember({"completions", "chat"}))
      ->capture_default_str()
      ->type_name("API");
  CLI::Option* plain = verb->add_option_function<std::string>(
      "--api-key", [this](const std::string& key) { apiKey = Secret(key); },
      "The API key itself; others on this machine can read it in the list of processes, so rather name a "
      "variable or a file");
  plain->type_name("KEY");
  CLI::Option* variable =
      verb->add_option("--api-key-env", apiKeyEnvironment, "The environment variable that holds the API key");
  variable->type_name("VARIABLE")->excludes(plain);
  CLI::Option* file =
      verb->add_option("--api-key-file", apiKeyFile, "The file whose first line is the API key");
  file->type_name("FILE")->excludes(plain)->excludes(variable);
  verb->add_option("--ca-file", caFile, "Certificates to trust instead of the system's (PEM)")
      ->type_name("FILE");
  verb->add_option("--header", headers,
                   "A header to send along, such as 'routing-strategy: random'; can be repeated")
      ->type_name("'NAME: VALUE'")
      ->expected(1)
      ->take_all();
  verb->add_option("--connect-timeout", connectTimeoutSeconds, "Seconds until a connection must stand")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->type_name("SECONDS");
  verb->add_option("--first-token-timeout", firstTokenTimeoutSeconds,
                   "Seconds until the first token must have come")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->type_name("SECONDS");
  verb->add_option("--timeout", totalTimeoutSeconds, "Seconds that a whole request may take")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->type_name("SECONDS");
}

Result<Endpoint> EndpointOptions::endpoint() const {
  Endpoint endpoint;
  endpoint.baseUrl = url;
  endpoint.model = model;
  endpoint.api = api == "chat" ? Api::chat : Api::completions;
  endpoint.caFile = caFile;
  endpoint.apiKey = apiKey;
  if (!apiKeyEnvironment.empty() || !apiKeyFile.empty()) {
    auto key =
        apiKeyEnvironment.empty() ? Secret::fromFile(apiKeyFile) : Secret::fromEnvironment(apiKeyEnvironment);
    if (!key) return key.error();
    endpoint.apiKey = std::move(*key);
  }
  for (const std::string& header : headers) {
    const std::size_t colon = header.find(':');
    if (colon == std::string::npos || trimmed(header.substr(0, colon)).empty())
      return Error{ErrorCode::invalidArgument,
                   "--header " + header.substr(0, colon) + " has no name and value",
                   "write it as --header 'name: value'"};
    endpoint.headers.emplace_back(trimmed(header.substr(0, colon)), trimmed(header.substr(colon + 1)));
  }
  return endpoint;
}

}  // namespace headroom::ctl
