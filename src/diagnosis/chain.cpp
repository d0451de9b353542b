#include "diagnosis/chain.h"

#include <algorithm>
#include <cmath>

namespace ebb {

std::size_t affineOf(const Frame& frame, std::size_t operation) {
  while (frame.operations[operation].kind != OperationKind::affine) --operation;
  return operation;
}

namespace {

/// Index of the affine map of the last hidden layer; -1 where there is none.
int measureOf(const Frame& frame) {
  const int last = static_cast<int>(frame.layers.size()) - 1;
  if (last < 1) return -1;
  int found = 0;
  for (const OperationFrame& op : frame.operations) {
    if (op.kind == OperationKind::affine && op.layer == last) return found;
    ++found;
  }
  return -1;
}

/// The way that has begun, up to a new factor at the end of its chain.
ChainFactor::Way wayOn(const ChainFactor& next, const std::vector<ChainFactor>& chain) {
  ChainFactor::Way way{next.factor * chain.back().way->product, next.factor, 1};
  const auto last = std::find_if(chain.rbegin(), chain.rend(), [&](const ChainFactor& one) {
    return one.cause == next.cause || !one.way;
  });
  if (last == chain.rend() || !last->way) return way;
  way.ofCause *= last->way->ofCause;
  way.count += last->way->count;
  return way;
}

}  // namespace

std::vector<ChainFactor> chainOf(const Frame& frame) {
  std::vector<ChainFactor> chain;
  const bool walkIsOver = frame.phase == Phase::clip || frame.phase == Phase::update;
  // After the walk the story ends at z_1: the first affine map only leads on to the data.
  const int end = walkIsOver ? 1 : 0;
  const int measure = measureOf(frame);
  for (int i = static_cast<int>(frame.operations.size()) - 1; i >= end; --i) {
    const OperationFrame& op = frame.operations[static_cast<std::size_t>(i)];
    if (!op.gradientIn) break;
    const bool isAdd = op.kind == OperationKind::add;
    // The first block has no layer before it: the walk to z_1 ends inside it.
    const bool isWhole = isAdd && op.gradientOut && op.layer > 1;
    const double out = isAdd && !isWhole ? *op.sizeIn : *op.sizeOut;
    // Nothing arrives at the loss: its factor is the size that the gradient begins with.
    const double in = op.sizeIn.value_or(1);
    ChainFactor next{i, in == 0 ? 0 : out / in, causeOf(op.kind), out, {}};
    const int begin = isWhole ? static_cast<int>(affineOf(frame, static_cast<std::size_t>(i))) : i;
    if (begin == measure) {
      // What arrives at the measure is what the way begins with, also inside a block that was left.
      const double arrived = *frame.operations[static_cast<std::size_t>(measure)].sizeIn;
      const double factor = out / arrived;
      if (arrived > 0 && std::isfinite(arrived)) next.way = ChainFactor::Way{factor, factor, 1};
    } else if (begin < measure && chain.back().way) {
      next.way = wayOn(next, chain);
    }
    chain.push_back(next);
    i = begin;
    if (out == 0 || !std::isfinite(out)) break;
  }
  return chain;
}

std::vector<ChainFactor> ratioChainOf(const Frame& frame) {
  const int last = static_cast<int>(frame.layers.size()) - 1;
  if (last < 2) return {};
  std::vector<ChainFactor> chain;
  double product = 1;
  const auto add = [&](int operation, double factor, Cause cause) {
    product *= factor;
    chain.push_back({operation, factor, cause, product, {}});
  };
  for (std::size_t i = frame.operations.size() - 1; i > 0; --i) {
    const OperationFrame& op = frame.operations[i];
    const bool isAffine = op.kind == OperationKind::affine;
    const bool isJoin = op.kind == OperationKind::add;
    // Of block L only its affine map (and its join) lie on the way; of block 1 all but its affine
    // map (and its join).
    const bool isOnWay = isAffine || isJoin ? op.layer > 1 && op.layer <= last : op.layer < last;
    if (!isOnWay) continue;
    const int index = static_cast<int>(i);
    if (!isJoin) {
      if (!op.attenuation) return {};
      add(index, *op.attenuation, causeOf(op.kind));
      continue;
    }
    if (!op.attenuation || !op.branch) return {};
    const double pastOverBranch = *op.attenuation / *op.branch;
    if (std::isfinite(pastOverBranch)) {
      add(index, pastOverBranch, Cause::residual);
      continue;
    }
    // Nothing comes back through the branch. The way through block L begins at z_L, inside it.
    i = affineOf(frame, i);
    const OperationFrame& affine = frame.operations[i];
    if (op.layer == last && !(affine.gradientIn && *affine.gradientIn > 0)) return {};
    add(index, op.layer == last ? *op.gradientOut / *affine.gradientIn : *op.attenuation,
        Cause::residual);
  }
  const double first = frame.layers.front().units;
  const double end = frame.layers[static_cast<std::size_t>(last - 1)].units;
  if (first != end) add(-1, std::sqrt(end / first), Cause::width);
  return chain;
}

}  // namespace ebb
