import type { Experiment } from '../module/ebb';
import { optimizerForms } from '../formulas/optimizer_forms';
import { pythonNumber } from './python';
import { pick } from './layers';

/** The optimizer with every constant that matters; PyTorch's own defaults differ between rules. */
export function optimizerText(experiment: Experiment): string {
  const form = pick(optimizerForms, experiment.optimizer);
  const [name, options] = form.pytorch;
  // Without momentum the rules that read it are plain SGD, and PyTorch refuses a nesterov without.
  const isPlain = experiment.momentum === 0 && options.includes('«mu»');
  // PyTorch's AdamW decays unless it is told not to.
  const isDecayed = experiment.weightDecay > 0 || form.decouplesDecay;
  const given = [
    'network.parameters()',
    `lr=${pythonNumber(experiment.learningRate)}`,
    ...(options && !isPlain ? [options.replace('«mu»', pythonNumber(experiment.momentum))] : []),
    ...(isDecayed ? [`weight_decay=${pythonNumber(experiment.weightDecay)}`] : []),
  ];
  return `torch.optim.${name}(${given.join(', ')})`;
}

/** What is done to the gradients between the walk back and the update; null: nothing. */
export function clippingText(experiment: Experiment): string | null {
  if (experiment.clip === 'none') return null;
  const limit = pythonNumber(experiment.clipThreshold);
  return pick(
    {
      value: `nn.utils.clip_grad_value_(network.parameters(), ${limit})`,
      norm: `nn.utils.clip_grad_norm_(network.parameters(), ${limit})`,
      layer: `for layer in network:
            nn.utils.clip_grad_norm_(layer.parameters(), ${limit})`,
    },
    experiment.clip,
  );
}

const losses: Record<string, string> = {
  mse: 'nn.functional.mse_loss(answers, targets)',
  bce: 'nn.functional.binary_cross_entropy_with_logits(answers, targets)',
  cross_entropy: 'nn.functional.cross_entropy(answers, targets)',
  linear: '(answers * targets).sum(dim=1).mean()',
};

/** `train()`: the loop, which prints what Ebb shows of every layer. */
export function trainDefinition(experiment: Experiment, loss: string, isBatched: boolean): string {
  const clipping = clippingText(experiment);
  const rows = isBatched
    ? 'for iteration, samples in enumerate(itertools.islice(batches(), ITERATIONS), 1):'
    : 'for iteration in range(1, ITERATIONS + 1):';
  const columns = clipping ? 'signals, gradients, clipped' : 'signals, gradients';
  return `def train(network):
    """Prints, for every iteration and layer, what Ebb calls its signal (the root mean square over
    units and samples of the gradient for one sample at the affine output) and the norm of the
    gradient of its weights${clipping ? ', before and after clipping' : ''}."""
    affine = [module for module in network.modules() if isinstance(module, nn.Linear)]
    for module in affine:
        module.register_forward_hook(keep_output)
    optimizer = ${optimizerText(experiment)}
    ${rows}
        inputs, targets = ${isBatched ? 'INPUTS[samples], TARGETS[samples]' : 'INPUTS, TARGETS'}
        optimizer.zero_grad()
        answers = network(inputs)
        loss = ${pick(losses, loss)}
        loss.backward()
        signals = [len(one.z) * norm(one.z.grad) / one.z.numel() ** 0.5 for one in affine]
        gradients = [norm(one.weight.grad) for one in affine]
${
  clipping
    ? `        ${clipping}
        clipped = [norm(one.weight.grad) for one in affine]
`
    : ''
}        optimizer.step()

        print(f"iteration {iteration}, loss {loss.item()}")
        print("layer  signal                  weight gradient${clipping ? '         clipped' : ''}")
        for layer, numbers in enumerate(zip(${columns}), 1):
            print(f"{layer:5}", *(f"{number:<22}" for number in numbers), sep="  ")`;
}

/** What `train` looks at the network with. */
export const lookDefinitions: readonly string[] = [
  `def keep_output(module, inputs, z):
    """A layer's affine output, for its gradient."""
    z.retain_grad()
    module.z = z`,
  `def norm(tensor):
    """The Frobenius norm, also where squares would leave the range of numbers."""
    largest = tensor.abs().max().item()
    if largest == 0 or not math.isfinite(largest):
        return largest
    return largest * (tensor.double() / largest).norm().item()`,
];
