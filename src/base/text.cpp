#include "base/text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace ebb {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// The code point at the start of a text, which it takes away; what is no UTF-8 is replaced byte by
/// byte.
char32_t takeCodePoint(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  static constexpr char32_t kFirst[] = {0, 0, 0x80, 0x800, 0x10000};
  char32_t point = lead < 0x80 ? lead : lead & (0x7Fu >> length);
  bool isValid = lead < 0x80 || (lead >= 0xC2 && lead < 0xF5 && text.size() >= length);
  for (std::size_t i = 1; isValid && i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    isValid = (next & 0xC0u) == 0x80;
    point = (point << 6) | (next & 0x3Fu);
  }
  isValid = isValid && point >= kFirst[length] && point <= 0x10FFFF;
  if (isValid && point >= 0xD800 && point <= 0xDFFF) isValid = false;
  text.remove_prefix(isValid ? length : 1);
  return isValid ? point : kReplacement;
}

void append(std::string& text, char32_t point) {
  const auto byte = [&text](char32_t bits) { text += static_cast<char>(bits); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      byte(0xE0 | point >> 12);
    } else {
      byte(0xF0 | point >> 18);
      byte(0x80 | (point >> 12 & 0x3F));
    }
    byte(0x80 | (point >> 6 & 0x3F));
  }
  byte(0x80 | (point & 0x3F));
}

/// Control characters as their pictures (a NUL would end a message, a line break tear it); those
/// that turn the direction of writing would turn the sentence around them.
char32_t visible(char32_t point) {
  if (point < 0x20) return 0x2400 + point;
  if (point == 0x7F) return 0x2421;
  const bool turns = point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
                     (point >= 0x2066 && point <= 0x2069);
  const bool isControl = (point >= 0x80 && point < 0xA0) || point == 0x2028 || point == 0x2029;
  return turns || isControl ? kReplacement : point;
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t characters) {
  std::string shown;
  for (std::size_t i = 0; i < characters && !text.empty(); ++i) {
    append(shown, visible(takeCodePoint(text)));
  }
  return text.empty() ? shown : shown + "…";
}

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
