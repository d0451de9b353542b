import { parts } from '../text/parts.svelte';
import { once } from '../worker/once';

/** A part of the page that is loaded when somebody needs it, or when its turn has come. */
export class Lazy<Part> {
  part = $state.raw<Part | null>(null);
  readonly load: () => Promise<Part>;

  constructor(fetch: () => Promise<Part>, hasMessages = false) {
    this.load = once(async () => (this.part = await parts.fetch(fetch, hasMessages)));
  }
}
