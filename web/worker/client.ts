import type { Measurement } from './measure';
import { createWorker } from 'ebb-files';
import type { ReadyMessage, Intent, Reply, Report } from './protocol';

type Answer<Kind extends Report['kind']> = Extract<Report, { kind: Kind }>;

/** The worker did something else instead: no error to show. */
export class Superseded extends Error {
  constructor() {
    super('overtaken by a later request');
  }
}

interface Waiting {
  resolve: (report: Report) => void;
  reject: (error: Error) => void;
}

/** The page's end of the worker: an intent in, a promise of its report out. */
export class Client {
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** Told while a request takes long. */
  onProgress: (progress: { done: number; of: number }) => void = () => {};

  constructor() {
    this.#worker = createWorker((error) => this.#failAll(error));
    this.#worker.onmessage = ({ data }: MessageEvent<Reply | ReadyMessage>) => {
      if (data.kind !== 'here') this.#receive(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#failAll(new Error(event.message || 'the worker could not be started'));
    };
  }

  async ask(intent: { kind: 'load' }): Promise<Answer<'loaded'>>;
  async ask(intent: Extract<Intent, { kind: 'start' }>): Promise<Answer<'started'>>;
  async ask(intent: { kind: 'measure' } & Measurement): Promise<Answer<'measured'>>;
  async ask(intent: Extract<Intent, { kind: 'search' }>): Promise<Answer<'searched'>>;
  async ask(intent: Extract<Intent, { kind: 'try' }>): Promise<Answer<'tried'>>;
  async ask(intent: { kind: 'begin' }): Promise<Answer<'initial_state'>>;
  async ask(
    intent: Exclude<Intent, { kind: 'load' | 'start' | 'measure' | 'search' | 'try' | 'begin' }>,
  ): Promise<Answer<'arrived'>>;
  async ask(intent: Intent): Promise<Report> {
    const id = ++this.#lastId;
    const answer = new Promise<Report>((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject }),
    );
    this.#worker.postMessage({ id, ...intent });
    return answer;
  }

  close(): void {
    this.#worker.terminate();
    this.#failAll(new Superseded());
  }

  #receive({ id, ...report }: Reply): void {
    if (report.kind === 'progress') {
      this.onProgress(report);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (report.kind === 'failed') waiting?.reject(new Error(report.message));
    else waiting?.resolve(report);
  }

  #failAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
