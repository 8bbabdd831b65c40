# Writes MANIFEST from what HOST says of MODULE, and refuses a module whose id is not the one its folder is named by.
execute_process(COMMAND "${HOST}" --describe "${MODULE}" OUTPUT_VARIABLE text ERROR_VARIABLE complaint
  RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR text STREQUAL "")
  file(REMOVE "${MODULE}")
  message(FATAL_ERROR "${HOST} --describe ${MODULE} failed (${status}): ${complaint}")
endif()
string(JSON id ERROR_VARIABLE error GET "${text}" id)
if(NOT id STREQUAL ID)
  file(REMOVE "${MODULE}")
  message(FATAL_ERROR "the module says its id is \"${id}\"; fieldbook_add_assessor was told ID ${ID}: make the two agree")
endif()
file(WRITE "${MANIFEST}" "${text}")
