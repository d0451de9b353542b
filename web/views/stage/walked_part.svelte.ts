import { ignorePartMissing, parts } from '../../text/parts.svelte';

/** What draws a walk: fetched with its first step. */
export class WalkedPart {
  now = $state.raw<typeof import('./walked_stage') | null>(null);
  #isAsked = false;

  load(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const part = parts.fetch(() => import('./walked_stage'));
    void part.then((found) => (this.now = found)).catch(ignorePartMissing);
  }
}
