import type { Experiment } from '../module/ebb';
import type { Optimizer } from '../module/kinds';
import { pythonNumber } from './python';
import { pick } from './layers';

/** The optimizer with every constant that matters; PyTorch's own defaults differ between rules. */
export function optimizerText(experiment: Experiment): string {
  const rate = pythonNumber(experiment.learningRate);
  // Only AdamW decays unless it is told not to.
  const isDecayed = experiment.weightDecay > 0 || experiment.optimizer === 'adamw';
  const decay = isDecayed ? `, weight_decay=${pythonNumber(experiment.weightDecay)}` : '';
  // With no momentum both rules are plain SGD, and PyTorch refuses a nesterov without.
  const isPlain = experiment.momentum === 0;
  const momentum = isPlain ? '' : `, momentum=${pythonNumber(experiment.momentum)}`;
  const made = pick(
    {
      sgd: `SGD(network.parameters(), lr=${rate}`,
      momentum: `SGD(network.parameters(), lr=${rate}${momentum}`,
      nesterov: `SGD(network.parameters(), lr=${rate}${momentum}${isPlain ? '' : ', nesterov=True'}`,
      rmsprop: `RMSprop(network.parameters(), lr=${rate}, alpha=0.99, eps=1e-8`,
      adagrad: `Adagrad(network.parameters(), lr=${rate}, eps=1e-10`,
      adam: `Adam(network.parameters(), lr=${rate}, betas=(0.9, 0.999), eps=1e-8`,
      adamw: `AdamW(network.parameters(), lr=${rate}, betas=(0.9, 0.999), eps=1e-8`,
    } satisfies Record<Optimizer, string>,
    experiment.optimizer,
  );
  return `torch.optim.${made}${decay})`;
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
