#include "experiment/fields.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/text.h"
#include "experiment/widths.h"

namespace ebb {
namespace {

template <auto Member>
void copyMember(const Experiment& from, Experiment& to) {
  to.*Member = from.*Member;
}

template <auto Member>
Setting getNumber(const Experiment& experiment) {
  return static_cast<double>(experiment.*Member);
}

template <auto Member>
void putNumber(Experiment& experiment, const Setting& value) {
  auto& member = experiment.*Member;
  member = static_cast<std::decay_t<decltype(member)>>(std::get<double>(value));
}

template <auto Member>
Field number(std::string_view name, std::string_view group, double min, double max,
             bool logarithmic = false) {
  using Type = std::decay_t<decltype(Experiment{}.*Member)>;
  const auto type = std::is_integral_v<Type> ? Field::Type::integer : Field::Type::number;
  return {name,
          type,
          group,
          min,
          max,
          logarithmic,
          true,
          {},
          getNumber<Member>,
          putNumber<Member>,
          copyMember<Member>};
}

template <auto Member>
Setting getKind(const Experiment& experiment) {
  return std::string(nameOf(experiment.*Member));
}

template <auto Member>
void putKind(Experiment& experiment, const Setting& value) {
  auto& member = experiment.*Member;
  member = static_cast<std::decay_t<decltype(member)>>(static_cast<int>(std::get<double>(value)));
}

template <auto Member>
Field kind(std::string_view name, std::string_view group) {
  std::vector<std::string_view> names;
  for (const auto& text : kindNames<std::decay_t<decltype(Experiment{}.*Member)>>()) {
    names.push_back(displayName(text));
  }
  const double last = static_cast<double>(names.size()) - 1;
  return {name,
          Field::Type::kind,
          group,
          0,
          last,
          false,
          true,
          std::move(names),
          getKind<Member>,
          putKind<Member>,
          copyMember<Member>};
}

template <auto Member>
Setting getList(const Experiment& experiment) {
  const auto& list = experiment.*Member;
  return std::vector<double>(list.begin(), list.end());
}

template <auto Member>
void putList(Experiment& experiment, const Setting& value) {
  const auto& list = std::get<std::vector<double>>(value);
  (experiment.*Member).assign(list.begin(), list.end());
}

constexpr double kMostByHand = 4096;
constexpr double kLargestByHand = 1e6;
constexpr double kMostText = 4e6;

std::vector<Field> makeFields() {
  using E = Experiment;
  std::vector<Field> list;
  list.push_back({"hidden",
                  Field::Type::widths,
                  "network",
                  0,
                  kMaxLayers,
                  false,
                  true,
                  {},
                  getList<&E::hidden>,
                  putList<&E::hidden>,
                  copyMember<&E::hidden>});
  list.push_back(kind<&E::activation>("activation", "network"));
  list.push_back(kind<&E::normalization>("normalization", "network"));
  list.push_back(kind<&E::residual>("residual", "network"));
  list.push_back(number<&E::dropout>("dropout", "network", 0, 0.95));
  list.push_back(kind<&E::init>("init", "weights"));
  list.push_back(number<&E::gain>("gain", "weights", 0, 1000, true));
  list.push_back(number<&E::biasStd>("biasStd", "weights", 0, 10, true));
  list.push_back({"weights",
                  Field::Type::numbers,
                  "weights",
                  0,
                  kMostByHand,
                  false,
                  true,
                  {},
                  getList<&E::weights>,
                  putList<&E::weights>,
                  copyMember<&E::weights>});
  list.push_back({"biases",
                  Field::Type::numbers,
                  "weights",
                  0,
                  kMostByHand,
                  false,
                  true,
                  {},
                  getList<&E::biases>,
                  putList<&E::biases>,
                  copyMember<&E::biases>});
  list.push_back(kind<&E::loss>("loss", "training"));
  list.push_back(kind<&E::optimizer>("optimizer", "training"));
  list.push_back(number<&E::learningRate>("learningRate", "training", 0, 100, true));
  list.push_back(number<&E::momentum>("momentum", "training", 0, 1));
  list.push_back(number<&E::weightDecay>("weightDecay", "training", 0, 10, true));
  list.push_back(number<&E::batchSize>("batchSize", "training", 0, 5000));
  list.push_back(kind<&E::clip>("clip", "training"));
  list.push_back(number<&E::clipThreshold>("clipThreshold", "training", 1e-6, 1e6, true));
  list.push_back(kind<&E::data>("data", "data"));
  list.push_back(number<&E::samples>("samples", "data", 2, 5000));
  list.push_back(number<&E::noise>("noise", "data", 0, 2));
  list.push_back({"table",
                  Field::Type::text,
                  "data",
                  0,
                  kMostText,
                  false,
                  false,
                  {},
                  [](const E& e) -> Setting { return e.table; },
                  [](E& e, const Setting& value) { e.table = std::get<std::string>(value); },
                  copyMember<&E::table>});
  list.push_back(kind<&E::targets>("targets", "data"));
  list.push_back(kind<&E::standardise>("standardise", "data"));
  list.push_back(number<&E::testFraction>("testFraction", "data", 0, 0.5));
  list.push_back(kind<&E::precision>("precision", "numbers"));
  list.push_back(number<&E::seed>("seed", "numbers", 0, std::numeric_limits<std::uint32_t>::max()));
  return list;
}

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
      return "0 to 128 layers of 1 to 256 units, such as 16*10 or 32,16*3";
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
  if (field.type == Field::Type::widths) {
    return number >= 1 && number <= kMaxUnits && isWhole(number);
  }
  return number >= -kLargestByHand && number <= kLargestByHand;
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

/// The bounds of `depth` and of `width`.
struct ShorthandBounds {
  double low;
  double high;
};

ShorthandBounds shorthandBounds(bool isDepth) {
  return isDepth ? ShorthandBounds{0, kMaxLayers} : ShorthandBounds{1, kMaxUnits};
}

std::string shorthandTakes(bool isDepth) {
  const auto [low, high] = shorthandBounds(isDepth);
  return "a whole number from " + formatNumber(low) + " to " + formatNumber(high);
}

/// `depth` and `width`: the hidden layers as two numbers.
bool setShorthand(Experiment& experiment, std::string_view name, const Setting& value) {
  if (fieldNameOf(name) == name) return false;
  const bool isDepth = name == "depth";
  const auto [low, high] = shorthandBounds(isDepth);
  const auto* number = std::get_if<double>(&value);
  if (!number || !(*number >= low && *number <= high) || !isWhole(*number)) {
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

const std::vector<Field>& fields() {
  static const std::vector<Field> list = makeFields();
  return list;
}

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
