import { clampedShare } from '../../charts/clamped_share';
import type { Lab } from '../../lab/lab.svelte';
import { walkMs } from '../../lab/pace';
import type { Frame } from '../../module/ebb';

/** A stop's movement takes so much of its time, and no longer than this in milliseconds; the rest it
 *  stands. */
const [share, longest] = [0.6, 400];
const ease = (x: number) => x * x * (3 - 2 * x);

/** How far the drawing has come from the stop before to the present one, while somebody follows the walk;
 *  else it is there at once. */
export class StopMotion {
  progress = $state(1);
  #handle = 0;
  #position = -1;

  constructor(private readonly lab: Lab) {}

  /** To be called with every frame, before it is drawn. */
  see(frame: Frame | null): void {
    const { lab } = this;
    const isNext = frame !== null && frame.position === this.#position + 1;
    this.#position = frame?.position ?? -1;
    const isFollowed =
      lab.playing && lab.playback.unit === 'operation' && lab.playback.pace !== 'fastest';
    this.stop();
    if (!frame || !isNext || !isFollowed || lab.playback.prefersReducedMotion()) return;
    const ms = Math.min(longest, share * (lab.playback.pace === 'slow' ? 1000 : walkMs(frame)));
    // What is over within a picture or two is no movement.
    if (ms < 40) return;
    const start = performance.now();
    this.progress = 0;
    const step = (now: number) => {
      const passed = clampedShare((now - start) / ms);
      this.progress = ease(passed);
      if (passed < 1) this.#handle = requestAnimationFrame(step);
    };
    this.#handle = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#handle);
    this.progress = 1;
  }
}
