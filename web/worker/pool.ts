import type { Intent, Report } from './protocol';

/** What a worker can do for anybody, since it says itself what it is about. */
export type Errand = Extract<Intent, { kind: 'measure' | 'remedies' }>;
type Answers = { measure: 'measured'; remedies: 'remedies' };
export type AnswerTo<Of extends Errand> = Extract<Report, { kind: Answers[Of['kind']] }>;

/** What the pool needs of a client. */
export interface Hand {
  ask(intent: { kind: 'load' } | { kind: 'stop' } | Errand): Promise<Report>;
  onProgress: (progress: { done: number; of: number }) => void;
  close(): void;
}

interface Task {
  errand: Errand;
  signal: AbortSignal | undefined;
  onProgress: (progress: { done: number; of: number }) => void;
  /** Takes it out of the line, as long as it waits there. */
  callOff: () => void;
  resolve: (report: Report) => void;
  reject: (error: unknown) => void;
}

/** How long workers without work are kept, in milliseconds. */
const patience = 15_000;
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
  readonly #hands = new Set<Hand>();
  #idle: Hand[] = [];
  readonly #waiting: Task[] = [];
  #closing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly size: number,
    private readonly make: () => Hand,
  ) {}

  /** Rejects with the signal's reason where it was called off: a run under way ends where it is. */
  ask<Of extends Errand>(
    errand: Of,
    { signal, onProgress = () => {} }: Partial<Pick<Task, 'signal' | 'onProgress'>> = {},
  ): Promise<AnswerTo<Of>> {
    return new Promise<Report>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const callOff = () => this.#callOff(task);
      const task: Task = { errand, signal, onProgress, callOff, resolve, reject };
      this.#waiting.push(task);
      signal?.addEventListener('abort', callOff);
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

  #callOff(task: Task): void {
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
      this.#closing = setTimeout(() => this.close(), patience);
    }
  }

  async #give(free: Hand | null, task: Task): Promise<void> {
    const hand = free ?? this.make();
    this.#hands.add(hand);
    const { errand, signal } = task;
    signal?.removeEventListener('abort', task.callOff);
    const stop = () => void hand.ask({ kind: 'stop' }).catch(() => {});
    try {
      if (!free) await this.#load(hand);
      signal?.throwIfAborted();
      hand.onProgress = task.onProgress;
      signal?.addEventListener('abort', stop);
      task.resolve(await hand.ask(errand));
    } catch (error) {
      task.reject(signal?.aborted ? signal.reason : error);
    } finally {
      signal?.removeEventListener('abort', stop);
      if (this.#hands.has(hand)) this.#idle.push(hand);
      this.#assign();
    }
  }

  /** A worker that does not start is no worker. */
  async #load(hand: Hand): Promise<void> {
    try {
      await hand.ask({ kind: 'load' });
    } catch (error) {
      hand.close();
      this.#hands.delete(hand);
      throw error;
    }
  }
}
