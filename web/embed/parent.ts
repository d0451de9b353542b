import type { LabMembers } from '../lab/lab_members';
import type { Frame } from '../module/ebb';
import { frameParts } from '../module/names';
import {
  FormError,
  isOurs,
  mayCall,
  readCall,
  version,
  type Call,
  type EventName,
  type Message,
} from './messages';
import { setTheme } from '../styles/theme';

/** So many calls may wait for their answer at a time. */
const maxWaiting = 64;

/** When this document was loaded: tells it from the one that the frame showed before. */
const loaded = performance.timeOrigin;

/** The page around the frame in which the lab stands: its calls, and what it is told.
 *
 *  Calls are taken from that page alone, where it is of the lab's own origin or of the one that the
 *  frame's address names; answers and events go to that origin, never to whoever may be there. Only
 *  the height goes to any page, that the lab is gone, and that a call is refused: they say nothing, and
 *  an author who wants no more than a frame that fits should not have to name an origin. */
export class Parent {
  /** The origin that is told what the lab does; null: none. */
  readonly target: string | null;
  onHeight: (height: number) => void = () => {};
  #waiting = 0;
  readonly #size: ResizeObserver;
  #height = 0;

  constructor(
    private readonly lab: LabMembers & HTMLElement,
    private readonly named: string | null,
    private readonly page: Window = window.parent,
  ) {
    this.target = isOfOwnOrigin(page) ? self.origin : named;
    addEventListener('message', this.#receive);
    for (const name of ['frame', 'experiment', 'error']) lab.addEventListener(name, this.#tell);
    addEventListener('pagehide', this.#leave);
    addEventListener('pageshow', this.#comeBack);
    this.#size = new ResizeObserver(() => this.#measure());
    this.#size.observe(lab);
  }

  close(): void {
    removeEventListener('message', this.#receive);
    removeEventListener('pagehide', this.#leave);
    removeEventListener('pageshow', this.#comeBack);
    this.#leave();
    for (const name of ['frame', 'experiment', 'error']) {
      this.lab.removeEventListener(name, this.#tell);
    }
    this.#size.disconnect();
  }

  #receive = (event: MessageEvent): void => {
    if (event.source !== this.page || !isOurs(event.data)) return;
    if (mayCall(event.origin, self.origin, this.named)) {
      void this.#answer(event.data, event.origin);
    } else this.#refuse(event.data['id'], event.origin);
  };

  /** Else whoever calls would wait for ever. */
  #refuse(id: unknown, origin: string): void {
    if (typeof id !== 'number') return;
    const error = `this lab takes no calls from ${origin}: its address has to name it, ?origin=${origin}`;
    const message: Message = { ebb: version, loaded, id, error };
    this.page.postMessage(message, origin === 'null' ? '*' : origin);
  }

  #leave = (): void => this.#post('gone', null, '*');

  /** A page that the reader has come back to has gone on where it was. */
  #comeBack = (): void => {
    this.#height = 0;
    this.#measure();
  };

  async #answer(data: Record<string, unknown>, origin: string): Promise<void> {
    const reply = (message: Message) => this.page.postMessage(message, origin);
    try {
      const { id, ...call } = readCall(data);
      if (this.#waiting >= maxWaiting) throw new FormError(id, 'too many calls wait already');
      ++this.#waiting;
      try {
        reply({ ebb: version, loaded, id, result: await this.#carryOut(call) });
      } catch (error) {
        reply({ ebb: version, loaded, id, error: (error as Error).message });
      } finally {
        --this.#waiting;
      }
    } catch (error) {
      // A call without an id has no answer that its sender could find.
      if (!(error instanceof FormError) || error.id === null) return;
      reply({ ebb: version, loaded, id: error.id, error: error.message });
    }
  }

  async #carryOut(call: Call): Promise<unknown> {
    const { lab } = this;
    switch (call.call) {
      case 'experiment':
        if (call.source === null) return lab.experiment;
        lab.experiment = call.source;
        await lab.ready;
        return lab.experiment;
      case 'compare':
        if (call.sources === null) return lab.compare;
        lab.compare = call.sources;
        await lab.ready;
        return lab.compare;
      case 'ready':
        await lab.ready;
        return null;
      case 'frame':
        return lab.frame && bare(lab.frame);
      case 'advance':
      case 'rewind':
        return bare(await lab[call.call](call.unit, call.count));
      case 'play':
      case 'pause':
      case 'reset':
        lab[call.call]();
        return null;
      case 'tryRemedies':
        return lab.tryRemedies({ seconds: call.seconds });
      case 'theme':
        setTheme(lab, call.theme);
        return null;
    }
  }

  #tell = (event: Event): void => {
    if (this.target === null) return;
    const { type, detail } = event as CustomEvent<unknown>;
    const plain =
      type === 'frame' ? bare(detail as Frame) : detail instanceof Error ? detail.message : detail;
    this.#post(type as EventName, plain, this.target);
  };

  #measure(): void {
    const height = Math.ceil(this.lab.getBoundingClientRect().height);
    if (height === this.#height) return;
    this.#height = height;
    this.#post('height', height, '*');
    this.onHeight(height);
  }

  #post(event: EventName, detail: unknown, target: string): void {
    this.page.postMessage({ ebb: version, loaded, event, detail } satisfies Message, target);
  }
}

/** A frame without what the lab's own panels had asked for: megabytes, sixty times a second. */
function bare(frame: Frame): Omit<Frame, (typeof frameParts)[number]> {
  const numbers: Partial<Frame> = { ...frame };
  for (const part of frameParts) delete numbers[part];
  return numbers as Frame;
}

function isOfOwnOrigin(page: Window): boolean {
  try {
    return self.origin !== 'null' && page.location.origin === self.origin;
  } catch {
    return false;
  }
}
