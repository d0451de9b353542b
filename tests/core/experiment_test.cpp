#include "experiment/experiment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/error.h"
#include "experiment/link.h"
#include "experiment/settings.h"
#include "experiment/widths.h"

using namespace ebb;

namespace {

/// The message with which a setting is refused; empty where it is not.
std::string refusal(std::string_view name, const Setting& value) {
  Experiment experiment;
  const std::string before = writeLink(experiment);
  try {
    set(experiment, name, value);
  } catch (const FieldError& error) {
    CHECK(writeLink(experiment) == before);
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a refusal names field, value and range, and changes nothing") {
  CHECK(refusal("dropout", 0.99) == "dropout: got 0.99, takes a number from 0 to 0.95");
  CHECK(refusal("samples", 2.5) == "samples: got 2.5, takes a whole number from 2 to 5000");
  CHECK(refusal("gain", std::nan("")).find("gain: got nan") == 0);
  CHECK(refusal("precision", std::string("float16")) ==
        "precision: got \"float16\", takes one of float32, float64");
  CHECK(refusal("hidden", std::string("16*200")).find("hidden: got \"16*200\"") == 0);
  CHECK(refusal("hidden", std::vector<double>{16, 300})
            .find("hidden: got 300 at place 2 of a list") == 0);
  CHECK(refusal("hidden", std::vector<double>{16.5}) ==
        "hidden: got 16.5 at place 1 of a list, takes " + takenBy("hidden"));
  CHECK(refusal("hidden", std::vector<double>{0}).find("hidden: got 0 at place 1") == 0);
  CHECK(refusal("hidden", std::vector<double>(129, 4)).find("hidden: got a list of 129 numbers") ==
        0);
  CHECK(refusal("biases", std::vector<double>{1, std::nan("")}) ==
        "biases: got nan at place 2 of a list, takes " + takenBy("biases"));
  CHECK(refusal("weights", std::vector<double>{2e6}).find("weights: got 2000000 at place 1") == 0);
  CHECK(refusal("gain", std::vector<double>{2}).find("gain: got a list of 1 number,") == 0);
  CHECK(refusal("colour", 1.0).find("colour: got 1") == 0);
  CHECK(refusal("depth", 129.0) == "depth: got 129, takes a whole number from 0 to 128");
}

TEST_CASE("both ends of every number's range are taken, and nothing beyond") {
  for (const Field& field : fields()) {
    if (field.type != Field::Type::number && field.type != Field::Type::integer) continue;
    CAPTURE(field.name);
    CHECK(refusal(field.name, field.min).empty());
    CHECK(refusal(field.name, field.max).empty());
    CHECK(!refusal(field.name, field.max + 1).empty());
    CHECK(!refusal(field.name, field.min - 1).empty());
  }
}

TEST_CASE("every word of every kind is taken and read back") {
  for (const Field& field : fields()) {
    for (const std::string_view word : field.kinds) {
      Experiment experiment;
      setFromText(experiment, field.name, word);
      CHECK(textOf(experiment, field) == word);
    }
  }
}

TEST_CASE("widths are written as briefly as they can be read") {
  CHECK(parseWidths("32,16*3") == std::vector<int>{32, 16, 16, 16});
  CHECK(formatWidths({32, 16, 16, 16}) == "32,16*3");
  CHECK(parseWidths("").empty());
  for (const char* text :
       {",", "16,", "0", "16*0", "257", "16*129", "16*64,16*65", "a", "16*", "-1", "1e1"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parseWidths(text), FieldError);
  }
}

TEST_CASE("a link holds what differs from the defaults, and gives it back") {
  CHECK(writeLink(Experiment()).empty());
  Experiment experiment;
  experiment.hidden = {32, 16, 16, 16};
  experiment.activation = Activation::tanh;
  experiment.learningRate = 1e-9;
  experiment.data = Data::xor_;
  experiment.weights = {10, -0.1};
  experiment.seed = 4294967295u;
  const std::string link = writeLink(experiment);
  CHECK(link.find("hidden=32,16*3&activation=tanh") == 0);
  CHECK(link.find("data=xor") != link.npos);
  const LinkReading reading = readLink('#' + link);
  CHECK(reading.problems.empty());
  CHECK(writeLink(reading.experiment) == link);
}

TEST_CASE("depth and width are read as shorthand for hidden") {
  const LinkReading reading = readLink("#depth=20&activation=tanh&width=8");
  CHECK(reading.problems.empty());
  CHECK(formatWidths(reading.experiment.hidden) == "8*20");
}

TEST_CASE("of a broken link the rest is kept, and what is wrong is named") {
  const LinkReading reading =
      readLink("?activation=foo&gain=2&seed=-1&nonsense&%zz=%41&hidden=9*9*9");
  CHECK(reading.experiment.gain == 2);
  CHECK(reading.experiment.activation == Activation::sigmoid);
  REQUIRE(reading.problems.size() == 5);
  CHECK(reading.problems[0].field == "activation");
  CHECK(reading.problems[1].field == "seed");
  CHECK(reading.problems[2].field == "nonsense");
  CHECK(readLink(std::string(200'000, 'a')).problems.front().field == "link");
}

TEST_CASE("momentum means nothing without a momentum, nor an activation without a layer") {
  const auto applies = [](const Experiment& experiment, std::string_view name) {
    const auto names = applicableFields(experiment);
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  Experiment experiment;
  CHECK(!applies(experiment, "momentum"));
  experiment.optimizer = Optimizer::nesterov;
  CHECK(applies(experiment, "momentum"));
  experiment.hidden.clear();
  CHECK(!applies(experiment, "activation"));
}
