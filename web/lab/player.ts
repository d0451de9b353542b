import type { Frame, Unit } from '../module/ebb';
import type { Arrived, Intent } from '../worker/protocol';
import { stepsPerSecond, type PaceName } from './pace';

/** What the player asks for, one at a time. */
export type Movement = Intent<'run' | 'look' | 'step' | 'stop'>;

/** What it plays. */
export interface Played {
  playing: boolean;
  readonly unit: Unit;
  readonly pace: PaceName;
  /** Steps a second in place of the pace's own. */
  readonly speed: number | null;
  readonly frame: Frame | null;
  /** Whether it is the walk through one iteration, from whose end it goes on by iterations. */
  readonly isWalk: boolean;
  /** To be called at that end. */
  walkOn(): void;
  /** Whether the reader asks for less motion. */
  prefersReducedMotion(): boolean;
  follow(movement: Movement): Promise<Arrived>;
}

/** For whoever asks for less motion: at least so many milliseconds between two pictures. */
const reducedMotionMs = 250;

/** At most this many seconds of missed steps are made up for, so that a page that was hidden or a
 *  network that is slow does not run on by itself afterwards. */
const backlog = 0.25;

/** How many whole steps are due after some seconds, and what is left over. */
export function dueSteps(owed: number, seconds: number, speed: number) {
  const total = Math.min(owed + seconds * speed, Math.max(1, speed * backlog));
  const steps = Math.floor(total);
  return { steps, owed: total - steps };
}

/** How many stops of its iteration a frame has yet to come to. */
const stopsLeft = ({ stops, stopsDone }: Frame) => stops - stopsDone;

/** The clock of play. A frame is only asked for from an animation frame, and only when the one
 *  before has come: drawing never waits on training, and training never floods the page. */
export class Player {
  #owed = 0;
  #last = 0;
  #asking = false;
  #running = false;
  #handle = 0;

  constructor(private readonly played: Played) {}

  play(): void {
    this.played.playing = true;
    // The first step comes at once, however slow the pace.
    this.#owed = 1;
    this.#last = performance.now();
    this.#handle = requestAnimationFrame(this.#tick);
  }

  pause(): void {
    this.played.playing = false;
    cancelAnimationFrame(this.#handle);
    if (this.#running) {
      this.#running = false;
      void this.played.follow({ kind: 'stop' }).catch(() => {});
    }
  }

  #tick = (now: number): void => {
    if (!this.played.playing) return;
    this.#handle = requestAnimationFrame(this.#tick);
    if (this.#asking) return;
    const movement = this.#movement(now);
    if (movement) void this.#ask(movement);
  };

  /** Without a limit, iterations run freely and are looked at; smaller steps would be a blur, so
   *  every one of them is drawn. */
  #movement(now: number): Movement | null {
    const { unit, pace, frame } = this.played;
    const isWalk = this.played.isWalk && this.played.speed === null;
    // Less motion: fewer pictures, of which each stands for a while.
    if (this.played.prefersReducedMotion() && this.#owed < 1 && now - this.#last < reducedMotionMs)
      return null;
    const speed = this.played.speed ?? stepsPerSecond(pace, unit, frame);
    const seconds = Math.max(0, now - this.#last) / 1000;
    this.#last = now;
    if (speed === Infinity && (unit === 'iteration' || unit === 'epoch')) {
      if (this.#running) return { kind: 'look' };
      this.#running = true;
      return { kind: 'run' };
    }
    this.#running = false;
    if (speed === Infinity) return { kind: 'step', unit, count: 1 };
    const due = dueSteps(this.#owed, seconds, speed);
    this.#owed = due.owed;
    if (due.steps === 0) return null;
    if (!isWalk || !frame) return { kind: 'step', unit, count: due.steps };
    const left = stopsLeft(frame);
    if (left > 0) return { kind: 'step', unit, count: Math.min(left, due.steps) };
    this.played.walkOn();
    return { kind: 'step', unit: this.played.unit, count: 1 };
  }

  async #ask(movement: Movement): Promise<void> {
    this.#asking = true;
    try {
      const wasFinite = !this.played.frame?.firstNonFinite;
      const { frame, running } = await this.played.follow(movement);
      // Where numbers break down for the first time; who plays on from there may see them recover.
      if (wasFinite && frame.firstNonFinite) this.pause();
      // The worker gives up running for a page that does not look; take it up again.
      else if (this.#running && !running) this.#running = false;
    } catch {
      this.pause();
    } finally {
      this.#asking = false;
    }
  }
}
