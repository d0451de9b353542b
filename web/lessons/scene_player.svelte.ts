import type { Lab } from '../lab/lab.svelte';
import type { Pacing } from '../lab/playback.svelte';
import type { Ghost } from '../lab/selection';
import type { Frame } from '../module/ebb';
import { LessonError, type Lesson } from './lesson';
import type { Moment, Pointer } from './scene';
import { ghostRun, sceneAt, setScene, takeStand } from './show_scene';

/** Sets the scenes of a lesson on the lab, and takes back what they changed. */
export class ScenePlayer {
  /** What the present scene points at. */
  points = $state.raw<readonly Pointer[]>([]);
  /** Name of the run whose profile is the lab's ghost, which may still be computed. */
  #ghost: string | null = null;
  /** What the lesson began with. */
  #start: Lab['experiment'] = null;
  /** What the profile showed, and how fast Play went, before the first scene. */
  #before: { profileQuantities: Lab['profileQuantities']; pacing: Pacing } | null = null;

  constructor(private readonly lab: Lab) {}

  /** Sets the scene of a moment, if the lesson has one; `isWanted` is asked once it stands there. What this
   *  network has not is the error that is returned. */
  async set(
    lesson: Lesson,
    moment: Moment,
    frames: () => ReadonlyMap<string, Frame>,
    isWanted: () => boolean,
  ): Promise<LessonError | null> {
    if (moment === 'question') this.#start = this.lab.experiment;
    const scene = sceneAt(lesson, moment);
    if (!scene) return null;
    const { profileQuantities, playback } = this.lab;
    this.#before ??= { profileQuantities, pacing: playback.pacing };
    this.#ghost = ghostRun(lesson, scene)?.name ?? null;
    this.points = scene.points;
    try {
      if (moment !== 'run') await takeStand(scene, this.lab);
      if (isWanted()) setScene(scene, this.lab, this.#ghostOf(frames().get(this.#ghost ?? '')));
      return null;
    } catch (error) {
      if (error instanceof LessonError) return error;
      throw error;
    }
  }

  /** To be called when a run has been computed. */
  arrived(run: string, frame: Frame): void {
    if (run === this.#ghost) this.lab.ghost = this.#ghostOf(frame);
  }

  /** The start of a lesson is the run before; others have their own names. */
  #ghostOf(frame: Frame | undefined): Ghost | null {
    if (!frame) return null;
    const isStart = this.#ghost === 'start';
    return { frame, name: isStart ? null : this.#ghost, of: isStart ? this.#start : null };
  }

  /** The lab as it was before any scene was set. */
  clear(): void {
    const { lab } = this;
    this.points = [];
    this.#ghost = null;
    lab.ghost = null;
    lab.map = null;
    if (!this.#before) return;
    lab.profileQuantities = this.#before.profileQuantities;
    Object.assign(lab.playback, this.#before.pacing);
    this.#before = null;
    lab.select({ layer: null, operation: null });
  }
}
