import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('./run_scripts.py', import.meta.url));

export interface Ran {
  printed: string;
  /** Parameters after the last iteration, layer by layer. */
  after: string[][];
  /** Python's account of it, where a script failed. */
  failure: string;
}

/** A number as Python writes it. */
export const readNumber = (word: string) => Number(word.replace('inf', 'Infinity'));

export function runScripts(python: string, scripts: Record<string, string>): Record<string, Ran> {
  const input = JSON.stringify(scripts);
  return JSON.parse(execFileSync(python, [runner], { input, maxBuffer: 1 << 28 }).toString());
}

/** One iteration as a script prints it: the loss, and a row of numbers for each layer. */
export interface Printed {
  loss: number;
  layers: number[][];
}

export function readPrinted(text: string): Printed[] {
  return text
    .split(/^iteration \d+, loss /m)
    .slice(1)
    .map((part) => {
      const [loss, , ...rows] = part.trimEnd().split('\n');
      return {
        loss: readNumber(loss!),
        layers: rows.map((row) => row.trim().split(/\s+/).slice(1).map(readNumber)),
      };
    });
}
