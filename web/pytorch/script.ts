import type { Dataset, Experiment, Finding } from '../module/ebb';
import type { InitialState } from '../worker/initial_state';
import { flatTensor, listOfWhole, quiet, unpackDefinition, type Named } from './python';
import { blockDefinitions, buildDefinition, widthsText } from './layers';
import { batchDefinitions, randomDefinitions } from './random';
import { lookDefinitions, trainDefinition } from './training';

/** What was found out about the network, and after how many iterations. */
export interface Found {
  iteration: number;
  findings: readonly Finding[];
}

/** Where the part that people read ends and the numbers begin. */
export const numbersMark = '# The numbers';

/** Longer links are only weights by hand, which the script holds anyway. */
const longestLink = 300;

/** An experiment as a Python script that builds the same network in PyTorch, with the same initial
 *  parameters and data, and prints the same gradients. Numbers and the core's own words are all that
 *  it is made of: names of columns and labels of a table have no part in it. */
export function pytorchScript(
  { experiment, link, dataset, parameters }: InitialState,
  found: Found | null = null,
): string {
  const { precision } = experiment;
  const { loss } = dataset;
  const isBatched = experiment.batchSize > 0 && experiment.batchSize < dataset.trainSamples;
  const draws = isBatched || (experiment.dropout > 0 && experiment.hidden.length > 0);
  const numbers = numbersText(parameters, dataset, loss, precision);
  const isPacked = numbers.includes('unpack(');
  const imports = [
    ...(isPacked ? ['import base64'] : []),
    ...(isBatched ? ['import itertools'] : []),
    'import math',
  ];
  const widths = [dataset.inputs, ...experiment.hidden, dataset.outputs];
  const settings = [
    'ITERATIONS = 20',
    ...(isBatched ? [`BATCH_SIZE = ${experiment.batchSize}`] : []),
    `WIDTHS = ${widthsText(widths)}  # inputs, hidden layers, outputs`,
  ];
  // What a reader came for first, then what it calls.
  const definitions = [
    ...blockDefinitions(experiment, meetsBatchOfOne(experiment, dataset)),
    buildDefinition(experiment),
    trainDefinition(experiment, loss, isBatched),
    ...lookDefinitions,
    ...(isBatched ? batchDefinitions : []),
    ...(draws ? randomDefinitions(experiment.seed) : []),
  ];
  return `${head(link, found)}
${imports.join('\n')}

import torch
from torch import nn

torch.set_default_dtype(torch.${precision})

${settings.join('\n')}


${definitions.join('\n\n\n')}


${numbersMark}: initial parameters layer by layer (${roles(experiment)}), and the data.


${isPacked ? `${unpackDefinition(precision)}\n\n\n` : ''}${numbers}

if __name__ == "__main__":
    train(build())
`;
}

function head(link: string, found: Found | null): string {
  const isNamed = link !== '' && link.length <= longestLink;
  const named = isNamed ? `\n\nThe experiment in Ebb: #${quiet(link)}` : '';
  return `"""An experiment of Ebb in PyTorch: the same network from the same initial weights, trained on the
same data, so that the gradients printed here are the ones that Ebb shows.${named}${findingsText(found)}
"""
`;
}

/** What was found, in the core's own names and numbers: no word of it comes from outside. */
function findingsText(found: Found | null): string {
  if (!found || found.findings.length === 0) return '';
  const lines = found.findings.map(({ kind, severity, layer, evidence }) => {
    const place = layer === null ? '' : `, layer ${layer}`;
    const figures = Object.entries(evidence).map(([name, value]) => `${name} ${value}`);
    return `  ${severity}: ${kind}${place} (${figures.join(', ')})`;
  });
  return `\n\nWhat Ebb finds after ${found.iteration} iterations:\n${lines.join('\n')}`;
}

function roles({ normalization, hidden }: Experiment): string {
  const norm = hidden.length === 0 ? 'none' : normalization;
  if (norm === 'none') return 'weight, bias';
  return norm === 'rms' ? 'weight, bias, gamma' : 'weight, bias, gamma, beta';
}

function meetsBatchOfOne({ batchSize }: Experiment, { trainSamples }: Dataset): boolean {
  const size = batchSize === 0 ? trainSamples : Math.min(batchSize, trainSamples);
  return size === 1 || trainSamples % size === 1;
}

function numbersText(
  parameters: InitialState['parameters'],
  dataset: Dataset,
  loss: string,
  precision: string,
): string {
  const inputs: Named = {
    name: `${dataset.inputs === 1 ? '1 input' : `${dataset.inputs} inputs`} of every sample`,
    values: [...dataset.x.subarray(0, dataset.inputs * dataset.trainSamples)],
  };
  return `PARAMETERS = ${flatTensor(inOrder(parameters), precision)}
INPUTS = ${flatTensor([inputs], precision)}.view(-1, ${dataset.inputs})
TARGETS = ${targetsText(dataset, loss, precision)}
`;
}

/** As PyTorch lists the parameters of the network: layer by layer, and in it in this order. */
function inOrder(parameters: InitialState['parameters']): Named[] {
  const groups: Named[] = [];
  for (let layer = 1; parameters[`${layer}.weight`]; ++layer) {
    for (const role of ['weight', 'bias', 'gamma', 'beta']) {
      const values = parameters[`${layer}.${role}`];
      if (values) groups.push({ name: `layer ${layer}, ${role}`, values: values.flat() });
    }
  }
  return groups;
}

/** Targets in the form in which PyTorch's loss takes them. */
function targetsText(dataset: Dataset, loss: string, precision: string): string {
  const values = [...dataset.y.subarray(0, dataset.trainSamples)];
  if (dataset.classes === 0) {
    return `${flatTensor([{ name: 'the value of every sample', values }], precision)}.view(-1, 1)`;
  }
  const classes = listOfWhole(values);
  if (loss === 'cross_entropy') return `torch.tensor(${classes})`;
  if (dataset.outputs === 1)
    return `torch.tensor(${classes}, dtype=torch.${precision}).view(-1, 1)`;
  return `nn.functional.one_hot(torch.tensor(${classes}), ${dataset.classes}).to(torch.${precision})`;
}
