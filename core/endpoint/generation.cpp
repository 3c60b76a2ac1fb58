#include "core/endpoint/generation.h"

namespace headroom {

std::string_view name(FailureKind kind) {
  switch (kind) {
    case FailureKind::none: return "none";
    case FailureKind::unreachable: return "unreachable";
    case FailureKind::tls: return "tls";
    case FailureKind::connectTimeout: return "connectTimeout";
    case FailureKind::firstTokenTimeout: return "firstTokenTimeout";
    case FailureKind::totalTimeout: return "totalTimeout";
    case FailureKind::reset: return "reset";
    case FailureKind::httpStatus: return "httpStatus";
    case FailureKind::malformedStream: return "malformedStream";
    case FailureKind::serverError: return "serverError";
    case FailureKind::earlyEnd: return "earlyEnd";
    case FailureKind::cancelled: return "cancelled";
  }
  return "unknown";
}

}  // namespace headroom
