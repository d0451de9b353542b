#pragma once

#include <stdexcept>
#include <string>

namespace ebb {

/// A setting that cannot be used: which field, what it got, what it takes.
/// Everything that refuses outside input throws this and has changed nothing.
class FieldError : public std::runtime_error {
 public:
  FieldError(std::string field_name, std::string got_text, std::string takes_text)
      : std::runtime_error(field_name + ": got " + got_text + ", takes " + takes_text),
        field(std::move(field_name)),
        got(std::move(got_text)),
        takes(std::move(takes_text)) {}

  std::string field;
  std::string got;
  std::string takes;
};

/// What a failed allocation is told as.
inline FieldError outOfMemory() {
  return {"memory", "none left", "a smaller experiment, or fewer of them open at once"};
}

}  // namespace ebb
