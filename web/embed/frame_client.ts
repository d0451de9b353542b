import type { LabMembers, TriedRemedy } from '../lab/lab_members';
import type { Experiment, Frame, Settings, Unit } from '../module/ebb';
import type { Message } from './messages';
import type { Theme } from '../styles/theme';

/** The page's end of a lab in a frame: the members and the events of the element, over messages.
 *  Built as `ebb-frame.js`, a module that stands alone:
 *
 *      import { EbbFrame } from './ebb-frame.js';
 *      const lab = new EbbFrame(document.querySelector('iframe'));
 *      const frame = await lab.advance('iteration', 100);
 *
 *  Frames with the attribute `data-ebb` are taken up by themselves. A frame takes the height that
 *  its lab needs, and its lab the page's light or dark. On another origin than the page's, the
 *  address of the lab has to name this one (`?origin=https://course.example`); only the height comes
 *  without that. */
export class EbbFrame extends EventTarget implements LabMembers {
  frame: Frame | null = null;
  ready: Promise<void>;

  readonly #origin: string;
  #experiment: Experiment | null = null;
  #compare: Experiment[] = [];
  /** What becomes of the answers to come, by the id of the call. */
  #open = new Map<number, (answer: Answer) => void>();
  #lastId = 0;
  /** Whether the lab is known to listen. Before, messages would be lost: they wait. */
  #isThere = false;
  #held: { id: number }[] = [];
  /** When the frame was last loaded. */
  #loadedAt = performance.now();
  /** Which document of the frame the messages come from. */
  #document: number | undefined;
  #watching: ReturnType<typeof setInterval> | undefined;
  #theme: Theme | null = null;

