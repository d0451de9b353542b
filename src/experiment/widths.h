#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebb {

inline constexpr int kMaxLayers = 128;
inline constexpr int kMaxUnits = 256;

/// What parseWidths takes, in words for a FieldError.
std::string takesWidths();

/// Reads `16*10` (ten layers of 16), `32,16*3`, `` (none). Throws FieldError for field `hidden`.
std::vector<int> parseWidths(std::string_view text);

/// The shortest text that parseWidths reads back.
std::string formatWidths(const std::vector<int>& widths);

}  // namespace ebb
