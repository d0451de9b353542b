#pragma once

#include <cstdint>
#include <vector>

#include "base/median.h"
#include "base/random.h"
#include "simulation/simulation.h"

/// What several tests do with runs.
namespace ebb {

inline Experiment chain(int depth, int width, Activation activation) {
  Experiment experiment;
  experiment.hidden.assign(static_cast<std::size_t>(depth), width);
  experiment.activation = activation;
  return experiment;
}

/// To the end of the first walk back, before clipping and update.
inline Frame firstWalk(Simulation& run) {
  const auto operations = run.frame().operations.size();
  run.seek(2 * operations, 1);
  return run.frame();
}

inline double ratioAtStart(const Experiment& experiment, const CustomBatch& given = {}) {
  Simulation run(experiment, given);
  const Maybe ratio = diagnose(firstWalk(run)).ratio;
  return ratio ? *ratio : 0;
}

inline double lossAfter(const Experiment& experiment, std::uint64_t iterations) {
  Simulation run(experiment);
  run.seek(run.schedule().boundary(iterations), iterations);
  return *run.frame().loss;
}

/// Independent standard normal numbers: `inputs` of each sample, and one target that they tell
/// nothing of.
inline CustomBatch normalBatch(int samples, int inputs, std::uint64_t seed) {
  Random random(Key(seed).split("test"));
  CustomBatch given;
  given.inputs = Matrix<double>::NullaryExpr(inputs, samples, [&] { return random.normal(); });
  given.targets = Matrix<double>::NullaryExpr(1, samples, [&] { return random.normal(); });
  return given;
}

template <class Of>
double medianOverSeeds(int seeds, Of of) {
  std::vector<double> numbers;
  for (int seed = 1; seed <= seeds; ++seed) numbers.push_back(of(static_cast<std::uint32_t>(seed)));
  return median(numbers);
}

}  // namespace ebb
