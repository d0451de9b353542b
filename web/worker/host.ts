import type { Ebb, FrameRequest, History, Settings, Simulation } from '../module/ebb';
import { parseProblem } from '../experiment/problem';
import { initialStateOf } from './initial_state';
import { isTrap } from './is_trap';
import { runCells } from './map_cells';
import { measure } from './measure';
import { runTrial, searchOn } from './remedy_search';
import { outlookOf } from './initial_frame';
import type {
  Answer,
  Arrived,
  Intent,
  Kind,
  OperationPlace,
  Place,
  Reply,
  Request,
  Started,
} from './protocol';
import { expectationOf } from './theory';
import { yieldToMessages, train, walk } from './walk';

/** While training without pause, how often the history is sent along, in milliseconds. */
const historyEvery = 150;
/** Training without pause ends when nobody has looked for so long: the page is hidden or gone. */
const timeoutMs = 2000;
/** What is answered while training goes on. */
const onlyAsks: ReadonlySet<Kind> = new Set(['look', 'want', 'begin']);

/** Where cores come from: one that may know float32 alone, and the whole one. */
export interface Cores {
  load(): Promise<Ebb>;
  loadWhole(): Promise<Ebb>;
}

/** Which movement a request belongs to, and how to tell how much of it is done. */
interface Progress {
  movement: number;
  reply: (done: number, of: number) => void;
}

type Handlers = {
  [Of in Kind]: (request: Intent<Of>, progress: Progress) => Promise<Answer<Of>>;
};

function orStopped<Result>(result: Result | null): Result {
  if (!result) throw new Error('stopped');
  return result;
}

/** Holds one simulation and moves it as asked: requests are carried out one after another, and a
 *  later one may end the movement under way. */
export class Host {
  #ebb: Ebb | null = null;
  #simulation: Simulation | null = null;
  #request: FrameRequest = {};
  #queue: Promise<void> = Promise.resolve();
  /** Counted up, it makes the movement under way end where it is. */
  #movement = 0;
  /** Training without pause, between the requests. */
  #running = false;
  /** How many were begun: one that is to end may notice it only when the next has begun. */
  #runs = 0;
  #lookedAt = 0;
  #historySent = { iteration: -1, at: 0 };
  /** Whether training without pause has come to the first number of the run that is not finite. */
  #brokeDown = false;
  /** What ended training without pause, until somebody asks. */
  #fault: Error | null = null;

  constructor(
    private readonly cores: Cores,
    private readonly reply: (reply: Reply) => void,
  ) {}

  handle(request: Request): void {
    const { kind } = request;
    if (!onlyAsks.has(kind)) this.#running = false;
    if (kind === 'start' || kind === 'seek' || kind === 'visit' || kind === 'stop')
      ++this.#movement;
    const movement = this.#movement;
    this.#queue = this.#queue.then(() => this.#answer(request, movement));
  }

