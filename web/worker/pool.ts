import { WorkerLost } from './worker_errors';
import type { Answer, Intent } from './protocol';

/** What a worker can do for anybody, since it says itself what it is about. */
export type Job = Intent<'measure' | 'search' | 'try' | 'map' | 'theory' | 'clinic'>;

/** What the pool needs of a client. */
export interface PoolWorker {
  ask(intent: Intent<'load' | 'stop'> | Job): Promise<Answer>;
  onProgress: (progress: { done: number; of: number }) => void;
  close(): void;
}

interface Task {
  job: Job;
  signal: AbortSignal | undefined;
  onProgress: (progress: { done: number; of: number }) => void;
  /** Takes it out of the line, as long as it waits there. */
  cancel: () => void;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
  /** Whether a worker has ended under it already. */
  isRetried: boolean;
}

/** How long workers without work are kept, in milliseconds. */
const timeoutMs = 15_000;
/** Beyond this each worker's own copy of the core costs more than it brings. */
const most = 4;

/** One core is left to the page and its live run; of two both are used, since a page that waits for a pool needs
 *  little of one, and a worker alone would take twice as long. */
export function poolSize(cores: number): number {
  return cores <= 2 ? Math.max(1, cores) : Math.min(most, cores - 1);
}

/** Workers beside that of the lab, each with a core of its own. Jobs are begun in the order in
 *  which they come; workers are made when there is work for them and closed when there is none for
 *  a while. */
export class Pool {
  readonly #workers = new Set<PoolWorker>();
  #idle: PoolWorker[] = [];
  readonly #waiting: Task[] = [];
  #closing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** How many workers there may be. */
    readonly size: number,
    private readonly make: () => PoolWorker,
  ) {}

  /** Rejects with the signal's reason where it was called off: a run under way ends where it is. */
  ask<Of extends Job>(
    job: Of,
    { signal, onProgress = () => {} }: Partial<Pick<Task, 'signal' | 'onProgress'>> = {},
  ): Promise<Answer<Of['kind']>> {
    return new Promise<Answer>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const cancel = () => this.#cancel(task);
      const task: Task = { job, signal, onProgress, cancel, resolve, reject, isRetried: false };
      this.#waiting.push(task);
      signal?.addEventListener('abort', cancel);
      this.#assign();
    }) as Promise<Answer<Of['kind']>>;
  }

  /** Workers at hand, whether they have work or not. */
  get workers(): number {
    return this.#workers.size;
  }

  close(): void {
    clearTimeout(this.#closing);
    for (const worker of this.#workers) worker.close();
    this.#workers.clear();
    this.#idle = [];
  }

  #cancel(task: Task): void {
    this.#waiting.splice(this.#waiting.indexOf(task), 1);
    task.reject(task.signal?.reason);
  }

  #assign(): void {
    clearTimeout(this.#closing);
    while (this.#waiting.length > 0) {
      const worker = this.#idle.pop();
      if (worker) void this.#give(worker, this.#waiting.shift()!);
      else if (this.#workers.size < this.size) void this.#give(null, this.#waiting.shift()!);
      else return;
    }
    if (this.#idle.length === this.#workers.size) {
      this.#closing = setTimeout(() => this.close(), timeoutMs);
    }
  }

  async #give(free: PoolWorker | null, task: Task): Promise<void> {
    const worker = free ?? this.make();
    this.#workers.add(worker);
    const { job, signal } = task;
    signal?.removeEventListener('abort', task.cancel);
    const stop = () => void worker.ask({ kind: 'stop' }).catch(() => {});
    try {
      if (!free) await this.#load(worker);
      signal?.throwIfAborted();
      worker.onProgress = task.onProgress;
      signal?.addEventListener('abort', stop);
      task.resolve(await worker.ask(job));
    } catch (error) {
      if (error instanceof WorkerLost) this.#drop(worker);
      // What broke one core would break the next; that a worker was ended is nothing its task can help.
      const isToRetry = error instanceof WorkerLost && !error.isTrap && !task.isRetried;
      if (isToRetry && !signal?.aborted) this.#again(task);
      else task.reject(signal?.aborted ? signal.reason : error);
    } finally {
      signal?.removeEventListener('abort', stop);
      if (this.#workers.has(worker)) this.#idle.push(worker);
      this.#assign();
    }
  }

  /** A worker that does not start is no worker. */
  async #load(worker: PoolWorker): Promise<void> {
    try {
      await worker.ask({ kind: 'load' });
    } catch (error) {
      this.#drop(worker);
      throw error;
    }
  }

  #drop(worker: PoolWorker): void {
    worker.close();
    this.#workers.delete(worker);
  }

  #again(task: Task): void {
    task.isRetried = true;
    // What ended one may have ended those that rest as well, of which nothing may tell.
    for (const worker of this.#idle.splice(0)) this.#drop(worker);
    this.#waiting.unshift(task);
    task.signal?.addEventListener('abort', task.cancel);
  }
}
