import type { ClinicCase, Experiment, Suspect } from '../../module/ebb';
import { sharedPool } from '../../worker/shared_pool';
import type { Clinic } from '../lesson';
import { isCure, isLayerLook, layerLooks, spentOn, training, treated, type Action } from './rules';

/** What a look has shown. */
export type Seen = { at: string } & (
  | { kind: 'setting'; value: string | number }
  | { kind: 'layers'; values: readonly (number | null)[] }
  | { kind: 'training'; losses: Float64Array; loss: number | null; isCured: boolean }
);

/** What the last training came to, as a hand-in writes it down. */
export interface LastTraining {
  digest: string;
  loss: number | null;
}

/** One network in the clinic: what was done with it so far, and what was seen. */
export class ClinicVisit {
  /** Null until it was drawn. */
  patient = $state.raw<ClinicCase | null>(null);
  suspects = $state.raw<readonly Suspect[]>([]);
  actions = $state.raw<readonly Action[]>([]);
  seen = $state.raw<readonly Seen[]>([]);
  isBusy = $state(false);
  /** How it ended; null: it goes on. */
  result = $state<'cured' | 'lost' | null>(null);
  last: LastTraining | null = null;

  constructor(
    readonly clinic: Clinic,
    /** The learner's own, else the lesson's. */
    readonly seed: number,
    /** Ends what is computed for it. */
    public signal: AbortSignal,
  ) {}

  get left(): { looks: number; changes: number } {
    const spent = spentOn(this.actions);
    const { looks, changes } = this.clinic;
    return { looks: looks - spent.looks, changes: changes - spent.changes };
  }

  /** Has the network drawn. */
  async admit(): Promise<void> {
    const { faults } = this.clinic;
    const { signal } = this;
    const answer = await sharedPool().ask({ kind: 'clinic', seed: this.seed, faults }, { signal });
    this.suspects = answer.suspects;
    this.patient = answer.patient;
  }

  /** The network as it is now. */
  get experiment(): Experiment | null {
    return this.patient && treated(this.patient, this.actions);
  }

  async look(at: string): Promise<void> {
    const { patient, experiment } = this;
    if (!patient || !experiment || this.isBusy || this.result || this.left.looks < 1) return;
    const before = this.actions;
    this.actions = [...before, { kind: 'look', at }];
    this.isBusy = true;
    try {
      const shown = await this.#see(at, patient, experiment);
      this.seen = [...this.seen, { ...shown, at }];
      if (shown.kind === 'training' && shown.isCured) this.result = 'cured';
      else if (this.left.looks < 1) this.result = 'lost';
    } catch (error) {
      // A look that showed nothing is not spent.
      this.actions = before;
      throw error;
    } finally {
      this.isBusy = false;
    }
  }

  async #see(at: string, patient: ClinicCase, experiment: Experiment) {
    if (isLayerLook(at)) {
      const { frame } = await this.#measure(experiment, 1);
      const values = frame.layers.map((layer) => layer[layerLooks[at]]);
      return { kind: 'layers', values } as const;
    }
    if (at !== training) {
      const value = experiment[at as keyof Experiment] as string | number;
      return { kind: 'setting', value } as const;
    }
    const { frame, passed } = await this.#measure(experiment, patient.iterations);
    const { digest, loss } = frame;
    this.last = { digest, loss };
    const losses = passed?.history.loss ?? new Float64Array();
    return { kind: 'training', losses, loss, isCured: isCure(patient, frame) } as const;
  }

  #measure(experiment: Experiment, iterations: number) {
    const settings = { ...experiment };
    const job = { kind: 'measure', link: '', settings, iterations, isFollowed: true } as const;
    return sharedPool().ask(job, { signal: this.signal });
  }

  change(field: string, value: string | number): void {
    if (!this.patient || this.isBusy || this.result || this.left.changes < 1) return;
    this.actions = [...this.actions, { kind: 'set', field, value }];
  }

  /** What the look showed that is the `index`-th action; null: it is not there yet. */
  seenBy(index: number): Seen | null {
    const before = this.actions.slice(0, index).filter(({ kind }) => kind === 'look').length;
    return this.seen[before] ?? null;
  }

  giveUp(): void {
    if (this.patient && !this.isBusy) this.result ??= 'lost';
  }
}
