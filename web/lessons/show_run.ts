import type { Lab } from '../lab/lab.svelte';
import type { Frame } from '../module/ebb';
import { isCalm } from '../styles/reduced_motion';
import type { Speed } from './scene';

/** Pictures that a run is shown in, and how long the walk of one iteration takes, in milliseconds. */
const pictures = 40;
const walkTime = 2500;

/** The longest that a lesson may have a run take, in seconds, and pictures a second where it says how fast. */
const longest = 60;
const picturesPerSecond = 20;

/** How long a run takes at a speed, in seconds. */
function durationOf({ rate, unit }: Speed, end: number, iterations: number, frame: Frame): number {
  const walks = Math.max(1, iterations);
  const units = { operation: end, layer: walks * 2 * frame.layers.length, iteration: walks };
  return Math.min(longest, units[unit] / rate);
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Runs what stands on the lab before the reader's eyes: the walk of the first iteration to the
 *  first layer, or a training. It ends early where the experiment is changed meanwhile, or the lesson
 *  is left. Readers who ask for less motion see the end at once. */
export async function showRun(
  lab: Lab,
  iterations: number,
  signal: AbortSignal,
  speed: Speed | null = null,
): Promise<void> {
  const { experiment, initialFrame, frame } = lab;
  if (!experiment || !initialFrame || !frame) return;
  const end = iterations === 0 ? initialFrame.position : iterations * frame.stops;
  const still = isCalm();
  const asked = speed && durationOf(speed, end, iterations, frame);
  const most = asked === null ? pictures : Math.ceil(asked * picturesPerSecond);
  const steps = still ? 1 : Math.min(most, iterations === 0 ? end : iterations);
  const time = asked === null ? (iterations === 0 ? walkTime : 0) : asked * 1000;
  // In a training every picture stands at the end of an iteration.
  const unit = iterations === 0 ? 1 : frame.stops;
  for (let step = 1; step <= steps; step += 1) {
    const position = Math.round((end * step) / steps / unit) * unit;
    const begun = performance.now();
    await lab.seek(position);
    if (!still && time > 0) await wait(Math.max(0, time / steps - (performance.now() - begun)));
    if (signal.aborted || lab.experiment !== experiment) return;
  }
}
