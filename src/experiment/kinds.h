#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ebb {

/// The names of a kind in order, cut out of the text of its enumerators.
template <std::size_t N>
constexpr std::array<std::string_view, N> splitNames(std::string_view text) {
  std::array<std::string_view, N> names{};
  std::size_t name = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ',') continue;
    while (text[begin] == ' ') ++begin;
    names[name++] = text.substr(begin, i - begin);
    begin = i + 1;
  }
  return names;
}

constexpr std::size_t countNames(std::string_view text) {
  std::size_t count = 1;
  for (const char letter : text) count += letter == ',';
  return count;
}

/// The names of the enumerators of a kind: `kindNames<Activation>()[0] == "identity"`.
template <class Kind>
constexpr auto kindNames();

/// One kind of thing, its enumerators and their names in one list: the words are the same in C++,
/// TypeScript, links and files.
#define EBB_KIND(Name, ...)                                    \
  enum class Name { __VA_ARGS__ };                             \
  template <>                                                  \
  constexpr auto kindNames<Name>() {                           \
    return splitNames<countNames(#__VA_ARGS__)>(#__VA_ARGS__); \
  }

EBB_KIND(Activation, identity, sigmoid, tanh, hard_tanh, relu, leaky_relu, elu, selu, gelu, silu,
         softplus, softsign, mish)
EBB_KIND(Initialiser, zeros, constant, uniform, normal, xavier_uniform, xavier_normal,
         kaiming_uniform, kaiming_normal, lecun_uniform, lecun_normal, orthogonal, pytorch_linear)
EBB_KIND(Normalization, none, batch, layer, rms)
EBB_KIND(Residual, none, add)
EBB_KIND(Loss, by_data, mse, bce, cross_entropy, linear)
EBB_KIND(Optimizer, sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw)
EBB_KIND(Clip, none, value, norm, layer)
EBB_KIND(Data, xor_, circles, moons, spirals, gaussians, sine, table)
EBB_KIND(Precision, float32, float64)
EBB_KIND(Standardise, no, yes)
EBB_KIND(Targets, auto_, classes, numbers)

EBB_KIND(Unit, operation, layer, iteration, epoch)
EBB_KIND(Phase, start, forward, loss, backward, clip, update)
EBB_KIND(OperationKind, affine, batch_norm, layer_norm, rms_norm, activation, dropout, add, loss)
EBB_KIND(Cause, weights, activation, normalization, dropout, residual, width, loss)
EBB_KIND(Verdict, unknown, vanishing, healthy, exploding, zero, infinite, nan)
EBB_KIND(ParameterRole, weight, bias, gamma, beta)
EBB_KIND(TensorRole, value, running_statistic, gradient, parameter_gradient, moving_average,
         parameter)
EBB_KIND(FindingKind, not_finite, diverging, not_learning, linear, symmetric, single_samples,
         weight_decay, dropout, step_too_long, dead, saturated, vanishing, exploding, collapsed,
         slow_layers, step_too_short, initial_loss, data_scale, underflow, clipping,
         running_statistics, learning, fitted)
EBB_KIND(Severity, failure, warning, note, good)
EBB_KIND(Reason, shorter_steps, longer_steps, adaptive_steps, plain_steps, less_momentum, no_decay,
         bounded_steps, unbounded_steps, unscaled_weights, fitting_weights, orthogonal_weights,
         larger_weights, no_biases, another_activation, leaky_activation, skip_connection,
         batch_statistics, layer_statistics, no_normalization, no_dropout, whole_batch,
         fewer_layers, more_layers, wider_layers, fitting_loss, standardised_data, wider_range)
EBB_KIND(TheoryLimit, no_hidden_layers, own_weights, weights_not_random, gain_too_large,
         layer_too_narrow, inputs_of_low_rank, batch_too_small, no_stable_q, one_sided_residual,
         values_too_large, too_deep_for_width, last_layer_saturated, uneven_samples)

#undef EBB_KIND

/// `xor` and `auto` are words of C++; their enumerators carry a trailing underscore that no reader
/// sees.
constexpr std::string_view displayName(std::string_view name) {
  return !name.empty() && name.back() == '_' ? name.substr(0, name.size() - 1) : name;
}

template <class Kind>
constexpr std::string_view nameOf(Kind kind) {
  return displayName(kindNames<Kind>()[static_cast<std::size_t>(kind)]);
}

template <class Kind>
constexpr std::optional<Kind> kindOf(std::string_view name) {
  const auto names = kindNames<Kind>();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (displayName(names[i]) == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

/// Whose doing an operation's factor of the gradient is.
constexpr Cause causeOf(OperationKind kind) {
  switch (kind) {
    case OperationKind::affine:
      return Cause::weights;
    case OperationKind::batch_norm:
    case OperationKind::layer_norm:
    case OperationKind::rms_norm:
      return Cause::normalization;
    case OperationKind::activation:
      return Cause::activation;
    case OperationKind::dropout:
      return Cause::dropout;
    case OperationKind::add:
      return Cause::residual;
    case OperationKind::loss:
      return Cause::loss;
  }
  return Cause::weights;
}

/// Whether a rule reads the field `momentum`.
constexpr bool readsMomentum(Optimizer kind) {
  switch (kind) {
    case Optimizer::momentum:
    case Optimizer::nesterov:
      return true;
    case Optimizer::sgd:
    case Optimizer::rmsprop:
    case Optimizer::adagrad:
    case Optimizer::adam:
    case Optimizer::adamw:
      return false;
  }
  return false;
}

}  // namespace ebb
