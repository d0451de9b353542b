#!/usr/bin/env bash
# ./build.sh                  set up what is missing, build into dist/, serve it
# ./build.sh page             the same, without serving it
# ./build.sh test             the same set-up, then every test
# ./build.sh test all         also formats, types, sanitizers and the fuzzer: what a change has to pass
# ./build.sh reference DIR    run the reference vectors of DIR
# ./build.sh modules|native|sanitized|wasm      one part of the build, with nothing set up; of native and
#                             wasm, the targets that follow
set -euo pipefail

verb=${1:-serve}
extent=${2:-}
[ "$verb" = reference ] && vectors=$(cd "${2:?usage: ./build.sh reference DIR}" && pwd)
cd "$(dirname "$0")"
export NODE_PATH="${NODE_PATH:-/usr/share/nodejs}" # Debian's emcc needs it when node is not Debian's

need() { command -v "$1" >/dev/null; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# --- what is installed

apt_install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null; }

by_apt() {
  local packages=() lean=()
  need cmake || packages+=(cmake)
  need ninja || packages+=(ninja-build)
  need g++ || packages+=(g++)
  need emcc || packages+=(emscripten)
  need npm || packages+=(nodejs npm)
  [ -e /usr/include/eigen3/Eigen/Core ] || packages+=(libeigen3-dev)
  [ -e /usr/include/doctest/doctest.h ] || packages+=(doctest-dev)
  [ -e /usr/include/nlohmann/json.hpp ] || packages+=(nlohmann-json3-dev)
  if [ "$verb" = test ]; then
    need chromium || packages+=(chromium)
    need firefox-esr || need firefox || packages+=(firefox-esr)
    need WebKitWebDriver || lean+=(webkit2gtk-driver)
    need Xvfb || lean+=(xvfb)
  fi
  if [ "$verb $extent" = "test all" ]; then
    need clang++ || packages+=(clang)
    need clang-format || packages+=(clang-format)
    compgen -G '/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*' >/dev/null ||
      packages+=(libclang-rt-14-dev)
    # Without what it recommends, which is everything that one builds torch itself with.
    dpkg -s python3-torch >/dev/null 2>&1 || lean+=(python3-torch)
  fi
  [ $((${#packages[@]} + ${#lean[@]})) = 0 ] && return
  echo "installing ${packages[*]} ${lean[*]}"
  as_root apt-get update -qq
  [ ${#packages[@]} = 0 ] || apt_install "${packages[@]}"
  [ ${#lean[@]} = 0 ] || apt_install --no-install-recommends "${lean[@]}"
}

# Page tests are faster in Chromium without its windows (tests/e2e/launch.mjs). Not every system has it, and nobody is
# asked for a password because of it.
by_apt_if_known() {
  if need "$1"; then return; fi
  apt-cache show "$1" >/dev/null 2>&1 || return 0
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || return 0
  echo "installing $1"
  apt_install --no-install-recommends "$1" || echo "$1 cannot be installed: tests take longer"
}

install_packages() {
  if need apt-get; then
    by_apt
    [ "$verb" != test ] || by_apt_if_known chromium-headless-shell
  elif need brew; then
    for package in cmake ninja emscripten eigen doctest nlohmann-json node; do
      brew list "$package" >/dev/null 2>&1 || brew install "$package"
    done
  else
    for tool in cmake ninja c++ emcc npm; do
      need "$tool" || { echo "please install: cmake, ninja, a C++17 compiler, emscripten, Eigen 3.4 or newer, doctest, nlohmann-json, Node with npm"; exit 1; }
    done
  fi
}

node_fits() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

# Distributions have older ones; npm brings one that fits into the project, and the system stays as it is.
provide_node() {
  need node && node_fits node && return
  local own=$PWD/build/node/node_modules/node/bin
  if ! node_fits "$own/node"; then
    echo "Ebb is built with Node 20.19 or newer: fetching Node 22 into build/node"
    mkdir -p build/node
    npm install --prefix build/node --no-save --no-audit --no-fund --loglevel=error node@22.23.3
  fi
  node_fits "$own/node" || { echo "please install Node 20.19 or newer"; exit 1; }
  export PATH="$own:$PATH"
}

# The browsers that the page is tested in, of those that are here.
find_browsers() {
  EBB_BROWSERS= EBB_NOT_TESTED=
  if need chromium; then EBB_BROWSERS+=" chromium"; else EBB_NOT_TESTED+=", Chromium (chromium)"; fi
  if need firefox-esr || need firefox; then EBB_BROWSERS+=" firefox"; else EBB_NOT_TESTED+=", Firefox (firefox-esr or firefox)"; fi
  if need WebKitWebDriver && need Xvfb; then EBB_BROWSERS+=" webkit"; else EBB_NOT_TESTED+=", WebKit (WebKitWebDriver and Xvfb)"; fi
  export EBB_BROWSERS EBB_NOT_TESTED=${EBB_NOT_TESTED#, }
}

# --- what is built

install_modules() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  npm ci --no-audit --no-fund --silent
  touch node_modules/.package-lock.json
}

build_native() {
  [ -e build/native/build.ninja ] || cmake --preset native >/dev/null
  cmake --build --preset native "$@"
}

build_sanitized() {
  [ -e build/debug/build.ninja ] || cmake --preset debug >/dev/null
  cmake --build --preset debug
}

build_wasm() {
  [ -e build/wasm/build.ninja ] || emcmake cmake --preset wasm >/dev/null
  cmake --build --preset wasm "$@"
}

build_page() {
  install_modules
  build_wasm --target ebb ebb_float32 print_names
  node build/wasm/print_names.cjs types >web/module/kinds.d.ts
  node build/wasm/print_names.cjs values >web/module/names.ts
  npm run --silent build
  npm run --silent package
}

case "$verb" in
  serve)
    install_packages
    provide_node
    build_page
    exec npx vite preview --host 127.0.0.1
    ;;
  page)
    install_packages
    provide_node
    build_page
    ;;
  test)
    install_packages
    provide_node
    find_browsers
    exec node tests/run_all.mjs "$extent"
    ;;
  reference)
    install_packages
    provide_node
    build_native --target reference_runner
    build_wasm --target ebb
    exec node tests/reference/run.mjs "$vectors" build/native/reference_runner
    ;;
  modules) install_modules ;;
  native) build_native "${@:2}" ;;
  sanitized) build_sanitized ;;
  wasm) build_wasm "${@:2}" ;;
  *)
    sed -n '2,8s/^# //p' "$0"
    exit 2
    ;;
esac
