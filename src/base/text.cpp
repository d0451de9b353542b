#include "base/text.h"

#include <cmath>
#include <limits>
#include <utility>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <charconv>
#include <cstdlib>
#endif

#ifdef __EMSCRIPTEN__
// JavaScript reads and writes numbers as exactly as the C library does, which would be 20 kB more
// of a module that a first visit waits for.
EM_JS(double, ebbReadDecimal, (const char* text), { return Number(UTF8ToString(text)); });
EM_JS(void, ebbWriteShortest, (double number, char* text, int size),
      { stringToUTF8(number.toExponential(), text, size); });
#endif

namespace ebb {
namespace {

/// NaN where a text of digits, signs, points and letters e is no number.
double readDecimal(const std::string& text) {
#ifdef __EMSCRIPTEN__
  return ebbReadDecimal(text.c_str());
#else
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const bool isWhole = end == text.c_str() + text.size();
  return isWhole ? number : std::numeric_limits<double>::quiet_NaN();
#endif
}

/// Of a number over 0 the fewest significant digits that read back as it, and the power of ten of
/// the first of them.
std::pair<std::string, int> shortestDigits(double number) {
  char text[32] = {};
#ifdef __EMSCRIPTEN__
  ebbWriteShortest(number, text, sizeof text);
#else
  std::to_chars(text, text + sizeof text - 1, number, std::chars_format::scientific);
#endif
  const std::string_view written = text;
  const std::size_t e = written.find('e');
  std::string digits;
  for (const char letter : written.substr(0, e)) {
    if (letter != '.') digits += letter;
  }
  int exponent = 0;
  for (const char letter : written.substr(e + 2)) exponent = 10 * exponent + (letter - '0');
  return {digits, written[e + 1] == '-' ? -exponent : exponent};
}

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

/// Whether a code point belongs to the letter before it, in the scripts of the page and in emoji
/// but for flags. Of Unicode's Grapheme_Extend and SpacingMark (UAX 29) only these: the table of
/// all of them would be larger than the rest of this file.
bool belongsToLetterBefore(char32_t point) {
  constexpr char32_t kRanges[][2] = {
      {0x0300, 0x036F},    // combining diacritical marks
      {0x0900, 0x0903},    // Devanagari: candrabindu, anusvara, visarga
      {0x093A, 0x093C},    // vowel signs; nukta
      {0x093E, 0x094F},    // vowel signs and virama; 093D between them is a letter
      {0x0951, 0x0957},    // accents, further vowel signs
      {0x0962, 0x0963},    // vowel signs
      {0x200C, 0x200D},    // zero-width non-joiner and joiner
      {0x20D0, 0x20F0},    // signs around letters, such as that of a key
      {0xFE00, 0xFE0F},    // variation selectors
      {0x1F3FB, 0x1F3FF},  // skin tones
  };
  for (const auto& [first, last] : kRanges) {
    if (point >= first && point <= last) return true;
  }
  return false;
}

/// Whether two code points make one letter although the second is one by itself elsewhere: what a
/// joiner ties (an emoji of several people), and consonants about a virama, which are one sign.
bool areTied(char32_t before, char32_t point) {
  constexpr char32_t kJoiner = 0x200D;
  constexpr char32_t kVirama = 0x094D;
  const bool isConsonant = (point >= 0x0915 && point <= 0x0939) ||
                           (point >= 0x0958 && point <= 0x095F) ||
                           (point >= 0x0978 && point <= 0x097F);
  return before == kJoiner || (before == kVirama && isConsonant);
}

/// A letter of more code points than any script writes is cut after all: what is told of a text
/// from outside has to be short.
constexpr std::size_t kLongestLetter = 16;

/// The letter at the start of a text, in code points; takes it away.
std::vector<char32_t> takeLetter(std::string_view& text) {
  std::vector<char32_t> letter = {takeCodePoint(text)};
  while (!text.empty() && letter.size() < kLongestLetter) {
    std::string_view rest = text;
    const char32_t next = takeCodePoint(rest);
    if (!belongsToLetterBefore(next) && !areTied(letter.back(), next)) break;
    letter.push_back(next);
    text = rest;
  }
  return letter;
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t characters) {
  std::string shown;
  // Letters of several code points each are few in any text that is meant to be read.
  const std::size_t most = 2 * characters + kLongestLetter;
  std::size_t points = 0;
  for (std::size_t i = 0; i < characters && !text.empty(); ++i) {
    std::string_view rest = text;
    const std::vector<char32_t> letter = takeLetter(rest);
    points += letter.size();
    if (points > most) break;
    for (const char32_t point : letter) append(shown, visible(point));
    text = rest;
  }
  return text.empty() ? shown : shown + "…";
}

std::optional<double> parseDecimal(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != text.npos) return std::nullopt;
  const double number = readDecimal(std::string(text));
  if (std::isnan(number)) return std::nullopt;
  return number;
}

std::optional<double> parseNumber(std::string_view text) {
  const auto number = parseDecimal(text);
  return number && std::isfinite(*number) ? number : std::nullopt;
}

std::string formatNumber(double number) {
  if (number == 0) return std::signbit(number) ? "-0" : "0";
  if (!std::isfinite(number)) return std::isnan(number) ? "nan" : number > 0 ? "inf" : "-inf";
  const std::string sign = number < 0 ? "-" : "";
  auto [digits, exponent] = shortestDigits(std::abs(number));
  const bool isWhole = std::abs(number) < 1e15 && number == std::floor(number);
  const int count = static_cast<int>(digits.size());
  if (!isWhole && (exponent < -4 || exponent >= count)) {
    if (count > 1) digits.insert(1, 1, '.');
    const std::string size = std::to_string(std::abs(exponent));
    return sign + digits + (exponent < 0 ? "e-" : "e+") + (size.size() < 2 ? "0" : "") + size;
  }
  if (exponent < 0) return sign + "0." + std::string(-exponent - 1, '0') + digits;
  if (count <= exponent + 1) return sign + digits + std::string(exponent + 1 - count, '0');
  return sign + digits.insert(exponent + 1, 1, '.');
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
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
