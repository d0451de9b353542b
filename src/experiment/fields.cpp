#include "experiment/fields.h"

#include <limits>
#include <type_traits>
#include <utility>

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

template <auto Member>
Field list(std::string_view name, Field::Type type, std::string_view group, double most) {
  return {name,
          type,
          group,
          0,
          most,
          false,
          true,
          {},
          getList<Member>,
          putList<Member>,
          copyMember<Member>};
}

constexpr double kMostByHand = 4096;
constexpr double kMostText = 4e6;

std::vector<Field> makeFields() {
  using E = Experiment;
  std::vector<Field> all;
  all.push_back(list<&E::hidden>("hidden", Field::Type::widths, "network", kMaxLayers));
  all.push_back(kind<&E::activation>("activation", "network"));
  all.push_back(kind<&E::normalization>("normalization", "network"));
  all.push_back(kind<&E::residual>("residual", "network"));
  all.push_back(number<&E::dropout>("dropout", "network", 0, 0.95));
  all.push_back(kind<&E::init>("init", "weights"));
  all.push_back(number<&E::gain>("gain", "weights", 0, 1000, true));
  all.push_back(number<&E::biasStd>("biasStd", "weights", 0, 10, true));
  all.push_back(list<&E::weights>("weights", Field::Type::numbers, "weights", kMostByHand));
  all.push_back(list<&E::biases>("biases", Field::Type::numbers, "weights", kMostByHand));
  all.push_back(kind<&E::loss>("loss", "training"));
  all.push_back(kind<&E::optimizer>("optimizer", "training"));
  all.push_back(number<&E::learningRate>("learningRate", "training", 0, 100, true));
  all.push_back(number<&E::momentum>("momentum", "training", 0, 1));
  all.push_back(number<&E::weightDecay>("weightDecay", "training", 0, 10, true));
  all.push_back(number<&E::batchSize>("batchSize", "training", 0, 5000));
  all.push_back(kind<&E::clip>("clip", "training"));
  all.push_back(number<&E::clipThreshold>("clipThreshold", "training", 1e-6, 1e6, true));
  all.push_back(kind<&E::data>("data", "data"));
  all.push_back(number<&E::samples>("samples", "data", 2, 5000));
  all.push_back(number<&E::noise>("noise", "data", 0, 2));
  all.push_back({"table",
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
  all.push_back(kind<&E::targets>("targets", "data"));
  all.push_back(kind<&E::standardise>("standardise", "data"));
  all.push_back(number<&E::testFraction>("testFraction", "data", 0, 0.5));
  all.push_back(kind<&E::precision>("precision", "numbers"));
  all.push_back(number<&E::seed>("seed", "numbers", 0, std::numeric_limits<std::uint32_t>::max()));
  return all;
}

}  // namespace

const std::vector<Field>& fields() {
  static const std::vector<Field> list = makeFields();
  return list;
}

}  // namespace ebb
