import { tick } from 'svelte';

/** Resolves when what has changed is on the screen. A page that is not shown draws nothing: it does
 *  not keep anyone waiting. */
export async function afterPaint(): Promise<void> {
  await tick();
  if (document.hidden) return;
  // A frame is painted after its callbacks.
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await turn();
}

/** Lets everything that waits for its turn have it. */
export const turn = () => new Promise<void>((resolve) => setTimeout(resolve));
