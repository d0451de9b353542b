#include "diagnosis/remedy_order.h"

#include <doctest/doctest.h>

#include "experiment/link.h"

using namespace ebb;

namespace {

/// Why what is tried first is tried.
Reason firstOf(std::string_view link, const std::vector<FindingKind>& kinds) {
  Diagnosis diagnosis;
  for (const FindingKind kind : kinds) {
    diagnosis.findings.push_back({});
    diagnosis.findings.back().kind = kind;
  }
  return remediesFor(readLink(link).experiment, diagnosis, 1).front().reasons.front();
}

}  // namespace

TEST_CASE("what does not learn for steps that are too long gets shorter ones first") {
  constexpr auto kLink = "hidden=16*3&activation=tanh";
  CHECK(firstOf(kLink, {FindingKind::not_learning}) == Reason::adaptive_steps);
  CHECK(firstOf(kLink, {FindingKind::not_learning, FindingKind::step_too_long}) ==
        Reason::shorter_steps);
}

TEST_CASE("a setting that is a cause in itself is put right before what is graver") {
  CHECK(firstOf("hidden=16*3&activation=tanh&weightDecay=1",
                {FindingKind::not_finite, FindingKind::weight_decay}) == Reason::no_decay);
  CHECK(firstOf("hidden=16*3&activation=tanh&dropout=0.9",
                {FindingKind::not_learning, FindingKind::dropout}) == Reason::no_dropout);
}

TEST_CASE("what explodes by its masks loses them first: from ten times over all layers on") {
  // A dropout of a half makes the root of 2 of each layer but the first: 2^(7/2) is 11, 2^3 is 8.
  CHECK(firstOf("hidden=16*8&activation=relu&dropout=0.5", {FindingKind::exploding}) ==
        Reason::no_dropout);
  CHECK(firstOf("hidden=16*7&activation=relu&dropout=0.5&gain=3", {FindingKind::exploding}) ==
        Reason::unscaled_weights);
}
