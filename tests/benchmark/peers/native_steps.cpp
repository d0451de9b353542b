/// Training steps natively, asked for line by line:
///     eigen BYTES DEPTH WIDTH BATCH RATE COUNT NUMBERS…  starts the bare loop
///     ebb BYTES DEPTH WIDTH BATCH                        starts Ebb's core on the network of
///     task.mjs losses N, run N                                    the loss before each of N steps;
///     their seconds
#include <ctime>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "simulation/simulation.h"

extern "C" void startLoop(int bytes, int depth, int width, int batch, double rate,
                          const double* numbers);
extern "C" double runLoop(int steps);

using namespace ebb;

namespace {

Experiment experimentOf(int bytes, int depth, int width, int batch) {
  Experiment experiment;
  experiment.hidden.assign(static_cast<std::size_t>(depth), width);
  experiment.activation = Activation::tanh;
  experiment.loss = Loss::mse;
  experiment.data = Data::moons;
  experiment.samples = (5 * batch + 3) / 4;
  experiment.testFraction = 0.2;
  experiment.learningRate = 0.01;
  experiment.precision = bytes == 4 ? Precision::float32 : Precision::float64;
  return experiment;
}

}  // namespace

int main() {
  std::unique_ptr<Simulation> simulation;
  const auto walk = [&](int steps) {
    if (!simulation) return runLoop(steps);
    simulation->seek(simulation->target(Unit::iteration, steps), static_cast<std::uint64_t>(steps));
    return *simulation->frame().loss;
  };
  std::cout.precision(17);
  for (std::string word; std::cin >> word;) {
    if (word == "losses") {
      int steps = 0;
      std::cin >> steps;
      for (int i = 0; i < steps; ++i) std::cout << (i > 0 ? " " : "") << walk(1);
    } else if (word == "run") {
      int steps = 0;
      std::cin >> steps;
      const std::clock_t begin = std::clock();
      walk(steps);
      std::cout << static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    } else {
      int bytes = 0, depth = 0, width = 0, batch = 0;
      std::cin >> bytes >> depth >> width >> batch;
      simulation.reset();
      if (word == "ebb") {
        simulation = std::make_unique<Simulation>(experimentOf(bytes, depth, width, batch));
      } else {
        double rate = 0;
        std::size_t count = 0;
        std::cin >> rate >> count;
        std::vector<double> numbers(count);
        for (double& number : numbers) std::cin >> number;
        startLoop(bytes, depth, width, batch, rate, numbers.data());
      }
      std::cout << "ready";
    }
    std::cout << std::endl;
  }
}
