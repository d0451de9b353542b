#include "diagnosis/remedies.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/runs.h"
#include "diagnosis/remedy_order.h"
#include "experiment/link.h"
#include "functions/initialisers.h"
#include "fuzz/generator.h"

using namespace ebb;

namespace {

/// What is worth trying before anything is known, and after some updates.
std::vector<Remedy> candidates(const Experiment& experiment, std::uint64_t iteration = 1) {
  return remediesFor(experiment, Diagnosis{}, iteration);
}

std::vector<Remedy> candidates(std::string_view link) {
  return candidates(readLink(link).experiment);
}

bool has(const std::vector<Remedy>& remedies, Reason reason) {
  return std::any_of(remedies.begin(), remedies.end(),
                     [reason](const Remedy& remedy) { return remedy.reasons.front() == reason; });
}

/// Whether one of them leads to an experiment in which all of this holds.
bool leadsTo(const std::vector<Remedy>& remedies, const Experiment& base, std::string_view link) {
  const auto settings = [](const Experiment& experiment) { return writeLink(experiment); };
  return std::any_of(remedies.begin(), remedies.end(), [&](const Remedy& remedy) {
    return settings(with(base, remedy)) == settings(readLink(link).experiment);
  });
}

Diagnosis thatIs(Verdict verdict) {
  Diagnosis diagnosis;
  diagnosis.verdict = verdict;
  return diagnosis;
}

}  // namespace

TEST_CASE("there is always something to try, but where next to nothing of the loss is left") {
  for (const auto verdict : kindNames<Verdict>()) {
    CHECK(remediesFor({}, thatIs(*kindOf<Verdict>(verdict)), 0).size() > 5);
  }
  Diagnosis fitted;
  fitted.findings.push_back({});
  CHECK_FALSE(remediesFor({}, fitted, 9).empty());
  fitted.findings.back().kind = FindingKind::fitted;
  CHECK(remediesFor({}, fitted, 9).empty());
  fitted.findings.back().evidence = {{"share", 0.99e-4}};
  CHECK(remediesFor({}, fitted, 9).empty());
  fitted.findings.back().evidence = {{"share", 1.01e-4}};
  CHECK_FALSE(remediesFor({}, fitted, 9).empty());
  // Of samples that contradict each other a loss is left in any case.
  fitted.findings.back().evidence = {{"share", 0.99e-4}, {"leastLoss", 0.3}};
  CHECK_FALSE(remediesFor({}, fitted, 9).empty());
}

TEST_CASE("what people have found to help is among what is tried") {
  const struct {
    const char* sick;
    const char* well;
  } kCases[] = {
      {"gain=2", "gain=4"},
      {"gain=2", "gain=2&optimizer=adam&learningRate=0.01"},
      {"gain=2", "activation=tanh"},
      {"hidden=16*5", "hidden=16*5&learningRate=1"},
      {"hidden=16*5", "hidden=16*5&activation=tanh"},
      {"hidden=16*5", "hidden=16*5&residual=add"},
      {"hidden=16*5", "hidden=16*5&normalization=layer"},
      {"hidden=16*2&activation=relu&init=kaiming_normal&learningRate=10",
       "hidden=16*2&activation=relu&init=kaiming_normal&learningRate=10&clip=norm&clipThreshold=0."
       "1"},
      {"hidden=16*2&activation=relu&init=kaiming_normal&learningRate=10",
       "hidden=16*2&activation=relu&init=kaiming_normal&learningRate=0.1"},
      {"hidden=16*5&activation=tanh&init=constant&gain=0.3", "hidden=16*5&activation=tanh"},
      {"hidden=10,5&activation=relu&init=normal&gain=10",
       "hidden=10,5&activation=relu&init=kaiming_normal"},
      {"hidden=4*9&activation=identity&init=normal",
       "hidden=4*9&activation=identity&init=orthogonal"},
      {"hidden=16*20&activation=identity&gain=1000", "hidden=16*20&activation=identity"},
      {"hidden=8*9&activation=relu&init=kaiming_normal&dropout=0.5",
       "hidden=8*9&activation=relu&init=kaiming_normal"},
      {"hidden=16*5&activation=relu&init=zeros", "hidden=16*5&activation=relu&init=kaiming_normal"},
      {"hidden=4,2,1", "hidden=4,2"},
      {"data=table&standardise=no", "data=table"},
  };
  for (const auto& one : kCases) {
    // Not structured bindings: clang cannot capture those.
    const auto& sick = one.sick;
    const auto& well = one.well;
    CAPTURE(sick);
    CAPTURE(well);
    const Experiment base = readLink(sick).experiment;
    CHECK(leadsTo(candidates(base), base, well));
  }
}

