import type { Frame, Unit } from '../module/ebb';
import type { Arrived, Intent } from '../worker/protocol';

/** What the player asks for, one at a time. */
export type Pace = Intent<'run' | 'look' | 'step' | 'stop'>;

/** What it plays. */
export interface Course {
  playing: boolean;
  readonly unit: Unit;
  readonly speed: number;
  readonly frame: Frame | null;
  follow(pace: Pace): Promise<Arrived>;
}

/** At most this many seconds of missed steps are made up for, so that a page that was hidden or a
 *  network that is slow does not run on by itself afterwards. */
const backlog = 0.25;

/** How many whole steps are due after some seconds, and what is left over. */
export function dueSteps(owed: number, seconds: number, speed: number) {
  const total = Math.min(owed + seconds * speed, Math.max(1, speed * backlog));
  const steps = Math.floor(total);
  return { steps, owed: total - steps };
}

/** The clock of play. A frame is only asked for from an animation frame, and only when the one
 *  before has come: drawing never waits on training, and training never floods the page. */
export class Player {
  #owed = 0;
  #last = 0;
  #asking = false;
  #running = false;
  #handle = 0;

  constructor(private readonly course: Course) {}

  play(): void {
    this.course.playing = true;
    // The first step comes at once, however slow the pace.
    this.#owed = 1;
    this.#last = performance.now();
    this.#handle = requestAnimationFrame(this.#tick);
  }

  pause(): void {
    this.course.playing = false;
    cancelAnimationFrame(this.#handle);
    if (this.#running) {
      this.#running = false;
      void this.course.follow({ kind: 'stop' }).catch(() => {});
    }
  }

  #tick = (now: number): void => {
    if (!this.course.playing) return;
    this.#handle = requestAnimationFrame(this.#tick);
    if (this.#asking) return;
    const pace = this.#pace(now);
    if (pace) void this.#ask(pace);
  };

  /** Without a limit, iterations run freely and are looked at; smaller steps would be a blur, so
   *  every one of them is drawn. */
  #pace(now: number): Pace | null {
    const { unit, speed } = this.course;
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
    return due.steps > 0 ? { kind: 'step', unit, count: due.steps } : null;
  }

  async #ask(pace: Pace): Promise<void> {
    this.#asking = true;
    try {
      const wasFinite = !this.course.frame?.firstNonFinite;
      const { frame, running } = await this.course.follow(pace);
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
