#include "base/text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace ebb {

// strtod, since the C++ library of older Emscripten has no from_chars for double.
std::optional<double> parseNumber(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != text.npos) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::string formatNumber(double number) {
  char text[40];
  if (std::abs(number) < 1e15 && number == std::floor(number)) {
    std::snprintf(text, sizeof text, "%.0f", number);
    return text;
  }
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    if (std::strtod(text, nullptr) == number) break;
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == text.npos) break;
    text = text.substr(at + 1);
  }
  return parts;
}

}  // namespace ebb
