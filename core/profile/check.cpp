#include "core/profile/check.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr double kClockSlackSeconds = 60;

class Checker {
 public:
  Checker(const ParsedProfile& parsed, const CheckContext& context)
      : m_parsed(parsed), m_profile(parsed.profile), m_context(context) {}

  std::vector<Finding> check() {
    checkName();
    checkGrid();
    checkMatrix("tputs", &m_profile.throughput);
    checkMatrix("e2e", m_profile.e2e.empty() ? nullptr : &m_profile.e2e);
    checkMatrix("ttft", m_profile.ttft ? &*m_profile.ttft : nullptr);
    checkMatrix("tpot", m_profile.tpot ? &*m_profile.tpot : nullptr);
    checkZeros();
    checkNumbers();
    checkKeys();
    std::stable_partition(m_findings.begin(), m_findings.end(),
                          [](const Finding& finding) { return finding.severity == Severity::error; });
    return std::move(m_findings);
  }

 private:
  void error(std::string code, std::string message, std::string mend) {
    m_findings.push_back({Severity::error, std::move(code), std::move(message), std::move(mend)});
  }
  void warn(std::string code, std::string message, std::string mend) {
    m_findings.push_back({Severity::warning, std::move(code), std::move(message), std::move(mend)});
  }

  void checkName() {
    if (m_profile.gpu.empty()) {
      error("gpuEmpty", "\"gpu\" is empty, so the optimizer finds no deployment for it",
            "name the deployment");
      return;
    }
    if (!simdjson::validate_utf8(m_profile.gpu))
      error("gpuText", "\"gpu\" is not UTF-8, so the profile would be no JSON",
            "name the deployment as Kubernetes does");
    if (!m_context.deployment || *m_context.deployment == m_profile.gpu) return;
    error("gpuName",
          fmt::format("\"gpu\" is {} and the key's deployment is {}: the optimizer goes by \"gpu\"",
                      m_profile.gpu, *m_context.deployment),
          "store it under its own name, or make it for that deployment");
  }

  void checkGrid() {
    for (const auto& [tokens, what] :
         {std::pair{&m_profile.outputTokens, "output"}, std::pair{&m_profile.inputTokens, "input"}}) {
      if (tokens->empty())
        error("gridEmpty", fmt::format("the grid has no {} lengths", what), "measure at least one cell");
      for (std::size_t i = 0; i < tokens->size(); ++i) {
        if ((*tokens)[i] < 1) {
          error(
              "gridRange",
              fmt::format("the {} length {} is below 1, and readers take its logarithm", what, (*tokens)[i]),
              "leave it out of the grid");
          break;
        }
        if (i > 0 && (*tokens)[i] <= (*tokens)[i - 1]) {
          error("gridOrder",
                fmt::format("the {} lengths do not ascend: {} comes after {}", what, (*tokens)[i],
                            (*tokens)[i - 1]),
                "sort them, each once, together with the rows and columns of the tables");
          break;
        }
      }
    }
  }

  void checkMatrix(std::string_view key, const Matrix* matrix) {
    if (matrix == nullptr) {
      if (key == "e2e")
        warn("e2eMissing", "there is no \"e2e\"", "make the profile again with headroomctl gen-profile");
      return;
    }
    const std::size_t rows = m_profile.outputTokens.size(), columns = m_profile.inputTokens.size();
    if (matrix->size() != rows)
      error("shape", fmt::format("\"{}\" has {} rows for {} output lengths", key, matrix->size(), rows),
            "make the profile again with headroomctl gen-profile");
    for (std::size_t row = 0; row < matrix->size(); ++row) {
      if ((*matrix)[row].size() == columns) continue;
      error("shape",
            fmt::format("row {} of \"{}\" has {} values for {} input lengths", row, key,
                        (*matrix)[row].size(), columns),
            "make the profile again with headroomctl gen-profile");
      break;
    }
    std::size_t notFinite = 0, negative = 0;
    for (const auto& row : *matrix)
      for (const double value : row) {
        if (!std::isfinite(value))
          ++notFinite;
        else if (value < 0)
          ++negative;
      }
    if (notFinite > 0)
      error("notFinite",
            fmt::format("\"{}\" has {} values that are not numbers, which readers refuse", key, notFinite),
            "measure those cells again");
    if (negative > 0)
      error("negative", fmt::format("\"{}\" has {} negative values", key, negative),
            "measure those cells again");
  }

