#pragma once

#include <utility>
#include <vector>

#include "diagnosis/course.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/finding.h"
#include "experiment/experiment.h"
#include "probe/frame.h"

namespace ebb {

/// What all families of findings look at.
struct Patient {
  const Frame& frame;
  const Experiment& experiment;
  const Course& course;
  /// What the ratio is and what made it.
  const Diagnosis& diagnosis;

  int hiddenLayers() const { return static_cast<int>(frame.layers.size()) - 1; }
  const LayerFrame& layer(int l) const { return frame.layers[static_cast<std::size_t>(l - 1)]; }
  /// How many numbers a layer's affine map reads of each sample.
  double inputsOf(int l) const { return l > 1 ? layer(l - 1).units : frame.training.inputs; }
  /// The operation of a kind in a layer, or -1.
  int operationOf(OperationKind kind, int layer) const;
  /// Whether all units of a layer are dead.
  bool isDead(int l) const { return layer(l).dead == 1.0; }
  /// Whether that is so and nothing goes past it.
  bool isBlocked(int l) const { return isDead(l) && operationOf(OperationKind::add, l) < 0; }
  /// A sign of trouble weighs little while all goes well: `severity` unless the network learns.
  Severity unlessLearning(Severity severity) const {
    return course.isGood() ? Severity::note : severity;
  }
};

/// Findings as they are written down.
class Findings {
 public:
  class Entry {
   public:
    explicit Entry(Finding& finding) : finding_(finding) {}
    Entry& at(int layer, int operation = -1) {
      finding_.layer = layer;
      finding_.operation = operation;
      return *this;
    }
    Entry& since(std::uint64_t iteration) {
      finding_.since = iteration;
      return *this;
    }
    // Not in place: every family says many figures, and what a visit fetches holds them all.
    Entry& with(std::string_view name, double value);
    Entry& with(std::string_view name, const Maybe& value);

   private:
    Finding& finding_;
  };

  /// Where it belongs: the gravest first, good news before mere notes; of equals in the order of
  /// the kinds.
  Entry add(FindingKind kind, Severity severity);

  /// Whether something of a kind, graver than a note, has been found.
  bool has(FindingKind kind) const;

  std::vector<Finding> list() && { return std::move(list_); }

 private:
  std::vector<Finding> list_;
};

/// The families, each in a file of its own.
void findInNumbers(const Patient& patient, Findings& findings);  // not_finite, underflow
void findInProfile(const Patient& patient, Findings& findings);  // vanishing, exploding
void findInUnits(const Patient& patient,
                 Findings& findings);  // dead, saturated, collapsed, symmetric
void findInRegularisation(const Patient& patient,
                          Findings& findings);  // single_samples, weight_decay, dropout
void findInCourse(const Patient& patient,
                  Findings& findings);  // diverging, not_learning, learning, fitted
void findInSteps(const Patient& patient,
                 Findings& findings);  // step_too_long, step_too_short, slow_layers, clipping
void findInData(const Patient& patient,
                Findings& findings);  // linear, data_scale, initial_loss, running_statistics

}  // namespace ebb
