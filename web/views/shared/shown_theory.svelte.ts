import type { Lab } from '../../lab/lab.svelte';
import type { Expected } from '../../lab/theory.svelte';
import type { Theory } from '../../module/ebb';
import { parts } from '../../text/parts.svelte';
import type * as TheoryParts from '../theory/shown_parts';

/** Whether a reader wants to see what theory expects, wherever something is measured that it speaks of; all of
 *  it is fetched by the first who does. */
export class ShownTheory {
  isShown = $state(false);
  #fetched = $state.raw<{ parts: typeof TheoryParts; expected: Expected } | null>(null);

  constructor(private readonly lab: Lab) {}

  /** What draws it; null: it is not wanted, or not there yet. */
  readonly parts = $derived.by(() => (this.isShown ? (this.#fetched?.parts ?? null) : null));

  async show(isShown: boolean): Promise<void> {
    this.isShown = isShown;
    if (!isShown || this.#fetched) return;
    const fetched = await parts.fetch(() => import('../theory/shown_parts'));
    this.#fetched ??= { parts: fetched, expected: new fetched.Expected(fetched.sharedPool()) };
  }

  /** Of the experiment on the lab; null: not known yet. */
  get theory(): Theory | null {
    return this.#fetched?.expected.theoryOf(this.lab.experiment) ?? null;
  }

  /** To be called by whatever shows it, whenever the experiment may have changed. */
  follow(): void {
    const { experiment } = this.lab;
    if (experiment) void this.#fetched?.expected.ask(experiment);
  }
}

const known = new WeakMap<Lab, ShownTheory>();

/** That of a lab, the same for all its views. */
export function shownTheoryOf(lab: Lab): ShownTheory {
  let shown = known.get(lab);
  if (!shown) known.set(lab, (shown = new ShownTheory(lab)));
  return shown;
}