TEST_CASE("every change of a remedy is one, means something, and no two remedies are the same") {
  Random random(Key(7).split("remedies"));
  for (int i = 0; i < 300; ++i) {
    const Experiment experiment = validExperiment(random);
    std::vector<std::string> links;
    for (const Remedy& remedy : candidates(experiment)) {
      const Experiment changed = with(experiment, remedy);
      std::size_t differ = 0;
      for (const Field& field : fields()) {
        differ += textOf(experiment, field) != textOf(changed, field);
      }
      CHECK(differ == remedy.changes.size());
      CHECK(differ > 0);
      links.push_back(writeLink(changed));
    }
    std::sort(links.begin(), links.end());
    CHECK(std::adjacent_find(links.begin(), links.end()) == links.end());
  }
}

TEST_CASE("a step is not to blame for what broke down before the first") {
  const Experiment experiment = chain(12, 16, Activation::relu);
  const auto before = remediesFor(experiment, thatIs(Verdict::nan), 0);
  CHECK_FALSE(has(before, Reason::bounded_steps));
  CHECK_FALSE(has(before, Reason::shorter_steps));
  const auto after = remediesFor(experiment, thatIs(Verdict::nan), 1);
  CHECK(has(after, Reason::bounded_steps));
  CHECK(has(after, Reason::shorter_steps));
  Experiment adam = experiment;
  adam.optimizer = Optimizer::adam;
  adam.learningRate = 1;
  CHECK_FALSE(has(remediesFor(adam, thatIs(Verdict::nan), 0), Reason::shorter_steps));
  CHECK(has(remediesFor(adam, thatIs(Verdict::nan), 1), Reason::shorter_steps));
}

TEST_CASE("nor is it later, where it is known that the first walk broke down") {
  const Experiment experiment = chain(12, 16, Activation::relu);
  const auto asked = [&](std::uint64_t since, double walk) {
    Diagnosis diagnosis = thatIs(Verdict::nan);
    diagnosis.findings.push_back({});
    diagnosis.findings.back().kind = FindingKind::not_finite;
    diagnosis.findings.back().since = since;
    diagnosis.findings.back().evidence.push_back({"walk", walk});
    return has(remediesFor(experiment, diagnosis, 9), Reason::shorter_steps);
  };
  CHECK_FALSE(asked(0, 0));
  CHECK_FALSE(asked(0, 1));
  CHECK(asked(0, 2));
  CHECK(asked(1, 0));
}

TEST_CASE("what makes a gradient grow whatever the weights are is acted on first") {
  const auto first = [](const char* link) {
    Diagnosis diagnosis;
    diagnosis.findings.push_back({});
    diagnosis.findings.back().kind = FindingKind::exploding;
    return remediesFor(readLink(link).experiment, diagnosis, 1).front().reasons.front();
  };
  CHECK(first("hidden=16*30&activation=relu&init=kaiming_normal&normalization=batch") ==
        Reason::skip_connection);
  CHECK(first("hidden=16*30&activation=relu&init=kaiming_normal&dropout=0.5") ==
        Reason::no_dropout);
  CHECK(first("hidden=16*30&activation=relu&init=kaiming_normal&dropout=0.01") ==
        Reason::orthogonal_weights);
}

TEST_CASE("more range is tried where the gradient is 0, and nowhere else") {
  CHECK(has(remediesFor({}, thatIs(Verdict::zero), 1), Reason::wider_range));
  CHECK_FALSE(has(remediesFor({}, thatIs(Verdict::vanishing), 1), Reason::wider_range));
}

