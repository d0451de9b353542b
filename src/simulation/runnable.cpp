#include "simulation/runnable.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "stepper/requirements.h"

namespace ebb {
namespace {

/// Beyond so many tries a few settings too many may be given up.
constexpr int kMostTries = 1000;

using Fields = std::vector<const Field*>;

std::optional<FieldError> faultOf(const Experiment& experiment, const Settings& settings) {
  try {
    checkRunnable(with(experiment, settings));
    return std::nullopt;
  } catch (const FieldError& fault) {
    return fault;
  }
}

Experiment without(Experiment experiment, const Fields& dropped) {
  static const Experiment defaults;
  for (const Field* field : dropped) field->copy(defaults, experiment);
  return experiment;
}

/// The link's settings that may be given up, from the last field to the first, since the network is
/// what a reader has come to see.
Fields candidatesOf(const Experiment& experiment, const Settings& settings) {
  const Experiment defaults;
  Fields candidates;
  for (const Field& field : fields()) {
    const bool isFixed = std::any_of(settings.begin(), settings.end(), [&](const auto& setting) {
      return fieldNameOf(setting.first) == field.name;
    });
    if (isFixed || textOf(experiment, field) == textOf(defaults, field)) continue;
    candidates.insert(candidates.begin(), &field);
  }
  return candidates;
}

/// Looks for the fewest settings of a link without which the rest runs: for one, then for two, and
/// so on. A fault that is there can only be mended by settings that it depends on, so that only
/// these are tried.
class Search {
 public:
  Search(const Experiment& experiment, const Settings& settings, Fields candidates)
      : experiment_(experiment), settings_(settings), candidates_(std::move(candidates)) {}

  Fields fewest(const FieldError& fault) {
    for (std::size_t count = 1; count < candidates_.size(); ++count) {
      Fields dropped;
      if (find(dropped, count, fault)) return dropped;
      if (tries_ > kMostTries) return fewEnough();
    }
    return candidates_;
  }

 private:
  std::optional<FieldError> faultWithout(const Fields& dropped) {
    ++tries_;
    return faultOf(without(experiment_, dropped), settings_);
  }

  /// Adds up to `count` candidates to those dropped, which leave this fault; true when all runs.
  bool find(Fields& dropped, std::size_t count, const FieldError& fault) {
    Fields order = candidates_;
    std::stable_partition(order.begin(), order.end(),
                          [&](const Field* field) { return field->name == fault.field; });
    for (const Field* field : order) {
      if (std::find(dropped.begin(), dropped.end(), field) != dropped.end()) continue;
      if (tries_ > kMostTries) return false;
      dropped.push_back(field);
      const auto next = faultWithout(dropped);
      if (!next) return true;
      const bool dependsOnIt = std::string(next->what()) != fault.what();
      if (dependsOnIt && count > 1 && find(dropped, count - 1, *next)) return true;
      dropped.pop_back();
    }
    return false;
  }

  /// None of them in vain, though perhaps not the fewest: all, then back whatever can come back.
  Fields fewEnough() {
    Fields dropped = candidates_;
    for (auto field = candidates_.rbegin(); field != candidates_.rend(); ++field) {
      Fields fewer;
      std::copy_if(dropped.begin(), dropped.end(), std::back_inserter(fewer),
                   [&](const Field* one) { return one != *field; });
      if (!faultWithout(fewer)) dropped = fewer;
    }
    return dropped;
  }

  const Experiment& experiment_;
  const Settings& settings_;
  Fields candidates_;
  int tries_ = 0;
};

/// Why a setting was given up: what is wrong with it alone among those that were.
FieldError problemOf(const Field& field, const Experiment& experiment, const Fields& dropped,
                     const Settings& settings) {
  Fields others;
  std::copy_if(dropped.begin(), dropped.end(), std::back_inserter(others),
               [&](const Field* one) { return one != &field; });
  const auto fault = faultOf(without(experiment, others), settings);
  if (fault && fault->field == field.name) return *fault;
  const std::string reason = fault ? std::string(" (") + fault->what() + ')' : "";
  return FieldError(std::string(field.name), excerpt(textOf(experiment, field)),
                    "what goes together with the other settings" + reason);
}

}  // namespace

void checkRunnable(const Experiment& experiment) {
  requirementsOf(experiment, makeDataset(experiment));
}

LinkReading readRunnableLink(std::string_view text, const Settings& settings) {
  LinkReading reading = readLink(text);
  const Experiment& experiment = reading.experiment;
  const auto fault = faultOf(experiment, settings);
  if (!fault) return reading;
  const Fields candidates = candidatesOf(experiment, settings);
  // Where the caller's settings do not run by themselves, nothing of the link is to blame.
  if (faultOf(without(experiment, candidates), settings)) return reading;
  const Fields dropped = Search(experiment, settings, candidates).fewest(*fault);
  for (const Field* field : dropped) {
    reading.problems.push_back(problemOf(*field, experiment, dropped, settings));
  }
  reading.experiment = without(experiment, dropped);
  return reading;
}

}  // namespace ebb
