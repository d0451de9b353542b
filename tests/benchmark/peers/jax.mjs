import * as jax from '@jax-js/jax';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { readFileSync } from 'node:fs';

const { numpy: np, tree } = jax;
// Node has none of the graphics cards' interfaces. Without web workers it stays on one thread, as in a page
// that is served without special headers.
await jax.init('wasm');

const folder = dirname(createRequire(import.meta.url).resolve('@jax-js/jax'));
const { version: number } = JSON.parse(readFileSync(`${folder}/../package.json`, 'utf8'));
export const version = `jax-js ${number}, ${jax.defaultDevice()}, jit`;

const matrix = (rows) =>
  np.array(new Float32Array(rows.flat())).reshape([rows.length, rows[0].length]);

/** Takes what it is given, as everything there does: `ref` keeps a thing for once more. */
function lossOf(layers, x, target) {
  let h = x;
  layers.forEach(({ weight, bias }, index) => {
    const z = np.matmul(h, weight).add(bias);
    h = index < layers.length - 1 ? np.tanh(z) : z;
  });
  return np.mean(np.square(h.sub(target)));
}

/** Loss, gradients and update are one compiled function. */
export function jaxJs(_size, task) {
  const x = matrix(task.inputs);
  const target = matrix(task.targets.map((number) => [number]));
  const step = jax.jit((layers, inputs, targets) => {
    const [loss, gradients] = jax.valueAndGrad(lossOf)(tree.ref(layers), inputs, targets);
    const down = (parameter, gradient) => parameter.sub(gradient.mul(task.learningRate));
    return [loss, tree.map(down, layers, gradients)];
  });
  let layers = null;
  const start = () => {
    if (layers) tree.dispose(layers);
    layers = task.layers.map(({ weight, bias }) => ({
      weight: matrix(weight[0].map((_, column) => weight.map((row) => row[column]))),
      bias: np.array(new Float32Array(bias)),
    }));
  };
  /** The loss is read every time: that has the step done. Steps that wait for one another make each slower. */
  const walk = () => {
    const [loss, next] = step(layers, x.ref, target.ref);
    layers = next;
    return loss.dataSync()[0];
  };
  return {
    parameters: task.layers.reduce(
      (sum, { weight, bias }) => sum + weight.flat().length + bias.length,
      0,
    ),
    losses(steps) {
      start();
      return Array.from({ length: steps }, walk);
    },
    prepare: start,
    run(steps) {
      for (let i = 0; i < steps; ++i) walk();
    },
    close() {
      tree.dispose(layers);
      for (const one of [x, target, step]) one.dispose();
    },
  };
}