  constructor(private readonly element: HTMLIFrameElement) {
    super();
    this.#origin = new URL(element.src, document.baseURI).origin;
    addEventListener('message', this.#receive);
    element.addEventListener('load', () => {
      this.#loadedAt = performance.now();
      this.#greet();
    });
    this.ready = this.#call('ready', []).then(() => {});
    this.ready.catch(() => {});
    this.#follow();
    // The frame may have been there before this script.
    if (isLoaded(element)) this.#greet();
  }

  /** The whole record, defaults filled in; null until it is known. */
  get experiment(): Experiment | null {
    return this.#experiment;
  }

  /** Starts anew with settings or a link's text. */
  set experiment(source: Settings | string) {
    this.ready = this.#call('experiment', [source]).then((experiment) => {
      this.#experiment = experiment as Experiment;
    });
    this.ready.catch(() => {});
  }

  /** The experiments kept beside the live one, as they were last set from here. */
  get compare(): Experiment[] {
    return this.#compare;
  }

  /** Keeps exactly these, as settings or links' texts: at most three; none for what is no list. */
  set compare(given: readonly (Settings | string)[] | null | undefined) {
    const sources = Array.isArray(given) ? given : [];
    this.ready = this.#call('compare', [sources]).then((compare) => {
      this.#compare = compare as Experiment[];
    });
    this.ready.catch(() => {});
  }

  async advance(unit: Unit, count = 1): Promise<Frame> {
    return (await this.#call('advance', [unit, count])) as Frame;
  }

  async rewind(unit: Unit, count = 1): Promise<Frame> {
    return (await this.#call('rewind', [unit, count])) as Frame;
  }

  play(): void {
    this.#tell('play', []);
  }

  pause(): void {
    this.#tell('pause', []);
  }

  reset(): void {
    this.#tell('reset', []);
  }

  /** Runs what might help the experiment, for so many seconds at most; resolves with what was run,
   *  best first. */
  async tryRemedies(options: { seconds?: number } = {}): Promise<TriedRemedy[]> {
    return (await this.#call('tryRemedies', [options])) as TriedRemedy[];
  }

  #tell(call: string, args: unknown[]): void {
    this.#call(call, args).catch((error: Error) => this.#raise('error', error));
  }

  #call(call: string, args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    const message = { ebb: 1, id, call, args };
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer) =>
        'error' in answer ? reject(new Error(answer.error)) : resolve(answer.result);
      this.#open.set(id, settle);
      this.#watching ??= setInterval(() => this.#watch(), 500);
      if (this.#isThere) this.#post(message);
      else this.#held.push(message);
    });
  }

  /** Nothing tells of a frame that was taken out of the page, or that shows something else. */
  #watch(): void {
    const isLate = !this.#isThere && performance.now() - this.#loadedAt > timeoutMs;
    if (!this.element.isConnected) this.#settleAll('the frame is not part of the page');
    else if (isLate) this.#settleAll('no lab answers in the frame');
    if (this.#open.size > 0) return;
    clearInterval(this.#watching);
    this.#watching = undefined;
  }

  /** No answer will come to what was asked so far. */
  #settleAll(error: string, ids: number[] = [...this.#open.keys()]): void {
    if (!this.element.isConnected) this.#isThere = false;
    this.#held = this.#held.filter(({ id }) => !ids.includes(id));
    for (const id of ids) {
      const settle = this.#open.get(id);
      this.#open.delete(id);
      settle?.({ ebb: 1, loaded: 0, id, error });
    }
  }

  /** The frame is loaded anew, or shows another page: what is asked from now on waits for that. */
  #leave(): void {
    const held = this.#held.map(({ id }) => id);
    this.#isThere = false;
    this.#loadedAt = performance.now();
    this.#settleAll(
      'the frame was loaded anew',
      [...this.#open.keys()].filter((id) => !held.includes(id)),
    );
  }

  #post(message: object): void {
    this.element.contentWindow?.postMessage(message, this.#origin);
  }

  /** A lab that is there answers at once; one still loading tells its height as soon as it is. */
  #greet(): void {
    this.#theme = null;
    if (this.#isThere) this.#sendTheme();
    else this.#post({ ebb: 1, id: 0, call: 'frame', args: [] });
  }

  #begin(): void {
    this.#isThere = true;
    this.#sendTheme();
    for (const message of this.#held.splice(0)) this.#post(message);
  }

  #receive = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.element.contentWindow || origin !== this.#origin) return;
    const message = data as Message | null;
    if (typeof message !== 'object' || message?.ebb !== 1) return;
    if ('event' in message && message.event === 'gone') return this.#leave();
    if (message.loaded !== this.#document) {
      if (this.#document !== undefined) this.#leave();
      this.#document = message.loaded;
    }
    if (!this.#isThere) this.#begin();
    if ('event' in message) this.#hear(message.event, message.detail);
    else {
      this.#open.get(message.id)?.(message);
      this.#open.delete(message.id);
    }
  };

  #hear(event: string, detail: unknown): void {
    if (event === 'height') {
      const isHeight = typeof detail === 'number' && detail >= 0 && detail <= tallest;
      if (isHeight) this.element.style.height = `${detail}px`;
    } else if (event === 'error') {
      this.#raise(
        'error',
        new Error(typeof detail === 'string' ? detail : 'the lab gave no reason'),
      );
    } else {
      if (event === 'frame') this.frame = detail as Frame;
      if (event === 'experiment') this.#experiment = detail as Experiment;
      this.#raise(event, detail);
    }
  }

  #raise(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Sees to it that the lab turns light or dark with the page. */
  #follow(): void {
    const send = () => this.#sendTheme();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', send);
    const watched = { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] };
    const changes = new MutationObserver(send);
    changes.observe(document.documentElement, watched);
    changes.observe(document.body, watched);
  }

  #sendTheme(): void {
    // A theme in the frame's address is the author's choice.
    if (!this.#isThere || new URL(this.element.src).searchParams.has('theme')) return;
    const theme = themeAround(this.element);
    if (theme === this.#theme) return;
    this.#theme = theme;
    // Where the lab does not listen to this page, it stays as the system has it.
    this.#post({ ebb: 1, id: 0, call: 'theme', args: [theme] });
  }
}

type Answer = Extract<Message, { id: number }>;

/** More than any lab with all its panels, in CSS pixels. */
const tallest = 100_000;

/** How long a lab may take to be there once its frame is loaded, in milliseconds. */
const timeoutMs = 30_000;

/** Light or dark, as the page shows itself where the frame stands. */
function themeAround(element: Element): Theme {
  const schemes = getComputedStyle(element).colorScheme.split(' ');
  const [light, dark] = [schemes.includes('light'), schemes.includes('dark')];
  if (light && dark) {
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  return dark ? 'dark' : 'light';
}

/** Whether what the frame shows is its own address by now, not the empty page before it. */
function isLoaded(element: HTMLIFrameElement): boolean {
  const content = element.contentDocument;
  return content === null || content.URL === element.src;
}

for (const element of document.querySelectorAll<HTMLIFrameElement>('iframe[data-ebb]')) {
  new EbbFrame(element);
}
