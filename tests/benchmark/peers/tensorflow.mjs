import * as tf from '@tensorflow/tfjs-core';
// Brings the gradients of the core's operations; nothing else of it is used.
import '@tensorflow/tfjs-layers';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

// One thread, as a page has where the server sets no special headers; SIMD where the engine has it.
const backend = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(backend)}/`);
setThreadsCount(1);
await tf.setBackend('wasm');
await tf.ready();

export const version = `TensorFlow.js ${tf.version_core}, ${tf.getBackend()}`;

/** The core library alone, without Layers on top; product and bias in one kernel. */
export function tensorflow(_size, task) {
  const x = tf.tensor2d(task.inputs);
  const target = tf.tensor2d(task.targets, [task.targets.length, 1]);
  const optimizer = tf.train.sgd(task.learningRate);
  const layers = task.layers.map(({ weight, bias }) => ({
    weight: tf.variable(tf.transpose(tf.tensor2d(weight))),
    bias: tf.variable(tf.tensor1d(bias)),
  }));
  const start = () => {
    task.layers.forEach(({ weight, bias }, index) => {
      layers[index].weight.assign(tf.tidy(() => tf.transpose(tf.tensor2d(weight))));
      layers[index].bias.assign(tf.tensor1d(bias));
    });
  };
  const loss = () => {
    let h = x;
    layers.forEach(({ weight, bias }, index) => {
      const z = tf.fused.matMul({ a: h, b: weight, bias });
      h = index < layers.length - 1 ? tf.tanh(z) : z;
    });
    return tf.mean(tf.square(tf.sub(h, target)));
  };
  const step = (wantsLoss) =>
    tf.tidy(() => optimizer.minimize(loss, wantsLoss)?.dataSync()[0] ?? null);
  return {
    parameters: layers.reduce((sum, { weight, bias }) => sum + weight.size + bias.size, 0),
    losses(steps) {
      start();
      return Array.from({ length: steps }, () => step(true));
    },
    prepare: start,
    run(steps) {
      for (let i = 0; i < steps; ++i) step(false);
    },
    close() {
      for (const one of [x, target, ...layers.flatMap((l) => [l.weight, l.bias])]) one.dispose();
    },
  };
}
