/** Rows like those of mutants.mjs: what the diagnosis finds, in which order, and what is tried against it. */
export const diagnosisMutants = [
  // How the loss goes.
  [
    'diagnosis/course.cpp',
    'leastLoss + threshold::kLearnt * (constantLoss - leastLoss)',
    'threshold::kLearnt * constantLoss',
  ],
  ['diagnosis/course.cpp', 'std::optional(learntLoss(*constantLoss, leastLoss))', 'constantLoss'],
  ['diagnosis/course.cpp', 'course.recent < learntLoss(initial', 'course.recent < (initial'],
  ['diagnosis/course.cpp', 'if (share < kLearnt) {', 'if (share < kConstant) {'],
  ['diagnosis/course.cpp', 'score += (change > 0) - (change < 0)', 'score += change'],
  ['diagnosis/course.cpp', 'std::log1p(rest / (now.pace * time))', '(rest / (now.pace * time))'],
  [
    'diagnosis/course.cpp',
    'learntLoss(std::min(constant, record.initialLoss), facts.leastLoss)',
    'learntLoss(constant, facts.leastLoss)',
  ],
  ['diagnosis/course.cpp', 'std::max(constant, initial) * (isWhole ? 1 : epoch)', 'constant'],
  ['diagnosis/course.cpp', 'std::max(epoch, course.iterations / 8)', 'course.iterations / 8'],
  ['diagnosis/course.cpp', 'if (!isWhole) return State::unknown;', ''],
  ['diagnosis/trend.cpp', 'pace > threshold::kCertain * error && pace > 0', 'pace > 0'],
  ['diagnosis/trend.cpp', 'rest / (count - 2) / spread', 'rest / count / spread'],
  ['diagnosis/trend.cpp', 'whole / 4 / together', 'whole / 2 / together'],
  ['diagnosis/trend.cpp', 'quarter * points * together', 'quarter * points'],
  ['diagnosis/trend.cpp', 'record.losses / record.windowLength', 'record.windowCount()'],

  // Which finding comes first, and what counts as found.
  ['diagnosis/findings.cpp', ': kind < other.kind', ': kind > other.kind'],
  [
    'diagnosis/findings.cpp',
    'case Severity::good:\n      return 2',
    'case Severity::good:\n      return 4',
  ],
  ['diagnosis/findings.cpp', 'one.severity < Severity::note', 'one.severity <= Severity::note'],
  ['diagnosis/findings.h', 'isDead(l) && operationOf(OperationKind::add, l) < 0', 'isDead(l)'],

  // Where a finding begins.
  ['diagnosis/thresholds.h', 'kCollapsed = 1e-6', 'kCollapsed = 1e-3'],
  ['diagnosis/thresholds.h', 'kLost = 0.1', 'kLost = 0.3'],
  ['diagnosis/thresholds.h', 'kOftenClipped = 0.5', 'kOftenClipped = 0.1'],
  ['diagnosis/thresholds.h', 'kPatience = 200', 'kPatience = 20'],

  // Each family.
  [
    'diagnosis/course_findings.cpp',
    'FindingKind::not_learning, Severity::warning)',
    'FindingKind::not_learning, Severity::failure)',
  ],
  [
    'diagnosis/course_findings.cpp',
    'course.stillFalls ? Severity::warning : Severity::failure',
    'Severity::failure',
  ],
  ['diagnosis/data_findings.cpp', '!isSquared && !(isNothing', '!(isNothing'],
  ['diagnosis/data_findings.cpp', '(isNothing && hasTwo)', 'isNothing'],
  ['diagnosis/data_findings.cpp', 'off < threshold::kFarUnscaled', 'off < threshold::kUnscaled'],
  ['diagnosis/data_findings.cpp', 'reach > 1 && reach == off', 'reach > 1'],
  [
    'diagnosis/data_findings.cpp',
    'course.iterations == 0 || course.iterations > threshold::kStatisticsSettle',
    'course.iterations == 0',
  ],
  ['diagnosis/number_findings.cpp', 'threshold::kNearUnderflow * kSmallest', 'kSmallest'],
  [
    'diagnosis/number_findings.cpp',
    'stop.iteration - (stop.phase == Phase::update)',
    'stop.iteration',
  ],
  [
    'diagnosis/number_findings.cpp',
    'record.longestStepAt < broke',
    'record.longestStepAt <= broke',
  ],
  ['diagnosis/number_findings.cpp', 'std::pow(*last / *first, 1 / steps)', '*last / *first'],
  [
    'diagnosis/profile_findings.cpp',
    'least < threshold::kVanishing * threshold::kVanishing',
    'least < threshold::kVanishing',
  ],
  ['diagnosis/profile_findings.cpp', '*norm / std::sqrt(weights) >', '*norm >'],
  [
    'diagnosis/profile_findings.cpp',
    'sign * budget.weights >= sign * budget.activation',
    'sign * budget.weights < sign * budget.activation',
  ],
  [
    'diagnosis/profile_findings.cpp',
    '!isWithin && !isLastStep && !findings.has(FindingKind::not_finite)',
    '!isWithin && !isLastStep',
  ],
  ['diagnosis/profile_findings.cpp', '(layers - 1) / 2 * std::log10', '(layers - 1) * std::log10'],
  ['diagnosis/regularisation_findings.cpp', 'samples % size != 1', 'samples % size == 0'],
  [
    'diagnosis/regularisation_findings.cpp',
    'std::min(pull.least, ratio)',
    'std::max(pull.least, ratio)',
  ],
  ['diagnosis/regularisation_findings.cpp', 'readsMomentum(e.optimizer) ? 1 - e.momentum : 1', '1'],
  [
    'diagnosis/regularisation_findings.cpp',
    'weightDecay / std::sqrt(inputs)',
    'weightDecay / inputs',
  ],
  ['diagnosis/regularisation_findings.cpp', 'if (timeOfDecay(patient) > done) return;', ''],
  [
    'diagnosis/regularisation_findings.cpp',
    'isDropped && patient.operationOf(OperationKind::add, l) < 0',
    'isDropped',
  ],
  [
    'diagnosis/step_findings.cpp',
    '*predicted > threshold::kOvershoot * *frame.loss',
    '*predicted > *frame.loss',
  ],
  [
    'diagnosis/step_findings.cpp',
    'std::pow(patient.experiment.momentum, std::max(1.0, updates))',
    'patient.experiment.momentum',
  ],
  ['diagnosis/step_findings.cpp', 'return rate * left / *layer.weightGradient', 'return rate'],
  [
    'diagnosis/step_findings.cpp',
    'return 2 * std::sqrt(std::max(1.0, done))',
    'return std::sqrt(std::max(1.0, done))',
  ],
  [
    'diagnosis/step_findings.cpp',
    'std::min(threshold::kSlowFromStart, threshold::kSlowBeside * pace.fastest)',
    'threshold::kSlowFromStart',
  ],
  ['diagnosis/step_findings.cpp', ' || patient.isDead(layer.layer)', ''],
  ['diagnosis/unit_findings.cpp', 'blocks > isBlocked ||', ''],
  ['diagnosis/unit_findings.cpp', 'threshold::kAllSaturated', 'threshold::kSaturated'],
  [
    'diagnosis/unit_findings.cpp',
    'if (!lengths || !(*lengths < threshold::kCollapsed)) return;',
    '',
  ],
  ['diagnosis/unit_findings.cpp', 'if (patient.layer(l).weightNorm == 0) named = l;', ''],

  // What is tried, and in which order.
  ['diagnosis/remedies.cpp', 'if (isAdam && isShorter && !mayBeTooLong) continue;', ''],
  ['diagnosis/remedies.cpp', 'e_.momentum > 0.95', 'e_.momentum > 0'],
  ['diagnosis/remedies.cpp', 'depth > 5', 'depth > 2'],
  ['diagnosis/remedies.cpp', 'e_.batchSize > 0 && e_.batchSize < 8', 'e_.batchSize > 0'],
  ['diagnosis/remedies.cpp', 'evidenceOf(one, "leastLoss").value_or(0) == 0 &&', ''],
  ['diagnosis/remedies.cpp', 'if (remedy.changes.empty() || std::any_of(', 'if (std::any_of('],
  ['diagnosis/remedies.cpp', 'one.since == std::uint64_t(0) && ', ''],
  ['diagnosis/remedies.cpp', 'if (1.01 * square <', 'if (false && square <'],
  ['diagnosis/remedy_order.cpp', 'if (isForSteps) order.push_back(Reason::shorter_steps);', ''],
  ['diagnosis/remedy_order.cpp', 'experiment.dropout)) > 1)', 'experiment.dropout)) > 10)'],
  [
    'diagnosis/remedy_order.cpp',
    'std::vector<Reason> order = reasonsAgainstCauses(kinds);',
    'std::vector<Reason> order;',
  ],
  ['diagnosis/remedy_ranking.cpp', 'kClearly = 0.8', 'kClearly = 1.0'],
  ['diagnosis/remedy_ranking.cpp', '(one.learning + 0.5)', '(one.learning + 0.0)'],
  ['diagnosis/remedy_ranking.cpp', '? loss / *constant : loss', '? loss : loss'],
  ['diagnosis/remedy_ranking.cpp', '2 * judged.learning >', '2 * judged.learning >='],
  [
    'diagnosis/remedy_ranking.cpp',
    'static_cast<double>(remedy.changes.size()), one.relative',
    'one.relative',
  ],
  ['diagnosis/remedy_ranking.cpp', 'learntLoss(*constant, result.outcome.leastLoss)', '*constant'],
  [
    'diagnosis/remedy_search.cpp',
    'std::max(kFewest, field_.size() / kOneOf)',
    'field_.size() / kOneOf',
  ],
  ['diagnosis/remedy_search.cpp', 'if (each < 2 * now) return {};', ''],
  [
    'diagnosis/remedy_search.cpp',
    'if (one.iterations == iterations_) add(one.candidate);',
    'add(one.candidate);',
  ],
];
