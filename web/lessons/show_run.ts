import type { Lab } from '../lab/lab.svelte';
import type { Frame } from '../module/ebb';
import { prefersReducedMotion } from '../styles/reduced_motion';
import type { Lesson, LessonRun } from './lesson';
import type { Speed, Stand } from './scene';
import { passedAt, sceneAt } from './show_scene';

/** Pictures that a run is shown in, and how long the walk of one iteration takes, in milliseconds. */
const pictures = 40;
const walkTime = 2500;

/** The longest that a lesson may have a run take, in seconds, and pictures a second where it says how fast. */
const longest = 60;
const picturesPerSecond = 20;

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Where the first walk ends that a lesson shows: where it is to stand then, if that is on the way back; else
 *  when all is walked. On the way back a position is one operation. */
export function walkEnd(walkedBack: Frame, stand: Stand | null): number {
  const passed = stand?.kind === 'back' ? passedAt(stand, walkedBack) : null;
  return walkedBack.position - (passed?.operation ?? 0);
}

/** Runs what stands on the lab before the reader's eyes: the walk of the first iteration to where it is to
 *  stand, or a training. It ends early where the experiment is changed meanwhile, or the lesson
 *  is left. Readers who ask for less motion see the end at once. */
export async function showRun(
  lab: Lab,
  iterations: number,
  signal: AbortSignal,
  speed: Speed | null = null,
  stand: Stand | null = null,
): Promise<void> {
  const { experiment, initialFrame } = lab;
  if (!experiment || !initialFrame) return;
  // In a training every picture stands at the end of an iteration.
  const end = iterations === 0 ? walkEnd(initialFrame, stand) : iterations;
  const asked = speed && durationOf(speed, initialFrame, iterations, end);
  const most = asked === null ? pictures : Math.ceil(asked * picturesPerSecond);
  const steps = prefersReducedMotion() ? 1 : Math.min(most, end);
  const time = asked === null ? (iterations === 0 ? walkTime : 0) : asked * 1000;
  for (let step = 1; step <= steps; step += 1) {
    const place = Math.round((end * step) / steps);
    const begun = performance.now();
    await (iterations === 0 ? lab.seek(place) : lab.seekIteration(place));
    if (steps > 1) await wait(Math.max(0, time / steps - (performance.now() - begun)));
    if (signal.aborted || lab.experiment !== experiment) return;
  }
}

/** The same of a lesson's run, as its scenes have it: how fast, and where it ends. */
export const showLesson = (lab: Lab, lesson: Lesson, run: LessonRun, signal: AbortSignal) =>
  showRun(
    lab,
    run.iterations,
    signal,
    sceneAt(lesson, 'run')?.speed,
    sceneAt(lesson, 'outcome')?.stand?.at,
  );

/** How long a run takes at a speed, in seconds. */
function durationOf({ rate, unit }: Speed, walkedBack: Frame, iterations: number, end: number) {
  const walks = Math.max(1, iterations);
  const units = {
    operation: iterations === 0 ? end : walks * walkedBack.position,
    layer: walks * 2 * walkedBack.layers.length,
    iteration: walks,
  };
  return Math.min(longest, units[unit] / rate);
}
