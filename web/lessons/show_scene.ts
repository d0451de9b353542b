import type { Lab } from '../lab/lab.svelte';
import type { Ghost } from '../lab/selection';
import type { Frame } from '../module/ebb';
import { LessonError, type Lesson, type LessonRun } from './lesson';
import type { LayerPlace, Moment, Scene, Stand } from './scene';

/** The scene of a moment; null where the lesson leaves the lab as it is then. */
export const sceneAt = ({ scenes }: Lesson, moment: Moment): Scene | null =>
  scenes.find((scene) => scene.moment === moment) ?? null;

/** The run that a scene keeps as a ghost. */
export function ghostRun({ runs, start }: Lesson, { ghost }: Scene): LessonRun | null {
  if (ghost === null) return null;
  return runs.find(({ name }) => name === ghost) ?? (ghost === 'start' ? start : null);
}

/** A layer of a network, whose number of layers `layers` is, the output among them. */
export const layerNumber = (place: LayerPlace, layers: number): number =>
  place < 0 ? layers + 1 + place : place;

/** Index of the first operation of such a kind and layer; −1: the network has none. */
function operationIn({ operations, layers }: Frame, kind: string | null, place: LayerPlace) {
  const layer = layerNumber(place, layers.length);
  return operations.findIndex((one) => one.layer === layer && (kind === null || one.kind === kind));
}

/** The operation that the walk has passed where a lesson asks to stand, and which way it goes; null where
 *  this network has none. */
export function passedAt(
  at: Extract<Stand, { kind: 'forward' | 'back' | 'loss' }>,
  frame: Frame,
): { operation: number; isBack: boolean } | null {
  const { operations } = frame;
  const isBack = at.kind === 'back';
  const operation =
    at.kind === 'loss'
      ? operations.length - 1
      : at.kind === 'forward'
        ? lastIn(frame, at.layer)
        : // The gradient has come to a layer when it has left what stands after its affine map.
          operationIn(frame, 'affine', at.layer) + 1;
  const isThere = isBack ? operation > 0 : operation >= 0;
  return isThere ? { operation, isBack } : null;
}

/** The last operation of a layer, the loss aside; −1: there is no such layer. */
function lastIn({ operations, layers }: Frame, place: LayerPlace): number {
  const layer = layerNumber(place, layers.length);
  return operations.findLastIndex((one) => one.layer === layer && one.kind !== 'loss');
}

/** Sets what the views show at once: quantities, the ghost, what is chosen, the speed. */
export function setScene(scene: Scene, lab: Lab, ghost: Ghost | null): void {
  if (scene.quantities.length > 0) lab.profileQuantities = scene.quantities;
  lab.ghost = ghost;
  lab.map = scene.map;
  if (scene.speed) {
    lab.playback.speed = scene.speed.rate;
    lab.playback.unit = scene.speed.unit;
  }
  const { frame } = lab;
  if (!frame) return;
  const layer = scene.points.find(({ kind }) => kind === 'layer');
  if (layer?.kind === 'layer') {
    const number = layerNumber(layer.layer, frame.layers.length);
    if (number < 1 || number > frame.layers.length) {
      throw new LessonError('unknown_operation', scene.line, `layer ${layer.layer}`);
    }
    lab.select({ layer: number });
  }
  if (scene.operation) {
    const { kind, layer: place, line } = scene.operation;
    const operation = operationIn(frame, kind, place);
    if (operation < 0) throw new LessonError('unknown_operation', line, kind);
    lab.select({ operation, layer: frame.operations[operation]!.layer });
  }
}

/** Goes to where a scene stands. Resolves where the lab was changed meanwhile, too. */
export async function takeStand(scene: Scene, lab: Lab): Promise<void> {
  const { initialFrame } = lab;
  if (!scene.stand || !initialFrame) return;
  const { at, line } = scene.stand;
  switch (at.kind) {
    case 'start':
      return void (await lab.reset());
    case 'walked_back':
      return void (await lab.seek(initialFrame.position));
    case 'iteration':
      return void (await lab.seekIteration(at.iteration));
    default: {
      const passed = passedAt(at, initialFrame);
      if (!passed) throw new LessonError('unknown_operation', line, at.kind);
      await lab.seekOperation(passed.operation, passed.isBack);
    }
  }
}