TEST_CASE("a new activation brings the weights that fit it") {
  for (const char* link : {"", "init=normal&gain=3", "activation=selu&init=zeros"}) {
    const Experiment experiment = readLink(link).experiment;
    for (const Remedy& remedy : candidates(experiment)) {
      const Reason reason = remedy.reasons.front();
      if (reason != Reason::another_activation && reason != Reason::leaky_activation) continue;
      const Experiment changed = with(experiment, remedy);
      CHECK(fits(changed.init, changed.activation));
      CHECK(changed.gain == 1);
    }
  }
  CHECK(fits(Initialiser::kaiming_uniform, Activation::relu));
  CHECK_FALSE(fits(Initialiser::xavier_normal, Activation::relu));
  CHECK(fits(Initialiser::lecun_normal, Activation::selu));
}

TEST_CASE("rates are changed by powers of ten, within their range, to three digits") {
  const auto rates = [](double rate) {
    Experiment experiment;
    experiment.learningRate = rate;
    std::vector<double> tried;
    for (const Remedy& remedy : candidates(experiment)) {
      const Change& change = remedy.changes.front();
      if (change.field == "learningRate") tried.push_back(std::get<double>(change.value));
    }
    std::sort(tried.begin(), tried.end());
    return tried;
  };
  CHECK(rates(0.1) == std::vector<double>{1e-4, 1e-3, 1e-2, 1, 10, 100});
  CHECK(rates(30) == std::vector<double>{0.03, 0.1, 0.3, 3});
  CHECK(rates(0) == std::vector<double>{0.1});
  CHECK(rates(0.0123456) == std::vector<double>{1.23e-5, 1.23e-4, 1.23e-3, 0.1, 0.123, 1.23, 12.3});
}

TEST_CASE("weights by hand are given up for weights that fit, and layers stay beside them") {
  Experiment experiment = chain(3, 2, Activation::identity);
  experiment.weights = {20, 0, 0, 20, 200, 0, 0, 200, 200, 0, 0, 200, 1, 1};
  const auto remedies = candidates(experiment);
  const auto fitting = std::find_if(remedies.begin(), remedies.end(), [](const Remedy& remedy) {
    return remedy.reasons.front() == Reason::unscaled_weights;
  });
  REQUIRE(fitting != remedies.end());
  CHECK(with(experiment, *fitting).weights.empty());
  CHECK_FALSE(has(remedies, Reason::fewer_layers));
  CHECK_FALSE(has(remedies, Reason::wider_layers));
}

TEST_CASE("connections past a layer are tried where two neighbours are of one width") {
  CHECK_FALSE(has(candidates("hidden=16,15,14"), Reason::skip_connection));
  CHECK(has(candidates("hidden=16,15,15"), Reason::skip_connection));
  CHECK_FALSE(has(candidates("hidden=16*3&residual=add"), Reason::skip_connection));
}

TEST_CASE("what is locked is left alone") {
  const auto all = candidates("hidden=16*5");
  const auto spared = sparing(all, {"learningRate", "activation"});
  CHECK(spared.size() < all.size());
  CHECK(!spared.empty());
  for (const Remedy& remedy : spared) {
    for (const Change& change : remedy.changes) {
      CHECK(change.field != "learningRate");
      CHECK(change.field != "activation");
    }
  }
}

TEST_CASE("two remedies together have the changes of both, unless they disagree") {
  const Remedy fast{{Reason::longer_steps}, {{"learningRate", 1.0}}};
  const Remedy slow{{Reason::shorter_steps}, {{"learningRate", 0.01}}};
  const Remedy past{{Reason::skip_connection}, {{"residual", std::string("add")}}};
  CHECK(together(fast, slow).changes.empty());
  const Remedy both = together(fast, past);
  CHECK(both.changes.size() == 2);
  CHECK(both.reasons == std::vector<Reason>{Reason::longer_steps, Reason::skip_connection});
}

