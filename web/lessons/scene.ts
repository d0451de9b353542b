/** What a lesson has the lab show beside its texts: for readers who would not know where to look. */
import { quantityList } from '../views/stage/quantity_list.ts';

/** When a scene is set: as the question is asked, as its run begins, and when that has come to its end. */
export const moments = ['question', 'run', 'outcome'] as const;
export type Moment = (typeof moments)[number];

/** What the profile can show, by name. */
export const sceneQuantities: readonly string[] = quantityList.map(({ name }) => name);

/** Parts of the lab that can be pointed at: each carries its name as `data-part`. */
export const scenePanels = [
  'network',
  'strip',
  'profile',
  'here',
  'findings',
  'loss',
  'chain',
  'activation',
  'predictions',
  'history',
  'map',
] as const;
export type ScenePanel = (typeof scenePanels)[number];

/** A layer, as everywhere in a lesson: from 1; −1 the output, −2 the last hidden one. */
export type LayerPlace = number;

/** What is pointed at. */
export type Pointer =
  | { kind: 'layer'; layer: LayerPlace }
  | { kind: 'panel'; name: ScenePanel }
  | { kind: 'quantity'; name: string }
  /** The control of a field of the experiment. */
  | { kind: 'control'; name: string };

/** Where the lab is to stand in the run. */
export type Stand =
  | { kind: 'start' }
  | { kind: 'loss' }
  | { kind: 'walked_back' }
  | { kind: 'forward' | 'back'; layer: LayerPlace }
  | { kind: 'iteration'; iteration: number };

/** How fast the run is shown, and Play goes on. */
export interface Speed {
  /** Steps a second. */
  rate: number;
  unit: 'operation' | 'layer' | 'iteration';
}

export interface Scene {
  moment: Moment;
  /** Of its heading in the file. */
  line: number;
  /** What the profile shows; empty: as it is. */
  quantities: readonly string[];
  points: readonly Pointer[];
  /** The operation that is opened. */
  operation: { kind: string; layer: LayerPlace; line: number } | null;
  /** The run whose profile stays as a ghost: its name, or `start`. */
  ghost: string | null;
  speed: Speed | null;
  /** The map of networks that is drawn, as a link has it. */
  map: string | null;
  stand: { at: Stand; line: number } | null;
}
