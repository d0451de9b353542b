import type { Frame, Unit } from '../module/ebb';
import type { Arrived } from '../worker/protocol';
import type { PaceName } from './pace';
import { Player, type Movement, type Played } from './player';

export type Pacing = Pick<Playback, 'unit' | 'pace' | 'speed' | 'isWalk' | 'isChosen'>;

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
  /** Whether the reader has set unit or pace, which then stay. */
  isChosen = $state(false);
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
    if (this.isWalk) this.#go('iteration', 'fastest');
    this.play();
  }

  /** Plays the walk through the present iteration, or the next. */
  walk(): void {
    this.#go('operation', 'walk');
    this.isChosen = false;
    this.isWalk = true;
    this.play();
  }

  /** The network stands at its start again: Play is a walk again, unless the reader, or a lesson, asks for
   *  another pace. */
  atStart(): void {
    if (this.isChosen || this.speed !== null || this.playing) return;
    this.#go('operation', 'walk');
    this.isWalk = true;
  }

  /** The network is where it had been before: what was trained goes on training. */
  returnedTo({ iteration }: Pick<Frame, 'iteration'>): void {
    if (this.isWalk && iteration > 0) this.walkOn();
  }

  /** How it goes on, to be put back later. */
  get pacing(): Pacing {
    const { unit, pace, speed, isWalk, isChosen } = this;
    return { unit, pace, speed, isWalk, isChosen };
  }

  /** The walk has come to its end, and goes on by iterations. */
  walkOn(): void {
    this.#go('iteration', 'run');
  }

  choosePace(unit: Unit, pace: PaceName): void {
    this.#go(unit, pace);
    this.isChosen = true;
  }

  #go(unit: Unit, pace: PaceName): void {
    this.unit = unit;
    this.pace = pace;
    this.speed = null;
    this.isWalk = false;
  }

  pause(): void {
    if (this.playing) this.#player.pause();
  }
}