TEST_CASE("what acts on the gravest finding is tried first, and without findings on the verdict") {
  const auto first = [](const Diagnosis& diagnosis) {
    return remediesFor(readLink("gain=3").experiment, diagnosis, 1).front().reasons.front();
  };
  for (const auto name : kindNames<FindingKind>()) {
    const FindingKind kind = *kindOf<FindingKind>(name);
    if (kind == FindingKind::fitted) continue;
    Diagnosis diagnosis;
    diagnosis.findings.push_back({});
    diagnosis.findings.back().kind = kind;
    const auto remedies = remediesFor(readLink("gain=3").experiment, diagnosis, 1);
    for (const Reason reason : reasonsAgainst(kind)) {
      if (!has(remedies, reason)) continue;
      CAPTURE(name);
      CHECK(first(diagnosis) == reason);
      break;
    }
  }
  CHECK(first(thatIs(Verdict::nan)) == Reason::unscaled_weights);
  CHECK(first(thatIs(Verdict::vanishing)) == Reason::adaptive_steps);
  CHECK(remediesFor({}, thatIs(Verdict::vanishing), 1).size() ==
        remediesFor({}, thatIs(Verdict::healthy), 1).size());
}

TEST_CASE("a remedy is called by what its changes do") {
  // Nothing bends without hidden layers, whatever the activation is set to.
  const auto flat = candidates("hidden=&activation=tanh&data=xor");
  CHECK(has(flat, Reason::more_layers));
  for (const Reason reason :
       {Reason::another_activation, Reason::leaky_activation, Reason::fitting_weights}) {
    CHECK(!has(flat, reason));
  }
  // A bound on the gradient shortens no step of a rule that divides by its size.
  CHECK(has(candidates("hidden=16*2"), Reason::bounded_steps));
  CHECK(!has(candidates("hidden=16*2&optimizer=adam&learningRate=1"), Reason::bounded_steps));
  // Steps that adapt already can only be shorter or longer.
  const auto long_steps = candidates("hidden=16*2&optimizer=adam&learningRate=1");
  CHECK(!has(long_steps, Reason::adaptive_steps));
  CHECK(has(long_steps, Reason::shorter_steps));
  CHECK(has(candidates("hidden=16*2&optimizer=sgd"), Reason::adaptive_steps));
  CHECK(has(candidates("hidden=16*3&activation=sigmoid"), Reason::larger_weights));
  CHECK(!has(candidates("hidden=16*3&activation=sigmoid&gain=10"), Reason::larger_weights));
  // As large by the formula, whatever the seed draws; and larger between three of four layers.
  for (const char* const seed : {"1", "2", "3", "4", "5", "6"}) {
    const std::string link = "hidden=16*3&activation=sigmoid&gain=4&init=xavier_uniform&seed=";
    CHECK(!has(candidates(link + seed), Reason::larger_weights));
  }
  CHECK(has(candidates("hidden=64,8,8,8,8&activation=sigmoid&init=normal&gain=0.9"),
            Reason::larger_weights));
}

TEST_CASE("layers, momentum and batches are changed where that is a change for the better") {
  const auto layersLeft = [](const char* link) {
    std::vector<std::size_t> counts;
    for (const Remedy& remedy : candidates(link)) {
      if (remedy.reasons.front() != Reason::fewer_layers) continue;
      counts.push_back(with(readLink(link).experiment, remedy).hidden.size());
    }
    return counts;
  };
  CHECK(layersLeft("hidden=32*2").empty());
  CHECK(layersLeft("hidden=32*3") == std::vector<std::size_t>{2});
  CHECK(layersLeft("hidden=32*5") == std::vector<std::size_t>{2});
  CHECK(layersLeft("hidden=32*6") == std::vector<std::size_t>{2, 3});
  CHECK(has(candidates("optimizer=momentum&momentum=0.96"), Reason::less_momentum));
  CHECK(!has(candidates("optimizer=momentum&momentum=0.95"), Reason::less_momentum));
  CHECK(has(candidates("batchSize=7"), Reason::whole_batch));
  CHECK(!has(candidates("batchSize=8"), Reason::whole_batch));
}
