import type { Lab } from '../lab/lab.svelte';
import { isCalm } from '../styles/reduced_motion';

/** Pictures that a run is shown in, and how long the walk of one iteration takes, in milliseconds. */
const pictures = 40;
const walkTime = 2500;

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Runs what stands on the lab before the reader's eyes: the walk of the first iteration to the
 *  first layer, or a training. It ends early where the experiment is changed meanwhile, or the lesson
 *  is left. Readers who ask for less motion see the end at once. */
export async function showRun(lab: Lab, iterations: number, signal: AbortSignal): Promise<void> {
  const { experiment, initialFrame } = lab;
  if (!experiment || !initialFrame) return;
  // In a training every picture stands at the end of an iteration.
  const end = iterations === 0 ? initialFrame.position : iterations;
  const steps = isCalm() ? 1 : Math.min(pictures, end);
  for (let step = 1; step <= steps; step += 1) {
    const place = Math.round((end * step) / steps);
    const begun = performance.now();
    await (iterations === 0 ? lab.seek(place) : lab.seekIteration(place));
    if (iterations === 0) await wait(Math.max(0, walkTime / steps - (performance.now() - begun)));
    if (signal.aborted || lab.experiment !== experiment) return;
  }
}
