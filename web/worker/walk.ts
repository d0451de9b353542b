import type { Simulation } from '../module/ebb';

/** How long training may keep a message waiting, in milliseconds. */
const slice = 8;

/** Lets waiting messages in. A message channel, since timers are held back to 4 ms. */
export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Goes to a position in slices; `goOn` is asked between them and may end it early.
 *  True when it got there. */
export async function walk(
  simulation: Simulation,
  position: number,
  goOn: (walked: number) => boolean,
): Promise<boolean> {
  let iterations = 0;
  for (;;) {
    const end = performance.now() + slice;
    do {
      if (simulation.seek(position, 1)) return true;
      ++iterations;
    } while (performance.now() < end);
    await yieldToMessages();
    if (!goOn(iterations)) return false;
  }
}

/** Trains whole iterations for one slice. */
export function train(simulation: Simulation): void {
  const end = performance.now() + slice;
  do simulation.seek(simulation.target('iteration', 1), 1);
  while (performance.now() < end);
}
