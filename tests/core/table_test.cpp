#include "data/table.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/error.h"
#include "core/runs.h"
#include "data/loss_for_data.h"

using namespace ebb;

namespace {

std::string refusal(const std::string& text) {
  try {
    readTable(text, Targets::auto_);
  } catch (const FieldError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a table of numbers is a curve, one with words has classes") {
  const Dataset curve = readTable("1,2,3\n4,5,6\n", Targets::auto_);
  CHECK(curve.classes == 0);
  CHECK(curve.inputs(1, 1) == 5);
  CHECK(curve.targets(0, 1) == 6);
  const Dataset classes =
      readTable("height\tkind\r\n1.5\tcat\r\n\r\n2\tdog\r\n3\tcat", Targets::auto_);
  CHECK(classes.classes == 2);
  CHECK(classes.names == std::vector<std::string>{"height", "kind"});
  CHECK(classes.labels == std::vector<std::string>{"cat", "dog"});
  CHECK(classes.targets(0, 2) == 0);
  CHECK(readTable("1;0\n2;1\n", Targets::classes).classes == 2);
  CHECK(readTable("\"1\",\"a, \"\"b\"\"\"\n2,c", Targets::auto_).labels.front() == "a, \"b\"");
}

TEST_CASE("whole numbers are taken as numbers until it is said that they are classes") {
  Experiment experiment = chain(1, 4, Activation::tanh);
  experiment.data = Data::table;
  experiment.table = "x,kind\n1,0\n2,1\n3,2\n4,0\n";
  experiment.testFraction = 0;
  CHECK(Simulation(experiment).data().classes == 0);
  experiment.targets = Targets::classes;
  const Simulation classes(experiment);
  CHECK(classes.data().classes == 3);
  CHECK(classes.data().labels == std::vector<std::string>{"0", "1", "2"});
  CHECK(lossFor(Loss::by_data, classes.data()) == Loss::cross_entropy);
  experiment.targets = Targets::numbers;
  experiment.loss = Loss::cross_entropy;
  CHECK_THROWS_AS(Simulation{experiment}, FieldError);
  experiment.targets = Targets::auto_;
  CHECK(Simulation(experiment).data().classes == 3);
}

TEST_CASE("words where numbers were asked for are named with line and column") {
  CHECK_THROWS_WITH_AS(readTable("1,2\n3,red\n", Targets::numbers),
                       "table: got \"red\" in line 2, column 2, takes a number", FieldError);
}

TEST_CASE("what is wrong with a table is named with line and column") {
  CHECK(refusal("1,2\n3,4\nx,5\n") == "table: got \"x\" in line 3, column 1, takes a number");
  CHECK(refusal("1,2\n3\n").find("1 column in line 2") != std::string::npos);
  CHECK(refusal("1,\"2\n3,4").find("a quote that does not end in line 1") != std::string::npos);
  CHECK(refusal("1,2\ninf,2\n").find("\"inf\" in line 2, column 1") != std::string::npos);
  CHECK(!refusal("").empty());
  CHECK(!refusal("1\n2\n").empty());
  CHECK(!refusal("1,same\n2,same\n").empty());
  CHECK(!refusal("1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n2,2").empty());
}

TEST_CASE(
    "a first line of names is a header; one with a slip in it is refused, never passed over") {
  const auto names = [](const std::string& text) { return readTable(text, Targets::auto_).names; };
  using Names = std::vector<std::string>;
  CHECK(names("x,y\n1,2\n") == Names{"x", "y"});
  CHECK(names("\"size, m\",kind\n1,2\n") == Names{"size, m", "kind"});
  CHECK(names("élan,ध्वनि\n1,2\n") == Names{"élan", "ध्वनि"});
  CHECK(names("#,x1,\n1,2,3\n") == Names{"#", "x1", ""});
  CHECK(names("1,2\n3,4\n").empty());
  CHECK(names("1,cat\n3,dog\n").empty());
  // Beside a word nothing but the cell itself tells that the line is data.
  for (const char* cell : {"NaN", "inf", "n/a", "null", "0x1F"}) {
    CAPTURE(cell);
    const std::string message = refusal(std::string(cell) + ",red\n1,red\n2,blue\n");
    CHECK(message.find("in line 1, column 1") != message.npos);
  }
  for (const char* cell : {"NaN", "nan", "inf", "-Infinity", "1e999", "NA", "n/a", "?", "", "-",
                           "null", "0x1F", "1,5", "12%"}) {
    CAPTURE(cell);
    const std::string message = refusal('"' + std::string(cell) + "\",1\n2,3\n4,5\n");
    CHECK(message ==
          "table: got \"" + std::string(cell) +
              "\" in line 1, column 1, takes a number, or names alone in the first line");
    CHECK(refusal("2,3\n\"" + std::string(cell) + "\",1\n4,5\n") ==
          "table: got \"" + std::string(cell) + "\" in line 2, column 1, takes a number");
  }
  CHECK(refusal("1,o.5,2\n3,4,5\n").find("got \"o.5\" in line 1, column 2") != std::string::npos);
  CHECK(refusal("x,1\n2,3\n").find("got \"x\" in line 1, column 1") != std::string::npos);
}

TEST_CASE("one slip among numeric targets does not make them classes") {
  for (const char* cell : {"NaN", "inf", "1e999", "n/a", "?", ""}) {
    CAPTURE(cell);
    CHECK(refusal("1,2\n3," + std::string(cell) + "\n5,6\n") ==
          "table: got \"" + std::string(cell) +
              "\" in line 2, column 2, takes a number, as in other lines, or a word in each");
  }
  CHECK(refusal("2019,growth\n1,2\n3,4\n").find("got \"growth\" in line 1, column 2") !=
        std::string::npos);
  CHECK(readTable("1,0\n2,1\n3,unknown\n", Targets::auto_).classes == 3);
  CHECK(readTable("1,yes\n2,NA\n3,yes\n", Targets::auto_).classes == 2);
}

TEST_CASE("lines end as they do anywhere, and a line of too many cells is refused early") {
  CHECK(readTable("1,2\r3,4\r5,6", Targets::auto_).inputs.cols() == 3);
  CHECK(readTable("x,y\r\n1,2\r\n3,4\r\n", Targets::auto_).inputs.cols() == 2);
  CHECK(
      refusal(std::string(1'000'000, ',')) ==
      "table: got more than 17 columns in line 1, column 18, takes 1 to 16 columns of inputs and a "
      "last one for the target");
}

TEST_CASE("commas part cells wherever there are some, and what is quoted is taken as it is") {
  const auto names = [](const std::string& text) { return readTable(text, Targets::auto_).names; };
  using Names = std::vector<std::string>;
  CHECK(names("x;y,kind\n1,2\n") == Names{"x;y", "kind"});
  CHECK(names("x;kind\n1;2\n") == Names{"x", "kind"});
  CHECK(names("\" x \", y \n1,2\n") == Names{" x ", "y"});
  CHECK(names("\"a \"\"big\"\" one\",y\n1,2\n") == Names{"a \"big\" one", "y"});
  // A line that ends within quotes is counted.
  CHECK(refusal("\"a\nb\",y\n1,2\nx,3\n") ==
        "table: got \"x\" in line 4, column 1, takes a number");
}

TEST_CASE("a line of too few cells is told where it ends, of too many where they begin") {
  CHECK(refusal("1,2,3\n4\n") ==
        "table: got 1 column in line 2, column 2, takes 3 columns, as above");
  CHECK(refusal("1,2,3\n4,5,6,7,8\n") ==
        "table: got 5 columns in line 2, column 4, takes 3 columns, as above");
}

TEST_CASE("of two lines neither is more likely to be the slip") {
  CHECK(readTable("1,red\n2,3\n", Targets::auto_).labels == std::vector<std::string>{"red", "3"});
  CHECK(!refusal("1,red\n2,3\n4,5\n").empty());
}

TEST_CASE("rows, columns and labels are taken up to their bounds, and none beyond") {
  const auto repeated = [](const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
  };
  CHECK(readTable(repeated("1,2\n", 5000), Targets::auto_).samples() == 5000);
  CHECK(readTable("x,y\n" + repeated("1,2\n", 5000), Targets::auto_).samples() == 5000);
  CHECK(refusal(repeated("1,2\n", 5001)) == "table: got more than 5000 rows, takes 1 to 5000 rows");
  CHECK(readTable(repeated("1,", 16) + "2\n", Targets::auto_).inputs.rows() == 16);
  CHECK(refusal(repeated("1,", 17) + "2\n").find("got more than 17 columns in line 1") !=
        std::string::npos);
  const auto labelled = [](int labels) {
    std::string text;
    for (int i = 0; i < labels; ++i) text += "1,kind " + std::to_string(i) + '\n';
    return text;
  };
  CHECK(readTable(labelled(20), Targets::auto_).classes == 20);
  CHECK(
      refusal(labelled(21)) ==
      "table: got a 21st label \"kind 20\" in line 21, column 2, takes up to 20 different labels, "
      "or numbers alone");
}

TEST_CASE("a table is standardised on request and split, and a network learns from it") {
  Experiment experiment = chain(1, 8, Activation::tanh);
  experiment.data = Data::table;
  for (int i = 0; i < 40; ++i) {
    experiment.table += std::to_string(100 + i) + (i < 20 ? ",low\n" : ",high\n");
  }
  const Simulation run(experiment);
  CHECK(run.data().trainSamples == 32);
  CHECK(std::abs(run.data().inputs.leftCols(32).mean()) < 1e-12);
  CHECK(lossAfter(experiment, 1000) < 0.2);
  experiment.standardise = Standardise::no;
  CHECK(Simulation(experiment).data().inputs.minCoeff() == 100);
}

TEST_CASE("one row is a table, and can be learned by heart") {
  Experiment experiment = chain(1, 8, Activation::tanh);
  experiment.data = Data::table;
  experiment.table = "1,2";
  const Simulation run(experiment);
  CHECK(run.data().trainSamples == 1);
  CHECK(run.data().inputs.allFinite());
  CHECK(lossAfter(experiment, 1000) < 1e-6);
}

TEST_CASE("a loss that does not fit the data is refused by name") {
  Experiment experiment;
  experiment.data = Data::sine;
  experiment.loss = Loss::bce;
  CHECK_THROWS_WITH_AS(Simulation{experiment},
                       "loss: got bce, takes by_data, mse or linear where the data are a curve",
                       FieldError);
}