  void checkZeros() {
    std::size_t zeros = 0, cells = 0;
    for (const auto& row : m_profile.throughput) {
      cells += row.size();
      zeros += static_cast<std::size_t>(std::count(row.begin(), row.end(), 0.0));
    }
    if (zeros == 0) return;
    if (zeros == cells)
      error("allZero",
            fmt::format("no cell keeps the SLOs ({}): every throughput is 0", slosText(m_profile.slos)),
            "loosen the SLOs, or measure lower rates; headroomctl gen-profile --table shows what excludes "
            "what");
    else
      warn("someZero",
           fmt::format("{} of {} cells have throughput 0: one request of such a shape makes the optimizer "
                       "ask for a very large number of GPUs",
                       zeros, cells),
           "keep such requests away from this model, or loosen the SLOs");
  }

  void checkNumbers() {
    if (!std::isfinite(m_profile.cost) || m_profile.cost <= 0)
      error("cost", fmt::format("the cost is {:g}", m_profile.cost),
            "give the price per hour of one replica, above 0");
    if (m_parsed.hasNonFiniteLiterals)
      error("notJson", "it has NaN or Infinity in it, which is not JSON",
            "make it again with headroomctl gen-profile");
    if (!std::isfinite(m_profile.created))
      warn("createdMissing", "there is no \"created\", by which the optimizer tells a newer profile",
           "store it with headroomctl store push, which sets it");
    else if (m_context.now && m_profile.created > *m_context.now + kClockSlackSeconds)
      warn(
          "createdFuture",
          fmt::format(
              "\"created\" is {:.0f} s in the future: the optimizer holds on to it and takes no profile made "
              "before then",
              m_profile.created - *m_context.now),
          "check the clock of the machine that made it");
  }

  void checkKeys() {
    if (m_parsed.unknownKeys.empty()) return;
    warn(
        "unknownKeys",
        fmt::format(
            "readers do not know the keys {}; the optimizer's reader takes none of the model's profiles then",
            fmt::join(m_parsed.unknownKeys, ", ")),
        "store it with headroomctl store push, which leaves them out");
  }

  const ParsedProfile& m_parsed;
  const Profile& m_profile;
  const CheckContext& m_context;
  std::vector<Finding> m_findings;
};

std::string gridText(const Profile& profile) {
  const auto range = [](const std::vector<int>& tokens) {
    return tokens.empty() ? std::string("none") : fmt::format("{} to {}", tokens.front(), tokens.back());
  };
  return fmt::format("{} x {}, output {}, input {}", profile.outputTokens.size(), profile.inputTokens.size(),
                     range(profile.outputTokens), range(profile.inputTokens));
}

}  // namespace

std::vector<Finding> checkProfile(const ParsedProfile& parsed, const CheckContext& context) {
  return Checker(parsed, context).check();
}

std::vector<Finding> checkBeside(const Profile& profile, std::span<const Profile> others,
                                 const Profile* replaced) {
  std::vector<Finding> findings;
  for (const Profile& other : others) {
    if (profile.sameGrid(other)) continue;
    findings.push_back(
        {Severity::error, "gridDiffers",
         fmt::format("its grid ({}) is not that of {} ({}): the optimizer skips whichever it loads second",
                     gridText(profile), other.gpu, gridText(other)),
         "measure every GPU of a model over the same grid"});
    break;
  }
  if (findings.empty() && replaced != nullptr && !profile.sameGrid(*replaced))
    findings.push_back(
        {Severity::warning, "gridChanges",
         fmt::format("its grid ({}) is not that of the profile it replaces ({}): a running optimizer keeps "
                     "the old grid and skips this GPU",
                     gridText(profile), gridText(*replaced)),
         "restart the GPU optimizer afterwards"});
  return findings;
}

bool hasErrors(std::span<const Finding> findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::error; });
}

Error refusal(std::span<const Finding> findings, const std::string& thing) {
  std::string message = thing + " would be misread", mend;
  char separator = ':';
  for (const Finding& finding : findings) {
    if (finding.severity != Severity::error) continue;
    message += fmt::format("{} {}", separator, finding.message);
    if (mend.empty()) mend = finding.mend;
    separator = ',';
  }
  return {ErrorCode::unsafe, message, mend + "; --force insists"};
}

}  // namespace headroom
