import type { Field } from '../module/ebb';
import { Client } from '../worker/client';
import { Superseded, WorkerLost } from '../worker/worker_errors';
import type { Answer, Intent, Started } from '../worker/protocol';
import type { StartOutcome } from './start_outcome';

/** Who has the worker. */
export interface Owner {
  onLoaded(fields: Field[]): void;
  /** While a request takes long. */
  onProgress(progress: { done: number; of: number }): void;
  /** The worker is gone; nothing else is known yet. */
  onLost(): void;
  /** Another takes its place. */
  onReplaced(loss: WorkerLost): void;
  /** No worker can be had, or none that would fare better. */
  onFailure(message: string): void;
  /** To bring the new one to where the one before it was. */
  restore(): Promise<void>;
}

/** The worker that runs an experiment: always one with its core loaded, a successor where it is gone, and
 *  one start after another. */
export class CoreWorker {
  /** The number of the newest start asked for; an older one is never begun. */
  #sequence = 0;
  #client!: Client;
  #loaded!: Promise<void>;
  #wasLoaded = false;
  #starting: Promise<unknown> | null = null;
  /** A new worker has yet to be brought to where the one before it was. */
  #isToRestore = false;
  /** There is no worker until another experiment is started. */
  #hasNoWorker = false;

  constructor(private readonly owner: Owner) {
    this.#employ();
  }

  /** The number of the newest start. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Resolves when the present worker has its core. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  #employ(): void {
    const client = (this.#client = new Client());
    client.onProgress = (progress) => this.owner.onProgress(progress);
    client.onLost = (loss) => this.#replace(loss);
    this.#hasNoWorker = false;
    this.#loaded = client.ask({ kind: 'load' }).then(({ fields }) => {
      this.#wasLoaded = true;
      this.owner.onLoaded(fields);
    });
    this.#loaded.catch((error: Error) => this.#giveUp(error));
  }

  #giveUp(error: Error): void {
    if (error instanceof Superseded) return;
    this.owner.onFailure(error.message);
    this.#client.close();
    this.#hasNoWorker = true;
  }

  /** Puts a new worker in the place of one that is gone. Whatever is asked meanwhile waits for it. */
  #replace(loss: WorkerLost): void {
    this.owner.onLost();
    // Where no core was loaded, or the successor is lost on its way, the next would fare no better.
    if (!this.#wasLoaded || this.#isToRestore) return this.#giveUp(loss);
    this.owner.onReplaced(loss);
    this.#isToRestore = true;
    this.#employ();
    const restore = () => this.#restore();
    this.#starting = this.#starting ? this.#starting.then(restore, restore) : restore();
    this.#starting.catch((error: Error) => this.#giveUp(error));
  }

  async #restore(): Promise<void> {
    // A later start may have been made in it already.
    if (!this.#isToRestore || this.#hasNoWorker) return;
    await this.#loaded;
    await this.owner.restore();
    this.#isToRestore = false;
  }

  /** Makes a start after those before it; of starts asked for while one is under way (a slider being
   *  dragged) only the last is made. */
  async queue(begin: () => Promise<StartOutcome>): Promise<StartOutcome> {
    const sequence = ++this.#sequence;
    const beginNewest = async (): Promise<StartOutcome> =>
      sequence === this.#sequence ? begin() : 'overtaken';
    // The first is asked for before the page is made, which takes a while.
    const outcome = this.#starting ? this.#starting.then(beginNewest, beginNewest) : beginNewest();
    this.#starting = outcome;
    return outcome;
  }

  async start(intent: Intent<'start'>, isSecond = false): Promise<Started> {
    if (this.#hasNoWorker) this.#employ();
    // Asked for while the core still loads, so that the answer is there when the page is made.
    const answer = this.#client.ask(intent);
    answer.catch(() => {});
    await this.#loaded;
    try {
      const started = await answer;
      this.#isToRestore = false;
      return started;
    } catch (error) {
      // That a worker was ended is nothing the experiment can help.
      const isToRepeat = error instanceof WorkerLost && !error.isTrap && !isSecond;
      if (isToRepeat && !this.#hasNoWorker) return this.start(intent, true);
      throw error;
    }
  }

  /** Asks it at once, whatever is under way. */
  async ask<Asked extends Intent>(intent: Asked): Promise<Answer<Asked['kind']>> {
    return this.#client.ask(intent);
  }

  /** Resolves when no start is under way, nor one that brings a new worker to where another was. */
  async settled(): Promise<void> {
    await this.#starting?.catch(() => {});
  }

  close(): void {
    this.#client.close();
  }
}
