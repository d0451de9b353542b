import type { Optimizer } from '../module/kinds';

/** An optimizer's rule as TeX, line by line; slots: «eta», «mu», «t». */
export interface OptimizerForm {
  lines: readonly string[];
  /** Its class of torch.optim, and the options that it takes besides rate and decay; slot: «mu». */
  pytorch: readonly [name: string, options: string];
  /** Whether weight decay is a step of its own. */
  decouplesDecay?: boolean;
}

const adamLines = [
  'm \\leftarrow 0.9\\, m + 0.1\\, g, \\qquad s \\leftarrow 0.999\\, s + 0.001\\, g^2',
  '\\theta \\leftarrow \\theta - «eta»\\, \\frac{m / (1 - 0.9^{«t»})}{\\sqrt{s / (1 - 0.999^{«t»})} + 10^{-8}}',
];
const adamOptions = 'betas=(0.9, 0.999), eps=1e-8';
const velocity = 'v \\leftarrow «mu»\\, v + g';

/** PyTorch's rules and constants, as in src/training/optimizer.cpp. */
export const optimizerForms: Record<Optimizer, OptimizerForm> = {
  sgd: { lines: ['\\theta \\leftarrow \\theta - «eta»\\, g'], pytorch: ['SGD', ''] },
  momentum: {
    lines: [velocity, '\\theta \\leftarrow \\theta - «eta»\\, v'],
    pytorch: ['SGD', 'momentum=«mu»'],
  },
  nesterov: {
    lines: [velocity, '\\theta \\leftarrow \\theta - «eta»\\, (g + «mu»\\, v)'],
    pytorch: ['SGD', 'momentum=«mu», nesterov=True'],
  },
  rmsprop: {
    lines: [
      's \\leftarrow 0.99\\, s + 0.01\\, g^2',
      '\\theta \\leftarrow \\theta - «eta»\\, \\frac{g}{\\sqrt{s} + 10^{-8}}',
    ],
    pytorch: ['RMSprop', 'alpha=0.99, eps=1e-8'],
  },
  adagrad: {
    lines: [
      's \\leftarrow s + g^2',
      '\\theta \\leftarrow \\theta - «eta»\\, \\frac{g}{\\sqrt{s} + 10^{-10}}',
    ],
    pytorch: ['Adagrad', 'eps=1e-10'],
  },
  adam: { lines: adamLines, pytorch: ['Adam', adamOptions] },
  adamw: { lines: adamLines, pytorch: ['AdamW', adamOptions], decouplesDecay: true },
};
