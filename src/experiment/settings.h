#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiment/fields.h"

namespace ebb {

/// Settings by name, in order.
using Settings = std::vector<std::pair<std::string, Setting>>;

/// Sets one field. Throws FieldError (and changes nothing) when there is no such field or the value
/// is not one it takes. `depth` and `width` are taken too: shorthand for `hidden`, never written.
void set(Experiment& experiment, std::string_view name, const Setting& value);

/// Both included.
struct Bounds {
  double least;
  double most;
};

/// Of the numbers in a field's list: units of a layer, weights given by hand. None: no list.
std::optional<Bounds> boundsInList(const Field& field);

/// What `set` takes for a name, in words for a FieldError.
std::string takenBy(std::string_view name);

/// The experiment with settings put over its own. Throws as `set` does.
Experiment with(Experiment experiment, const Settings& settings);

/// The field that a name sets: itself, or `hidden` for its shorthands.
std::string_view fieldNameOf(std::string_view name);

/// Sets one field from the text that a link holds.
void setFromText(Experiment& experiment, std::string_view name, std::string_view text);

/// The text of a field's value as a link holds it.
std::string textOf(const Experiment& experiment, const Field& field);

}  // namespace ebb
