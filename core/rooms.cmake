# What every room has in common: warnings, sanitizers, packages, and fieldbook_room().
include(GNUInstallDirs)
find_package(PkgConfig REQUIRED)

add_library(fieldbook_flags INTERFACE)
target_compile_options(fieldbook_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast> -Werror=switch
  $<$<BOOL:${FIELDBOOK_WERROR}>:-Werror>)
if(FIELDBOOK_SANITIZE)
  add_compile_options(-fsanitize=${FIELDBOOK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${FIELDBOOK_SANITIZE})
endif()

# Beside the rooms that do the work stand commands, pages and tests: code that runs briefly and, with sanitizers, takes the
# compiler twice as long at -O1 as at -O0. Called in a folder, for it and those below: unoptimised in debug builds.
macro(fieldbook_compile_quickly)
  add_compile_options($<$<CONFIG:Debug>:-O0>)
endmacro()

# fieldbook_package(TARGET pkg-config-name): an imported target PkgConfig::TARGET for a distribution package.
macro(fieldbook_package target module)
  if(NOT TARGET PkgConfig::${target})
    pkg_check_modules(${target} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  endif()
endmacro()

# fieldbook_room(NAME SOURCES … USES …): one static library for the folder core/NAME.
# Includes are written from the repository's root ("core/base/error.hpp"), but the only folders a target can see
# are its own and those of the rooms it links: each room exports a folder that holds one link, to itself.
function(fieldbook_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;PRIVATELY" ${ARGN})
  set(target fieldbook_${name})
  add_library(${target} STATIC ${ROOM_SOURCES})
  add_library(Fieldbook::${name} ALIAS ${target})
  set(view ${PROJECT_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${view}/core)
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${view}/core/${name} SYMBOLIC)
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${view}>)
  target_link_libraries(${target} PUBLIC ${ROOM_USES} PRIVATE fieldbook_flags ${ROOM_PRIVATELY})
endfunction()
