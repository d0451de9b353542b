import { tick } from 'svelte';
import { Lazy } from './lazy.svelte';
import { afterPaint } from './after_paint';

/** How long the profile has for itself, in milliseconds: where the core is long in coming, the page
 *  is made without it. */
const timeoutMs = 1500;

/** The order in which a lab is made: first the profile; when that is on the screen, what stands around
 *  it; at last what lies under that, once all above has its height. */
export class Startup {
  readonly #deferredShell = new Lazy(() => import('./deferred_shell'), true);
  isComplete = $state(false);
  /** Resolves when all of it is there. */
  readonly done: Promise<void>;
  #hasProfile!: () => void;

  constructor() {
    const profile = new Promise<void>((resolve) => (this.#hasProfile = resolve));
    this.done = this.#goOn(profile);
    // Whoever awaits it hears of a script that could not be fetched.
    this.done.catch(() => {});
    setTimeout(this.#hasProfile, timeoutMs);
  }

  /** What stands around the profile, once its turn has come. */
  get deferredShell() {
    return this.#deferredShell.part;
  }

  /** To be called when the profile is made, or will not come. */
  go(): void {
    this.#hasProfile();
  }

  async #goOn(profile: Promise<void>): Promise<void> {
    await profile;
    await afterPaint();
    await this.#deferredShell.load();
    await afterPaint();
    this.isComplete = true;
    await tick();
  }
}
