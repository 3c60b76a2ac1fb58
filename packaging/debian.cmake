# The .deb, by CPack: `cpack -G DEB` in the build folder, or ./dev package, which also checks it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME headroom)
set(CPACK_PACKAGE_VENDOR "Headroom maintainers")
set(CPACK_PACKAGE_CONTACT "${HEADROOM_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "measure LLM inference and plan the GPUs that keep its SLOs")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Headroom measures a large language model on each GPU type, draws what it
measured, applies SLOs and prices to it, computes the cheapest mix of GPUs
for a traffic, and stores GPU profiles in Redis, where the GPU optimizer and
the gateway of AIBrix read them.
.
This package has the desktop application headroom and its command line,
headroomctl.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, libsecret-1-0, qt6-translations-l10n, qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "kubernetes-client, redis-server")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_VERBATIM_VARIABLES ON)
# What is packed are the programs; tests and benches need not be built for it.
set(CPACK_CMAKE_GENERATOR Ninja)
include(CPack)
