import { flatSettings } from '../experiment/flat_settings';
import type { Experiment, Frame, History, Problem, Settings } from '../module/ebb';
import { Client } from '../worker/client';
import { Superseded, WorkerLost } from '../worker/worker_errors';
import type { Arrived, Place } from '../worker/protocol';

/** An experiment that is kept beside the live one, run in a worker of its own. It is sent to a place
 *  and shows how far it has come on the way. */
export class PinnedRun {
  experiment = $state.raw<Experiment | null>(null);
  /** The experiment as a link's text; until it is read, as it was given. */
  link = $state('');
  applies = $state.raw<string[]>([]);
  /** Settings of the link that were left at their default. */
  problems = $state.raw<Problem[]>([]);
  frame = $state.raw<Frame | null>(null);
  initialFrame = $state.raw<Frame | null>(null);
  history = $state.raw<History | null>(null);
  /** Whether it is still on its way. */
  isBehind = $state(true);
  /** Why it cannot be run. */
  failure = $state.raw<Error | null>(null);

  /** The experiment stands at its start, or is known to have none. */
  readonly ready: Promise<void>;
  #client: Client;
  /** Whether the present worker stands in for one that has ended, and has not come anywhere yet. */
  #isReplaced = false;
  #replaced: Promise<void> = Promise.resolve();
  #goal: Place = { iteration: 0, isWalkedBack: false };
  /** Movements asked for and not answered. */
  #asked = 0;

  /** A worker that has not begun the experiment, or not again, cannot go anywhere. */
  #isStarting = false;

  constructor(
    /** The place among the kept ones, 0 first, which its looks go by: it stays what it is when others
     *  are removed. */
    readonly slot: number,
    /** The experiment, as a link's text with settings on top. */
    link: string,
    readonly settings: Settings,
  ) {
    this.link = link;
    this.#client = this.#newClient();
    this.ready = this.#begin(link, settings);
  }

  /** To where the live run is. The last place asked for holds. */
  follow(place: Place): void {
    this.#goal = place;
    this.isBehind = this.frame !== null && !isAt(this.frame, place);
    if (this.frame && !this.#isStarting && this.#asked === 0) void this.#move();
  }

  /** Once it has left its start, it only ever stands where a walk back is complete. */
  get lastBackwardFrame(): Frame | null {
    return this.frame?.phase === 'start' ? null : this.frame;
  }

  #newClient(): Client {
    const client = new Client();
    // A long way is seen bit by bit: a new request ends the movement under way where it is.
    client.onProgress = () => {
      if (this.#asked === 1) void this.#move();
    };
    client.onLost = (loss) => this.#replace(loss);
    return client;
  }

  /** Goes on from the start in a new worker: a run is its experiment and its place. What breaks down again
   *  on its way is left; one that is to stand at its start is begun anew. */
  #replace(loss: WorkerLost): void {
    if (this.#isReplaced || loss.isTrap) return this.#fail(loss);
    this.#isReplaced = true;
    this.#client = this.#newClient();
    this.#replaced = this.#begin(this.link, this.experiment ?? this.settings);
  }

  close(): void {
    this.#client.close();
  }

  async #begin(link: string, settings: Settings): Promise<void> {
    this.#isStarting = true;
    try {
      await this.#client.ask({ kind: 'load' });
      const plain = flatSettings(settings);
      const started = await this.#client.ask({ kind: 'start', link, settings: plain, request: {} });
      this.experiment = started.experiment;
      this.link = started.link;
      this.applies = started.applies;
      this.problems = started.problems;
      this.initialFrame = started.initialFrame;
      this.frame = started.frame;
      this.#isStarting = false;
      // Who has nowhere to go has arrived.
      if (isAt(started.frame, this.#goal)) this.#isReplaced = false;
      this.follow(this.#goal);
    } catch (error) {
      if (error instanceof WorkerLost) await this.#replaced;
      else this.#fail(error as Error);
    }
  }

  async #move(): Promise<void> {
    const place = this.#goal;
    if (isAt(this.frame!, place)) return;
    ++this.#asked;
    try {
      this.#arrive(await this.#client.ask({ kind: 'visit', place }));
    } catch (error) {
      if (!(error instanceof WorkerLost)) this.#fail(error as Error);
      return;
    } finally {
      --this.#asked;
    }
    if (this.#asked === 0) await this.#move();
  }

  #arrive({ frame, history }: Arrived): void {
    this.#isReplaced = false;
    if (history) this.history = history;
    this.frame = frame;
    this.isBehind = !isAt(frame, this.#goal);
  }

  #fail(error: Error): void {
    if (error instanceof Superseded) return;
    this.isBehind = false;
    this.failure = error;
  }
}

function isAt({ iteration, phase, operation }: Frame, place: Place): boolean {
  const isThere = place.isWalkedBack
    ? phase === 'backward' && operation === 0
    : phase === 'start' || phase === 'update';
  return isThere && iteration === place.iteration;
}
