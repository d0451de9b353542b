import { parseProblem } from '../experiment/problem';
import { fieldOf } from '../experiment/schema';
import type {
  ActivationCurve,
  Dataset,
  Experiment,
  Field,
  Frame,
  FrameRequest,
  History,
  Problem,
  Settings,
  Unit,
} from '../module/ebb';
import type { InitialState } from '../worker/initial_state';
import { Client, Superseded } from '../worker/client';
import type { Arrived, Breakdown, Intent } from '../worker/protocol';
import { Throttled, type Sight } from './throttled';
import { Player, type Pace } from './player';
import { mergeRequests, sameRequest } from './frame_requests';

/** Milliseconds after which a start is said to be under way: what is quicker is seen at once. */
const longStart = 400;

type Movement = Extract<Intent, { kind: 'step' | 'seek' | 'stop' }>;

export interface Selection {
  layer: number | null;
  operation: number | null;
  sample: number;
  unit: number;
}

const nothingSelected: Selection = { layer: null, operation: null, sample: 0, unit: 0 };

/** The state of one lab: what is run, where it stands, what is chosen. Views read it; what the user
 *  does goes through its methods. */
export class Lab {
  /** What the core knows of every field; empty until it is loaded. */
  schema = $state.raw<Field[]>([]);
  experiment = $state.raw<Experiment | null>(null);
  /** The experiment as a link's text. */
  link = $state('');
  /** Names of the fields that mean something for this experiment. */
  applies = $state.raw<string[]>([]);
  /** Settings of the link, or of the last change, that could not be used. */
  problems = $state.raw<Problem[]>([]);
  /** Whether the problems made the whole change void, rather than single settings of a link. */
  refused = $state(false);
  /** Fields that stay as they are, whatever the user does; whoever scripts the lab may still set
   *  them. */
  lockedFields = $state.raw<readonly string[]>([]);
  /** Whether every panel shows itself, seen or not: the lab is being printed. */
  isPrinting = $state(false);
  /** Whether the experiment is still being dragged into place. */
  isDraft = $state(false);

  frame = $state.raw<Frame | null>(null);
  /** The end of the experiment's first backward walk: the gradient at initialisation. */
  initialFrame = $state.raw<Frame | null>(null);
  /** The last frame at which a backward walk was complete. */
  lastBackwardFrame = $state.raw<Frame | null>(null);
  /** What figures and sentences say: the three above, while playing only as often as can be read. */
  throttled = $state.raw<Sight>({ frame: null, initialFrame: null, lastBackwardFrame: null });
  history = $state.raw<History | null>(null);
  dataset = $state.raw<Dataset | null>(null);
  curve = $state.raw<ActivationCurve | null>(null);
  /** Where this run's numbers first stopped being finite, once that was passed. */
  breakdown = $state.raw<Breakdown | null>(null);

  playing = $state(false);
  /** What play and step go by. */
  unit = $state<Unit>('iteration');
  /** Steps a second; Infinity: as fast as it goes. */
  speed = $state(Infinity);
  /** Long work under way, which `stop` ends. */
  busy = $state.raw<{ done: number; of: number } | null>(null);
  selection = $state.raw<Selection>(nothingSelected);
  /** Whether a network takes so long to be set up that it has to be said. */
  isSettingUp = $state(false);
  /** Why the lab cannot run at all. */
  failure = $state<string | null>(null);

  #client = new Client();
  #wants = new Map<string, FrameRequest>();
  #wanted: FrameRequest = {};
  #wanting: Promise<void> = Promise.resolve();
  #loaded: Promise<void>;
  /** The newest of the starts asked for; older ones are not begun. */
  #startSequence = 0;
  #starting: Promise<void> | null = null;
  #player = new Player(this);
  #throttled = new Throttled();

