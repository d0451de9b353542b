import { LessonError, type Fields, type Knob } from './lesson.ts';
import { numberOf, type Section } from './sections.ts';

const maxKnobs = 6;
const maxKinds = 6;

/** Lines of the form `name: field from 0.1 to 10 log`, where `weights.2` is the second of a list, or
 *  `name: field of tanh relu`, for a field that takes words. */
export function knobsOf(
  section: Section | null,
  translation: (place: string) => string | undefined,
  fields: Fields,
): Knob[] {
  const knobs: Knob[] = [];
  section?.lines.forEach((text, index) => {
    if (!text.trim()) return;
    const line = section.line + 1 + index;
    const name = translation(`knob.${knobs.length + 1}`);
    const knob = kindKnob(text.trim(), line, fields) ?? numberKnob(text.trim(), line, fields);
    knobs.push({ ...knob, name: name ?? knob.name });
  });
  if (knobs.length > maxKnobs)
    throw new LessonError('too_many', section!.line, `${knobs.length}`, `0 – ${maxKnobs}`);
  return knobs;
}

function kindKnob(text: string, line: number, fields: Fields): Knob | null {
  const form = /^(.+?): (\w+) of ([\w ]+)$/.exec(text);
  if (!form) return null;
  const [, name = '', field = '', words = ''] = form;
  const kinds = [...new Set(words.split(' ').filter(Boolean))];
  const known = fields.find((one) => one.name === field && one.type === 'kind');
  if (fields.length > 0 && !known) throw new LessonError('unknown_field', line, field);
  const takes = known?.kinds;
  const unknown = takes && kinds.find((kind) => !takes.includes(kind));
  if (unknown) throw new LessonError('not_one_of', line, unknown, takes.join(', '));
  if (kinds.length < 2)
    throw new LessonError('too_few', line, `${kinds.length}`, `2 – ${maxKinds}`);
  if (kinds.length > maxKinds)
    throw new LessonError('too_many', line, `${kinds.length}`, `2 – ${maxKinds}`);
  return { name, field, kinds };
}

function numberKnob(text: string, line: number, fields: Fields): Knob {
  const form = /^(.+?): (\w+)(?:\.(\d+))? from (\S+) to (\S+?)( log)?$/.exec(text);
  if (!form) throw new LessonError('bad_line', line, text);
  const [, name = '', field = '', place, from = '', to = '', log] = form;
  const types = place === undefined ? ['number', 'integer'] : ['numbers'];
  if (fields.length > 0 && !fields.some((one) => one.name === field && types.includes(one.type))) {
    throw new LessonError('unknown_field', line, field);
  }
  const low = numberOf({ value: from, line }, log ? 1e-300 : -1e300, 1e300);
  const high = numberOf({ value: to, line }, low, 1e300);
  if (low === high) throw new LessonError('empty_range', line, to);
  return {
    name,
    field,
    index: place === undefined ? null : Number(place) - 1,
    from: low,
    to: high,
    scale: log ? 'log' : 'linear',
  };
}
