import { tick } from 'svelte';
import { on } from 'svelte/events';
import { nextFrame } from './next_frame';

/** Prints sheets that make way for nothing else of the lab: `put` sets them into its tree (Sheets.svelte), and gives what takes them away again. Until `ready` they are not printed. */
export async function printSheets(
  root: ShadowRoot,
  put: (target: ShadowRoot) => () => void,
  ready: Promise<unknown> = Promise.resolve(),
): Promise<void> {
  const takeAway = put(root);
  root.host.setAttribute('printing', 'sheets');
  const end = () => {
    stop();
    root.host.removeAttribute('printing');
    takeAway();
  };
  const stop = on(window, 'afterprint', end);
  let isHeard = false;
  const listen = on(window, 'beforeprint', () => (isHeard = true));
  await tick();
  await Promise.all([ready, document.fonts.ready]);
  for (let frames = 0; frames < 2; frames += 1) await nextFrame();
  print();
  listen();
  // Where nothing was printed, nothing tells of its end either.
  if (!isHeard) end();
}
