import { untrack } from 'svelte';
import type { Experiment, Problem, Settings } from '../module/ebb';
import { besideLink } from '../experiment/schema';
import { diagnosedFrame } from './diagnosed_frame';
import type { Place } from '../worker/protocol';
import { PinnedRun } from './pinned_run.svelte';
import type { Lab } from './lab.svelte';
import { maxPinned } from './max_pinned';
import { outcomeOf } from './start_outcome';

/** How often the live run is looked at while it plays, in milliseconds: the kept ones follow it, and
 *  never hold it up. */
const pace = 150;

/** A run as it is compared with others. */
export type Compared = Pick<
  Lab,
  'experiment' | 'applies' | 'frame' | 'initialFrame' | 'lastBackwardFrame' | 'history'
>;

/** Experiments kept beside the live one, for as long as they are. */
export class Compare {
  runs = $state.raw<readonly PinnedRun[]>([]);
  /** The live run when it was last looked at. */
  live = $state.raw<Compared>(empty);
  /** The run that the reader kept last, to be shown. */
  newest = $state.raw<PinnedRun | null>(null);

  readonly #unwatch: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = -Infinity;
  #isClosed = false;
  #isSwapping = false;

  constructor(readonly lab: Lab) {
    this.#unwatch = $effect.root(() => {
      $effect(() => {
        // What moves with every step: whatever else of a run changes, its frame does too.
        void [lab.frame, lab.history, lab.initialFrame];
        untrack(() => this.#notice());
      });
    });
  }

  /** Settings of kept links that were left at their default. */
  get problems(): Problem[] {
    return this.runs.flatMap(({ problems }) => problems);
  }

  dismissProblems(): void {
    for (const run of this.runs) run.problems = [];
  }

  /** Keeps the present experiment beside whatever the live one becomes; says what came of it. */
  keep(): 'kept' | 'there' | 'full' {
    const { experiment, link } = this.lab;
    if (!experiment || this.runs.some((run) => isSame(run.experiment, experiment))) return 'there';
    if (this.runs.length >= maxPinned) return 'full';
    this.newest = runOf(experiment, link, this.#freeSlot());
    this.#add(this.newest);
    return 'kept';
  }

  /** Exactly these, as links or settings; those over the limit are left out. */
  async set(sources: readonly (string | Settings)[]): Promise<void> {
    for (const run of this.runs) this.remove(run);
    for (const source of sources.slice(0, maxPinned)) {
      const slot = this.#freeSlot();
      const isLink = typeof source === 'string';
      const [link, settings] = isLink ? [source, this.#beside(source)] : ['', source];
      this.#add(new PinnedRun(slot, link, settings));
    }
    await Promise.all(this.runs.map(({ ready }) => ready));
  }

  remove(run: PinnedRun): void {
    this.runs = this.runs.filter((one) => one !== run);
    if (this.newest === run) this.newest = null;
    run.close();
  }

  /** Makes a kept experiment the live one and keeps the live one in its place, both where they are in
   *  their training. */
  async swap(run: PinnedRun): Promise<void> {
    const { lab } = this;
    const [before, link, next] = [lab.experiment, lab.link, run.experiment];
    if (!before || !next || this.#isSwapping) return;
    const iteration = lab.frame?.iteration ?? 0;
    this.#isSwapping = true;
    // What cannot be opened the lab says itself.
    const outcome = await outcomeOf(lab.open(next));
    this.#isSwapping = false;
    if (outcome !== 'began' || this.#isClosed || !this.runs.includes(run)) return;
    const other = runOf(before, link, run.slot);
    this.runs = this.runs.map((one) => (one === run ? other : one));
    run.close();
    other.follow(this.#place());
    if (lab.frame && iteration > 0) await lab.seekIteration(iteration);
  }

  close(): void {
    this.#isClosed = true;
    this.#unwatch();
    clearTimeout(this.#timer);
    for (const run of this.runs) run.close();
    this.runs = [];
  }

  #add(run: PinnedRun): void {
    this.runs = [...this.runs, run];
    run.follow(this.#place());
  }

  #freeSlot(): number {
    const taken = this.runs.map(({ slot }) => slot);
    let slot = 0;
    while (taken.includes(slot)) ++slot;
    return slot;
  }

  /** No link carries a table: an experiment on one takes that of the live run. */
  #beside(link: string): Settings {
    const { schema, experiment } = this.lab;
    const isOnTable = new URLSearchParams(link).get('data') === 'table';
    return isOnTable && experiment ? besideLink(schema, experiment) : {};
  }

  #notice(): void {
    if (this.#timer !== undefined) return;
    const wait = this.lab.playing ? this.#lookedAt + pace - performance.now() : 0;
    if (wait <= 0) this.#look();
    else this.#timer = setTimeout(() => this.#look(), wait);
  }

  #look(): void {
    this.#timer = undefined;
    this.#lookedAt = performance.now();
    const { experiment, applies, frame, initialFrame, lastBackwardFrame, history } = this.lab;
    this.live = { experiment, applies, frame, initialFrame, lastBackwardFrame, history };
    const place = this.#place();
    for (const run of this.runs) run.follow(place);
  }

  /** Where the kept runs have to be, so that all show the same walk back of their training. */
  #place(): Place {
    const shown = diagnosedFrame(this.live);
    if (!shown || shown.when === 'ahead') return { iteration: 0, isWalkedBack: false };
    const { iteration, phase } = shown.frame;
    return { iteration, isWalkedBack: phase === 'backward' || phase === 'clip' };
  }
}

const empty: Compared = {
  experiment: null,
  applies: [],
  frame: null,
  initialFrame: null,
  lastBackwardFrame: null,
  history: null,
};

/** A run of an experiment that is whole: what it is need not be read first. */
function runOf(experiment: Experiment, link: string, slot: number): PinnedRun {
  const run = new PinnedRun(slot, '', experiment);
  run.experiment = experiment;
  run.link = link;
  return run;
}

const isSame = (one: Experiment | null, other: Experiment) =>
  JSON.stringify(one) === JSON.stringify(other);
