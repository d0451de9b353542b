/// Prints the kinds of the core as types of TypeScript: what `web/module/kinds.d.ts` holds.

#include <cstdio>
#include <string>

#include "experiment/kinds.h"

namespace {

template <class Kind>
void print(const char* type, const char* meaning) {
  std::printf("\n/** %s */\nexport type %s =", meaning, type);
  for (const std::string_view name : ebb::kindNames<Kind>())
    std::printf("\n  | '%s'", std::string(ebb::displayName(name)).c_str());
  std::puts(";");
}

}  // namespace

int main() {
  using namespace ebb;
  std::puts("// Written by the build out of src/experiment/kinds.h; not to be edited.");
  print<Activation>("Activation", "φ, element by element.");
  print<Optimizer>("Optimizer", "How a gradient becomes an update.");
  print<Unit>("Unit", "How far a step of the walk goes.");
  print<Phase>("Phase", "Where within an iteration a position lies.");
  print<OperationKind>("OperationKind", "What an operation of the tape computes.");
  print<Cause>("Cause", "Whose doing a factor of the gradient is.");
  print<Verdict>("Verdict",
                 "What the ratio of the first hidden layer's signal to the last one's says.");
  print<TensorRole>("TensorRole", "Which of a run's numbers.");
  print<FindingKind>("FindingKind", "What can be found out about a network.");
  print<Severity>("Severity", "How grave a finding is, gravest first.");
  print<Reason>("Reason", "What a remedy is to do.");
  print<TheoryLimit>("TheoryLimit", "Why the theory of wide networks does not hold.");
}
