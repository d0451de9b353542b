#pragma once

#include <emscripten/val.h>

#include <exception>
#include <new>
#include <string>
#include <utility>

#include "base/error.h"

namespace ebb {

/// Runs `work`; what it throws becomes a JavaScript Error with the core's message (and, for a
/// field, its three parts). The Error is thrown outside the catch block: inside, the C++ exception
/// leaks.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
  emscripten::val error = emscripten::val::undefined();
  const auto makeError = [&error](const std::string& message) {
    error = emscripten::val::global("Error").new_(message);
  };
  const auto makeFieldError = [&](const FieldError& problem) {
    makeError(problem.what());
    error.set("field", problem.field);
    error.set("got", problem.got);
    error.set("takes", problem.takes);
  };
  try {
    return std::forward<Work>(work)();
  } catch (const FieldError& problem) {
    makeFieldError(problem);
  } catch (const std::bad_alloc&) {
    makeFieldError(outOfMemory());
  } catch (const std::exception& problem) {
    makeError(problem.what());
  }
  error.throw_();
  __builtin_unreachable();
}

}  // namespace ebb
