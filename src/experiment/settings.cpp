#include "experiment/settings.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/text.h"
#include "experiment/widths.h"

namespace ebb {
namespace {

constexpr double kLargestByHand = 1e6;

const Field* find(std::string_view name) {
  for (const Field& field : fields()) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::string describe(const Setting& value) {
  if (const auto* number = std::get_if<double>(&value)) return formatNumber(*number);
  if (const auto* list = std::get_if<std::vector<double>>(&value)) {
    return "a list of " + std::to_string(list->size()) +
           (list->size() == 1 ? " number" : " numbers");
  }
  const auto& text = std::get<std::string>(value);
  return '"' + excerpt(text) + '"';
}

std::string takesText(const Field& field) {
  const std::string range = formatNumber(field.min) + " to " + formatNumber(field.max);
  switch (field.type) {
    case Field::Type::kind: {
      std::string words = "one of";
      for (const auto& word : field.kinds)
        words += (words == "one of" ? " " : ", ") + std::string(word);
      return words;
    }
    case Field::Type::number:
      return "a number from " + range;
    case Field::Type::integer:
      return "a whole number from " + range;
    case Field::Type::widths:
      return takesWidths();
    case Field::Type::numbers:
      return "up to " + formatNumber(field.max) + " numbers from " + formatNumber(-kLargestByHand) +
             " to " + formatNumber(kLargestByHand);
    case Field::Type::text:
      return "a text of up to " + formatNumber(field.max) + " bytes";
  }
  return {};
}

bool isWhole(double number) { return number == std::floor(number); }

/// Whether a field of type widths or numbers takes a number in its list.
bool takesInList(const Field& field, double number) {
  const auto [least, most] = *boundsInList(field);
  return number >= least && number <= most &&
         (field.type != Field::Type::widths || isWhole(number));
}

/// The first number of a list that its field does not take; its end where all are taken.
std::vector<double>::const_iterator refusedIn(const Field& field, const std::vector<double>& list) {
  return std::find_if_not(list.begin(), list.end(),
                          [&field](double number) { return takesInList(field, number); });
}

/// What a field was given that it does not take: of a list the number that is wrong in it.
std::string describeRefused(const Field& field, const Setting& value) {
  const bool isList = field.type == Field::Type::widths || field.type == Field::Type::numbers;
  const auto* list = std::get_if<std::vector<double>>(&value);
  if (!isList || !list || static_cast<double>(list->size()) > field.max) return describe(value);
  const auto refused = refusedIn(field, *list);
  return refused == list->end() ? describe(value)
                                : formatNumber(*refused) + " at place " +
                                      std::to_string(refused - list->begin() + 1) + " of a list";
}

/// The value in the form that `put` wants, if the field takes it.
bool accept(const Field& field, const Setting& value, Setting& accepted) {
  accepted = value;
  const auto* asNumber = std::get_if<double>(&value);
  const auto* asText = std::get_if<std::string>(&value);
  const auto* asList = std::get_if<std::vector<double>>(&value);
  switch (field.type) {
    case Field::Type::kind: {
      if (!asText) return false;
      const auto at = std::find(field.kinds.begin(), field.kinds.end(), *asText);
      accepted = static_cast<double>(at - field.kinds.begin());
      return at != field.kinds.end();
    }
    case Field::Type::number:
      return asNumber && *asNumber >= field.min && *asNumber <= field.max;
    case Field::Type::integer:
      return asNumber && *asNumber >= field.min && *asNumber <= field.max && isWhole(*asNumber);
    case Field::Type::widths:
      if (asText) {
        const std::vector<int> widths = parseWidths(*asText);
        accepted = std::vector<double>(widths.begin(), widths.end());
        return true;
      }
      return asList && asList->size() <= kMaxLayers && refusedIn(field, *asList) == asList->end();
    case Field::Type::numbers:
      return asList && asList->size() <= field.max && refusedIn(field, *asList) == asList->end();
    case Field::Type::text:
      return asText && asText->size() <= field.max;
  }
  return false;
}

constexpr auto kNoSuchField = "nothing: an experiment has no such field";

/// What `depth` and `width` take.
Bounds shorthandBounds(bool isDepth) {
  return isDepth ? Bounds{0, kMaxLayers} : Bounds{1, kMaxUnits};
}

std::string shorthandTakes(bool isDepth) {
  const auto [least, most] = shorthandBounds(isDepth);
  return "a whole number from " + formatNumber(least) + " to " + formatNumber(most);
}

/// `depth` and `width`: the hidden layers as two numbers.
bool setShorthand(Experiment& experiment, std::string_view name, const Setting& value) {
  if (fieldNameOf(name) == name) return false;
  const bool isDepth = name == "depth";
  const auto [least, most] = shorthandBounds(isDepth);
  const auto* number = std::get_if<double>(&value);
  if (!number || !(*number >= least && *number <= most) || !isWhole(*number)) {
    throw FieldError(std::string(name), describe(value), shorthandTakes(isDepth));
  }
  auto& hidden = experiment.hidden;
  const int count = static_cast<int>(*number);
  if (isDepth) {
    hidden.assign(static_cast<std::size_t>(count), hidden.empty() ? 16 : hidden.front());
  } else {
    std::fill(hidden.begin(), hidden.end(), count);
  }
  return true;
}

}  // namespace

void set(Experiment& experiment, std::string_view name, const Setting& value) {
  if (setShorthand(experiment, name, value)) return;
  const Field* field = find(name);
  if (!field) {
    throw FieldError(excerpt(name), describe(value), kNoSuchField);
  }
  Setting accepted;
  if (!accept(*field, value, accepted)) {
    throw FieldError(std::string(name), describeRefused(*field, value), takesText(*field));
  }
  field->put(experiment, accepted);
}

Experiment with(Experiment experiment, const Settings& settings) {
  for (const auto& [name, value] : settings) set(experiment, name, value);
  return experiment;
}

std::optional<Bounds> boundsInList(const Field& field) {
  if (field.type == Field::Type::widths) return Bounds{1, kMaxUnits};
  if (field.type == Field::Type::numbers) return Bounds{-kLargestByHand, kLargestByHand};
  return std::nullopt;
}

std::string takenBy(std::string_view name) {
  const Field* field = find(name);
  if (field) return takesText(*field);
  return fieldNameOf(name) == name ? kNoSuchField : shorthandTakes(name == "depth");
}

std::string_view fieldNameOf(std::string_view name) {
  return name == "depth" || name == "width" ? "hidden" : name;
}

void setFromText(Experiment& experiment, std::string_view name, std::string_view text) {
  const Field* field = find(name);
  const bool isList = field && field->type == Field::Type::numbers;
  const bool isWord =
      field && (field->type == Field::Type::kind || field->type == Field::Type::widths ||
                field->type == Field::Type::text);
  if (isList) {
    std::vector<double> list;
    for (const auto part : split(text, ',')) {
      const auto number = parseNumber(part);
      if (!number)
        throw FieldError(std::string(name), describe(std::string(text)), takesText(*field));
      list.push_back(*number);
    }
    return set(experiment, name, list);
  }
  const auto number = isWord ? std::nullopt : parseNumber(text);
  set(experiment, name, number ? Setting(*number) : Setting(std::string(text)));
}

std::string textOf(const Experiment& experiment, const Field& field) {
  const Setting value = field.get(experiment);
  if (const auto* number = std::get_if<double>(&value)) return formatNumber(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (field.type == Field::Type::widths) return formatWidths(experiment.hidden);
  std::string text;
  for (const double number : std::get<std::vector<double>>(value)) {
    text += (text.empty() ? "" : ",") + formatNumber(number);
  }
  return text;
}

}  // namespace ebb
