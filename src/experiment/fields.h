#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "experiment/experiment.h"

namespace ebb {

/// A setting's value as it comes from outside: a number, a text, or a list of numbers.
using Setting = std::variant<double, std::string, std::vector<double>>;

/// What one field of an experiment takes. The page's menus, sliders and checks, the link and the
/// files are all built from this list.
struct Field {
  enum class Type { kind, number, integer, widths, numbers, text };

  std::string_view name;
  Type type;
  /// `network`, `weights`, `training`, `data` or `numbers`: where a reader looks for it.
  std::string_view group;
  /// Bounds, both included: of the number; of the length for lists and text.
  double min = 0;
  double max = 0;
  /// Whether a slider over it should be logarithmic.
  bool logarithmic = false;
  /// Whether it travels in a link (a table does not).
  bool inLink = true;
  /// The words it takes (type kind).
  std::vector<std::string_view> kinds;

  Setting (*get)(const Experiment&);
  /// The value was checked before; a kind comes as its index, a number is within the bounds.
  void (*put)(Experiment&, const Setting&);
  /// Gives the second experiment what the first has.
  void (*copy)(const Experiment&, Experiment&);
  /// Whether it means anything beside an experiment's other fields; null: always.
  bool (*applies)(const Experiment&) = nullptr;
};

/// All fields, in the order in which they are shown and written.
const std::vector<Field>& fields();

/// Names of the fields that mean something beside the others (momentum only with a momentum …).
std::vector<std::string_view> applicableFields(const Experiment& experiment);

}  // namespace ebb
