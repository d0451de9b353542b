/**
 * Small wrong changes, one a row: [file under src/, what stands there once, what is put in its place].
 * Findings and their thresholds have their own tests; of the diagnosis the ratio, its chain and its
 * budget are here.
 */
export const mutants = [
  // What a figure is.
  [
    'probe/quantities.h',
    'return batch * frobeniusNorm(gradient)',
    'return frobeniusNorm(gradient)',
  ],
  [
    'probe/quantities.h',
    'std::sqrt(static_cast<double>(gradient.size()))',
    'std::sqrt(static_cast<double>(gradient.rows()))',
  ],
  ['base/median.h', 'numbers.size() / 2)', 'numbers.size() / 3)'],
  ['base/median.h', 'numbers.size() % 2 == 1', 'numbers.size() % 2 == 0'],
  ['probe/quantities.h', 'static_cast<double>(gradient.cols()) / std::sqrt', '1.0 / std::sqrt'],
  ['probe/quantities.h', 'moved / frobeniusNorm(before)', '7 * moved / frobeniusNorm(before)'],
  ['probe/quantities.h', 'moved == 0 ? 0', 'moved == 0 ? 1'],
  ['probe/quantities.h', 'return {both.mean, std', 'return {both.mean + 1, std'],
  ['probe/quantities.h', 'std::sqrt(both.variance)', 'std::sqrt(both.variance) * 5'],
  ['functions/activations.h', 'largestSlope(kind) / 10', 'largestSlope(kind) / 3'],
  ['probe/quantities.h', 'slopes.array().abs().template', 'slopes.array().template'],
  ['probe/quantities.h', '.rowwise().all().count()', '.rowwise().any().count()'],
  ['probe/quantities.h', '(targets(0, sample) > 0.5)', '(targets(0, sample) < 0.5)'],
  ['probe/quantities.h', 'right += answer == truth', 'right += answer != truth'],
  [
    'probe/quantities.h',
    'targets.col(sample).maxCoeff(&truth)',
    'targets.col(sample).minCoeff(&truth)',
  ],
  [
    'functions/finiteness.h',
    '? Verdict::nan : Verdict::infinite',
    '? Verdict::infinite : Verdict::nan',
  ],

  // Which figure a frame shows, and when.
  ['probe/probe.cpp', '*in == 0) return std::nullopt', '*in == 1) return std::nullopt'],
  ['probe/probe.cpp', 'if (std::isnan(ratio)) return std::nullopt;', ''],
  ['probe/probe.cpp', 'const double ratio = *out / *in;', 'const double ratio = *in / *out;'],
  ['probe/probe.cpp', 'kind == Loss::mse ? 0.5 : 0', 'kind == Loss::mse ? 0 : 0.5'],
  ['probe/probe.cpp', 'progress_.backward(first + 1)', 'progress_.backward(first)'],
  [
    'probe/probe.cpp',
    'frame.weightNorm = frobeniusNorm(layer.weight->view())',
    'frame.weightNorm = frobeniusNorm(layer.weight->gradientView())',
  ],
  ['probe/probe.cpp', 'meanAndStd(layer.h->view(batch_))', 'meanAndStd(layer.z->view(batch_))'],
  [
    'probe/probe.cpp',
    'clips && progress_.clipped() ? stepper_.normBeforeClip(*layer.weight) : now',
    'now',
  ],
  ['probe/probe.cpp', 'if (!clips || progress_.clipped())', 'if (!clips)'],
  [
    'probe/probe.cpp',
    'op.kind == OperationKind::loss ? 1.0',
    'op.kind == OperationKind::loss ? 2.0',
  ],
  [
    'probe/probe.cpp',
    'frame.gradientOut = frobeniusNorm(add.skip()->gradientView(batch_))',
    'frame.gradientOut = frobeniusNorm(add.input->gradientView(batch_))',
  ],
  [
    'probe/probe.cpp',
    'static_cast<double>(frame.iteration) / schedule.iterationsPerEpoch()',
    'static_cast<double>(frame.iteration)',
  ],
  ['probe/progress.h', 'done_ >= schedule_.stops() - 1', 'done_ >= schedule_.stops()'],
  [
    'probe/progress.h',
    'done_ >= schedule_.backwardStop(operation)',
    'done_ > schedule_.backwardStop(operation)',
  ],

  // What an inspector sees.
  [
    'probe/inspect.cpp',
    'stepper.optimizer().beforeLastUpdate(parameter)',
    'stepper.optimizer().lastChange(parameter)',
  ],
  ['probe/inspect.cpp', '(x - kHistogramFrom) * scale', '(x + kHistogramFrom) * scale + 63'],
  ['probe/inspect.cpp', 'x >= kHistogramTo', 'x >= 2 * kHistogramTo'],
  ['probe/inspect.cpp', '0.1 * (high - low)', '0.2 * (high - low)'],
  ['probe/inspect.cpp', '(column + 0.5) / land.columns', '(column + 0.0) / land.columns'],
  ['probe/inspect.cpp', 'sample, batch);', 'sample, 1);'],
  ['probe/inspect.cpp', 'detail.local->cwiseAbs().mean()', 'detail.local->cwiseAbs().sum()'],
  ['probe/inspect.cpp', 'overSamples\n', '!overSamples\n'],
  ['probe/inspect.cpp', 'std::sqrt(count)', 'count'],

  // The chain, the ratio, the budget.
  ['experiment/kinds.h', 'return Cause::residual;', 'return Cause::weights;'],
  ['diagnosis/chain.cpp', '*op.attenuation / *op.branch', '*op.branch'],
  ['diagnosis/chain.cpp', 'op.layer < last', 'op.layer <= last'],
  ['diagnosis/chain.cpp', 'op.layer > 1 && op.layer <= last', 'op.layer <= last'],
  ['diagnosis/chain.cpp', 'std::sqrt(end / first)', 'std::sqrt(first / end)'],
  ['diagnosis/chain.cpp', '*op.gradientOut / *affine.gradientIn', '*op.attenuation'],
  ['diagnosis/chain.cpp', 'const int end = walkIsOver ? 1 : 0', 'const int end = 0'],
  ['diagnosis/chain.cpp', 'op.gradientOut && op.layer > 1', 'op.gradientOut'],
  [
    'diagnosis/chain.cpp',
    'const double factor = out / arrived',
    'const double factor = next.factor',
  ],
  ['diagnosis/chain.cpp', 'arrived > 0 && std::isfinite(arrived)', 'true'],
  ['diagnosis/diagnosis.cpp', '*first / *last', '*last / *first'],
  [
    'diagnosis/diagnosis.cpp',
    'most->second / static_cast<double>(hidden - 1)',
    'most->second / static_cast<double>(hidden)',
  ],
  [
    'diagnosis/diagnosis.cpp',
    '1.0 / static_cast<double>(hidden - 1)',
    '1.0 / static_cast<double>(hidden)',
  ],
  ['diagnosis/diagnosis.cpp', 'std::log10(one.factor)', 'std::log(one.factor)'],
  ['diagnosis/diagnosis.cpp', 'budget.dropout += decades', 'budget.weights += decades'],
  ['diagnosis/diagnosis.cpp', 'if (op.kind == OperationKind::add) i = affineOf(frame, i);', ''],
  ['diagnosis/diagnosis.cpp', 'i-- > 1;', 'i-- > 0;'],
  ['diagnosis/diagnosis.cpp', 'if (isFirstJoin) continue;', ''],

  // Training.
  ['training/clipping.cpp', 'T(1e-6)', 'T(1e-3)'],
  ['training/clipping.cpp', 'g < -limit ? -limit', 'g < -limit ? limit'],
  ['training/clipping.cpp', 'end->layer == begin->layer', 'end->layer != begin->layer'],
  ['training/clipping.cpp', 'if (factor >= T(1)) return false;', ''],
  ['training/clipping.cpp', 'rootOf<T>(squares) +', 'static_cast<T>(std::sqrt(squares) * 1.01) +'],
  [
    'training/clipping.cpp',
    'std::sqrt(static_cast<T>(squares))',
    'static_cast<T>(std::sqrt(squares))',
  ],
  [
    'training/optimizer.cpp',
    'rates.rate * (g + rates.momentum * first)',
    'rates.rate * (first + rates.momentum * g)',
  ],
  ['training/optimizer.cpp', 'T(0.99) * second', 'T(0.9) * second'],
  ['training/optimizer.cpp', 'second += g.square()', 'second = g.square()'],
  [
    'training/optimizer.cpp',
    'static_cast<double>(iteration) + 1',
    'static_cast<double>(iteration) + 2',
  ],
  ['training/optimizer.cpp', '1 - std::pow(0.999, t)', '1 - std::pow(0.99, t)'],
  ['training/optimizer.cpp', 'decouplesDecay(kind_) ? 0 : weightDecay_', 'weightDecay_'],
  ['training/optimizer.cpp', '  before = p;', ''],
  [
    'training/optimizer.cpp',
    'if (slot.second != nullptr) ArrayView<T>(slot.second, size).setZero();',
    '',
  ],

  // Functions.
  ['functions/elementary.h', 'std::min(size, T(20))', 'std::min(size, T(8))'],
  ['functions/elementary.h', 'kLog2Low = 3.194618329871446e-5f', 'kLog2Low = 0.0f'],
  ['functions/elementary.h', '0.16666666666666669', '0.16666666666676669'],
  ['functions/elementary.h', 'powerOfTwo(half) * powerOfTwo(e.n - half)', 'powerOfTwo(e.n)'],
  ['functions/elementary.h', '(n * Format::kLog2Low + lost / sum)', '(n * Format::kLog2Low)'],
  ['functions/elementary.h', '1.1283791670955126', '1.1283791670956126'],

  // Products.
  [
    'base/product.cpp',
    'isLast && bias != nullptr ? bias + r : nullptr',
    'bias != nullptr ? bias + r : nullptr',
  ],
  ['base/product.cpp', 'product.outerStride(), rows, k > 0', 'product.outerStride(), rows, true'],
  ['base/product.cpp', 'stride = height;', 'stride = rows;'],
  ['functions/activations.cpp', 'slope = T(1) - y * y', 'slope = T(1) - y'],
  ['functions/activations.cpp', 'kLeakySlope = 0.01', 'kLeakySlope = 0.02'],
  ['functions/activations.cpp', 'e / (e + T(1))', 'sigmoidOf(v)'],
  ['functions/activations.cpp', 'return 1.1289041451851545', 'return 1.2'],
  ['functions/activations.cpp', '(x > T(0)).template cast<T>()', '(x >= T(0)).template cast<T>()'],
  ['functions/losses.cpp', '(column(i) - largest) - logSum', 'column(i) - (largest + logSum)'],
  ['functions/losses.cpp', 'if (target(i, column) == T(0)) continue;', ''],
  ['functions/losses.cpp', 'T(2) / all', 'T(1) / all'],
  [
    'functions/losses.cpp',
    'return sumOf((y - t).square()) / all',
    'return (y - t).template cast<double>().square().sum() / all',
  ],
  [
    'functions/standardise.cpp',
    'subtract(meanOf(row.data(), train));\n  subtract(meanOf(row.data(), train));',
    'subtract(meanOf(row.data(), train));',
  ],
  [
    'functions/losses.cpp',
    'return sumOf(y.binaryExpr(t, [](T a, T b) { return bceOf(a, b); })) / all',
    'return y.binaryExpr(t, &bceOf<T>).template cast<double>().sum() / all',
  ],
  ['functions/losses.cpp', 'return static_cast<T>(sum) / samples', 'return sum / samples'],
  [
    'functions/shuffle.h',
    'random.below(static_cast<std::uint32_t>(i))',
    'random.below(static_cast<std::uint32_t>(order.size()))',
  ],

  // Simulation.
  ['simulation/batches.h', 'key_.split(epoch)', 'key_'],
  ['simulation/batches.h', 'std::min(size_, samples() - first)', 'size_'],
  ['simulation/batches.h', '!shuffled_ || epoch != epoch_', '!shuffled_'],
  ['simulation/checkpoints.h', 'places_[2 * i])', 'places_[i])'],
  ['simulation/checkpoints.h', 'iteration / spacing_, kept_ - 1', 'iteration, kept_ - 1'],
  ['simulation/digest.h', 'if (number == number) std::memcpy', 'std::memcpy'],
  ['simulation/digest.h', '^ (hash_ >> 29)', '^ (hash_ >> 30)'],
  ['simulation/position.cpp', 'next.phase == here.phase && here.operation', 'here.operation'],
  [
    'simulation/position.cpp',
    'count + (count < 0 && !atEnd ? 1 : 0);\n  if (wanted',
    'count;\n  if (wanted',
  ],
  ['simulation/position.cpp', 'length *= static_cast<std::uint64_t>(iterationsPerEpoch_);', ''],
  [
    'simulation/stepper.cpp',
    'wayBack_ = position == 0 ? 0 : (position - 1) / stops',
    'wayBack_ = position / stops',
  ],
  ['simulation/stepper.cpp', 'isUpdated ? optimizer_.get() : nullptr', 'nullptr'],
  ['simulation/stepper.cpp', 'if (operation->kind == OperationKind::affine) {', '{'],
  ['simulation/requirements.cpp', 'Checkpoints::memoryFor(needs.state)', '0'],
  [
    'simulation/non_finite.cpp',
    'search.meets(TensorRole::value, tape.loss().value())',
    'search.meets(TensorRole::gradient, tape.loss().value())',
  ],
  ['run/history.h', 'testLoss_[kept] = testLoss_[i];', ''],
  ['run/simulation.cpp', 'stride *= 2', 'stride *= 3'],
  // What theory expects.
  ['theory/propagation.cpp', 'm.square / keep', 'm.square'],
  ['theory/propagation.cpp', 'm.slope / keep', 'm.slope'],
  ['theory/propagation.cpp', 'made - m.mean * m.mean', 'made'],
  ['theory/propagation.cpp', '2 * mean_ * m.mean', '0'],
  ['theory/propagation.cpp', 'past + layer.throughWeights', 'layer.throughWeights'],
  ['theory/propagation.cpp', '(samples - 2.0) / (samples - 3.0)', '1'],
  ['functions/weight_scale.cpp', 'std::max(inputs, units)', 'inputs'],
  ['theory/spread.cpp', 'shift * (shown / variance)', '0'],
  ['theory/spread.cpp', '3 * (m.slopeSpread - 1)', '3 * m.slopeSpread'],
  ['theory/phase.cpp', 'm.square / m.slope - biases', 'm.square / m.slope'],
  ['theory/moments.cpp', 'square() - 1) / 2', 'square() - 1)'],
  ['theory/theory.cpp', 'kQuantile * std::sqrt(spread.variance) / 2', 'kQuantile'],
];
