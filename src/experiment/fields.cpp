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

/// A field that says nothing but where `applies` holds.
Field where(bool (*applies)(const Experiment&), Field field) {
  field.applies = applies;
  return field;
}

bool hasLayers(const Experiment& e) { return !e.hidden.empty(); }
bool isTable(const Experiment& e) { return e.data == Data::table; }
bool isDrawn(const Experiment& e) { return e.data != Data::table; }
bool drawsWeights(const Experiment& e) { return e.weights.empty(); }
bool scalesWeights(const Experiment& e) { return drawsWeights(e) && e.init != Initialiser::zeros; }
bool drawsBiases(const Experiment& e) {
  return e.biases.empty() && e.init != Initialiser::pytorch_linear;
}
bool hasMomentum(const Experiment& e) { return readsMomentum(e.optimizer); }
bool clips(const Experiment& e) { return e.clip != Clip::none; }

constexpr double kMostByHand = 4096;
constexpr double kMostText = 4e6;

std::vector<Field> makeFields() {
  using E = Experiment;
  std::vector<Field> all;
  all.push_back(list<&E::hidden>("hidden", Field::Type::widths, "network", kMaxLayers));
  all.push_back(where(hasLayers, kind<&E::activation>("activation", "network")));
  all.push_back(where(hasLayers, kind<&E::normalization>("normalization", "network")));
  all.push_back(where(hasLayers, kind<&E::residual>("residual", "network")));
  all.push_back(where(hasLayers, number<&E::dropout>("dropout", "network", 0, 0.95)));
  all.push_back(where(drawsWeights, kind<&E::init>("init", "weights")));
  all.push_back(where(scalesWeights, number<&E::gain>("gain", "weights", 0, 1000, true)));
  all.push_back(where(drawsBiases, number<&E::biasStd>("biasStd", "weights", 0, 10, true)));
  all.push_back(list<&E::weights>("weights", Field::Type::numbers, "weights", kMostByHand));
  all.push_back(list<&E::biases>("biases", Field::Type::numbers, "weights", kMostByHand));
  all.push_back(kind<&E::loss>("loss", "training"));
  all.push_back(kind<&E::optimizer>("optimizer", "training"));
  all.push_back(number<&E::learningRate>("learningRate", "training", 0, 100, true));
  all.push_back(where(hasMomentum, number<&E::momentum>("momentum", "training", 0, 1)));
  all.push_back(number<&E::weightDecay>("weightDecay", "training", 0, 10, true));
  all.push_back(number<&E::batchSize>("batchSize", "training", 0, 5000));
  all.push_back(kind<&E::clip>("clip", "training"));
  all.push_back(
      where(clips, number<&E::clipThreshold>("clipThreshold", "training", 1e-6, 1e6, true)));
  all.push_back(kind<&E::data>("data", "data"));
  all.push_back(where(isDrawn, number<&E::samples>("samples", "data", 2, 5000)));
  all.push_back(where(isDrawn, number<&E::noise>("noise", "data", 0, 2)));
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
                 copyMember<&E::table>,
                 isTable});
  all.push_back(where(isTable, kind<&E::targets>("targets", "data")));
  all.push_back(where(isTable, kind<&E::standardise>("standardise", "data")));
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

std::vector<std::string_view> applicableFields(const Experiment& experiment) {
  std::vector<std::string_view> names;
  for (const Field& field : fields()) {
    if (field.applies == nullptr || field.applies(experiment)) names.push_back(field.name);
  }
  return names;
}

}  // namespace ebb
