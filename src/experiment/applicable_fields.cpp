#include "experiment/fields.h"

namespace ebb {

std::vector<std::string_view> applicableFields(const Experiment& e) {
  const auto means = [&e](std::string_view name) {
    const bool layers = !e.hidden.empty();
    if (name == "activation" || name == "normalization" || name == "residual" ||
        name == "dropout") {
      return layers;
    }
    if (name == "init") return e.weights.empty();
    if (name == "gain") return e.weights.empty() && e.init != Initialiser::zeros;
    if (name == "biasStd") return e.biases.empty() && e.init != Initialiser::pytorch_linear;
    if (name == "momentum") {
      return e.optimizer == Optimizer::momentum || e.optimizer == Optimizer::nesterov;
    }
    if (name == "clipThreshold") return e.clip != Clip::none;
    if (name == "samples" || name == "noise") return e.data != Data::table;
    if (name == "table" || name == "targets" || name == "standardise") {
      return e.data == Data::table;
    }
    return true;
  };
  std::vector<std::string_view> names;
  for (const Field& field : fields()) {
    if (means(field.name)) names.push_back(field.name);
  }
  return names;
}

}  // namespace ebb
