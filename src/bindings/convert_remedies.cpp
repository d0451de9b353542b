#include "bindings/convert.h"
#include "bindings/plain_object.h"

namespace ebb {
namespace {

using emscripten::val;

val changesValue(const Remedy& remedy) {
  PlainObject changes;
  for (const Change& change : remedy.changes)
    changes.value(std::string(change.field).c_str(), valueOf(change.value));
  return changes;
}

PlainObject remedyObject(const Remedy& remedy) {
  return PlainObject()
      .value("reasons", arrayOf(remedy.reasons,
                                [](Reason reason) { return val(std::string(nameOf(reason))); }))
      .value("changes", changesValue(remedy));
}

void set(PlainObject& object, const RankedRemedy& judged) {
  object.flag("learns", judged.learns)
      .flag("helps", judged.helps)
      .number("loss", judged.loss)
      .value("losses", val::array(judged.losses))
      .number("iterations", judged.iterations);
}

}  // namespace

val toValue(const std::vector<Remedy>& remedies) { return arrayOf(remedies, remedyObject); }

val trialsValue(const std::vector<Trial>& trials, const RemedySearch& search) {
  return arrayOf(trials, [&](const Trial& trial) -> val {
    val changes =
        trial.candidate < 0 ? val::object() : changesValue(search.candidateOf(trial.candidate));
    if (trial.seed > 0) changes.set("seed", static_cast<double>(search.experimentOf(trial).seed));
    return PlainObject()
        .index("candidate", trial.candidate)
        .number("seed", trial.seed)
        .value("changes", changes)
        .number("iterations", trial.iterations)
        .number("seconds", trial.seconds);
  });
}

val rankingValue(const RemedySearch& search) {
  return arrayOf(search.ranking(), [&](const RankedRemedy& one) {
    PlainObject object = remedyObject(search.candidateOf(one.candidate));
    object.number("candidate", one.candidate);
    set(object, one);
    return object;
  });
}

val unchangedValue(const RemedySearch& search) {
  const RankedRemedy unchanged = search.unchanged();
  if (unchanged.losses.empty()) return val::null();
  PlainObject object;
  set(object, unchanged);
  return object;
}

}  // namespace ebb
