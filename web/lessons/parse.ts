import { figuresIn, parseCondition, parseExpression, type Condition } from './expression.ts';
import type { Figure } from './expression.ts';
import { LessonError, type Fields, type Guess, type Lesson, type LessonRun } from './lesson.ts';
import type { NoteVerdict, Source, Task } from './lesson.ts';
import { clinicOf } from './parse_clinic.ts';
import { knobsOf } from './parse_knobs.ts';
import { sceneOf } from './parse_scene.ts';
import { figuresOf, parseInline, parseRichText, wordsOf, type RichText } from './rich_text.ts';
import { bodyOf, keysOf, numberOf, sectionsOf, type KeyValue, type Section } from './sections.ts';

const once = [
  'title',
  'start',
  'question',
  'guess',
  'outcome',
  'explanation',
  'play',
  'knobs',
  'task',
  'clinic',
  'note',
  'sources',
  'claims',
] as const;
const needed = ['title', 'question', 'outcome', 'explanation'] as const;
const maxRuns = 12;
const maxIterations = 5000;
const maxWords = 150;
const verdicts: readonly string[] = [
  'true',
  'half',
  'condition',
  'slip',
  'misleading',
  'wrong',
  'not_in_note',
] satisfies NoteVerdict[];

/** Texts of a lesson in another language, by the name of their place: `question`, `choice.2`,
 *  `source.1`. */
export type Translation = (place: string) => string | undefined;

/** Reads a lesson's file. Throws a LessonError that names the line and what is wrong there. Where
 *  there is a translation, its texts stand in place of the file's; where the fields of the experiment
 *  are known, what the lesson says of fields is held to them. */
export function parseLesson(
  file: string,
  translation: Translation = () => undefined,
  fields: Fields = [],
): Lesson {
  const sections = sectionsOf(file);
  const one = (name: string) => sections.find((section) => section.name === name) ?? null;
  checkNames(sections);
  const text = (name: string): RichText => {
    const section = one(name);
    if (!section) return [];
    const body = bodyOf(section);
    return parseRichText(translation(name) ?? body.text, body.line);
  };
  const runs = sections.filter(({ name }) => name === 'run').map((section) => runOf(section));
  if (runs.length > maxRuns)
    throw new LessonError('too_many', 1, `${runs.length}`, `0 – ${maxRuns}`);
  const startSection = one('start');
  const lesson: Lesson = {
    title: translation('title') ?? bodyOf(one('title')!).text.trim(),
    question: text('question'),
    start: startSection && runOf({ ...startSection, argument: 'start' }),
    runs,
    guess: guessOf(one('guess'), translation),
    outcome: text('outcome'),
    explanation: text('explanation'),
    play: one('play') && text('play'),
    scenes: sections
      .filter(({ name }) => name === 'scene')
      .map((section) => sceneOf(section, fields)),
    knobs: knobsOf(one('knobs'), translation, fields),
    task: taskOf(one('task'), fields),
    clinic: clinicOf(one('clinic')),
    note: noteOf(one('note'), text),
    sources: sourcesOf(one('sources'), translation),
    claims: claimsOf(one('claims')),
  };
  checkRuns(lesson, sections);
  const other = one('clinic') && (one('guess') ?? one('task'));
  if (other) throw new LessonError('not_beside', other.line, other.name, 'clinic');
  const explained = wordsOf(lesson.explanation);
  if (explained > maxWords) {
    throw new LessonError('too_long', one('explanation')!.line, `${explained}`);
  }
  return lesson;
}

function checkNames(sections: Section[]): void {
  const seen = new Set<string>();
  for (const { name, line, argument } of sections) {
    const hasSeveral = name === 'run' || name === 'scene';
    if (!hasSeveral && !(once as readonly string[]).includes(name)) {
      throw new LessonError('unknown_section', line, name);
    }
    const key = hasSeveral ? `${name} ${argument}` : name;
    if (seen.has(key)) throw new LessonError('second_section', line, key);
    seen.add(key);
  }
  for (const name of needed) {
    if (!seen.has(name)) throw new LessonError('missing_section', 1, name);
  }
}

function runOf(section: Section): LessonRun {
  const name = section.argument;
  if (!/^[a-z]\w*$/i.test(name) || name === 'live' || name === 'guess') {
    throw new LessonError('bad_name', section.line, name);
  }
  const keys = keysOf(section, ['link', 'table', 'iterations']);
  const iterations = keys.get('iterations');
  return {
    name,
    line: section.line,
    link: (keys.get('link')?.value ?? '').replaceAll('\n', ''),
    table: keys.get('table')?.value ?? '',
    iterations: iterations ? Math.round(numberOf(iterations, 0, maxIterations)) : 0,
  };
}

function keyOf(keys: Map<string, KeyValue>, name: string, section: Section): KeyValue {
  const found = keys.get(name);
  if (!found) throw new LessonError('missing_key', section.line, name);
  return found;
}

function scaleOf(keys: Map<string, KeyValue>): 'linear' | 'log' {
  const scale = keys.get('scale');
  if (!scale || scale.value === 'linear') return 'linear';
  if (scale.value === 'log') return 'log';
  throw new LessonError('bad_line', scale.line, scale.value);
}

function rangeOf(keys: Map<string, KeyValue>, section: Section, isLog: boolean) {
  const lower = keyOf(keys, 'from', section);
  const from = numberOf(lower, isLog ? 1e-300 : -1e300, 1e300);
  const to = numberOf(keyOf(keys, 'to', section), from, 1e300);
  if (from === to) throw new LessonError('empty_range', lower.line, lower.value);
  return { from, to };
}

