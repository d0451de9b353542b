#include "clinic/clinic.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "clinic/fault_finding.h"
#include "diagnosis/course.h"
#include "functions/activations.h"
#include "functions/initialisers.h"
#include "simulation/simulation.h"

namespace ebb {
namespace {

/// Small networks are under `learntLoss` by then, or will not be soon.
constexpr std::uint64_t kIterations = 300;

/// A way in which one setting can be at fault.
struct Ailment {
  std::string_view field;
  std::vector<Setting> values;
};

template <class Kind>
Setting word(Kind kind) {
  return std::string(nameOf(kind));
}

const std::vector<Ailment>& ailments() {
  static const std::vector<Ailment> list = {
      {"activation", {word(Activation::sigmoid)}},
      {"init", {word(Initialiser::zeros), word(Initialiser::constant)}},
      {"gain", {0.01, 0.1}},
      {"gain", {10.0, 30.0}},
      {"biasStd", {10.0}},
      {"dropout", {0.9}},
      {"learningRate", {1e-6, 1e-5, 1e-4}},
      {"learningRate", {10.0, 100.0}},
      {"weightDecay", {1.0, 10.0}},
      {"clipThreshold", {1e-5, 1e-4}},
  };
  return list;
}

/// Settings of one concern stand in each other's way: of each only one is at fault.
std::string_view concernOf(std::string_view field) { return field == "gain" ? "init" : field; }

template <class List>
const auto& drawn(Random& random, const List& list) {
  return list[random.below(static_cast<std::uint32_t>(std::size(list)))];
}

/// A network of a kind that learns within the iterations more often than not.
Experiment drawNetwork(Random& random) {
  constexpr Activation kActivations[] = {Activation::tanh, Activation::relu, Activation::leaky_relu,
                                         Activation::selu};
  constexpr Data kData[] = {Data::moons, Data::circles, Data::gaussians};
  constexpr int kWidths[] = {8, 10, 12};
  constexpr double kRates[] = {0.1, 0.3};
  Experiment e;
  const auto depth = static_cast<std::size_t>(5 + random.below(4));
  e.hidden.assign(depth, drawn(random, kWidths));
  e.activation = drawn(random, kActivations);
  e.init = fittingInitialiser(e.activation);
  if (e.init == Initialiser::xavier_uniform) e.init = Initialiser::xavier_normal;
  e.data = drawn(random, kData);
  e.samples = 100;
  e.learningRate = drawn(random, kRates);
  e.clip = Clip::norm;
  e.seed = static_cast<std::uint32_t>(random.bits() >> 32);
  return e;
}

/// What a network's training comes to. Judged by losses alone: a later version that finds other
/// things must still draw the same case, or hand-ins of earlier ones would be marked anew.
struct Examination {
  bool learns = false;
  /// `learntLoss`; none for a loss without a least.
  Maybe goal;
};

Examination examine(const Experiment& experiment) {
  Simulation run(experiment);
  while (!run.seek(run.schedule().boundary(kIterations), kIterations)) {
  }
  Examination result;
  const RunOutcome outcome = run.outcome();
  result.goal = learntLoss(outcome.constantLoss, outcome.leastLoss);
  const Maybe loss = run.frame().loss;
  result.learns = result.goal && loss && *loss < *result.goal;
  return result;
}

Setting valueOf(const Experiment& experiment, std::string_view name) {
  const auto& list = fields();
  return std::find_if(list.begin(), list.end(), [&](const Field& one) { return one.name == name; })
      ->get(experiment);
}

Experiment afflicted(Experiment experiment, const std::vector<Fault>& faults, unsigned which) {
  for (std::size_t i = 0; i < faults.size(); ++i) {
    if (which >> i & 1) set(experiment, faults[i].field, faults[i].value);
  }
  return experiment;
}

/// Whether there is something to see of large biases: units of tanh saturate, those of ReLU die.
/// SELU and leaky ReLU pass on what they are given and learn no better, and nothing tells why.
bool isToldBy(const Experiment& healthy, const Ailment& ailment) {
  return ailment.field != "biasStd" || healthy.activation == Activation::tanh ||
         healthy.activation == Activation::relu;
}

/// The ailment as a fault of this network; none where it does not keep it from learning, or would
/// not be seen.
std::optional<Fault> faultOf(const Experiment& healthy, const Ailment& ailment, Random& random) {
  Fault fault{ailment.field, drawn(random, ailment.values), valueOf(healthy, ailment.field), {}};
  if (!isToldBy(healthy, ailment)) return std::nullopt;
  if (examine(afflicted(healthy, {fault}, 1)).learns) return std::nullopt;
  return fault;
}

std::vector<Fault> drawFaults(const Experiment& healthy, std::size_t count, Random& random) {
  std::vector<const Ailment*> left;
  for (const Ailment& one : ailments()) left.push_back(&one);
  std::vector<Fault> faults;
  while (!left.empty() && faults.size() < count) {
    const Ailment& next = *drawn(random, left);
    const std::string_view concern = concernOf(next.field);
    const std::optional<Fault> fault = faultOf(healthy, next, random);
    left.erase(std::remove_if(left.begin(), left.end(),
                              [&](const Ailment* one) {
                                return one == &next || (fault && concernOf(one->field) == concern);
                              }),
               left.end());
    if (fault) faults.push_back(*fault);
  }
  return faults;
}

/// Whether a network stays sick as long as any of its faults is left. Each alone keeps it from
/// learning already.
bool isSickWithAny(const Experiment& healthy, const std::vector<Fault>& faults) {
  for (unsigned which = 1; which < 1u << faults.size(); ++which) {
    const bool isAlone = (which & (which - 1)) == 0;
    if (!isAlone && examine(afflicted(healthy, faults, which)).learns) return false;
  }
  return true;
}

std::vector<Suspect> makeSuspects() {
  return {
      {"activation",
       {word(Activation::sigmoid), word(Activation::tanh), word(Activation::relu),
        word(Activation::leaky_relu), word(Activation::selu)}},
      {"init",
       {word(Initialiser::zeros), word(Initialiser::constant), word(Initialiser::xavier_normal),
        word(Initialiser::kaiming_normal), word(Initialiser::lecun_normal)}},
      {"gain", {0.01, 0.1, 1.0, 10.0, 30.0}},
      {"biasStd", {0.0, 0.1, 1.0, 10.0}},
      {"dropout", {0.0, 0.1, 0.5, 0.9}},
      {"learningRate", {1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 0.3, 1.0, 10.0, 100.0}},
      {"weightDecay", {0.0, 1e-4, 0.01, 1.0, 10.0}},
      {"clipThreshold", {1e-5, 1e-4, 0.01, 1.0, 100.0}},
      {"normalization",
       {word(Normalization::none), word(Normalization::batch), word(Normalization::layer)}},
      {"residual", {word(Residual::none), word(Residual::add)}},
  };
}

}  // namespace

const std::vector<Suspect>& suspects() {
  static const std::vector<Suspect> list = makeSuspects();
  return list;
}

ClinicCase drawCase(std::uint32_t seed, int faults) {
  if (faults < 1 || faults > kMostFaults) {
    throw FieldError("faults", std::to_string(faults),
                     "a whole number from 1 to " + std::to_string(kMostFaults));
  }
  const Key key = Key(seed).split("clinic").split(static_cast<std::uint64_t>(faults));
  for (std::uint64_t attempt = 0;; ++attempt) {
    Random random(key.split(attempt));
    ClinicCase one;
    one.healthy = drawNetwork(random);
    const Examination result = examine(one.healthy);
    if (!result.learns) continue;
    one.faults = drawFaults(one.healthy, static_cast<std::size_t>(faults), random);
    if (one.faults.size() < static_cast<std::size_t>(faults)) continue;
    if (!isSickWithAny(one.healthy, one.faults)) continue;
    one.sick = afflicted(one.healthy, one.faults, (1u << faults) - 1);
    one.iterations = kIterations;
    one.goal = *result.goal;
    for (Fault& fault : one.faults) {
      fault.finding = findingOf(afflicted(one.healthy, {fault}, 1), fault.field, kIterations);
    }
    return one;
  }
}

}  // namespace ebb
