import { languageFor } from '../text/choose_language';
import { shortened } from '../text/shortened';
import { mapForm } from '../lab/map_form';
import { maxPinned } from '../lab/max_pinned';
import { parsedAddress } from './parsed_address';
import { themes, type Theme } from '../styles/theme';

/** How much of the lab is seen: the verdict and the profile; the network with them; everything. */
export const views = ['profile', 'network', 'full'] as const;
export type View = (typeof views)[number];

/** What can be hidden beside single controls: the whole form, the line with the lab's name, the
 *  buttons that move the run. */
export const parts = ['controls', 'header', 'transport'] as const;
export type Part = (typeof parts)[number];

/** What whoever embeds a lab has chosen. The experiment is not part of it. */
export interface Options {
  view: View;
  /** Parts of the lab that are not there. */
  without: readonly Part[];
  /** Controls that are not there, by the names of their fields. */
  hidden: readonly string[];
  /** Controls that are there and cannot be changed. */
  locked: readonly string[];
  /** The lesson to begin with: its name, or a path on the same site; empty: the list of them. */
  lesson: string | null;
  /** Lessons in an order of a teacher's own: the path of their course's file on the same site. */
  course: string | null;
  /** Begin with the opening. */
  opening: boolean;
  /** Play once the lab is seen, rest while it is not. */
  autoplay: boolean;
  theme: Theme;
  /** Links of the experiments kept beside the live one. */
  compare: readonly string[];
  /** What the course calls whoever learns here: it is written into what they hand in, and gives lessons a seed of
   *  their own. */
  learner: string | null;
  /** A map of networks that is drawn, as its link has it (lab/map_link.ts). */
  map: string | null;
  /** The one origin beside the lab's own whose page may send messages. */
  origin: string | null;
}

export const defaults: Options = {
  view: 'full',
  without: [],
  hidden: [],
  locked: [],
  lesson: null,
  course: null,
  opening: false,
  autoplay: false,
  theme: 'auto',
  compare: [],
  learner: null,
  map: null,
  origin: null,
};

/** A setting that could not be used: under the name it was written, `name` where no setting has it, `length` where
 *  it is longer than it may be. */
export interface OptionProblem {
  kind: 'name' | 'value' | 'length';
  setting: string;
  got: string;
  takes: readonly string[];
}

export interface Reading {
  options: Options;
  problems: OptionProblem[];
}

/** A setting as an address names it, and as an attribute of the element does. */
const attributes: Readonly<Record<string, string>> = {
  view: 'view',
  show: 'shown-controls',
  hide: 'hidden-controls',
  lock: 'locked',
  lesson: 'lesson',
  course: 'course',
  opening: 'opening',
  autoplay: 'autoplay',
  theme: 'theme',
  compare: 'compare',
  learner: 'learner',
  map: 'map',
};
export const attributeNames: readonly string[] = Object.values(attributes);

/** Names in an address that other parts of the page use. */
const elsewhere: readonly string[] = ['lang'];
/** What mailings and learning platforms append to every link. */
const appended = /^utm_|clid$/;
const longest = 300;
const longestLearner = 200;
/** No link that a person would pass on is longer; the core checks what it says. */
const longestExperiment = 4000;
/** Between the links of kept experiments, which hold none. */
const separator = ';';

/** The settings of an element, from its attributes. */
export function readAttributes(element: Element, fields: readonly string[]): Reading {
  const settings = new Map<string, string>();
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = element.getAttribute(attribute);
    if (value !== null) settings.set(name, value);
  }
  return read(settings, fields, (name) => attributes[name] ?? name);
}

/** The settings of a page, from its address: `?view=profile&lock=seed,gain`. `languages` are those that there are; as
 *  long as there are none, that of the address is not judged. */
export function readQuery(
  query: string,
  fields: readonly string[],
  languages: readonly string[] = [],
): Reading {
  const written = new URLSearchParams(query);
  const settings = new Map(written);
  // The one setting that may be there more than once.
  const kept = written.getAll('compare');
  if (kept.length > 0) settings.set('compare', kept.join(separator));
  const known = [...Object.keys(attributes), 'origin'];
  const reading = read(settings, fields, (name) => name);
  for (const [name, got] of settings) {
    if (known.includes(name) || elsewhere.includes(name) || appended.test(name)) continue;
    reading.problems.push({
      kind: 'name',
      setting: shortened(name, 80),
      got: shortened(got, 80),
      takes: known,
    });
  }
  const language = written.get('lang');
  if (language && languages.length > 0 && languageFor(language, languages) === undefined) {
    const got = shortened(language, 80);
    reading.problems.push({ kind: 'value', setting: 'lang', got, takes: languages });
  }
  return reading;
}

