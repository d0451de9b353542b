import { flatSettings } from '../experiment/flat_settings';
import { parseProblem } from '../experiment/problem';
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
import { Superseded } from '../worker/worker_errors';
import type { Arrived, Intent, Started } from '../worker/protocol';
import type { CellRun } from './cell_run';
import { CoreWorker } from './core_worker';
import { isWalkComplete } from './diagnosed_frame';
import { isSameStop, Throttled, type Sight } from './throttled';
import { Locks } from './locks.svelte';
import { PanelRequests } from './panel_requests';
import { Playback } from './playback.svelte';
import type { Movement as Played } from './player';
import { outcomeOf, type StartOutcome } from './start_outcome';
import { nothingSelected, selected, type Ghost, type Selection } from './selection';

/** Milliseconds after which a start is said to be under way: what is quicker is seen at once. */
const longStart = 400;

type Movement = Intent<'step' | 'seek' | 'visit' | 'stop'>;

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
  readonly locks = new Locks(() => this.experiment);
  /** Whether every panel shows itself, seen or not: the lab is being printed. */
  isPrinting = $state(false);
  /** Whether the experiment is still being dragged into place. */
  isDraft = $state(false);

  frame = $state.raw<Frame | null>(null);
  /** Where the run stood when it was last sent back to its start; null: it never was with anything trained. */
  resetFrom = $state.raw<Pick<Frame, 'position' | 'iteration'> | null>(null);
  /** The end of the experiment's first backward walk: the gradient at initialisation. */
  initialFrame = $state.raw<Frame | null>(null);
  /** The last frame at which a backward walk was complete. */
  lastBackwardFrame = $state.raw<Frame | null>(null);
  /** Whether the reader asks to see the first walk back before it was made. */
  isOutlookAsked = $state(false);
  /** Whether it is shown unasked: by a lesson, or in another page. */
  isOutlookGiven = $state(false);
  /** The gradient at initialisation, where it may be told before the walk has been there. */
  readonly outlook = $derived(
    this.isOutlookAsked || this.isOutlookGiven ? this.initialFrame : null,
  );
  /** What figures and sentences say: the three above; while playing, of one stop only as often as can be read. */
  readonly throttled = $derived.by<Sight>(() => ({ ...this.#seen, initialFrame: this.outlook }));
  #seen = $state.raw<Pick<Sight, 'frame' | 'lastBackwardFrame'>>({
    frame: null,
    lastBackwardFrame: null,
  });
  history = $state.raw<History | null>(null);
  dataset = $state.raw<Dataset | null>(null);
  curve = $state.raw<ActivationCurve | null>(null);

  /** What the profile shows, by the names of its quantities; never empty. */
  profileQuantities = $state.raw<readonly string[]>(['size']);
  /** A run whose profile stays beside that of this one; where it is asked for. */
  ghost = $state.raw<Ghost | null>(null);

  /** The link of a map that a lesson wants to be drawn; null: none. */
  map = $state<string | null>(null);
  /** The run that was opened from a map last; the lab may have another by now. */
  cellRun = $state.raw<CellRun | null>(null);

  readonly playback = new Playback(
    () => this.frame,
    async (movement) => this.#arrive(await this.#ask(movement)),
  );
  /** Long work under way, which `stop` ends. */
  busy = $state.raw<{ done: number; of: number } | null>(null);
  selection = $state.raw<Selection>(nothingSelected);
  /** Whether a network takes so long to be set up that it has to be said. */
  isSettingUp = $state(false);
  /** Why the lab cannot run at all. */
  failure = $state<string | null>(null);
  /** That the worker ended, or its core broke down, and another has taken its place. */
  workerLoss = $state.raw<{ kind: 'ended' | 'core'; reason: string } | null>(null);

  /** A run that a change of a setting has interrupted goes on with the new experiment. */
  #goesOn = false;
  #throttled = new Throttled(() => {
    const { frame, lastBackwardFrame } = this;
    this.#seen = { frame, lastBackwardFrame };
  });
  #requests = new PanelRequests(
    async () => {
      await this.settled();
      return this.frame !== null;
    },
    // Where the worker is gone, its successor is told with the start.
    (request) =>
      this.#ask({ kind: 'want', request }).then(
        (arrived) => void this.#arrive(arrived),
        () => {},
      ),
  );
  readonly #worker = new CoreWorker({
    onLoaded: (fields) => (this.schema = fields),
    onProgress: (progress) => (this.busy = progress),
    onLost: () => {
      this.busy = null;
      this.pause();
    },
    onReplaced: (loss) =>
      (this.workerLoss = { kind: loss.isTrap ? 'core' : 'ended', reason: loss.message }),
    onFailure: (message) => (this.failure = message),
    restore: () => this.#restore(),
  });

  async #restore(): Promise<void> {
    const [experiment, position] = [this.experiment, this.frame?.position ?? 0];
    const request = this.#requests.take();
    const settings = flatSettings(experiment ?? {});
    const started = await this.#worker.ask({ kind: 'start', link: '', settings, request });
    // What was refused stays on the screen.
    if (!experiment) this.#take({ ...started, problems: this.problems });
    else if (position > 0) this.#arrive(await this.#worker.ask({ kind: 'seek', position }));
  }

  /** Starts anew with an experiment as link text or as settings. Rejects, changing nothing but
   *  `problems`, where settings cannot be used. */
  async load(source: string | Settings): Promise<StartOutcome> {
    this.#goesOn = false;
    const [link, settings] = typeof source === 'string' ? [source, {}] : ['', source];
    const outcome = await this.start(link, settings);
    if (outcome === 'began') this.playback.atStart();
    return outcome;
  }

  /** Starts anew with the present experiment, changed. A draft is a change that is still being made
   *  (a slider being dragged). Never rejects: what is wrong is in `problems`. */
  async change(settings: Settings, isDraft = false): Promise<StartOutcome | 'refused'> {
    const whole = { ...this.experiment, ...this.locks.without(settings) };
    const sequence = this.#worker.sequence + 1;
    this.#goesOn ||= this.playing;
    const outcome = await outcomeOf(this.start('', whole, isDraft));
    if (isDraft || !this.#goesOn || sequence !== this.#worker.sequence) return outcome;
    this.#goesOn = false;
    this.play();
    return outcome;
  }

  /** Takes back what was said of a field: the value in use was entered again. */
  clearProblem(field: string): void {
    this.problems = this.problems.filter((one) => one.field !== field);
  }

  /** Starts anew with an experiment that the user has opened. Rejects as `load` does. */
  async open(settings: Settings): Promise<StartOutcome> {
    return this.load({ ...this.locks.without(settings), ...this.locks.values });
  }

  /** Starts anew from a link's text with settings on top. */
  async start(link: string, settings: Settings, isDraft = false): Promise<StartOutcome> {
    this.#halt();
    return this.#worker.queue(() => this.#begin(link, settings, isDraft));
  }

  async #begin(link: string, given: Settings, isDraft: boolean): Promise<StartOutcome> {
    const { sequence } = this.#worker;
    const [request, settings] = [this.#requests.take(), flatSettings(given)];
    const answer = this.#worker.start({ kind: 'start', link, settings, request });
    answer.catch(() => {});
    await this.#worker.loaded;
    const timer = setTimeout(() => (this.isSettingUp = true), longStart);
    try {
      const started = await answer;
      [this.refused, this.isDraft] = [false, isDraft];
      this.#take(started);
      return 'began';
    } catch (error) {
      if (error instanceof Superseded || sequence !== this.#worker.sequence) return 'overtaken';
      this.problems = [parseProblem((error as Error).message)];
      this.refused = true;
      throw error;
    } finally {
      clearTimeout(timer);
      this.isSettingUp = false;
    }
  }

  #take(started: Started): void {
    this.experiment = started.experiment;
    this.link = started.link;
    this.applies = started.applies;
    this.problems = started.problems;
    this.dataset = started.dataset;
    this.curve = started.curve;
    this.initialFrame = started.initialFrame;
    this.lastBackwardFrame = null;
    this.resetFrom = null;
    this.history = null;
    this.busy = null;
    this.failure = null;
    this.frame = started.frame;
    this.#throttled.now();
    const { layer } = this.selection;
    const isThere = layer !== null && layer <= started.frame.layers.length;
    this.selection = { ...nothingSelected, layer: isThere ? layer : null };
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

  /** To where so many iterations are completed. */
  async seekIteration(iteration: number): Promise<Frame> {
    return this.#move({ kind: 'visit', place: { iteration, isWalkedBack: false } });
  }

  /** To where the first walk has passed an operation, on its way forward or back. */
  async seekOperation(operation: number, isBack: boolean): Promise<Frame> {
    return this.#move({ kind: 'visit', place: { iteration: 0, operation, isBack } });
  }

  /** Back to the start of the same experiment. One can come back to what was trained. */
  async reset(): Promise<Frame> {
    const { experiment, frame: from } = this;
    const start = await this.seek(0);
    this.playback.atStart();
    if (experiment === this.experiment && from && from.iteration > 0) this.resetFrom = from;
    return start;
  }

  /** Whether it stands at a start that it was sent back to. */
  get canUndoReset(): boolean {
    return this.resetFrom !== null && this.frame?.phase === 'start';
  }

  /** Back to where the last reset was asked for. */
  async undoReset(): Promise<void> {
    if (this.resetFrom) this.playback.returnedTo(await this.seek(this.resetFrom.position));
  }

  get playing(): boolean {
    return this.playback.playing;
  }

  play(): void {
    this.playback.play();
  }

  pause(): void {
    this.#goesOn = false;
    this.#halt();
  }

  #halt(): void {
    if (!this.playing) return;
    this.playback.pause();
    this.#throttled.now();
  }

  /** Ends long work where it is. */
  async stop(): Promise<void> {
    await this.#move({ kind: 'stop' });
  }

  select(selection: Partial<Selection>): void {
    this.selection = selected(this.selection, selection);
  }

  /** Resolves when no start is under way, nor one that brings a new worker to where another was. */
  async settled(): Promise<void> {
    await this.#worker.settled();
  }

  /** What the present run started from; it stays where it is. */
  async initialState(): Promise<InitialState> {
    await this.settled();
    return this.#worker.ask({ kind: 'begin' });
  }

  /** What a panel needs in frames while it is seen; null when it no longer is. */
  want(panel: string, request: FrameRequest | null): void {
    this.#requests.set(panel, request);
  }

  /** Resolves when the present frame carries what the panels want of it. */
  async caughtUp(): Promise<void> {
    await this.#requests.met();
  }

  /** Moves the experiment that it was asked for; another, begun while this waited, stays where it began. */
  async #move(intent: Movement): Promise<Frame> {
    this.pause();
    const { sequence } = this.#worker;
    await this.settled();
    if (sequence !== this.#worker.sequence) {
      await this.settled();
      if (this.frame) return this.frame;
    }
    return this.#arrive(await this.#ask(intent)).frame;
  }

  async #ask(intent: Movement | Played | Intent<'want'>): Promise<Arrived> {
    await this.settled();
    return this.#worker.ask(intent);
  }

  #arrive(arrived: Arrived): Arrived {
    const { frame, history } = arrived;
    if (history) this.history = history;
    const last = this.lastBackwardFrame;
    if (isWalkComplete(frame)) this.lastBackwardFrame = frame;
    else if (last && Math.abs(frame.iteration - last.iteration) > 1) this.lastBackwardFrame = null;
    this.busy = null;
    this.frame = frame;
    if (this.playing && isSameStop(frame, this.#seen.frame)) this.#throttled.soon();
    else this.#throttled.now();
    return arrived;
  }

  close(): void {
    this.pause();
    this.#worker.close();
  }
}
