import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const bytesOf = { float32: 4, float64: 8 };
const fromRoot = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** What the loop starts from, number after number (bare_loop.cpp). */
const numbersOf = ({ layers, inputs, targets }) => [
  ...layers.flatMap(({ weight, bias }) => [...weight.flat(), ...bias]),
  ...inputs.flat(),
  ...targets,
];
const parametersOf = ({ layers }) =>
  layers.reduce((sum, { weight, bias }) => sum + weight.flat().length + bias.length, 0);

/** A plain loop over Eigen in WebAssembly. */
export async function loopInWasm() {
  const load = createRequire(import.meta.url)(fromRoot('build/wasm/bare_loop.cjs'));
  const module = await load();
  return (precision) =>
    ({ depth, width, batch }, task) => {
      const numbers = numbersOf(task);
      const start = () => {
        const at = module._malloc(8 * numbers.length);
        module.HEAPF64.set(numbers, at / 8);
        module._startLoop(bytesOf[precision], depth, width, batch, task.learningRate, at);
        module._free(at);
      };
      return {
        parameters: parametersOf(task),
        losses(steps) {
          start();
          return Array.from({ length: steps }, () => module._runLoop(1));
        },
        prepare: start,
        run(steps) {
          module._runLoop(steps);
        },
        close() {},
      };
    };
}

/** The same loop, and Ebb's core, natively in a process of their own. */
export function startNative() {
  const child = spawn(fromRoot('build/native/native_steps'), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function ask(...words) {
    child.stdin.write(`${words.join(' ')}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('the native loop ended');
    return value;
  }
  const subject = (precision, start) => (size, task) => {
    const { depth, width, batch } = size;
    const begin = () => start([bytesOf[precision], depth, width, batch], task);
    return {
      parameters: parametersOf(task),
      async losses(steps) {
        await begin();
        return (await ask('losses', steps)).split(' ').map(Number);
      },
      prepare: begin,
      /** Measures itself: its process is another. */
      run: async (steps) => Number(await ask('run', steps)),
      close() {},
    };
  };
  return {
    loop: (precision) =>
      subject(precision, (size, task) => {
        const numbers = numbersOf(task);
        return ask('eigen', ...size, task.learningRate, numbers.length, numbers.join(' '));
      }),
    core: (precision) => subject(precision, (size) => ask('ebb', ...size)),
    end: () => child.stdin.end(),
  };
}
