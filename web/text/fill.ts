import { IntlMessageFormat } from 'intl-messageformat';
import type { Compiled, Filled } from './compiled_message';

export type Values = Record<string, string | number>;

// There is a catalogue for each language that is spoken here. The library would ask the browser which
// of them it knows; putting all that it knows together takes a browser longer than all other messages.
IntlMessageFormat.resolveLocale = (language) => new Intl.Locale(String(language));

const isFilled = (text: Exclude<Compiled, string>): text is Filled => typeof text[0] === 'string';

/** A message is of one catalogue, and so of one language. */
const formats = new WeakMap<object, IntlMessageFormat>();

/** A message with its slots filled. */
export function fill(text: Compiled, language: string, values?: Values): string {
  if (typeof text === 'string') return text;
  if (isFilled(text)) return text.map((part, i) => (i % 2 ? values?.[part] : part)).join('');
  const format = formats.get(text) ?? new IntlMessageFormat(text, language);
  formats.set(text, format);
  return String(format.format(values));
}
