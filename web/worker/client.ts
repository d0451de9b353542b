import { createWorker } from 'ebb-files';
import { Lifeline, type Due } from './lifeline';
import { Superseded, WorkerLost } from './worker_errors';
import type { Answer, Intent, Kind, PingMessage, ReadyMessage, Reply } from './protocol';

/** What is answered between two stops of a walk. */
const short: ReadonlySet<Kind> = new Set(['step', 'seek', 'visit', 'run', 'stop', 'look', 'want']);

interface Waiting {
  kind: Kind;
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

/** The page's end of one worker, for as long as that lives: an intent in, a promise of its answer out. */
export class Client {
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #hasStarted = false;
  /** Why there is no worker any more. */
  #end: Error | null = null;
  readonly #lifeline = new Lifeline(
    () => this.#due(),
    () => this.#ping(),
    () => this.#lose(new WorkerLost('the worker has ended')),
  );
  /** Told while a request takes long. */
  onProgress: (progress: { done: number; of: number }) => void = () => {};
  /** Told once, when the worker is gone; whatever was asked of it is rejected. */
  onLost: (loss: WorkerLost) => void = () => {};

  constructor() {
    try {
      this.#worker = createWorker((error) => this.#lose(lossOf(error)));
    } catch (error) {
      // Told when there is somebody to hear of it.
      queueMicrotask(() => this.#lose(lossOf(error as Error)));
      return;
    }
    this.#worker.onmessage = ({ data }: MessageEvent<Reply | ReadyMessage>) => this.#receive(data);
    this.#worker.onmessageerror = () => {
      this.#lose(new WorkerLost('a message of the worker could not be read'));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const message = event.message || 'the worker could not be started';
      this.#lose(new WorkerLost(message, false, this.#hasStarted));
    };
    this.#ping();
  }

  async ask<Asked extends Intent>(intent: Asked): Promise<Answer<Asked['kind']>> {
    if (this.#end) throw this.#end;
    const id = ++this.#lastId;
    const answer = new Promise<Answer>((resolve, reject) =>
      this.#waiting.set(id, { kind: intent.kind, resolve, reject }),
    );
    if (!short.has(intent.kind)) this.#lifeline.begin();
    this.#worker?.postMessage({ id, ...intent });
    return answer as Promise<Answer<Asked['kind']>>;
  }

  close(): void {
    this.#finish(new Superseded());
  }

  #receive(message: Reply | ReadyMessage): void {
    this.#hasStarted = true;
    this.#lifeline.heard();
    if (message.kind === 'here') {
      if (message.lock !== null) this.#lifeline.wait(message.lock);
      return;
    }
    if (message.kind === 'progress') {
      this.onProgress(message);
      return;
    }
    if (message.kind === 'failed' && message.isTrap) {
      return this.#lose(new WorkerLost(message.message, true));
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'failed') waiting?.reject(new Error(message.message));
    else waiting?.resolve(message.answer);
  }

  #due(): Due | null {
    const kinds = [...this.#waiting.values()].map(({ kind }) => kind);
    if (kinds.length === 0) return null;
    return kinds.every((kind) => short.has(kind)) ? 'soon' : 'some_time';
  }

  #ping(): void {
    this.#worker?.postMessage({ kind: 'ping' } satisfies PingMessage);
  }

  #lose(loss: WorkerLost): void {
    if (this.#end) return;
    this.#finish(loss);
    this.onLost(loss);
  }

  #finish(end: Error): void {
    this.#end ??= end;
    this.#lifeline.close();
    this.#worker?.terminate();
    for (const { reject } of this.#waiting.values()) reject(end);
    this.#waiting.clear();
  }
}

const lossOf = (error: Error) => new WorkerLost(error.message, false, false);
