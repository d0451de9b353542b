import type { Settings } from '../module/ebb';

/** Of a list or an object that stands where none can, its kind is all that has to be told. */
const bare = (value: unknown): unknown =>
  typeof value !== 'object' || value === null ? value : Array.isArray(value) ? [] : {};

const valueOf = (value: unknown): unknown => (Array.isArray(value) ? value.map(bare) : bare(value));

/** Settings as a worker is sent them: numbers, words, and lists of numbers. A file or a script may hold lists within
 *  lists, thousands deep: no engine copies those, and each fails in its own way; the core says what is wrong with
 *  the first of them. */
export function flatSettings(settings: Settings): Settings {
  const isRecord = typeof settings === 'object' && settings !== null && !Array.isArray(settings);
  if (!isRecord) return bare(settings) as Settings;
  const entries = Object.entries(settings).map(([name, value]) => [name, valueOf(value)]);
  return Object.fromEntries(entries) as Settings;
}
