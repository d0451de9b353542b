#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ebb {

/// A decimal number, the whole text and nothing else (no hexadecimal, no `inf`, no `nan`, no
/// space); infinite where it is larger than float64 holds.
std::optional<double> parseDecimal(std::string_view text);

/// The same where it is finite.
std::optional<double> parseNumber(std::string_view text);

/// The shortest text that reads back as the same number.
std::string formatNumber(double number);

/// A number of things in English: "1 row", "2 rows"; for nouns whose plural has an s.
std::string counted(std::size_t count, std::string_view noun);

/// A text from outside as an error shows it: its first characters (letters with their marks, never
/// part of one), "…" where there are more, in valid UTF-8 without characters that cannot be seen.
std::string excerpt(std::string_view text, std::size_t characters = 40);

std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace ebb
