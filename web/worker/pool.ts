import { WorkerLost } from './loss';
import type { Intent, Report } from './protocol';

/** What a worker can do for anybody, since it says itself what it is about. */
export type Job = Extract<Intent, { kind: 'measure' | 'search' | 'try' | 'map' | 'theory' }>;
type Answers = {
  measure: 'measured';
  search: 'searched';
  try: 'tried';
  map: 'mapped';
  theory: 'expected';
};
export type AnswerTo<Of extends Job> = Extract<Report, { kind: Answers[Of['kind']] }>;

/** What the pool needs of a client. */
export interface PoolWorker {
  ask(intent: { kind: 'load' } | { kind: 'stop' } | Job): Promise<Report>;
  onProgress: (progress: { done: number; of: number }) => void;
  close(): void;
}

interface Task {
  job: Job;
  signal: AbortSignal | undefined;
  onProgress: (progress: { done: number; of: number }) => void;
  /** Takes it out of the line, as long as it waits there. */
  cancel: () => void;
  resolve: (report: Report) => void;
  reject: (error: unknown) => void;
  /** Whether a worker has ended under it already. */
  isRetried: boolean;
}

/** How long workers without work are kept, in milliseconds. */
const timeoutMs = 15_000;
/** Beyond this each worker's own copy of the core costs more than it brings. */
const most = 4;

/** One core is left to the page and its live run. */
export function poolSize(cores: number): number {
  return Math.max(1, Math.min(most, cores - 1));
}

/** Workers beside that of the lab, each with a core of its own. Errands are begun in the order in
 *  which they come; workers are made when there is work for them and closed when there is none for
 *  a while. */
export class Pool {
  readonly #hands = new Set<PoolWorker>();
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
  ): Promise<AnswerTo<Of>> {
    return new Promise<Report>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const cancel = () => this.#cancel(task);
      const task: Task = { job, signal, onProgress, cancel, resolve, reject, isRetried: false };
      this.#waiting.push(task);
      signal?.addEventListener('abort', cancel);
      this.#assign();
    }) as Promise<AnswerTo<Of>>;
  }

  /** Workers at hand, whether they have work or not. */
  get workers(): number {
    return this.#hands.size;
  }

  close(): void {
    clearTimeout(this.#closing);
    for (const hand of this.#hands) hand.close();
    this.#hands.clear();
    this.#idle = [];
  }

  #cancel(task: Task): void {
    this.#waiting.splice(this.#waiting.indexOf(task), 1);
    task.reject(task.signal?.reason);
  }

  #assign(): void {
    clearTimeout(this.#closing);
    while (this.#waiting.length > 0) {
      const hand = this.#idle.pop();
      if (hand) void this.#give(hand, this.#waiting.shift()!);
      else if (this.#hands.size < this.size) void this.#give(null, this.#waiting.shift()!);
      else return;
    }
    if (this.#idle.length === this.#hands.size) {
      this.#closing = setTimeout(() => this.close(), timeoutMs);
    }
  }

  async #give(free: PoolWorker | null, task: Task): Promise<void> {
    const hand = free ?? this.make();
    this.#hands.add(hand);
    const { job, signal } = task;
    signal?.removeEventListener('abort', task.cancel);
    const stop = () => void hand.ask({ kind: 'stop' }).catch(() => {});
    try {
      if (!free) await this.#load(hand);
      signal?.throwIfAborted();
      hand.onProgress = task.onProgress;
      signal?.addEventListener('abort', stop);
      task.resolve(await hand.ask(job));
    } catch (error) {
      if (error instanceof WorkerLost) this.#drop(hand);
      // What broke one core would break the next; that a worker was ended is nothing its task can help.
      const isToRetry = error instanceof WorkerLost && !error.isTrap && !task.isRetried;
      if (isToRetry && !signal?.aborted) this.#again(task);
      else task.reject(signal?.aborted ? signal.reason : error);
    } finally {
      signal?.removeEventListener('abort', stop);
      if (this.#hands.has(hand)) this.#idle.push(hand);
      this.#assign();
    }
  }

  /** A worker that does not start is no worker. */
  async #load(hand: PoolWorker): Promise<void> {
    try {
      await hand.ask({ kind: 'load' });
    } catch (error) {
      this.#drop(hand);
      throw error;
    }
  }

  #drop(hand: PoolWorker): void {
    hand.close();
    this.#hands.delete(hand);
  }

  #again(task: Task): void {
    task.isRetried = true;
    this.#waiting.unshift(task);
    task.signal?.addEventListener('abort', task.cancel);
  }
}
