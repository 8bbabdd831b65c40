# fieldbook_add_assessor(NAME ID slug SOURCES file… [DATA file…] [USES target…])
#
# Builds NAME.so, an assessor plugin that exports one symbol and needs nothing from the program that loads it, and its
# manifest.json beside it, written from the module itself so that the two never disagree:
#   <build>/lib/fieldbook/plugins/<slug>/NAME.so and manifest.json
# `install` puts both into lib/fieldbook/plugins/<slug>/ of the prefix. A folder `examples` beside the sources goes with
# them: texts, and expected.json with the ratings they must get, which `fieldbook plugin check` holds the module to.
#   ID     an approach's slug for the built-in ones, else a reverse domain name (org.example.place)
#   DATA   text files to carry inside the module: "place.rubric" becomes `#include "place.rubric.hpp"`, which defines
#          `inline constexpr std::string_view fieldbook::data::place_rubric`
#   USES   libraries beside Fieldbook::sdk, for instance Fieldbook::rubric

# fieldbook_embed(TARGET file…): each text file as a string_view in a generated header (see DATA above).
function(fieldbook_embed target)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}_data")
  foreach(file IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" OUTPUT_VARIABLE source)
    cmake_path(GET source FILENAME filename)
    string(MAKE_C_IDENTIFIER "${filename}" symbol)
    set(header "${folder}/${filename}.hpp")
    add_custom_command(OUTPUT "${header}"
      COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${source}" "-DHEADER=${header}" "-DSYMBOL=${symbol}" -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed.cmake"
      DEPENDS "${source}" "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed.cmake" VERBATIM COMMENT "Embedding ${filename}")
    target_sources(${target} PRIVATE "${header}")
  endforeach()
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()

function(fieldbook_add_assessor name)
  cmake_parse_arguments(ASSESSOR "" "ID" "SOURCES;DATA;USES" ${ARGN})
  if(NOT ASSESSOR_ID OR NOT ASSESSOR_SOURCES)
    message(FATAL_ERROR "fieldbook_add_assessor(${name} …) needs ID and SOURCES")
  endif()
  set(folder "${PROJECT_BINARY_DIR}/lib/fieldbook/plugins/${ASSESSOR_ID}")
  add_library(${name} MODULE ${ASSESSOR_SOURCES})
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_link_libraries(${name} PRIVATE Fieldbook::sdk ${ASSESSOR_USES})
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".so" LIBRARY_OUTPUT_DIRECTORY "${folder}"
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  if(ASSESSOR_DATA)
    fieldbook_embed(${name} ${ASSESSOR_DATA})
  endif()
  target_link_options(${name} PRIVATE "LINKER:--version-script=${CMAKE_CURRENT_FUNCTION_LIST_DIR}/assessor.map" LINKER:-z,relro,-z,now)
  if(NOT FIELDBOOK_SANITIZE AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    target_link_options(${name} PRIVATE LINKER:-z,defs) # a sanitizer's symbols are in the program, not in the module
  endif()
  set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/assessor.map")

  if(TARGET Fieldbook::assessor-host)
    set(host Fieldbook::assessor-host)
  else()
    set(host fieldbook-assessor-host)
    add_dependencies(${name} fieldbook-assessor-host)
  endif()
  add_custom_command(TARGET ${name} POST_BUILD VERBATIM COMMENT "Writing the manifest of ${ASSESSOR_ID}"
    COMMAND "${CMAKE_COMMAND}" "-DHOST=$<TARGET_FILE:${host}>" "-DMODULE=$<TARGET_FILE:${name}>"
      "-DID=${ASSESSOR_ID}" "-DMANIFEST=${folder}/manifest.json" -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/manifest.cmake")
  if(IS_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}/examples")
    file(GLOB_RECURSE examples CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/examples/*")
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${examples})   # a changed example is copied anew
    add_custom_command(TARGET ${name} POST_BUILD VERBATIM
      COMMAND "${CMAKE_COMMAND}" -E copy_directory "${CMAKE_CURRENT_SOURCE_DIR}/examples" "${folder}/examples")
    install(DIRECTORY examples DESTINATION "lib/fieldbook/plugins/${ASSESSOR_ID}")
  endif()
  install(TARGETS ${name} LIBRARY DESTINATION "lib/fieldbook/plugins/${ASSESSOR_ID}")
  install(FILES "${folder}/manifest.json" DESTINATION "lib/fieldbook/plugins/${ASSESSOR_ID}")
endfunction()
