#!/usr/bin/env bash
# ./build.sh                  set up what is missing, build into dist/, serve it
# ./build.sh test             the same set-up, then every test
# ./build.sh reference DIR    run the reference vectors of DIR
set -euo pipefail

verb=${1:-serve}
[ "$verb" = reference ] && vectors=$(cd "${2:?usage: ./build.sh reference DIR}" && pwd)
cd "$(dirname "$0")"
export NODE_PATH="${NODE_PATH:-/usr/share/nodejs}" # Debian's emcc needs it when node is not Debian's

need() { command -v "$1" >/dev/null; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_packages() {
  local packages=()
  if need apt-get; then
    need cmake || packages+=(cmake)
    need ninja || packages+=(ninja-build)
    need g++ || packages+=(g++)
    need emcc || packages+=(emscripten)
    need node || packages+=(nodejs npm)
    [ -e /usr/include/eigen3/Eigen/Core ] || packages+=(libeigen3-dev)
    [ -e /usr/include/doctest/doctest.h ] || packages+=(doctest-dev)
    [ -e /usr/include/nlohmann/json.hpp ] || packages+=(nlohmann-json3-dev)
    if [ "$verb" = test ]; then
      need chromium || packages+=(chromium)
      need firefox-esr || packages+=(firefox-esr)
    fi
    [ ${#packages[@]} = 0 ] && return
    echo "installing ${packages[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >/dev/null
  elif need brew; then
    for package in cmake ninja emscripten eigen doctest nlohmann-json node; do
      brew list "$package" >/dev/null 2>&1 || brew install "$package"
    done
  else
    for tool in cmake ninja c++ emcc node npm; do
      need "$tool" || { echo "please install: cmake, ninja, a C++17 compiler, emscripten, Eigen 3.4, doctest, nlohmann-json, Node 20.19 or newer"; exit 1; }
    done
  fi
}

check_node() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' && return
  echo "Ebb is built with Node 20.19 or newer; this is $(node --version): please install a newer one"
  exit 1
}

install_modules() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  npm ci --no-audit --no-fund --silent
  touch node_modules/.package-lock.json
}

build_native() {
  [ -e build/native/build.ninja ] || cmake --preset native >/dev/null
  cmake --build --preset native "$@"
}

build_wasm() {
  [ -e build/wasm/build.ninja ] || emcmake cmake --preset wasm >/dev/null
  cmake --build --preset wasm "$@"
}

install_packages
check_node
case "$verb" in
  serve)
    install_modules
    build_wasm --target ebb ebb_float32
    npm run --silent build
    exec npx vite preview --host 127.0.0.1
    ;;
  test)
    install_modules
    build_native
    build_wasm
    npm run --silent build
    exec node tests/run_all.mjs
    ;;
  reference)
    build_native --target reference_runner
    build_wasm --target ebb
    exec node tests/reference/run.mjs "$vectors" build/native/reference_runner
    ;;
  *)
    sed -n '2,4s/^# //p' "$0"
    exit 2
    ;;
esac
