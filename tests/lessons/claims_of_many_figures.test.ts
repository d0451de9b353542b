import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Ebb, Frame, Settings } from '../../web/module/ebb';
import { measure } from '../../web/worker/measure';
import { loadInNode } from '../module/load_node.mjs';

/** What lessons say that no single figure of a run tells; each over the same 20 seeds. */
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

vi.setConfig({ testTimeout: 120_000 });

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

const begin = async (link: string, settings: Settings): Promise<Frame> =>
  (await measure(ebb, { link, settings, iterations: 0 }))!.frame;

/** Units that died and that came back, by layer, iteration by iteration. */
function fates(link: string, seed: number, iterations: number, units: number) {
  const simulation = new ebb.Simulation({ ...ebb.readLink(link).experiment, seed });
  const died: number[] = [];
  const cameBack: number[] = [];
  let before: number[] | null = null;
  for (let iteration = 1; iteration <= iterations; iteration += 1) {
    const end = simulation.positionOf(iteration);
    while (simulation.position < end) simulation.seek(end, 1_000_000);
    const dead = simulation.frame().layers.map((layer) => Math.round((layer.dead ?? 0) * units));
    dead.slice(0, -1).forEach((now, layer) => {
      const change = now - (before?.[layer] ?? now);
      died[layer] = (died[layer] ?? 0) + Math.max(0, change);
      cameBack[layer] = (cameBack[layer] ?? 0) + Math.max(0, -change);
    });
    before = dead;
  }
  simulation.delete();
  return { died, cameBack };
}
const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);

describe('the lesson relu', () => {
  it('says that dead units of layer 1 stay dead, and most of the others come back', () => {
    const link = 'hidden=32*20&activation=relu&init=xavier_normal&learningRate=3';
    const all = seeds.map((seed) => fates(link, seed, 50, 32));
    expect(sum(all.map(({ died }) => died[0]!))).toBeGreaterThan(10);
    expect(sum(all.map(({ cameBack }) => cameBack[0]!))).toBe(0);
    const died = sum(all.map((one) => sum(one.died.slice(1))));
    const cameBack = sum(all.map((one) => sum(one.cameBack.slice(1))));
    expect(died).toBeGreaterThan(1000);
    expect(cameBack / died).toBeGreaterThan(0.5);
  });
});

describe('the lesson dropout', () => {
  it('says that at 0.9 nothing at all comes through in some draws', async () => {
    const link = 'hidden=32*20&activation=relu&init=kaiming_normal&dropout=0.9';
    const frames = await Promise.all(seeds.map((seed) => begin(link, { seed })));
    const nothing = frames.filter(({ layers }) => layers[0]!.signal === 0).length;
    expect(nothing).toBeGreaterThan(2);
    expect(nothing).toBeLessThan(18);
  });
});

describe('the lesson batch_normalization', () => {
  it('says that a sigmoid grows because there are only two inputs', async () => {
    const ratios = async (inputs: number) => {
      const link = 'hidden=32*20&activation=sigmoid&normalization=batch&data=table';
      const found = await Promise.all(
        seeds.map(
          async (seed) => (await begin(link, { seed, table: cloud(inputs) })).diagnosis.ratio!,
        ),
      );
      return found.sort((a, b) => a - b);
    };
    // Inputs of full rank, as many as a table takes.
    expect((await ratios(16)).filter((ratio) => ratio < 2).length).toBeGreaterThanOrEqual(18);
    expect((await ratios(2)).filter((ratio) => ratio > 20).length).toBeGreaterThanOrEqual(18);
  });
});

/** Normal deviates in so many columns, of two classes that have nothing to do with them. */
function cloud(inputs: number): string {
  let state = 5;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const rows = Array.from({ length: 400 }, (_, row) =>
    [...Array.from({ length: inputs }, () => normal().toFixed(3)), row % 2 ? 'a' : 'b'].join(','),
  );
  return rows.join('\n');
}
