import type { LabEvents, LabMembers, Settings } from './element';

export type * from './element';

/** A page's end of a lab in an `<iframe>`: the members and the events of the element, over messages.
 *  Frames with the attribute `data-ebb` are taken up by themselves once this module is loaded. */
export class EbbFrame extends EventTarget implements LabMembers {
  constructor(element: HTMLIFrameElement);
  get experiment(): LabMembers['experiment'];
  set experiment(source: Settings | string);
  get compare(): LabMembers['compare'];
  set compare(sources: readonly (Settings | string)[] | null | undefined);
  readonly ready: LabMembers['ready'];
  readonly frame: LabMembers['frame'];
  advance: LabMembers['advance'];
  rewind: LabMembers['rewind'];
  play: LabMembers['play'];
  pause: LabMembers['pause'];
  reset: LabMembers['reset'];
  tryRemedies: LabMembers['tryRemedies'];
  addEventListener<Name extends keyof LabEvents>(
    name: Name,
    listener: (this: EbbFrame, event: LabEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
