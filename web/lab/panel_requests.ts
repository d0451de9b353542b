import type { FrameRequest } from '../module/ebb';
import { mergeRequests, sameRequest } from './frame_requests';

/** What the panels that are seen need in frames, together; `send` hears of it when that has changed. */
export class PanelRequests {
  #byPanel = new Map<string, FrameRequest>();
  #sent: FrameRequest = {};
  #sending: Promise<void> = Promise.resolve();

  constructor(
    /** Resolves, with true where there is a frame to ask more of, when no start is under way. */
    private readonly isReady: () => Promise<boolean>,
    private readonly send: (request: FrameRequest) => Promise<void>,
  ) {}

  /** What a start takes along. */
  take(): FrameRequest {
    return (this.#sent = mergeRequests(this.#byPanel.values()));
  }

  /** What a panel needs while it is seen; null when it no longer is. */
  set(panel: string, request: FrameRequest | null): void {
    if (request) this.#byPanel.set(panel, request);
    else this.#byPanel.delete(panel);
    queueMicrotask(() => (this.#sending = this.#sendChange()));
  }

  /** Resolves when the present frame carries what the panels need. */
  async met(): Promise<void> {
    await new Promise<void>(queueMicrotask);
    await this.#sending;
  }

  async #sendChange(): Promise<void> {
    const isReady = await this.isReady();
    const request = mergeRequests(this.#byPanel.values());
    if (!isReady || sameRequest(request, this.#sent)) return;
    this.#sent = request;
    await this.send(request);
  }
}
