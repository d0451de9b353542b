import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The machine, and when: a figure without them says nothing. */
export function machine() {
  const models = cpus().map(({ model }) => model.trim());
  const day = new Date().toISOString().slice(0, 10);
  return (
    `${day}; ${models.length} cores of ${models[0]}, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
    `Node ${process.versions.node}; load ${loadavg()[0].toFixed(1)} (others were at work where it is over 2).`
  );
}

/** The middle of some figures, and their ends. */
export function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { median, low: sorted[0], high: sorted.at(-1) };
}

/** Three significant digits. */
export const three = (value) =>
  Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });

/** Writes a report into results/, and says so. */
export function keep(name, text) {
  const folder = fileURLToPath(new URL('./results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.md`, text);
  console.log(`\n${text}\nkept in tests/benchmark/results/${name}.md`);
}
