#include "bindings/plain_object.h"

namespace ebb {

using emscripten::val;

PlainObject& PlainObject::value(const char* name, const val& value) {
  object_.set(name, value);
  return *this;
}

PlainObject& PlainObject::number(const char* name, const std::optional<double>& number) {
  return value(name, number ? val(*number) : val::null());
}

PlainObject& PlainObject::index(const char* name, int number, int first) {
  return value(name, number >= first ? val(number) : val::null());
}

PlainObject& PlainObject::text(const char* name, std::string_view text) {
  return value(name, val(std::string(text)));
}

PlainObject& PlainObject::flag(const char* name, bool flag) { return value(name, val(flag)); }

PlainObject& PlainObject::list(const char* name, const std::vector<double>& numbers) {
  return value(name, float64Array(numbers));
}

PlainObject& PlainObject::list(const char* name,
                               const std::optional<std::vector<double>>& numbers) {
  return value(name, numbers ? float64Array(*numbers) : val::null());
}

PlainObject& PlainObject::matrix(const char* name, const std::optional<Matrix<double>>& matrix) {
  return value(name, matrix ? matrixValue(*matrix) : val::null());
}

val float64Array(const std::vector<double>& numbers) {
  return val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<val>("slice");
}

val matrixValue(const Matrix<double>& matrix) {
  return PlainObject()
      .number("rows", matrix.rows())
      .number("cols", matrix.cols())
      .list("values", rowByRow(matrix));
}

val valueOf(const Setting& value) {
  if (const auto* number = std::get_if<double>(&value)) return val(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return val(*text);
  return val::array(std::get<std::vector<double>>(value));
}

}  // namespace ebb
