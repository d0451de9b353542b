import { addressWith } from './link';
import { writeAttributes, writeQuery, type Options } from './options';

/** A lab as it is to stand in a course page. */
export interface Embedding {
  options: Options;
  /** Null: as each reader's browser asks for. */
  language: string | null;
  /** Link text. */
  experiment: string;
  /** Names of the core's fields. */
  fields: readonly string[];
  /** The folder of the lab's page and scripts. */
  base: URL;
  title: string;
  /** As an attribute has it: pixels, or a share of the page. */
  width: string;
  /** Pixels. */
  height: number;
  /** The frame takes the height that the lab needs. */
  fits: boolean;
}

export const ways = ['frame', 'element', 'notebook'] as const;
export type Way = (typeof ways)[number];

/** What an author copies into the page. */
export function codeFor(way: Way, embedding: Embedding): string {
  if (way === 'element') return elementCode(embedding);
  return way === 'frame' ? frameCode(embedding) : notebookCode(embedding);
}

export function frameAddress({ options, language, experiment, fields, base }: Embedding): string {
  return addressWith(base, [...writeQuery(options, fields), ...spoken(language)], experiment);
}

/** The attributes of the element, but for its experiment. */
export const elementAttributes = ({ options, language, fields }: Embedding): Attribute[] => [
  ...writeAttributes({ ...options, origin: null }, fields),
  ...spoken(language),
];

const spoken = (language: string | null): Attribute[] => (language ? [['lang', language]] : []);

function frameCode(embedding: Embedding): string {
  const { base, title, width, height, fits } = embedding;
  const frame = tag('iframe', [
    ['src', frameAddress(embedding)],
    ['title', title],
    ['width', width],
    ['height', String(height)],
    ['loading', 'lazy'],
    ...(fits ? ([['data-ebb', '']] satisfies Attribute[]) : []),
  ]);
  return fits ? `${frame}\n${script(beside(base, 'ebb-frame.js'))}` : frame;
}

function elementCode(embedding: Embedding): string {
  const { experiment, base } = embedding;
  const lab = tag('ebb-lab', [
    ...(experiment ? [['experiment', experiment] as Attribute] : []),
    ...elementAttributes(embedding),
  ]);
  return `${script(beside(base, 'ebb-lab.js'))}\n${lab}`;
}

function notebookCode(embedding: Embedding): string {
  const { width, height } = embedding;
  return [
    'from IPython.display import IFrame',
    '',
    'IFrame(',
    `    ${python(frameAddress(embedding))},`,
    `    width=${python(width)},`,
    `    height=${height},`,
    ')',
  ].join('\n');
}

type Attribute = [name: string, value: string];

function tag(name: string, attributes: Attribute[]): string {
  const written = attributes.map(([key, value]) =>
    value === '' ? key : `${key}="${escape(value)}"`,
  );
  const short = `<${[name, ...written].join(' ')}></${name}>`;
  return short.length <= 80 ? short : `<${name}\n  ${written.join('\n  ')}\n></${name}>`;
}

const script = (address: string) => `<script type="module" src="${escape(address)}"></script>`;
const beside = (base: URL, file: string) => new URL(file, base).href;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };
const escape = (text: string) => text.replace(/[&"<]/g, (sign) => entities[sign]!);

/** A string of JSON is one of Python too. */
const python = (text: string) => JSON.stringify(text);
