#pragma once

#include <string_view>

#include "functions/dataset.h"

namespace ebb {

/// Reads the user's own data: CSV (commas or semicolons) or TSV, with a header or without, "quoted"
/// cells allowed, 1 to 5,000 rows of 1 to 16 numeric inputs and, last, the target: numbers for a
/// curve, words for classes, unless `targets` says which. Throws FieldError for field `table` that
/// names line and column.
Dataset readTable(std::string_view text, Targets targets);

}  // namespace ebb
