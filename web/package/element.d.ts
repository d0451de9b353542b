import type { LabMembers } from '../lab/lab_members';
import type { Experiment, Frame } from '../module/ebb';

export type * from '../lab/lab_members';
export type * from '../module/ebb';

/** What a lab tells of; `detail` is the new value. */
export interface LabEvents {
  frame: CustomEvent<Frame>;
  experiment: CustomEvent<Experiment>;
  error: CustomEvent<Error>;
}

type Listener<Target, Name extends keyof LabEvents> = (
  this: Target,
  event: LabEvents[Name],
) => void;

/** `<ebb-lab>`: the whole lab as an element. `import 'ebb/element'` defines it. */
export interface EbbLab extends LabMembers, HTMLElement {
  addEventListener<Name extends keyof LabEvents>(
    name: Name,
    listener: Listener<EbbLab, Name>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (this: EbbLab, event: HTMLElementEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'ebb-lab': EbbLab;
  }
}