/** `fields` are the core's; as long as there are none, it is not loaded, and no name is judged. */
function read(
  settings: ReadonlyMap<string, string>,
  fields: readonly string[],
  written: (name: string) => string,
): Reading {
  const problems: OptionProblem[] = [];
  const refuse: Refuse = (name, got, takes, kind = 'value') =>
    void problems.push({ kind, setting: written(name), got: shortened(got, 80), takes });

  function choice<Word extends string>(name: string, words: readonly Word[], other: Word): Word {
    const value = settings.get(name);
    if (value === undefined) return other;
    const word = words.find((one) => one === value);
    if (word === undefined) refuse(name, value, words);
    return word ?? other;
  }

  /** Names with commas or spaces between them; those that nothing has are left out. */
  function list<Word extends string>(name: string, beside: readonly Word[]): string[] {
    const known: readonly string[] = [...beside, ...fields];
    const names = (settings.get(name) ?? '').split(/[\s,]+/).filter((one) => one !== '');
    if (fields.length === 0) return names;
    const unknown = names.filter((one) => !known.includes(one));
    if (unknown.length > 0) refuse(name, unknown.join(', '), known);
    return names.filter((one) => known.includes(one));
  }

  const shown = settings.has('show') ? list('show', ['controls']) : ['controls'];
  const hide = list('hide', parts);
  const lock = list('lock', ['controls']);
  const isIn = (names: readonly string[]) => (field: string) =>
    names.includes('controls') || names.includes(field);
  const flag = (name: string) =>
    ['yes', '', 'true', '1'].includes(
      choice(name, ['yes', 'no', '', 'true', 'false', '1', '0'], 'no'),
    );

  return {
    options: {
      view: choice('view', views, defaults.view),
      without: parts.filter((part) => hide.includes(part)),
      hidden: fields.filter((field) => !isIn(shown)(field) || hide.includes(field)),
      locked: fields.filter(isIn(lock)),
      lesson: path('lesson', settings.get('lesson'), refuse),
      course: path('course', settings.get('course') || undefined, refuse),
      opening: flag('opening'),
      autoplay: flag('autoplay'),
      theme: choice('theme', themes, defaults.theme),
      compare: compare(settings.get('compare'), refuse),
      learner: learner(settings.get('learner'), refuse),
      map: map(settings.get('map'), refuse),
      origin: origin(settings.get('origin'), refuse),
    },
    problems,
  };
}

type Refuse = (
  name: string,
  got: string,
  takes: readonly string[],
  kind?: OptionProblem['kind'],
) => void;

function path(name: string, value: string | undefined, refuse: Refuse): string | null {
  if (value === undefined) return null;
  if (value.length <= longest) return value;
  refuse(name, value, [`${longest}`], 'length');
  return null;
}

function learner(value: string | undefined, refuse: Refuse): string | null {
  const name = value?.trim() ?? '';
  if (name.length <= longestLearner) return name || null;
  refuse('learner', name, [`${longestLearner}`], 'length');
  return null;
}

/** Its form is judged here, its axes by whoever draws it: which there are, the experiment says. */
function map(value: string | undefined, refuse: Refuse): string | null {
  if (value === undefined) return null;
  if (value.length <= longest && mapForm.test(value)) return value;
  refuse('map', value, ['gain:0.25:4;depth:2:33;32;200;1']);
  return null;
}

/** An empty link is the default experiment. */
function compare(value: string | undefined, refuse: Refuse): string[] {
  if (value === undefined) return [];
  const links = value.split(separator).map((link) => link.trim().replace(/^#/, ''));
  const tooLong = links.find((link) => link.length > longestExperiment);
  if (tooLong !== undefined) refuse('compare', tooLong, [`${longestExperiment}`], 'length');
  const kept = links.filter((link) => link.length <= longestExperiment);
  if (kept.length > maxPinned) {
    refuse('compare', `${kept.length}`, [`1 – ${maxPinned}`]);
  }
  return kept.slice(0, maxPinned);
}

/** Exactly one origin: no path, no wildcard, nothing that has no address. */
function origin(value: string | undefined, refuse: Refuse): string | null {
  if (value === undefined) return null;
  const url = parsedAddress(value);
  const isPlain = url !== null && /^https?:$/.test(url.protocol);
  if (isPlain && (value === url.origin || value === `${url.origin}/`)) return url.origin;
  refuse('origin', value, ['https://course.example']);
  return null;
}

/** The settings of an address that differ from the defaults, in the order they are documented. */
export function writeQuery(options: Options, fields: readonly string[]): [string, string][] {
  return write(options, fields).map(([name, names]) => [name, names.join(',')]);
}

/** The same as attributes of the element. */
export function writeAttributes(options: Options, fields: readonly string[]): [string, string][] {
  return write(options, fields)
    .filter(([name]) => name in attributes)
    .map(([name, names]) => [attributes[name] ?? name, names.join(' ')]);
}

function write(options: Options, fields: readonly string[]): [string, readonly string[]][] {
  const {
    view,
    without,
    hidden,
    locked,
    lesson,
    course,
    opening,
    autoplay,
    theme,
    compare,
    learner,
    map,
    origin,
  } = options;
  const seen = fields.filter((field) => !hidden.includes(field));
  // Whichever is the shorter list.
  const shows = hidden.length > seen.length && seen.length > 0;
  const absent = [...without, ...(shows ? [] : hidden)];
  const held = fields.length > 0 && fields.every((field) => locked.includes(field));
  const settings: [string, readonly string[], boolean][] = [
    ['view', [view], view !== defaults.view],
    ['show', seen, shows],
    ['hide', absent, absent.length > 0],
    ['lock', held ? ['controls'] : locked, locked.length > 0],
    ['lesson', [lesson ?? ''], lesson !== null],
    ['course', [course ?? ''], course !== null],
    ['opening', ['yes'], opening],
    ['autoplay', ['yes'], autoplay],
    ['theme', [theme], theme !== defaults.theme],
    ['compare', [compare.join(separator)], compare.length > 0],
    ['learner', [learner ?? ''], learner !== null],
    ['map', [map ?? ''], map !== null],
    ['origin', [origin ?? ''], origin !== null],
  ];
  return settings.filter(([, , differs]) => differs).map(([name, words]) => [name, words]);
}