  async #answer(request: Request, movement: number): Promise<void> {
    const { id } = request;
    try {
      const progress: Progress = {
        movement,
        reply: (done, of) => this.reply({ id, kind: 'progress', done, of }),
      };
      const answer = await this.#carryOut(request, progress);
      this.reply({ id, kind: 'answer', answer });
    } catch (error) {
      const { message } = error as Error;
      this.reply({ id, kind: 'failed', message, isTrap: isTrap(error) });
    }
  }

  async #carryOut<Of extends Kind>(request: Intent<Of>, progress: Progress): Promise<Answer<Of>> {
    return this.#handlers[request.kind](request, progress);
  }

  readonly #handlers: Handlers = {
    load: async () => {
      this.#ebb = await this.cores.load();
      return { fields: this.#ebb.schema(), version: this.#ebb.version() };
    },
    start: async (request) => {
      this.#request = request.request;
      await this.#takeCoreFor(request);
      return this.#start(request.link, request.settings);
    },
    measure: async (request, progress) => {
      const goOn = this.#reporting(progress, request.iterations);
      if (request.hasTheory) this.#ebb = await this.cores.loadWhole();
      await this.#takeCoreFor(request);
      return orStopped(await measure(this.#core, request, goOn));
    },
    search: async ({ search }) => {
      // The core that is loaded first goes without remedies.
      this.#ebb = await this.cores.loadWhole();
      return searchOn(this.#core, search);
    },
    try: async (request, progress) => {
      const goOn = this.#reporting(progress, request.iterations);
      await this.#takeCoreFor({ link: '', settings: request.settings });
      return orStopped(await runTrial(this.#core, request, goOn));
    },
    map: async (request, progress) => {
      const goOn = this.#reporting(progress, request.cells.length);
      for (const settings of request.cells) await this.#takeCoreFor({ link: '', settings });
      return orStopped(await runCells(this.#core, request, goOn));
    },
    theory: async (request) => {
      // The core that is loaded first goes without theory.
      this.#ebb = await this.cores.loadWhole();
      return expectationOf(this.#core, request);
    },
    clinic: async ({ seed, faults }) => {
      this.#ebb = await this.cores.loadWhole();
      return { patient: this.#ebb.clinicCase(seed, faults), suspects: this.#ebb.suspects() };
    },
    step: ({ unit, count }, progress) => this.#go(this.#held.target(unit, count), progress),
    seek: ({ position }, progress) => this.#go(position, progress),
    visit: ({ place }, progress) => this.#go(positionIn(this.#held, place), progress),
    run: () => {
      this.#running = true;
      this.#lookedAt = performance.now();
      void this.#run();
      return this.#arrived();
    },
    stop: () => this.#arrived(),
    look: () => {
      this.#lookedAt = performance.now();
      return this.#arrived();
    },
    want: ({ request }) => {
      this.#request = request;
      return this.#arrived();
    },
    begin: async () => initialStateOf(this.#core, this.#held.experiment),
  };

  /** The float32-only build is enough for float32 experiments. */
  async #takeCoreFor({ link, settings }: { link: string; settings: Settings }): Promise<void> {
    const { precision } = { ...this.#core.readLink(link, settings).experiment, ...settings };
    if (precision === 'float64') this.#ebb = await this.cores.loadWhole();
  }

  get #core(): Ebb {
    if (!this.#ebb) throw new Error('the core is not loaded');
    return this.#ebb;
  }

  get #held(): Simulation {
    if (this.#fault !== null) throw this.#fault;
    if (!this.#simulation) throw new Error('no experiment was started');
    return this.#simulation;
  }

  #start(link: string, settings: Settings): Started {
    const ebb = this.#core;
    const { experiment, problems } = ebb.readLink(link, settings);
    let simulation: Simulation;
    try {
      simulation = new ebb.Simulation({ ...experiment, ...settings });
    } catch (error) {
      // What a link holds can be run; there may still be no memory left for it here. That must not
      // leave the page without an experiment.
      if (Object.keys(settings).length > 0 || this.#simulation) throw error;
      problems.push(parseProblem((error as Error).message));
      simulation = new ebb.Simulation({});
    }
    this.#simulation?.delete();
    this.#simulation = simulation;
    this.#fault = null;
    this.#historySent = { iteration: -1, at: 0 };
    this.#brokeDown = false;
    const initialFrame = outlookOf(simulation);
    return {
      experiment: simulation.experiment,
      link: ebb.writeLink(simulation.experiment),
      applies: simulation.applies,
      problems,
      dataset: simulation.dataset(),
      curve: simulation.activationCurve(),
      frame: simulation.frame(this.#request),
      initialFrame,
    };
  }

  async #go(position: number, progress: Progress): Promise<Arrived> {
    const simulation = this.#held;
    const of = Math.abs(position - simulation.position);
    const report = this.#reporting(progress, of);
    const goOn = () => report(Math.max(0, of - Math.abs(position - simulation.position)));
    await walk(simulation, position, goOn);
    return this.#arrived(goOn);
  }

  /** Tells now and then how much of a request is done, and whether it is still wanted. */
  #reporting({ movement, reply }: Progress, of: number): (done: number) => boolean {
    let reportedAt = performance.now();
    return (done) => {
      if (performance.now() - reportedAt > 100) {
        reportedAt = performance.now();
        reply(done, of);
      }
      return movement === this.#movement;
    };
  }

  /** Ends where numbers break down for the first time; from there on it can be taken up again. */
  async #run(): Promise<void> {
    const simulation = this.#held;
    const wasFinite = simulation.firstNonFinite === null;
    const run = ++this.#runs;
    try {
      while (this.#running && run === this.#runs) {
        train(simulation);
        if (wasFinite && simulation.firstNonFinite) {
          this.#running = false;
          this.#brokeDown = true;
        }
        await yieldToMessages();
        // Said to whoever looks again, so that the page takes it up.
        if (performance.now() - this.#lookedAt >= timeoutMs) this.#running = false;
      }
    } catch (error) {
      this.#running = false;
      this.#fault = error as Error;
    }
  }

  async #arrived(goOn = () => true): Promise<Arrived> {
    const simulation = this.#held;
    if (this.#brokeDown) {
      this.#brokeDown = false;
      await walk(simulation, simulation.firstNonFinite!.position, goOn);
    }
    const frame = simulation.frame(this.#request);
    return {
      frame,
      history: this.#history(simulation, frame.iteration),
      running: this.#running,
    };
  }

  #history(simulation: Simulation, iteration: number): History | null {
    const now = performance.now();
    if (iteration === this.#historySent.iteration) return null;
    if (this.#running && now - this.#historySent.at < historyEvery) return null;
    this.#historySent = { iteration, at: now };
    return simulation.history();
  }
}

function positionIn(simulation: Simulation, place: Place | OperationPlace): number {
  const { iteration } = place;
  if ('operation' in place) return simulation.passed(iteration, place.operation, place.isBack);
  return place.isWalkedBack ? simulation.walkedBack(iteration) : simulation.positionOf(iteration);
}
