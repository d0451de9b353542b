import { beginningOf } from '../text/shortened';
import type { Settings, Unit } from '../module/ebb';
import { maxPinned } from '../lab/max_pinned';
import { defaultSeconds, isSeconds, maxSeconds } from '../lab/search_seconds';
import { themes, type Theme } from '../styles/theme';

/** The messages between a page and a lab in its frame. They mirror the members of the element:
 *
 *      page → frame   { ebb: 1, id: 7, call: 'advance', args: ['iteration', 10] }
 *      frame → page   { ebb: 1, id: 7, result }  or  { ebb: 1, id: 7, error: 'in words' }
 *                     { ebb: 1, event: 'frame' | 'experiment' | 'error', detail }
 *                     { ebb: 1, event: 'height', detail: pixels }
 *                     { ebb: 1, event: 'gone', detail: null }: answers still due will not come
 */
export const version = 1;

/** A call whose form was found to be right. What settings mean, the core checks. */
export type Call =
  | { call: 'experiment'; source: string | Settings | null }
  | { call: 'compare'; sources: (string | Settings)[] | null }
  | { call: 'ready' | 'frame' | 'play' | 'pause' | 'reset' }
  | { call: 'advance' | 'rewind'; unit: Unit; count: number }
  | { call: 'tryRemedies'; seconds: number }
  | { call: 'theme'; theme: Theme };

export type Request = Call & { id: number };

export type EventName = 'frame' | 'experiment' | 'error' | 'height' | 'gone';

export type Message =
  | (FromLab & { id: number; result: unknown })
  | (FromLab & { id: number; error: string })
  | (FromLab & { event: EventName; detail: unknown });

/** `loaded`: when the lab's document was loaded; another one answers no call made to that before it. */
interface FromLab {
  ebb: typeof version;
  loaded: number;
}

const units: readonly string[] = ['operation', 'layer', 'iteration', 'epoch'] satisfies Unit[];
/** No call takes more steps: whoever wants a million iterations asks a hundred times. */
const maxSteps = 10_000;
/** A table of 5,000 rows fits, and little more. */
const longestText = 2_000_000;
const maxSettings = 64;
const maxNumbers = 200_000;

/** Why a message is no call; `id` where one could be read, so that it can be answered. */
export class FormError extends Error {
  constructor(
    readonly id: number | null,
    message: string,
  ) {
    super(message);
  }
}

/** Whether a message is meant for a lab at all: pages carry messages of many others. */
export function isOurs(data: unknown): data is Record<string, unknown> {
  return isRecord(data) && data['ebb'] === version;
}

/** A call, from a message that is meant for the lab. Nothing of it is passed on unread. */
export function readCall(data: Record<string, unknown>): Request {
  const { id, call, args = [], ...rest } = data;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
    throw new FormError(null, 'id has to be a whole number from 0 on');
  }
  const wrong = (takes: string) => new FormError(id, `${nameOf(call)} takes ${takes}`);
  const strange = Object.keys(rest).filter((key) => key !== 'ebb');
  if (strange.length > 0)
    throw new FormError(id, `no message has “${beginningOf(strange[0]!, 40)}”`);
  if (!Array.isArray(args) || args.length > 2)
    throw new FormError(id, 'args has to be a short list');

  switch (call) {
    case 'ready':
    case 'frame':
    case 'play':
    case 'pause':
    case 'reset':
      if (args.length > 0) throw wrong('no arguments');
      return { id, call };
    case 'experiment':
      if (args.length > 1) throw wrong('at most one argument');
      if (args.length === 0) return { id, call, source: null };
      if (!isSource(args[0])) throw wrong('the text of a link or one flat record of settings');
      return { id, call, source: args[0] };
    case 'compare': {
      if (args.length > 1) throw wrong('at most one argument');
      if (args.length === 0) return { id, call, sources: null };
      const [sources] = args;
      if (!Array.isArray(sources) || sources.length > maxPinned || !sources.every(isSource)) {
        throw wrong(`a list of up to ${maxPinned} links' texts or records of settings`);
      }
      return { id, call, sources };
    }
    case 'advance':
    case 'rewind': {
      const [unit, count = 1] = args;
      if (typeof unit !== 'string' || !units.includes(unit))
        throw wrong(`one of ${units.join(', ')}`);
      if (!Number.isInteger(count) || count < 1 || count > maxSteps) {
        throw wrong(`a whole number of steps from 1 to ${maxSteps}`);
      }
      return { id, call, unit: unit as Unit, count };
    }
    case 'tryRemedies': {
      const [options = {}] = args;
      const { seconds = defaultSeconds, ...others } = isRecord(options) ? options : { none: true };
      if (args.length > 1 || Object.keys(others).length > 0 || !isSeconds(seconds)) {
        throw wrong(`{ seconds }, a number over 0, at most ${maxSeconds}`);
      }
      return { id, call, seconds };
    }
    case 'theme': {
      const theme = themes.find((one) => one === args[0]);
      if (!theme || args.length > 1) throw wrong(`one of ${themes.join(', ')}`);
      return { id, call, theme };
    }
    default:
      throw new FormError(id, `there is no call “${nameOf(call)}”`);
  }
}

/** What a call is called, which may be anything that can be sent: also what cannot be made a text. */
function nameOf(call: unknown): string {
  return typeof call === 'string' ? beginningOf(call, 40) : typeof call;
}

function isSource(value: unknown): value is string | Settings {
  if (typeof value === 'string') return value.length <= longestText;
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= maxSettings && entries.every(([, setting]) => isSetting(setting));
}

function isSetting(value: unknown): boolean {
  if (typeof value === 'number') return true;
  if (typeof value === 'string') return value.length <= longestText;
  return (
    Array.isArray(value) &&
    value.length <= maxNumbers &&
    value.every((item) => typeof item === 'number')
  );
}

/** A plain object, of no class. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Whether a page of this origin may steer a lab of that one: the same, or the one that the frame's
 *  address names. An origin that is none (a file, a sandbox) is nobody's. */
export function mayCall(from: string, own: string, named: string | null): boolean {
  return from !== 'null' && from !== '' && (from === own || from === named);
}
