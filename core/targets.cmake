# The two kinds of target that core is made of, and the flags that every target shares.

# Warnings, sanitizers and the include root, carried by an interface target that all others link.
add_library(headroom_flags INTERFACE)
target_compile_options(headroom_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 sees overlaps in std::string that are not there (GCC bug 105651).
  target_compile_options(headroom_flags INTERFACE -Wno-restrict)
endif()
if(HEADROOM_SANITIZE)
  target_compile_options(headroom_flags INTERFACE
    -fsanitize=${HEADROOM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
  target_link_options(headroom_flags INTERFACE -fsanitize=${HEADROOM_SANITIZE})
endif()
if(HEADROOM_FUZZERS)
  target_compile_options(headroom_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# headroom_library(NAME SOURCES file... [LINKS target...])
# One folder of core as the static library headroom_NAME. Headers are included from the
# root of the house: #include "core/NAME/thing.h".
function(headroom_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(headroom_${name} STATIC ${ARG_SOURCES})
  target_include_directories(headroom_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(headroom_${name} PUBLIC ${ARG_LINKS} PRIVATE headroom_flags)
endfunction()
