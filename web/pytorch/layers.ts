import type { Experiment } from '../module/ebb';
import { activationForms } from '../formulas/activation_forms';
import { pythonNumber } from './python';

/** So many widths are still nicer one by one. */
const fewestRuns = 6;

const normalizations: Record<string, string> = {
  batch: 'nn.BatchNorm1d(units, eps=1e-5)',
  layer: 'nn.LayerNorm(units, eps=1e-5)',
  rms: 'RMSNorm(units, eps=1e-5)',
};

/** PyTorch refuses to train on a batch of one; Ebb does not, and shows that nothing comes back. */
const batchNormOfOne = `class BatchNorm(nn.BatchNorm1d):
    """As PyTorch's, but it also takes a batch of one sample, whose variance is 0."""

    def forward(self, z):
        variance, mean = torch.var_mean(z, dim=0, unbiased=False)
        return self.weight * (z - mean) / (variance + self.eps).sqrt() + self.bias`;

const rmsNorm = `class RMSNorm(nn.Module):
    """Zhang & Sennrich 2019. Newer PyTorch has it as nn.RMSNorm."""

    def __init__(self, units, eps):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(units))
        self.eps = eps

    def forward(self, z):
        return self.weight * z / (z.square().mean(dim=1, keepdim=True) + self.eps).sqrt()`;

const residual = `class Residual(nn.Sequential):
    """What the block answers, and what it was given on top where the widths agree."""

    def forward(self, h):
        answer = super().forward(h)
        return answer + h if answer.shape == h.shape else answer`;

/** One of a kind; a word that is not one of them has no place in a script. */
export function pick<Word>(words: Record<string, Word>, kind: string): Word {
  const word = Object.hasOwn(words, kind) ? words[kind] : undefined;
  if (word === undefined) throw new Error(`no PyTorch is known for ${kind}`);
  return word;
}

const dropout = (probability: string) => `class Dropout(nn.Module):
    """nn.Dropout(${probability}) with the masks that Ebb draws: a stream for each layer and iteration."""

    def __init__(self, layer):
        super().__init__()
        self.key = split(split(SEED, "dropout"), layer)
        self.iteration = 0

    def forward(self, a):
        stream = bits(split(self.key, self.iteration))
        self.iteration += 1
        kept = [(next(stream) >> 11) * 2.0**-53 >= ${probability} for _ in range(a.numel())]
        return a * torch.tensor(kept).view(a.shape) / (1 - ${probability})`;

/** `block(…)`, one hidden layer as Python makes it, after the classes that it needs and PyTorch
 *  lacks. Nothing where there is no hidden layer. */
export function blockDefinitions(experiment: Experiment, meetsBatchOfOne: boolean): string[] {
  if (experiment.hidden.length === 0) return [];
  const { activation, normalization } = experiment;
  const isResidual = experiment.residual === 'add';
  const definitions: string[] = [];
  const modules = ['nn.Linear(inputs, units)'];
  if (normalization === 'batch' && meetsBatchOfOne) {
    definitions.push(batchNormOfOne);
    modules.push('BatchNorm(units, eps=1e-5)');
  } else if (normalization !== 'none') {
    modules.push(pick(normalizations, normalization));
  }
  if (normalization === 'rms') definitions.push(rmsNorm);
  modules.push(pick(activationForms, activation).pytorch);
  if (experiment.dropout > 0) {
    definitions.push(dropout(pythonNumber(experiment.dropout)));
    modules.push('Dropout(layer)');
  }
  if (isResidual) definitions.push(residual);
  const lines = modules.map((module) => `        ${module},`).join('\n');
  definitions.push(`def block(${experiment.dropout > 0 ? 'layer, ' : ''}inputs, units):
    """One hidden layer."""
    return ${isResidual ? 'Residual' : 'nn.Sequential'}(
${lines}
    )`);
  return definitions;
}

/** `build()`: the whole network with its initial parameters. */
export function buildDefinition(experiment: Experiment): string {
  const isLayered = experiment.hidden.length > 0;
  const pairs = 'zip(WIDTHS[:-2], WIDTHS[1:-1])';
  const hidden =
    experiment.dropout > 0
      ? `[block(layer, *pair) for layer, pair in enumerate(${pairs}, 1)]`
      : `[block(*pair) for pair in ${pairs}]`;
  return `def build():
    """The network with its initial weights and biases${
      experiment.normalization === 'none' || !isLayered ? '' : ', gammas 1 and betas 0'
    }."""
${isLayered ? `    hidden = ${hidden}\n` : ''}    network = nn.Sequential(${isLayered ? '*hidden, ' : ''}nn.Linear(WIDTHS[-2], WIDTHS[-1]))
    nn.utils.vector_to_parameters(PARAMETERS.clone(), network.parameters())
    return network`;
}

/** The widths of all layers as Python writes them briefly: `[2] + [16] * 10 + [1]`. */
export function widthsText(widths: readonly number[]): string {
  const runs: { width: number; count: number }[] = [];
  for (const width of widths) {
    const last = runs.at(-1);
    if (last?.width === width) ++last.count;
    else runs.push({ width, count: 1 });
  }
  if (runs.length * 2 > widths.length || widths.length <= fewestRuns)
    return `[${widths.join(', ')}]`;
  return runs.map(({ width, count }) => `[${width}]${count > 1 ? ` * ${count}` : ''}`).join(' + ');
}
