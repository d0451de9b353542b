#pragma once

#include <emscripten/val.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/matrix.h"
#include "experiment/settings.h"

namespace ebb {

/// A plain JavaScript object while its properties are written. The functions are compiled once and
/// not for every kind of value: a frame has a hundred properties, and a first visit waits for every
/// byte.
class PlainObject {
 public:
  /// null where there is none.
  PlainObject& number(const char* name, const std::optional<double>& value);
  /// Of something counted from `first`; null for what lies before it.
  PlainObject& index(const char* name, int value, int first = 0);
  PlainObject& text(const char* name, std::string_view value);
  PlainObject& flag(const char* name, bool value);
  PlainObject& list(const char* name, const std::vector<double>& value);
  PlainObject& list(const char* name, const std::optional<std::vector<double>>& value);
  PlainObject& matrix(const char* name, const std::optional<Matrix<double>>& value);
  PlainObject& value(const char* name, const emscripten::val& value);

  operator emscripten::val() const { return object_; }

 private:
  emscripten::val object_ = emscripten::val::object();
};

/// A Float64Array, a copy.
emscripten::val float64Array(const std::vector<double>& numbers);
/// Row by row, as readers write matrices.
emscripten::val matrixValue(const Matrix<double>& matrix);
emscripten::val valueOf(const Setting& value);

template <class Items, class Convert>
emscripten::val arrayOf(const Items& items, Convert convert) {
  emscripten::val list = emscripten::val::array();
  unsigned next = 0;
  for (const auto& item : items) {
    const emscripten::val value = convert(item);
    list.set(next++, value);
  }
  return list;
}

template <class Words>
emscripten::val wordsOf(const Words& words) {
  return arrayOf(words, [](const auto& word) { return emscripten::val(std::string(word)); });
}

}  // namespace ebb
