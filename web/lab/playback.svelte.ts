import type { Frame, Unit } from '../module/ebb';
import type { Arrived } from '../worker/protocol';
import type { PaceName } from './pace';
import { Player, type Movement, type Played } from './player';

/** Whether it plays, by what, and how fast: at first a walk from operation to operation. */
export class Playback implements Played {
  playing = $state(false);
  /** What play and step go by. */
  unit = $state<Unit>('operation');
  pace = $state<PaceName>('walk');
  /** Steps a second, where a lesson asks for so many; null: as the pace has it. */
  speed = $state<number | null>(null);
  /** Whether Play begins with the walk through one iteration, and goes on by iterations. */
  isWalk = $state(true);
  /** Whether the reader asks for less motion: the page knows. */
  prefersReducedMotion: () => boolean = () => false;
  #player = new Player(this);

  constructor(
    private readonly shown: () => Frame | null,
    readonly follow: (movement: Movement) => Promise<Arrived>,
  ) {}

  get frame(): Frame | null {
    return this.shown();
  }

  play(): void {
    if (!this.playing && this.frame) this.#player.play();
  }

  /** Plays by iterations without a limit where nobody has chosen anything else: for scripts, to which the
   *  walk tells nothing. */
  run(): void {
    if (this.isWalk) this.choosePace('iteration', 'fastest');
    this.play();
  }

  /** Plays the walk through the present iteration, or the next. */
  walk(): void {
    this.choosePace('operation', 'walk');
    this.isWalk = true;
    this.play();
  }

  /** The walk has come to its end, and goes on by iterations. */
  walkOn(): void {
    this.choosePace('iteration', 'run');
  }

  choosePace(unit: Unit, pace: PaceName): void {
    this.unit = unit;
    this.pace = pace;
    this.speed = null;
    this.isWalk = false;
  }

  pause(): void {
    if (this.playing) this.#player.pause();
  }
}
