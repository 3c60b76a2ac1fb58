// The text of resources/data/gpus.json and models.json as it was when the library was built.
#pragma once

#include <string_view>

namespace headroom {

std::string_view embeddedGpus();
std::string_view embeddedModels();

}  // namespace headroom
