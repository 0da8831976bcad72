# What `cmake --install` puts where, and the Debian package that `cpack -G DEB` makes of it (from a release build).
include(GNUInstallDirs)
install(TARGETS tessera RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    set(linux ${CMAKE_CURRENT_LIST_DIR}/linux)
    install(FILES ${linux}/tessera.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${linux}/tessera.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES ${linux}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
    install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/tessera.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
    find_program(GZIP gzip REQUIRED)
    execute_process(COMMAND ${GZIP} -9nc ${linux}/tessera.1
        OUTPUT_FILE ${CMAKE_BINARY_DIR}/tessera.1.gz COMMAND_ERROR_IS_FATAL ANY)
    install(FILES ${CMAKE_BINARY_DIR}/tessera.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

    file(STRINGS ${linux}/packages.run run_packages REGEX "^[a-z0-9]")
    list(JOIN run_packages ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tessera)
set(CPACK_PACKAGE_CONTACT "The Tessera maintainers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "native explorer for APIs that make you sign in first")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Tessera signs in to an API as its profile describes, keeps every secret in the keychain of the desktop,
 refreshes each token before it expires, and sends any request as any identity.")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Any Secret Service will do; without one sessions live in memory only.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager | keepassxc")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/package)
include(CPack)
