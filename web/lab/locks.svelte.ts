import { fieldOf } from '../experiment/schema';
import type { Experiment, Settings } from '../module/ebb';

/** The fields that stay as they are, whatever the user does; whoever scripts the lab may still set them. */
export class Locks {
  names = $state.raw<readonly string[]>([]);

  constructor(private readonly experiment: () => Experiment | null) {}

  /** Whether a setting is locked, or one that stands for a locked field. */
  has(setting: string): boolean {
    return this.names.includes(fieldOf(setting));
  }

  /** The locked fields at their present values. */
  get values(): Settings {
    return this.#those(this.experiment() ?? {}, true);
  }

  /** Settings without those that are locked. */
  without(settings: Settings): Settings {
    return this.#those(settings, false);
  }

  #those(settings: Settings, isLocked: boolean): Settings {
    const entries = Object.entries(settings);
    return Object.fromEntries(entries.filter(([name]) => this.has(name) === isLocked));
  }
}
