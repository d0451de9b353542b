#include <doctest/doctest.h>

#include "core/runs.h"
#include "core/sound_frame.h"
#include "diagnosis/remedies.h"
#include "experiment/link.h"

using namespace ebb;

namespace {

void addOperations(Frame& frame, OperationKind kind, int layers) {
  for (int l = 1; l <= layers; ++l) {
    OperationFrame operation;
    operation.kind = kind;
    operation.layer = l;
    frame.operations.push_back(operation);
  }
}

/// What is found of a network at the end of its first walk back (iteration 0), or later.
Diagnosis diagnosed(const Experiment& experiment, std::uint64_t iteration) {
  Simulation run(experiment);
  if (iteration == 0) return diagnose(firstWalk(run), experiment);
  run.seek(run.schedule().boundary(iteration), iteration + 1);
  return diagnose(run.frame(), experiment);
}

Diagnosis diagnosed(std::string_view link, std::uint64_t iteration) {
  return diagnosed(readLink(link).experiment, iteration);
}

std::optional<Severity> severityIn(const Diagnosis& diagnosis, FindingKind kind) {
  const Finding* found = find(diagnosis, kind);
  return found == nullptr ? std::nullopt : std::optional(found->severity);
}

/// The place of the first remedy for a reason, from 1; 0: there is none.
std::size_t placeOf(Reason reason, std::string_view link, std::uint64_t iteration) {
  const Experiment experiment = readLink(link).experiment;
  const auto remedies = remediesFor(experiment, diagnosed(experiment, iteration), iteration);
  for (std::size_t i = 0; i < remedies.size(); ++i) {
    if (remedies[i].reasons.front() == reason) return i + 1;
  }
  return 0;
}

constexpr auto kStrongDecay = "hidden=16*3&activation=tanh&weightDecay=1";
constexpr auto kDecayOfMost =
    "hidden=16*4&activation=selu&weightDecay=1&optimizer=momentum&learningRate=0.01&residual=add";
constexpr auto kGrowingDecay = "hidden=16*3&activation=tanh&weightDecay=10&learningRate=0.3";
constexpr auto kDeepDropout = "hidden=16*20&activation=relu&init=kaiming_normal&dropout=0.9";
constexpr auto kSingles =
    "hidden=16*5&activation=relu&init=kaiming_normal&normalization=batch&batchSize=1&"
    "learningRate=0.01";

}  // namespace

TEST_CASE("weight decay is found where it pulls twice as hard as the gradient in every layer") {
  // Weights of norm 100 and gradients of norm 1: a decay of 0.01 pulls as hard.
  const auto decays = [](double decay) {
    Experiment experiment = tanhNetwork();
    experiment.weightDecay = decay;
    return experiment;
  };
  const Frame frame = soundFrame(1);
  CHECK(!severityOf(FindingKind::weight_decay, frame, decays(0.0199)));
  CHECK(severityOf(FindingKind::weight_decay, frame, decays(0.0201)) == Severity::warning);
  Frame pulled = soundFrame(1);
  pulled.layers[3].weightGradient = 2;
  CHECK(!severityOf(FindingKind::weight_decay, pulled, decays(0.0201)));
  // 3.5 times as hard in all layers together: 200 decay over √(3 + 4²), with 1.9 in the last.
  pulled.layers[3].weightGradient = 4;
  CHECK(!severityOf(FindingKind::weight_decay, pulled, decays(0.0762)));
  CHECK(severityOf(FindingKind::weight_decay, pulled, decays(0.0764)) == Severity::warning);
  // In balance, once the network was given its time; a note where it has learnt.
  CHECK(!severityOf(FindingKind::weight_decay, soundFrame(5000, 0.99), decays(0.0079)));
  CHECK(severityOf(FindingKind::weight_decay, soundFrame(5000, 0.99), decays(0.0081)) ==
        Severity::warning);
  CHECK(severityOf(FindingKind::weight_decay, soundFrame(5000, 0.99), decays(0.0201)) ==
        Severity::failure);
  CHECK(!severityOf(FindingKind::weight_decay, soundFrame(5000, 0.3), decays(0.0081)));
  CHECK(severityOf(FindingKind::weight_decay, soundFrame(5000, 0.3), decays(0.0201)) ==
        Severity::note);
}

TEST_CASE("decay that had no time to do anything is not to blame") {
  Experiment slow = tanhNetwork();
  slow.weightDecay = 0.1;
  // 1 / (rate · decay) iterations.
  slow.learningRate = 0.0101;
  CHECK(severityOf(FindingKind::weight_decay, soundFrame(1), slow));
  slow.learningRate = 0.0099;
  CHECK(!severityOf(FindingKind::weight_decay, soundFrame(1), slow));
  // Three times as many, once it is to have stopped a network.
  slow.learningRate = 0.1;
  CHECK(!severityOf(FindingKind::weight_decay, soundFrame(299, 0.99), slow));
  CHECK(severityOf(FindingKind::weight_decay, soundFrame(301, 0.99), slow));
  slow.learningRate = 0.0099;
  // Momentum of 0.9 makes ten steps of one.
  slow.optimizer = Optimizer::momentum;
  CHECK(severityOf(FindingKind::weight_decay, soundFrame(1), slow));
}

