/// Prints what the core calls things for TypeScript: `print_names types` what
/// `web/module/kinds.d.ts` holds, `print_names values` what `web/module/names.ts` holds.

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>

#include "diagnosis/thresholds.h"
#include "experiment/fields.h"
#include "experiment/kinds.h"
#include "experiment/widths.h"
#include "probe/frame.h"

namespace {

std::string text(std::string_view name) { return std::string(ebb::displayName(name)); }

template <class Kind>
void print(const char* type, const char* meaning) {
  std::printf("\n/** %s */\nexport type %s =", meaning, type);
  for (const std::string_view name : ebb::kindNames<Kind>()) {
    std::printf("\n  | '%s'", text(name).c_str());
  }
  std::puts(";");
}

const char* typeOf(ebb::Field::Type type) {
  switch (type) {
    case ebb::Field::Type::number:
    case ebb::Field::Type::integer:
      return "number";
    case ebb::Field::Type::kind:
    case ebb::Field::Type::text:
      return "string";
    case ebb::Field::Type::widths:
    case ebb::Field::Type::numbers:
      return "number[]";
  }
  return "";
}

/// The largest value that a field takes.
double largest(std::string_view name) {
  const auto isIt = [&](const ebb::Field& field) { return field.name == name; };
  return std::find_if(ebb::fields().begin(), ebb::fields().end(), isIt)->max;
}

void printTypes() {
  using namespace ebb;
  std::puts("// Written by the build out of the core (tools/print_names.cpp); not to be edited.");
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
  std::puts("\n/** The fields of an experiment. */");
  std::puts("export interface ExperimentFields {");
  for (const Field& field : fields()) {
    std::printf("  %s: %s;\n", text(field.name).c_str(), typeOf(field.type));
  }
  std::puts("}");
  std::puts("\n/** Numbers of one layer; `null`: does not exist (yet) at this position. */");
  std::puts("export interface LayerQuantities {");
#define EBB_PRINT(name, phase, meaning) \
  std::printf("  /** %s */\n  %s: number | null;\n", meaning, #name);
  EBB_LAYER_QUANTITIES(EBB_PRINT)
#undef EBB_PRINT
  std::puts("}");
}

void printValues() {
  using namespace ebb;
  std::puts("// Written by the build out of the core (tools/print_names.cpp); not to be edited.");
  std::puts("import type { Cause, LayerQuantities, OperationKind } from './kinds';");
  std::puts("\n/** Whose doing an operation's factor of the gradient is. */");
  std::puts("export const causeOf: Record<OperationKind, Cause> = {");
  for (const std::string_view name : kindNames<OperationKind>()) {
    std::printf("  %s: '%s',\n", text(name).c_str(),
                text(nameOf(causeOf(*kindOf<OperationKind>(name)))).c_str());
  }
  std::puts("};");
  std::puts("\n/** What is measured of a layer. */");
  std::puts("export const layerQuantities: (keyof LayerQuantities)[] = [");
#define EBB_PRINT(name, phase, meaning) std::printf("  '%s',\n", #name);
  EBB_LAYER_QUANTITIES(EBB_PRINT)
#undef EBB_PRINT
  std::puts("];");
  std::puts("\n/** What a frame carries only where it is asked for. */");
  std::puts("export const frameParts = [");
#define EBB_PRINT(name) std::printf("  '%s',\n", #name);
  EBB_FRAME_PARTS(EBB_PRINT)
#undef EBB_PRINT
  std::puts("] as const;");
  std::puts(
      "\n/** How many times smaller or larger than at the last hidden layer a gradient has "
      "vanished or");
  std::puts(" *  exploded. */");
  std::printf("export const vanishingLimit = %g;\n", 1 / threshold::kVanishing);
  std::puts("\n/** What ‖ΔW‖ / ‖W‖ usually is in a network that learns. */");
  std::printf("export const usualUpdateRatio = %g;\n", threshold::kShortUpdate);
  std::puts("\n/** Hidden layers at the most. */");
  std::printf("export const maxLayers = %d;\n", kMaxLayers);
  std::puts("\n/** The largest seed; the least is 0. */");
  std::printf("export const maxSeed = %.17g;\n", largest("seed"));
  std::puts("\n/** The smallest positive number with all its digits (IEEE 754, section 3.4). */");
  std::printf("export const smallestNormal = { float32: %.17g, float64: %.17g } as const;\n",
              static_cast<double>(std::numeric_limits<float>::min()),
              std::numeric_limits<double>::min());
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view asked = count > 1 ? arguments[1] : "";
  if (asked == "types") printTypes();
  if (asked == "values") printValues();
  return asked == "types" || asked == "values" ? 0 : 1;
}
