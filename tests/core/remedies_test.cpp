#include "diagnosis/remedies.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/runs.h"

using namespace ebb;

namespace {

std::vector<Remedy> offered(const Experiment& experiment, std::uint64_t iterations = 0) {
  Simulation run(experiment);
  if (iterations == 0) return remediesFor(experiment, diagnose(firstWalk(run)), 0);
  run.seek(run.schedule().boundary(iterations), iterations);
  return remediesFor(experiment, diagnose(run.frame()), iterations);
}

bool has(const std::vector<Remedy>& remedies, Reason reason) {
  return std::any_of(remedies.begin(), remedies.end(),
                     [reason](const Remedy& remedy) { return remedy.reason == reason; });
}

Experiment vanishing() { return chain(20, 16, Activation::sigmoid); }

Experiment exploding() {
  Experiment experiment = chain(12, 16, Activation::relu);
  experiment.init = Initialiser::kaiming_normal;
  experiment.gain = 3;
  return experiment;
}

}  // namespace

TEST_CASE("a healthy gradient needs no remedy, and neither does one that is not known yet") {
  CHECK(offered(chain(10, 16, Activation::tanh)).empty());
  CHECK(remediesFor(vanishing(), Diagnosis{}, 0).empty());
}

TEST_CASE("clipping is offered for what explodes and for nothing else") {
  CHECK(has(offered(exploding()), Reason::bounded_steps));
  CHECK_FALSE(has(offered(vanishing()), Reason::bounded_steps));
  Experiment zero = vanishing();
  zero.init = Initialiser::zeros;
  CHECK_FALSE(has(offered(zero), Reason::bounded_steps));
}

TEST_CASE("a step is not to blame for what broke down before the first") {
  Diagnosis broken;
  broken.verdict = Verdict::nan;
  CHECK_FALSE(has(remediesFor(exploding(), broken, 0), Reason::bounded_steps));
  CHECK_FALSE(has(remediesFor(exploding(), broken, 0), Reason::shorter_steps));
  CHECK(has(remediesFor(exploding(), broken, 1), Reason::bounded_steps));
  CHECK(has(remediesFor(exploding(), broken, 1), Reason::shorter_steps));
}

TEST_CASE("every change of a remedy is one, and never of dropout") {
  Diagnosis diagnosis;
  diagnosis.perLayer = 0.2;
  for (const auto activation : kindNames<Activation>()) {
    for (const auto init : kindNames<Initialiser>()) {
      for (const auto verdict : kindNames<Verdict>()) {
        for (const double gain : {0.0, 1.0, 3.0}) {
          Experiment experiment = vanishing();
          experiment.activation = *kindOf<Activation>(activation);
          experiment.init = *kindOf<Initialiser>(init);
          experiment.gain = gain;
          diagnosis.verdict = *kindOf<Verdict>(verdict);
          for (const Remedy& remedy : remediesFor(experiment, diagnosis, 3)) {
            const Experiment changed = with(experiment, remedy);
            std::size_t differ = 0;
            for (const Field& field : fields()) {
              differ += textOf(experiment, field) != textOf(changed, field);
            }
            CHECK(differ == remedy.changes.size());
            CHECK(differ > 0);
            CHECK(changed.dropout == experiment.dropout);
          }
        }
      }
    }
  }
}

TEST_CASE("what is set already is not offered again") {
  Experiment experiment = vanishing();
  experiment.normalization = Normalization::layer;
  CHECK(has(offered(experiment), Reason::batch_statistics));
  CHECK(has(offered(experiment), Reason::skip_connection));
  experiment = exploding();
  experiment.clip = Clip::value;
  CHECK_FALSE(has(offered(experiment), Reason::bounded_steps));
}

TEST_CASE("a new activation brings the weights that fit it") {
  const auto remedies = offered(vanishing());
  for (const Remedy& remedy : remedies) {
    if (remedy.reason != Reason::steeper_activation) continue;
    const Experiment changed = with(vanishing(), remedy);
    CHECK(fits(changed.init, changed.activation));
  }
  CHECK(fits(Initialiser::kaiming_uniform, Activation::relu));
  CHECK_FALSE(fits(Initialiser::xavier_normal, Activation::relu));
  CHECK(fits(Initialiser::lecun_normal, Activation::selu));
}

TEST_CASE("weights of zero want weights, and nothing else helps them") {
  for (const double gain : {0.0, 1.0}) {
    Experiment experiment = chain(6, 8, Activation::tanh);
    if (gain == 1) experiment.init = Initialiser::zeros;
    experiment.gain = gain;
    const auto remedies = offered(experiment);
    REQUIRE(remedies.size() == 1);
    CHECK(ratioAtStart(with(experiment, remedies.front())) > kVanishing);
  }
}

TEST_CASE("a batch of one under batch normalization wants a batch") {
  Experiment experiment = chain(6, 8, Activation::tanh);
  experiment.normalization = Normalization::batch;
  experiment.batchSize = 1;
  const auto remedies = offered(experiment);
  REQUIRE(remedies.size() == 1);
  CHECK(remedies.front().reason == Reason::whole_batch);
  CHECK(ratioAtStart(with(experiment, remedies.front())) > kVanishing);
}

TEST_CASE("a way past is offered where two neighbours are of one width") {
  Experiment experiment = vanishing();
  experiment.hidden = {16, 15, 14, 13, 12, 11, 10, 9};
  CHECK_FALSE(has(offered(experiment), Reason::skip_connection));
  experiment.hidden.push_back(9);
  CHECK(has(offered(experiment), Reason::skip_connection));
}

TEST_CASE("weights by hand are given up where they are the cause, and layers stay beside them") {
  Experiment experiment = chain(3, 2, Activation::identity);
  experiment.weights = {20, 0, 0, 20, 200, 0, 0, 200, 200, 0, 0, 200, 1, 1};
  const auto remedies = offered(experiment);
  REQUIRE(!remedies.empty());
  CHECK(remedies.front().reason == Reason::fitting_weights);
  CHECK(with(experiment, remedies.front()).weights.empty());
  CHECK_FALSE(has(remedies, Reason::fewer_layers));
}
