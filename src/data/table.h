#pragma once

#include <cstddef>
#include <string_view>

#include "data/dataset.h"

namespace ebb {

/// What a table may have at most; inputs are the columns before the last.
inline constexpr std::size_t kMostTableRows = 5000;
inline constexpr std::size_t kMostTableInputs = 16;
inline constexpr std::size_t kMostTableLabels = 20;

/// Reads the user's own data: CSV (commas or semicolons) or TSV, with a header or without, "quoted"
/// cells allowed, 1 to 5,000 rows of 1 to 16 numeric inputs and, last, the target: numbers for a
/// curve, words for classes, unless `targets` says which. Throws FieldError for field `table` that
/// names line and column.
Dataset readTable(std::string_view text, Targets targets);

}  // namespace ebb
