#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <string>

#include "base/error.h"
#include "core/sanitized.h"
#include "simulation/simulation.h"
#include "stepper/stepper.h"

// Every allocation of this program is counted: C++'s here; Eigen's own goes through malloc, which
// glibc lets a program replace.
namespace {
volatile std::size_t allocations = 0;
/// In bytes, whether given back or not.
volatile std::size_t taken = 0;
/// The allocation that fails, counted from now; 0: none.
volatile std::size_t failing = 0;
}  // namespace

// The address sanitizer replaces it, too.
#if defined(__GLIBC__) && !defined(EBB_SANITIZED)
extern "C" void* __libc_malloc(std::size_t size);
extern "C" void* malloc(std::size_t size) {
  allocations = allocations + 1;
  taken = taken + size;
  if (failing > 0) {
    failing = failing - 1;
    if (failing == 0) return nullptr;
  }
  return __libc_malloc(size);
}
#define EBB_COUNTS_ALLOCATIONS 1
#endif

using namespace ebb;

#ifdef EBB_COUNTS_ALLOCATIONS
TEST_CASE("no iteration allocates, at any width, for any optimizer") {
  for (const auto optimizer : {Optimizer::sgd, Optimizer::adam}) {
    for (const int width : {1, 4, 16, 64, 256}) {
      Experiment experiment;
      experiment.hidden = {width, width};
      experiment.activation = Activation::tanh;
      experiment.optimizer = optimizer;
      experiment.normalization = Normalization::batch;
      experiment.residual = Residual::add;
      experiment.dropout = 0.1;
      experiment.clip = Clip::norm;
      experiment.batchSize = 50;
      Stepper<double> simulation(experiment);
      simulation.seek(simulation.schedule().boundary(1), 1);
      const std::size_t before = allocations;
      simulation.seek(simulation.schedule().boundary(20), 100);
      const std::size_t after = allocations;
      CAPTURE(width);
      CHECK(after == before);
    }
  }
}

TEST_CASE("a simulation takes no more memory than was counted, and most of that") {
  // Mostly copies of the state, and mostly the work of a batch.
  for (const int samples : {200, 5000}) {
    Experiment experiment;
    experiment.hidden.assign(20, 256);
    experiment.init = Initialiser::zeros;
    experiment.samples = samples;
    const std::size_t before = taken;
    const Simulation run(experiment);
    const std::size_t after = taken;
    CAPTURE(samples);
    CHECK(after - before < run.bytes());
    CHECK(after - before > run.bytes() / 2);
  }
}

TEST_CASE("wherever memory runs out, a simulation is refused in words, and the next one runs") {
  Experiment experiment;
  experiment.hidden = {4, 3};
  experiment.normalization = Normalization::batch;
  experiment.samples = 10;
  std::size_t refused = 0;
  for (std::size_t at = 1;; ++at) {
    std::string message;
    failing = at;
    try {
      const Simulation run(experiment);
      const bool hasFailed = failing == 0;
      failing = 0;
      if (!hasFailed) break;
      continue;  // what could not be had was not needed: the library sorts without a buffer too
    } catch (const FieldError& error) {
      failing = 0;
      message = error.what();
    }
    CAPTURE(at);
    CHECK(message ==
          "memory: got none left, takes a smaller experiment, or fewer of them open at once");
    ++refused;
  }
  CHECK(refused > 30);
  Simulation run(experiment);
  run.seek(run.schedule().boundary(1), 1);
  CHECK(run.frame().finite);
}

TEST_CASE("the count of allocations counts") {
  const std::size_t before = allocations;
  volatile int size = 100;
  const Matrix<double> matrix(size, size);
  CHECK(allocations > before);
}
#endif