function guessOf(section: Section | null, translation: Translation): Guess | null {
  if (!section) return null;
  switch (section.argument) {
    case 'number': {
      const keys = keysOf(section, ['of', 'from', 'to', 'scale']);
      const of = keyOf(keys, 'of', section);
      const scale = scaleOf(keys);
      const expression = parseExpression(of.value, of.line);
      return { kind: 'number', of: expression, scale, ...rangeOf(keys, section, scale === 'log') };
    }
    case 'profile': {
      const keys = keysOf(section, ['of', 'from', 'to']);
      const of = keyOf(keys, 'of', section).value;
      return { kind: 'profile', of, ...rangeOf(keys, section, true) };
    }
    case 'choice':
      return { kind: 'choice', choices: choicesOf(section, translation) };
    default:
      throw new LessonError('bad_line', section.line, section.argument);
  }
}

/** Lines of the form `- text :: condition`; the one whose condition holds is right. */
function choicesOf(section: Section, translation: Translation) {
  const choices: { text: RichText; holds: Condition }[] = [];
  section.lines.forEach((text, index) => {
    if (!text.trim()) return;
    const line = section.line + 1 + index;
    const end = text.indexOf(' :: ');
    const words = text.slice(2, end).trim();
    const condition = text.slice(end + 4).trim();
    if (!text.startsWith('- ') || end < 0 || !words || !condition)
      throw new LessonError('bad_line', line, text);
    const said = translation(`choice.${choices.length + 1}`) ?? words;
    const inline = parseInline(said, line);
    choices.push({
      text: [{ kind: 'paragraph', inline }],
      holds: parseCondition(condition, line),
    });
  });
  if (choices.length < 2)
    throw new LessonError('too_few', section.line, `${choices.length}`, '2 – 6');
  if (choices.length > 6)
    throw new LessonError('too_many', section.line, `${choices.length}`, '2 – 6');
  return choices;
}

function taskOf(section: Section | null, fields: Fields): Task | null {
  if (!section) return null;
  const keys = keysOf(section, ['goal', 'keep']);
  const goal = keyOf(keys, 'goal', section);
  const kept = keys.get('keep');
  const keep = (kept?.value ?? '').split(/[\s,]+/).filter(Boolean);
  const unknown = keep.find((name) => !fields.some((one) => one.name === name));
  if (kept && unknown && fields.length > 0) {
    throw new LessonError('unknown_field', kept.line, unknown);
  }
  return { goal: parseCondition(goal.value, goal.line), keep };
}

function noteOf(section: Section | null, text: (name: string) => RichText): Lesson['note'] {
  if (!section) return null;
  if (!verdicts.includes(section.argument)) {
    throw new LessonError('bad_line', section.line, section.argument);
  }
  return { verdict: section.argument as NoteVerdict, text: text('note') };
}

/** Lines of the form `- text <https://…>`. */
function sourcesOf(section: Section | null, translation: Translation): Source[] {
  const sources: Source[] = [];
  section?.lines.forEach((text, index) => {
    if (!text.trim()) return;
    const form = /^- (.+?) <(https:\/\/[^\s<>]+)>$/.exec(text.trim());
    if (!form) throw new LessonError('bad_source', section.line + 1 + index, text);
    const said = translation(`source.${sources.length + 1}`);
    sources.push({ text: said ?? form[1]!, url: form[2]! });
  });
  return sources;
}

function claimsOf(section: Section | null): Condition[] {
  return (section?.lines ?? []).flatMap((text, index) =>
    text.trim() ? [parseCondition(text.trim().replace(/^- /, ''), section!.line + 1 + index)] : [],
  );
}

const signalOf = (run: string): Figure => ({ run, name: 'signal', isTheory: false, layer: 1 });

/** Every figure belongs to a run that there is; `live` is what the lab shows now. */
function checkRuns(lesson: Lesson, sections: Section[]): void {
  const names = new Set([...lesson.runs.map(({ name }) => name), 'live', 'guess']);
  const lineOf = (name: string) => sections.find((section) => section.name === name)?.line ?? 1;
  const check = (place: string, figures: Figure[]) => {
    const unknown = figures.find(({ run }) => !names.has(run));
    if (unknown) throw new LessonError('unknown_run', lineOf(place), unknown.run);
  };
  check('question', figuresOf(lesson.question));
  check('outcome', figuresOf(lesson.outcome));
  check('explanation', figuresOf(lesson.explanation));
  check('play', figuresOf(lesson.play ?? []));
  check('note', figuresOf(lesson.note?.text ?? []));
  check('claims', lesson.claims.flatMap(figuresIn));
  for (const { ghost, line } of lesson.scenes) {
    const isThere =
      ghost === null || (ghost === 'start' ? lesson.start !== null : names.has(ghost));
    if (!isThere || ghost === 'live' || ghost === 'guess') {
      throw new LessonError('unknown_run', line, ghost!);
    }
  }
  if (lesson.task) check('task', figuresIn(lesson.task.goal));
  const { guess } = lesson;
  if (!guess) return;
  if (guess.kind === 'number') check('guess', figuresIn(guess.of));
  if (guess.kind === 'choice')
    check(
      'guess',
      guess.choices.flatMap((one) => figuresIn(one.holds)),
    );
  if (guess.kind === 'profile') check('guess', [signalOf(guess.of)]);
  if (lesson.runs.length === 0) throw new LessonError('missing_section', lineOf('guess'), 'run');
}
