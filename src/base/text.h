#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ebb {

/// A decimal number, the whole text and nothing else (no hexadecimal, no `inf`, no `nan`, no
/// space).
std::optional<double> parseNumber(std::string_view text);

/// The shortest text that reads back as the same number.
std::string formatNumber(double number);

std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace ebb
