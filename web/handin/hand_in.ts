import { sha256 } from './sha256';

/** The version of the file's format: docs/hand_in.md. */
export const format = 1;

/** A run of the lesson, as the learner's machine computed it. */
export interface RunRecord {
  name: string;
  link: string;
  /** 0: the end of the first walk back. */
  iterations: number;
  digest: string;
  loss: number | null;
  ratio: number | null;
}

/** Where the learner's own run stood when the task's goal was first found reached. */
export interface TaskRecord {
  at: string;
  link: string;
  /** Data that no link carries. */
  table: string;
  /** As a frame counts them. */
  position: number;
  iteration: number;
  digest: string;
  loss: number | null;
}

/** What was done in the clinic, until it ended for the first time. */
export interface ClinicRecord {
  at: string;
  /** In their order: `look signal`, `look gain`, `set gain=1` (lessons/clinic/rules.ts). */
  actions: readonly string[];
  /** Of the end of the last training; null: there was none. */
  digest: string | null;
  loss: number | null;
}

/** What a learner did in one lesson. */
export interface LessonRecord {
  lesson: string;
  /** The beginning of the SHA-256 of the lesson's file. */
  text: string;
  /** The learner's own, which stands in place of that of the lesson's runs: a whole number from 0 to `maxSeed`; null:
   *  none. */
  seed: number | null;
  begun: string;
  /** The first that was said, before it was run: a number, a choice counted from 0, a value for every
   *  layer; null: nothing. */
  guess: number | readonly number[] | null;
  /** null: not run yet. */
  answered: string | null;
  /** How often it was run. */
  attempts: number;
  runs: readonly RunRecord[];
  task: TaskRecord | null;
  /** Only of a lesson that has a clinic, which ended. */
  clinic?: ClinicRecord;
}

/** Whether there is something to hand in. */
export const isDone = ({ answered, task, clinic }: LessonRecord): boolean =>
  answered !== null || task !== null || clinic !== undefined;

export interface HandInContent {
  ebb_hand_in: typeof format;
  /** The version of Ebb that wrote it. */
  ebb: string;
  /** Whoever hands it in, as they or the course call them. */
  learner: string;
  made: string;
  lessons: readonly LessonRecord[];
}

/** A file that is handed in. */
export interface HandIn extends HandInContent {
  /** SHA-256 of all the rest, so that a file that was changed by hand is known by it. It is no signature:
   *  whoever changes a file knowingly can write another. What was run is replayed. */
  fingerprint: string;
}

/** Why a text is no hand-in, by the name of its message. */
export class HandInFault extends Error {
  constructor(
    readonly reason:
      'empty' | 'not_text' | 'not_json' | 'not_hand_in' | 'newer' | 'too_large' | 'bad_field',
    readonly got = '',
  ) {
    super(got ? `${reason}: ${got}` : reason);
  }
}

const maxCharacters = 1_000_000;
const maxLessons = 200;
const maxRuns = 16;
const maxTable = 500_000;
const maxActions = 100;
/** A learner's seed is the first 32 bits of a hash (learner.ts). */
const maxSeed = 0xffff_ffff;
/** Nobody trains longer by hand. */
const maxIterations = 10_000_000;

/** With the names of all objects in order, so that equal contents are equal texts. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

export const fingerprintOf = (content: HandInContent): string => sha256(canonical(content));

/** What tells two texts of a lesson apart. */
export const textMark = (lesson: string): string => sha256(lesson).slice(0, 16);

export function sealed(content: HandInContent): HandIn {
  return { ...content, fingerprint: fingerprintOf(content) };
}

