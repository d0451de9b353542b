import type { Lab } from '../../lab/lab.svelte';
import type { Frame } from '../../module/ebb';
import type { LayerQuantities } from '../../module/kinds';
import { widened, type Decades } from '../../charts/log_axis';
import { smallestNormal } from '../../module/names';

export interface Range {
  low: number;
  high: number;
}

/** What every axis shows at least, as powers of ten, so that networks can be compared by eye. */
const leastDecades: Decades = { low: -8, high: 1 };
const leastOf: Partial<Record<keyof LayerQuantities, Decades>> = {
  updateRatio: { low: -8, high: 0 },
};

/** Holds the size of the gradient at every operation. */
function sizes(frames: readonly (Frame | null)[]): Decades {
  return widened(
    leastDecades,
    frames.flatMap((frame) =>
      frame ? frame.operations.flatMap(({ sizeIn, sizeOut }) => [sizeIn, sizeOut]) : [],
    ),
  );
}

/** A linear range around 0 that holds mean ± spread of every layer, in halves. */
function activations(frames: readonly (Frame | null)[]): Range {
  let size = 1;
  for (const frame of frames) {
    for (const { activationMean: mean, activationStd: std } of frame?.layers ?? []) {
      const reach = Math.abs(mean ?? 0) + Math.abs(std ?? 0);
      if (Number.isFinite(reach)) size = Math.max(size, Math.ceil(reach * 2) / 2);
    }
  }
  return { low: -size, high: size };
}

/** What of a run its scales go by. */
export type Measured = Pick<Lab, 'experiment' | 'initialFrame' | 'frame' | 'lastBackwardFrame'>;

/** The smallest number that keeps all its digits in the precision of an experiment. */
export const smallestIn = (experiment: Lab['experiment']): number =>
  experiment?.precision === 'float64' ? smallestNormal.float64 : smallestNormal.float32;

/** The axes and colours of one lab, or of several runs that share them. They are settled when an
 *  experiment starts, from the gradient at initialisation, and then stay put: a scale stretched to
 *  each snapshot would make a dead network look like a healthy one. Only the reader widens them, on
 *  purpose, with `fit`. */
export class Scales {
  readonly #runs: () => readonly Measured[];
  /** Frames that the reader wanted to hold as well, for as long as their experiments are run. */
  #fitted = $state.raw<{ of: unknown; frame: Frame }[]>([]);

  /** Up to where the axis of sizes has grown, and while what was run. */
  #grown: { of: unknown[]; high: number; size?: Decades } = { of: [], high: -Infinity };

  readonly #firstUpdates = new WeakMap<object, Frame>();

  constructor(runs: () => readonly Measured[]) {
    this.#runs = runs;
  }

  #firstUpdateOf(run: Measured): Frame | null {
    const { experiment } = run;
    const known = experiment && this.#firstUpdates.get(experiment);
    if (known) return known;
    const { frame } = run;
    if (!experiment || !frame?.layers.some(({ updateRatio }) => updateRatio !== null)) return null;
    this.#firstUpdates.set(experiment, frame);
    return frame;
  }

  get #kept() {
    const present: unknown[] = this.#runs().map(({ experiment }) => experiment);
    return this.#fitted.filter(({ of }) => present.includes(of));
  }

  get #frames(): (Frame | null)[] {
    return [
      ...this.#runs().map(({ initialFrame }) => initialFrame),
      ...this.#kept.map(({ frame }) => frame),
    ];
  }

  /** The size of the gradient is never cut off at the top: where it grows in training, the axis grows with it,
   *  by whole decades, and does not shrink again while the same experiments are run. */
  readonly size = $derived.by(() => {
    const settled = sizes(this.#frames);
    const of = this.#runs().map(({ experiment }) => experiment);
    const isSame = this.#grown.of.every((one, index) => one === of[index]);
    const before = isSame && this.#grown.of.length === of.length ? this.#grown.high : settled.high;
    const now = sizes(
      this.#runs().flatMap(({ frame, lastBackwardFrame }) => [frame, lastBackwardFrame]),
    );
    const high = Math.max(settled.high, before, now.high);
    const { size } = this.#grown;
    const isAsBefore = size?.low === settled.low && size.high === high;
    this.#grown = { of, high, size: isAsBefore ? size : { low: settled.low, high } };
    return this.#grown.size!;
  });
  /** The decades of one of a layer's quantities. */
  of(quantity: keyof LayerQuantities): Decades {
    // At initialisation nothing has been updated yet: this axis is settled by the first update seen.
    const updates =
      quantity === 'updateRatio' ? this.#runs().map((run) => this.#firstUpdateOf(run)) : [];
    const values = [...this.#frames, ...updates].flatMap((frame) =>
      frame ? frame.layers.map((layer) => layer[quantity]) : [],
    );
    return widened(leastOf[quantity] ?? leastDecades, values);
  }
  readonly signal = $derived.by(() => this.of('signal'));
  readonly activation = $derived.by(() => activations(this.#frames));

  /** The smallest number that keeps all its digits in the first run's precision. */
  get smallest(): number {
    return smallestIn(this.#runs()[0]?.experiment ?? null);
  }

  /** Widens all scales so that they hold what is shown now. */
  fit(): void {
    const shown = this.#runs().flatMap(({ experiment: of, frame, lastBackwardFrame }) =>
      [frame, lastBackwardFrame].flatMap((one) => (one ? { of, frame: one } : [])),
    );
    this.#fitted = [...this.#kept, ...shown];
  }
}

const known = new WeakMap<Lab, Scales>();

/** A frame as a run that has nothing else. */
const alone = (frame: Frame): Measured => ({
  experiment: null,
  initialFrame: frame,
  frame: null,
  lastBackwardFrame: null,
});

/** The one set of scales that all views of a lab share. */
export function scalesOf(lab: Lab): Scales {
  let scales = known.get(lab);
  if (!scales) {
    scales = new Scales(() => (lab.ghost ? [lab, alone(lab.ghost.frame)] : [lab]));
    known.set(lab, scales);
  }
  return scales;
}
