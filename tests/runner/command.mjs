import { spawn } from 'node:child_process';

const children = new Set();
/** A process and all that it started, browsers too. */
const end = (child) => {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};
process.on('exit', () => children.forEach(end));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** Runs a command to its end, or ends it after so many minutes; resolves to what it wrote. */
export function command(name, args, { env = {}, minutes = 30 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      // A group of its own, so that what it starts can be ended with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    const patience = setTimeout(() => {
      output += `\nended after ${minutes} minutes`;
      end(child);
    }, minutes * 60_000);
    const finish = (status, more = '') => {
      clearTimeout(patience);
      end(child);
      children.delete(child);
      resolve({ status, output: output + more });
    };
    child.on('error', (error) => finish(1, String(error)));
    child.on('close', (status) => finish(status ?? 1));
  });
}