/** The file's text. */
export const writeHandIn = (handIn: HandIn): string => `${JSON.stringify(handIn, null, 2)}\n`;

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twelve signs for the field of a form, which name one file and no other (60 bits, Crockford's base 32): EBB-XXXX-XXXX-XXXX. */
export function codeOf(fingerprint: string): string {
  let bits = BigInt(`0x${fingerprint.slice(0, 15)}`);
  let text = '';
  for (let i = 0; i < 12; ++i, bits >>= 5n) text = digits[Number(bits & 31n)]! + text;
  return `EBB-${text.match(/.{4}/g)!.join('-')}`;
}

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the fields of one object; whatever is there beside them, or is something else, is refused. */
class Reader {
  readonly #read = new Set<string>();

  constructor(
    private readonly from: Plain,
    private readonly place: string,
  ) {}

  #field<Kind>(name: string, is: (value: unknown) => value is Kind): Kind {
    this.#read.add(name);
    const value = this.from[name];
    if (is(value)) return value;
    throw new HandInFault('bad_field', `${this.place}${name}`);
  }

  text(name: string, longest = 200): string {
    return this.#field(name, (v): v is string => typeof v === 'string' && v.length <= longest);
  }

  matching(name: string, pattern: RegExp): string {
    return this.#field(name, (v): v is string => typeof v === 'string' && pattern.test(v));
  }

  time(name: string): string {
    return this.matching(name, time);
  }

  timeOrNull(name: string): string | null {
    return this.from[name] === null ? this.#nothing(name) : this.time(name);
  }

  #nothing(name: string): null {
    this.#read.add(name);
    return null;
  }

  count(name: string, most: number): number {
    return this.#field(
      name,
      (v): v is number => Number.isSafeInteger(v) && Number(v) >= 0 && Number(v) <= most,
    );
  }

  countOrNull(name: string, most: number): number | null {
    return this.from[name] === null ? this.#nothing(name) : this.count(name, most);
  }

  numberOrNull(name: string): number | null {
    if (this.from[name] === null) return this.#nothing(name);
    return this.#field(name, (v): v is number => typeof v === 'number');
  }

  guess(name: string): LessonRecord['guess'] {
    if (this.from[name] === null) return this.#nothing(name);
    const isNumber = (v: unknown): v is number => typeof v === 'number';
    return this.#field(
      name,
      (v): v is number | number[] =>
        isNumber(v) || (Array.isArray(v) && v.length <= 256 && v.every(isNumber)),
    );
  }

  list<Item>(name: string, most: number, read: (reader: Reader) => Item): Item[] {
    const list = this.#field(
      name,
      (v): v is Plain[] => Array.isArray(v) && v.length <= most && v.every(isPlain),
    );
    return list.map((one, index) => {
      const reader = new Reader(one, `${this.place}${name}[${index}].`);
      return reader.all(read);
    });
  }

  texts(name: string, most: number, longest: number): string[] {
    return this.#field(
      name,
      (v): v is string[] =>
        Array.isArray(v) &&
        v.length <= most &&
        v.every((one) => typeof one === 'string' && one.length <= longest),
    );
  }

  matchingOrNull(name: string, pattern: RegExp): string | null {
    return this.from[name] === null ? this.#nothing(name) : this.matching(name, pattern);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.from, name);
  }

  object<Item>(name: string, read: (reader: Reader) => Item): Item | null {
    if (this.from[name] === null) return this.#nothing(name);
    const one = this.#field(name, isPlain);
    return new Reader(one, `${this.place}${name}.`).all(read);
  }

  all<Item>(read: (reader: Reader) => Item): Item {
    const item = read(this);
    const strange = Object.keys(this.from).find((name) => !this.#read.has(name));
    if (strange !== undefined) {
      throw new HandInFault('bad_field', `${this.place}${strange.slice(0, 40)}`);
    }
    return item;
  }
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const digest = /^[0-9a-f]{16}$/;

const readRun = (reader: Reader): RunRecord => ({
  name: reader.text('name', 64),
  link: reader.text('link', 4000),
  iterations: reader.count('iterations', maxIterations),
  digest: reader.matching('digest', digest),
  loss: reader.numberOrNull('loss'),
  ratio: reader.numberOrNull('ratio'),
});

const readTask = (reader: Reader): TaskRecord => ({
  at: reader.time('at'),
  link: reader.text('link', 4000),
  table: reader.text('table', maxTable),
  position: reader.count('position', Number.MAX_SAFE_INTEGER),
  iteration: reader.count('iteration', maxIterations),
  digest: reader.matching('digest', digest),
  loss: reader.numberOrNull('loss'),
});

const readClinic = (reader: Reader): ClinicRecord => ({
  at: reader.time('at'),
  actions: reader.texts('actions', maxActions, 64),
  digest: reader.matchingOrNull('digest', digest),
  loss: reader.numberOrNull('loss'),
});

const readLesson = (reader: Reader): LessonRecord => ({
  lesson: reader.text('lesson', 300),
  text: reader.matching('text', digest),
  seed: reader.countOrNull('seed', maxSeed),
  begun: reader.time('begun'),
  guess: reader.guess('guess'),
  answered: reader.timeOrNull('answered'),
  attempts: reader.count('attempts', 100_000),
  runs: reader.list('runs', maxRuns, readRun),
  task: reader.object('task', readTask),
  ...clinicIn(reader),
});

/** Files without one are as old as the format. */
function clinicIn(reader: Reader): { clinic?: ClinicRecord } {
  const clinic = reader.has('clinic') ? reader.object('clinic', readClinic) : null;
  return clinic ? { clinic } : {};
}

/** A hand-in, from a file's text. Nothing of it is passed on unread; whether it is true, marking finds. */
export function readHandIn(text: string): HandIn {
  if (text.length > maxCharacters) throw new HandInFault('too_large');
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new HandInFault('not_json');
  }
  if (!isPlain(content) || !Number.isInteger(content['ebb_hand_in'])) {
    throw new HandInFault('not_hand_in');
  }
  if (Number(content['ebb_hand_in']) !== format) {
    throw new HandInFault('newer', String(content['ebb_hand_in']));
  }
  return new Reader(content, '').all((reader) => ({
    ebb_hand_in: reader.count('ebb_hand_in', format) as typeof format,
    ebb: reader.text('ebb', 40),
    learner: reader.text('learner'),
    made: reader.time('made'),
    lessons: reader.list('lessons', maxLessons, readLesson),
    fingerprint: reader.matching('fingerprint', /^[0-9a-f]{64}$/),
  }));
}
