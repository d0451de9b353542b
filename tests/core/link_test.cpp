#include "experiment/link.h"

#include <doctest/doctest.h>

#include <string>

#include "experiment/settings.h"

using namespace ebb;

TEST_CASE("a link may begin with # or ?, or with its first setting") {
  for (const char* text :
       {"#gain=2&seed=7", "?gain=2&seed=7", "gain=2&seed=7", "&gain=2&&seed=7&"}) {
    CAPTURE(text);
    const LinkReading reading = readLink(text);
    CHECK(reading.problems.empty());
    CHECK(reading.experiment.gain == 2);
    CHECK(reading.experiment.seed == 7);
  }
  CHECK(readLink("##gain=2").problems.size() == 1);
}

TEST_CASE("percent signs are decoded where two digits follow, and stay where none do") {
  CHECK(readLink("%67ain=%32").experiment.gain == 2);
  CHECK(readLink("hidden=16%2A3").experiment.hidden == std::vector<int>{16, 16, 16});
  CHECK(readLink("hidden=16%2a3").experiment.hidden == std::vector<int>{16, 16, 16});
  CHECK(readLink("%g1=1").problems.at(0).field == "%g1");
  CHECK(readLink("a%4=1").problems.at(0).field == "a%4");
}

TEST_CASE("of one setting said twice the last counts") {
  CHECK(readLink("gain=2&gain=3").experiment.gain == 3);
}

TEST_CASE("twenty wrong settings are named, and the rest is counted") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "x" + std::to_string(i) + "=1&";
  CHECK(readLink(text).problems.size() == 20);
  CHECK(readLink(text).problems.back().field == "x19");
  const LinkReading more = readLink(text + "y=1&gain=2&z=1");
  REQUIRE(more.problems.size() == 21);
  CHECK(more.problems.back().field == "link");
  CHECK(more.problems.back().got == "2 more such settings");
  CHECK(more.experiment.gain == 2);
}

TEST_CASE("a link longer than any experiment is refused whole") {
  const std::string longest = "gain=2&" + std::string(100'000 - 7, '&');
  CHECK(readLink(longest).experiment.gain == 2);
  const LinkReading reading = readLink(longest + '&');
  CHECK(reading.experiment.gain == 1);
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems.front().got == "100001 characters");
}

TEST_CASE("only what differs from the defaults is written, in the order of the fields") {
  CHECK(writeLink(Experiment()).empty());
  Experiment experiment;
  experiment.seed = 7;
  experiment.gain = 2;
  CHECK(writeLink(experiment) == "gain=2&seed=7");
  CHECK(writeLink(readLink("seed=7&gain=2").experiment) == "gain=2&seed=7");
}