TEST_CASE("decay over the rule's bound makes the weights larger, as is known at the start") {
  const auto severity = [](Optimizer optimizer, double product) {
    Experiment experiment = tanhNetwork();
    experiment.optimizer = optimizer;
    experiment.learningRate = 1;
    experiment.weightDecay = product;
    const Diagnosis diagnosis = diagnose(soundFrame(1), experiment);
    const Finding* found = find(diagnosis, FindingKind::weight_decay);
    return found != nullptr && evidenceOf(*found, "stepDecay");
  };
  CHECK(!severity(Optimizer::sgd, 1.99));
  CHECK(severity(Optimizer::sgd, 2.01));
  CHECK(!severity(Optimizer::momentum, 3.79));
  CHECK(severity(Optimizer::momentum, 3.81));
  CHECK(!severity(Optimizer::nesterov, 1.35));
  CHECK(severity(Optimizer::nesterov, 1.36));
  CHECK(!severity(Optimizer::adamw, 1.99));
  CHECK(severity(Optimizer::adamw, 2.01));
  CHECK(!severity(Optimizer::adam, 10));
}

TEST_CASE("AdamW's decay is judged by the weights that it leaves") {
  Experiment experiment = tanhNetwork();
  experiment.optimizer = Optimizer::adamw;
  experiment.learningRate = 0.01;
  Frame frame = soundFrame(1);
  frame.training.inputs = 2;
  // Eight inputs a layer at most: twice √8 is 5.66.
  experiment.weightDecay = 5.6;
  CHECK(!severityOf(FindingKind::weight_decay, frame, experiment));
  experiment.weightDecay = 5.7;
  CHECK(severityOf(FindingKind::weight_decay, frame, experiment));
}

TEST_CASE("networks that decay has stopped are told so, and those that learn are not") {
  const Diagnosis start = diagnosed(kStrongDecay, 0);
  CHECK(severityIn(start, FindingKind::weight_decay) == Severity::warning);
  for (const std::uint64_t iteration : {10, 100, 1000}) {
    CAPTURE(iteration);
    CHECK(severityIn(diagnosed(kStrongDecay, iteration), FindingKind::weight_decay));
  }
  CHECK(severityIn(diagnosed(kStrongDecay, 1000), FindingKind::weight_decay) == Severity::failure);
  for (const char* const link : {kDecayOfMost, "weightDecay=1"}) {
    CHECK(severityIn(diagnosed(link, 0), FindingKind::weight_decay) == Severity::warning);
    CHECK(severityIn(diagnosed(link, 1), FindingKind::weight_decay) == Severity::warning);
  }
  CHECK(severityIn(diagnosed(kGrowingDecay, 0), FindingKind::weight_decay) == Severity::warning);
  CHECK(severityIn(diagnosed(kGrowingDecay, 100), FindingKind::weight_decay) == Severity::failure);
  for (const double decay : {0.0, 1e-4, 1e-3, 1e-2}) {
    for (const Optimizer optimizer : {Optimizer::sgd, Optimizer::adam, Optimizer::adamw}) {
      Experiment experiment = readLink("hidden=16*3&activation=tanh").experiment;
      experiment.weightDecay = decay;
      experiment.optimizer = optimizer;
      experiment.learningRate = optimizer == Optimizer::sgd ? 0.1 : 0.01;
      CAPTURE(decay);
      CAPTURE(nameOf(optimizer));
      for (const std::uint64_t iteration : {0, 100, 500}) {
        CHECK(!severityIn(diagnosed(experiment, iteration), FindingKind::weight_decay));
      }
    }
  }
}

TEST_CASE("dropout is found where next to no path through the layers is left whole") {
  const auto with = [](double dropout, int layers, int around, int iterations, double loss) {
    Experiment experiment = tanhNetwork();
    experiment.dropout = dropout;
    Frame frame = soundFrame(iterations, loss);
    addOperations(frame, OperationKind::dropout, layers);
    addOperations(frame, OperationKind::add, around);
    return severityOf(FindingKind::dropout, frame, experiment);
  };
  // Three layers: 0.126³ is 0.002, 0.368³ is 0.05.
  CHECK(!with(0.873, 3, 0, 1, 0.3));
  CHECK(with(0.875, 3, 0, 1, 0.3) == Severity::warning);
  CHECK(with(0.875, 3, 0, 2000, 0.3) == Severity::note);
  CHECK(with(0.875, 3, 0, 2000, 0.99) == Severity::failure);
  CHECK(!with(0.631, 3, 0, 2000, 0.99));
  CHECK(with(0.633, 3, 0, 2000, 0.99) == Severity::warning);
  CHECK(!with(0.633, 3, 0, 2000, 0.3));
  // A connection leads around it.
  CHECK(!with(0.875, 3, 1, 1, 0.3));
}