  constructor() {
    this.#client.onProgress = (progress) => (this.busy = progress);
    this.#loaded = this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.schema = (await this.#client.ask({ kind: 'load' })).fields;
    } catch (error) {
      this.failure = (error as Error).message;
      throw error;
    }
  }

  /** Starts anew with an experiment as link text or as settings. Rejects, changing nothing but
   *  `problems`, where settings cannot be used. */
  async load(source: string | Settings): Promise<void> {
    const isLink = typeof source === 'string';
    await this.start(isLink ? source : '', isLink ? {} : source);
  }

  /** Starts anew with the present experiment, changed. A draft is a change that is still being made
   *  (a slider being dragged). Never rejects: what is wrong is in `problems`. */
  async change(settings: Settings, isDraft = false): Promise<void> {
    const whole = { ...this.experiment, ...this.unlocked(settings) };
    await this.start('', whole, isDraft).catch(() => {});
  }

  /** Takes back what was said of a field: the value in use was entered again. */
  clearProblem(field: string): void {
    this.problems = this.problems.filter((one) => one.field !== field);
  }

  /** Starts anew with an experiment that the user has opened. Rejects as `load` does. */
  async open(settings: Settings): Promise<void> {
    await this.load({ ...this.unlocked(settings), ...this.locked });
  }

  /** The locked fields at their present values. */
  get locked(): Settings {
    const entries = Object.entries(this.experiment ?? {});
    return Object.fromEntries(entries.filter(([name]) => this.isLocked(name)));
  }

  /** Whether a setting is locked, or one that stands for a locked field. */
  isLocked(setting: string): boolean {
    return this.lockedFields.includes(fieldOf(setting));
  }

  /** Settings without those that are locked. */
  unlocked(settings: Settings): Settings {
    const entries = Object.entries(settings);
    return Object.fromEntries(entries.filter(([name]) => !this.isLocked(name)));
  }

  /** Starts anew from a link's text with settings on top. Of starts asked for while one is under
   *  way (a slider being dragged) only the last is run. */
  async start(link: string, settings: Settings, isDraft = false): Promise<void> {
    const sequence = ++this.#startSequence;
    this.pause();
    const begin = async () => {
      if (sequence === this.#startSequence) await this.#begin(link, settings, isDraft);
    };
    // The first is asked for before the page is made, which takes a while.
    this.#starting = this.#starting ? this.#starting.then(begin, begin) : begin();
    await this.#starting;
  }

  async #begin(link: string, settings: Settings, isDraft: boolean): Promise<void> {
    this.#wanted = mergeRequests(this.#wants.values());
    const request = this.#wanted;
    const plain = $state.snapshot(settings) as Settings;
    // Asked for while the core still loads, so that the answer is there when the page is made.
    const answer = this.#client.ask({ kind: 'start', link, settings: plain, request });
    answer.catch(() => {});
    await this.#loaded;
    const timer = setTimeout(() => (this.isSettingUp = true), longStart);
    try {
      const started = await answer;
      this.experiment = started.experiment;
      this.link = started.link;
      this.isDraft = isDraft;
      this.applies = started.applies;
      this.problems = started.problems;
      this.refused = false;
      this.dataset = started.dataset;
      this.curve = started.curve;
      this.initialFrame = started.initialFrame;
      this.lastBackwardFrame = null;
      this.history = null;
      this.breakdown = null;
      this.busy = null;
      this.frame = started.frame;
      this.#see();
      const layer = this.selection.layer;
      const keep = layer !== null && layer <= started.frame.layers.length;
      this.selection = { ...nothingSelected, layer: keep ? layer : null };
    } catch (error) {
      if (error instanceof Superseded) return;
      this.problems = [parseProblem((error as Error).message)];
      this.refused = true;
      throw error;
    } finally {
      clearTimeout(timer);
      this.isSettingUp = false;
    }
  }

  async advance(unit: Unit, count = 1): Promise<Frame> {
    return this.#move({ kind: 'step', unit, count });
  }

  async rewind(unit: Unit, count = 1): Promise<Frame> {
    return this.#move({ kind: 'step', unit, count: -count });
  }

  async seek(position: number): Promise<Frame> {
    return this.#move({ kind: 'seek', position });
  }

  /** Back to the start of the same experiment. */
  async reset(): Promise<Frame> {
    return this.seek(0);
  }

  play(): void {
    if (!this.playing && this.frame) this.#player.play();
  }

  pause(): void {
    if (!this.playing) return;
    this.#player.pause();
    this.#see();
  }

  /** Ends long work where it is. */
  async stop(): Promise<void> {
    await this.#move({ kind: 'stop' });
  }

  select(selection: Partial<Selection>): void {
    this.selection = { ...this.selection, ...selection };
  }

  /** What the present run started from; it stays where it is. */
  async initialState(): Promise<InitialState> {
    await this.#starting?.catch(() => {});
    return this.#client.ask({ kind: 'begin' });
  }

  /** What a panel needs in frames while it is seen; null when it no longer is. */
  want(key: string, request: FrameRequest | null): void {
    if (request) this.#wants.set(key, request);
    else this.#wants.delete(key);
    queueMicrotask(() => (this.#wanting = this.#sendWants()));
  }

  /** Resolves when the present frame carries what the panels want of it. */
  async caughtUp(): Promise<void> {
    await new Promise<void>(queueMicrotask);
    await this.#wanting;
  }

  async #sendWants(): Promise<void> {
    await this.#starting?.catch(() => {});
    const request = mergeRequests(this.#wants.values());
    if (!this.frame || sameRequest(request, this.#wanted)) return;
    this.#wanted = request;
    this.#arrive(await this.#ask({ kind: 'want', request }));
  }

  /** One movement for the player, which goes on playing. */
  async follow(intent: Pace): Promise<Arrived> {
    return this.#arrive(await this.#ask(intent));
  }

  /** Moves the experiment that it was asked for: where another was begun while this waited, that one
   *  stays where it began. */
  async #move(intent: Movement): Promise<Frame> {
    this.pause();
    const sequence = this.#startSequence;
    await this.#starting?.catch(() => {});
    if (sequence !== this.#startSequence) {
      await this.#starting?.catch(() => {});
      if (this.frame) return this.frame;
    }
    return this.#arrive(await this.#ask(intent)).frame;
  }

  async #ask(intent: Movement | Pace | { kind: 'want'; request: FrameRequest }): Promise<Arrived> {
    await this.#starting?.catch(() => {});
    return this.#client.ask(intent);
  }

  #arrive(arrived: Arrived): Arrived {
    const { frame, history, breakdown } = arrived;
    if (history) this.history = history;
    if (breakdown) this.breakdown = breakdown;
    if (isWalkComplete(frame)) this.lastBackwardFrame = frame;
    else if (
      this.lastBackwardFrame &&
      Math.abs(frame.iteration - this.lastBackwardFrame.iteration) > 1
    ) {
      this.lastBackwardFrame = null;
    }
    this.busy = null;
    this.frame = frame;
    if (!this.playing || this.#throttled.isDue(performance.now())) this.#see();
    return arrived;
  }

  /** Figures say what is shown. */
  #see(): void {
    const { frame, initialFrame, lastBackwardFrame } = this;
    this.throttled = { frame, initialFrame, lastBackwardFrame };
  }

  close(): void {
    this.pause();
    this.#client.close();
  }
}

/** Whether the gradient has reached the first layer at this frame. */
function isWalkComplete({ phase, layers }: Frame): boolean {
  if (phase === 'clip' || phase === 'update') return true;
  return phase === 'backward' && layers[0]?.signal !== null;
}
