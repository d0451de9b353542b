import convnet from 'convnetjs';
import { createRequire } from 'node:module';

export const version = `ConvNetJS ${createRequire(import.meta.url)('convnetjs/package.json').version}`;

/** It goes down the gradient of half the squared error, so its rate is twice the others'; the loss it
 *  tells is twice the squared error. Numbers are float64: it knows no others. */
export function convnetjs({ depth, width, batch }, task) {
  const net = new convnet.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: task.inputs[0].length },
    ...Array.from({ length: depth }, () => ({
      type: 'fc',
      num_neurons: width,
      activation: 'tanh',
    })),
    { type: 'regression', num_neurons: 1 },
  ]);
  const maps = net.layers.filter(({ layer_type: type }) => type === 'fc');
  const start = () => {
    task.layers.forEach(({ weight, bias }, index) => {
      weight.forEach((row, unit) => maps[index].filters[unit].w.set(row));
      maps[index].biases.w.set(bias);
    });
  };
  const trainer = new convnet.Trainer(net, {
    method: 'sgd',
    learning_rate: 2 * task.learningRate,
    momentum: 0,
    l2_decay: 0,
    batch_size: batch,
  });
  const inputs = task.inputs.map((numbers) => {
    const volume = new convnet.Vol(1, 1, numbers.length);
    volume.w.set(numbers);
    return volume;
  });
  const targets = task.targets.map((target) => [target]);
  /** The batch's loss before the update. */
  const step = () => {
    let sum = 0;
    for (let i = 0; i < batch; ++i) sum += trainer.train(inputs[i], targets[i]).cost_loss;
    return sum / (2 * batch);
  };
  return {
    parameters: net.getParamsAndGrads().reduce((sum, { params }) => sum + params.length, 0),
    losses(steps) {
      start();
      return Array.from({ length: steps }, step);
    },
    prepare: start,
    run(steps) {
      for (let i = 0; i < steps; ++i) step();
    },
    close() {},
  };
}
