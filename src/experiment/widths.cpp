#include "experiment/widths.h"

#include <charconv>

#include "base/error.h"
#include "base/text.h"

namespace ebb {
namespace {

[[noreturn]] void refuse(std::string_view text) {
  throw FieldError("hidden", '"' + excerpt(text) + '"', takesWidths());
}

int parseCount(std::string_view digits, int most, std::string_view text) {
  int count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error != std::errc() || end != digits.data() + digits.size() || count < 1 || count > most) {
    refuse(text);
  }
  return count;
}

}  // namespace

std::string takesWidths() {
  return "0 to " + std::to_string(kMaxLayers) + " layers of 1 to " + std::to_string(kMaxUnits) +
         " units, such as 16*10 or 32,16*3";
}

std::vector<int> parseWidths(std::string_view text) {
  std::vector<int> widths;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    const std::size_t star = part.find('*');
    const int units = parseCount(part.substr(0, star), kMaxUnits, text);
    const int layers = star == part.npos ? 1 : parseCount(part.substr(star + 1), kMaxLayers, text);
    widths.insert(widths.end(), static_cast<std::size_t>(layers), units);
    if (widths.size() > kMaxLayers) refuse(text);
    if (comma == rest.npos) break;
    rest = rest.substr(comma + 1);
    if (rest.empty()) refuse(text);
  }
  return widths;
}

std::string formatWidths(const std::vector<int>& widths) {
  std::string text;
  for (std::size_t i = 0; i < widths.size();) {
    std::size_t run = 1;
    while (i + run < widths.size() && widths[i + run] == widths[i]) ++run;
    if (!text.empty()) text += ',';
    text += std::to_string(widths[i]);
    if (run > 1) text += '*' + std::to_string(run);
    i += run;
  }
  return text;
}

}  // namespace ebb
