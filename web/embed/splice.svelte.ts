import { untrack } from 'svelte';
import { HandInFault, readHandIn, writeHandIn } from '../handin/hand_in';
import { besideLink } from '../experiment/schema';
import type { Settings } from '../module/ebb';
import type { Embed } from './embed.svelte';

/** How long a learning platform may take to say what it has kept, in milliseconds. Before that nothing is
 *  reported, which would take the place of what it has. */
const timeoutMs = 5000;
/** Changes that come so soon after each other are reported once. */
const settlingMs = 400;
/** Characters of what is kept with a platform. */
const longest = 1_000_000;

/** What a learning platform keeps for a learner. */
interface KeptState {
  ebb_state: 1;
  /** The lab, where no lesson sets it. */
  link: string;
  beside: Settings;
  position: number;
  /** A hand-in's text: what was done in lessons. */
  hand_in: string | null;
  /** Of the lessons that were scored. */
  scores: Record<string, number>;
}

/** SPLICE's messages to a learning platform around the frame (cssplice.org): state comes from there and goes
 *  there, and with it the score of the course or the lesson that the frame's address names, once there is one. They go
 *  to the origin that the frame's address allows, or to the lab's own; the height alone goes to any page. */
export class Splice {
  #lastId = 0;
  #asked: string | null = null;
  #isTold = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reported = '';
  readonly #ends: (() => void)[] = [];

  constructor(
    private readonly embed: Embed,
    /** The origin that may know; null: none. */
    private readonly target: string | null,
    private readonly page: Window = window.parent,
  ) {
    if (target !== null) this.#begin();
  }

  /** Tells the page around how much room the lab needs. */
  resize(height: number, width: number): void {
    this.page.postMessage({ ...this.#message('lti.frameResize'), height, width }, '*');
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const end of this.#ends) end();
  }

  #message(subject: string): { subject: string; message_id: string } {
    return { subject, message_id: `ebb-${performance.timeOrigin}-${++this.#lastId}` };
  }

  #post(subject: string, rest: object = {}): string {
    const message = this.#message(subject);
    // Plain data alone: what a view watches cannot be sent.
    this.page.postMessage({ ...message, ...($state.snapshot(rest) as object) }, this.target!);
    return message.message_id;
  }

  #begin(): void {
    addEventListener('message', this.#receive);
    const late = setTimeout(() => (this.#isTold = true), timeoutMs);
    this.#ends.push(() => {
      removeEventListener('message', this.#receive);
      clearTimeout(late);
    });
    this.#asked = this.#post('SPLICE.getState');
    this.#ends.push(
      $effect.root(() => {
        $effect(() => {
          const { recorder, lab } = this.embed;
          void [recorder?.records, recorder?.scores, lab.playing, lab.frame?.position, lab.link];
          if (!this.#isTold || lab.playing || !lab.experiment) return;
          clearTimeout(this.#timer);
          this.#timer = setTimeout(() => this.#report(), settlingMs);
        });
        $effect(() => {
          const { recorder, restored } = this.embed;
          if (!recorder || !restored) return;
          untrack(() => recorder.restore(restored.handIn, restored.scores));
          this.embed.restored = null;
        });
        $effect(() => {
          const event = this.embed.recorder?.lastEvent;
          if (event) this.#post('SPLICE.sendEvent', event);
        });
      }),
    );
  }

  #receive = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.page || origin !== this.target || this.#asked === null) return;
    const message = data as Record<string, unknown> | null;
    if (typeof message !== 'object' || message?.['subject'] !== 'SPLICE.getState.response') return;
    if (message['message_id'] !== this.#asked) return;
    this.#asked = null;
    const state = readState(message['state']);
    const restored = state ? this.#restore(state) : Promise.resolve();
    void restored.finally(() => (this.#isTold = true));
  };

  async #restore({ link, beside, position, hand_in, scores }: KeptState): Promise<void> {
    const { embed } = this;
    const { lab } = embed;
    try {
      if (hand_in !== null) embed.restored = { handIn: readHandIn(hand_in), scores };
    } catch (error) {
      // What cannot be read is as if it were not there.
      if (!(error instanceof HandInFault)) throw error;
    }
    if (embed.options.lesson !== null) return;
    await lab.settled();
    const settings = { ...lab.locks.without(beside), ...lab.locks.values };
    if ((await lab.start(link, settings)) === 'began') await lab.seek(position);
  }

  #report(): void {
    const state = this.#state();
    const score = this.#score(state);
    const text = JSON.stringify([state, score]);
    if (text === this.#reported || text.length > longest) return;
    this.#reported = text;
    // Without a score there is none: 0 would be one.
    this.#post('SPLICE.reportScoreAndState', { ...(score !== null && { score }), state });
  }

  #state(): KeptState {
    const { recorder, restored, lab } = this.embed;
    const { experiment, schema, link, frame } = lab;
    return {
      ebb_state: 1,
      link,
      beside: experiment ? besideLink(schema, experiment) : {},
      position: frame?.position ?? 0,
      hand_in: recorder ? recorder.written() : restored ? writeHandIn(restored.handIn) : null,
      scores: recorder?.scores ?? restored?.scores ?? {},
    };
  }

  /** Of the course that the frame's address names, else of the lesson. */
  #score({ scores }: KeptState): number | null {
    const { course, lesson } = this.embed.options;
    if (course !== null) return this.embed.recorder?.courseScore() ?? null;
    return lesson ? (scores[lesson] ?? null) : null;
  }
}

/** What a platform hands back; null where that is nothing of ours. */
export function readState(given: unknown): KeptState | null {
  // Some platforms keep texts alone.
  const value = typeof given === 'string' ? parsed(given) : given;
  if (typeof value !== 'object' || value === null) return null;
  const { ebb_state, link, beside, position, hand_in, scores } = value as Record<string, unknown>;
  const isPlain = (one: unknown): one is Record<string, unknown> =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  const isText = (one: unknown): one is string => typeof one === 'string' && one.length <= longest;
  if (ebb_state !== 1 || !isText(link) || !isPlain(beside) || !isPlain(scores)) return null;
  if (!Number.isSafeInteger(position) || Number(position) < 0) return null;
  const isScore = ([, one]: [string, unknown]): boolean =>
    typeof one === 'number' && one >= 0 && one <= 1;
  return {
    ebb_state,
    link,
    beside,
    position: Number(position),
    hand_in: isText(hand_in) ? hand_in : null,
    scores: Object.fromEntries(Object.entries(scores).filter(isScore)) as Record<string, number>,
  };
}

function parsed(text: string): unknown {
  try {
    return text.length <= longest ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
