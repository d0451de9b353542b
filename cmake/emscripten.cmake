# What the WebAssembly build needs beyond the native one.

target_compile_options(ebb_flags INTERFACE -msimd128 -msse4.2 -fwasm-exceptions)
target_link_options(ebb_flags INTERFACE -fwasm-exceptions -sALLOW_MEMORY_GROWTH)

if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.50)
  # Makes Eigen take its SSE kernels without x86 assembly, which this version would refuse.
  target_compile_options(ebb_flags INTERFACE -fgnuc-version=5.99.0)
  target_include_directories(ebb_flags SYSTEM INTERFACE cmake/compat)
  target_link_options(ebb_flags INTERFACE -sTOTAL_STACK=4194304)
else()
  target_link_options(ebb_flags INTERFACE -sSTACK_SIZE=4194304)
endif()

# DYNAMIC_EXECUTION=0: no eval, so that the page's content policy can forbid it.
set(ebb_module_options --bind -sMALLOC=emmalloc -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=ebb -sFILESYSTEM=0
    -sDYNAMIC_EXECUTION=0 -sENVIRONMENT=web,worker)
# Compiled synchronously: older loaders would hand the file's path to Node's fetch.
set(ebb_node_options -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sWASM_ASYNC_COMPILATION=0)
