import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./torch_steps.py', import.meta.url));

/** PyTorch in a process of its own, on one thread, operation by operation (eager). */
export async function startTorch(python) {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function ask(request) {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('PyTorch ended');
    return JSON.parse(value);
  }
  return {
    version: `PyTorch ${await ask({ version: true })}, eager, one thread`,
    async make(_size, task) {
      const restart = () => ask({ task });
      return {
        parameters: await restart(),
        async losses(steps) {
          await restart();
          return ask({ losses: steps });
        },
        prepare: restart,
        /** Measures itself: its process is another. */
        run: (steps) => ask({ run: steps }),
        close() {},
      };
    },
    end: () => child.stdin.end(),
  };
}