TEST_CASE("what dropout has brought about is laid to it") {
  for (const std::uint64_t iteration : {0, 1, 100}) {
    CAPTURE(iteration);
    const Diagnosis diagnosis = diagnosed(kDeepDropout, iteration);
    CHECK(diagnosis.findings.front().kind == FindingKind::dropout);
    CHECK(diagnosis.findings.front().severity == Severity::failure);
  }
  const Diagnosis wide =
      diagnosed("hidden=64*4&dropout=0.9&activation=relu&init=kaiming_normal", 1);
  CHECK(severityIn(wide, FindingKind::dropout) == Severity::warning);
  const Finding* loss = find(wide, FindingKind::initial_loss);
  REQUIRE(loss != nullptr);
  CHECK(loss->layer == 0);
  CHECK(evidenceOf(*loss, "dropoutRate") == 0.9);
}

TEST_CASE("batch normalization over batches of one sample is named, whatever the activation") {
  for (const auto activation : {"relu", "leaky_relu", "tanh"}) {
    CAPTURE(activation);
    const std::string link =
        std::string(kSingles) + "&activation=" + activation + "&init=xavier_normal";
    for (const std::uint64_t iteration : {0, 100}) {
      const Diagnosis diagnosis = diagnosed(link, iteration);
      REQUIRE(!diagnosis.findings.empty());
      CHECK(diagnosis.findings.front().kind == FindingKind::single_samples);
      CHECK(diagnosis.findings.front().severity == Severity::failure);
    }
  }
  const Diagnosis later = diagnosed(kSingles, 100);
  CHECK(evidenceOf(later.findings.front(), "testLoss").value_or(0) > 1e6);
  const auto with = [](int samples, int batchSize) {
    Experiment experiment = tanhNetwork();
    experiment.normalization = Normalization::batch;
    experiment.batchSize = batchSize;
    Frame frame = soundFrame(1);
    frame.training.samples = samples;
    addOperations(frame, OperationKind::batch_norm, 3);
    return severityOf(FindingKind::single_samples, frame, experiment);
  };
  CHECK(with(160, 1) == Severity::failure);
  CHECK(!with(160, 2));
  CHECK(with(161, 2) == Severity::note);
  CHECK(!with(162, 4));
  CHECK(!with(161, 0));
  CHECK(!with(161, 200));
  CHECK(with(1, 0) == Severity::failure);
}

TEST_CASE("a setting that is the cause itself is put right first") {
  CHECK(placeOf(Reason::no_decay, kStrongDecay, 0) == 1);
  CHECK(placeOf(Reason::no_decay, kStrongDecay, 1000) == 1);
  CHECK(placeOf(Reason::no_decay, kGrowingDecay, 100) == 1);
  CHECK(placeOf(Reason::no_dropout, kDeepDropout, 100) == 1);
  CHECK(placeOf(Reason::whole_batch, kSingles, 100) == 1);
  const auto residual = "hidden=16*100&activation=relu&init=kaiming_normal&residual=add";
  CHECK(placeOf(Reason::layer_statistics, residual, 0) == 1);
  CHECK(placeOf(Reason::layer_statistics, residual, 100) <= 2);
}

TEST_CASE("unscaled data are scaled first where that is found, and not last anywhere") {
  Experiment experiment = readLink("hidden=16*3&activation=tanh&standardise=no").experiment;
  experiment.data = Data::table;
  experiment.table = "a,b,y\n1,0.0001,1\n0,0.0002,2\n";
  Diagnosis diagnosis;
  const auto place = [&] {
    const auto remedies = remediesFor(experiment, diagnosis, 100);
    std::size_t at = 0;
    while (remedies[at].reasons.front() != Reason::standardised_data) ++at;
    return std::pair(at, remedies.size());
  };
  CHECK(place().first + 1 < place().second);
  for (const FindingKind kind : {FindingKind::not_learning, FindingKind::data_scale}) {
    diagnosis.findings.push_back({});
    diagnosis.findings.back().kind = kind;
    CHECK(place().first < 8);
  }
  CHECK(place().first == 0);
}

TEST_CASE("decay is weighed against what clipping leaves, and that is said") {
  const auto isClipped = [](std::string_view link) {
    const Diagnosis diagnosis = diagnosed(link, 3000);
    const Finding* found = find(diagnosis, FindingKind::weight_decay);
    REQUIRE(found != nullptr);
    return evidenceOf(*found, "isClipped");
  };
  CHECK(isClipped("hidden=16*3&activation=tanh&weightDecay=0.01&clip=norm&clipThreshold=0.001") ==
        1);
  CHECK(isClipped("hidden=16*3&activation=tanh&weightDecay=1") == 0);
}
