import { layerQuantities, maxLayers } from '../module/names.ts';
import { LessonError } from './lesson.ts';

/** A figure of a run: `deep.ratio`, `deep.signal.1`, `deep.saturated.last`; or what theory expects of it:
 *  `deep.theory.ratio`. */
export interface Figure {
  run: string;
  name: string;
  isTheory: boolean;
  /** Null: of the whole network. Negative: counted from the end, −1 the output. */
  layer: number | null;
}

export type Term = number | Figure;

/** A product of numbers and figures, some of them divided by. */
export interface Expression {
  first: Term;
  rest: { by: '*' | '/'; term: Term }[];
}

const comparisons = ['<', '<=', '>', '>=', '='] as const;
export type Comparison = (typeof comparisons)[number];

/** One or more comparisons, all of which have to hold. */
export interface Condition {
  /** As it was written. */
  text: string;
  all: { left: Expression; is: Comparison; right: Expression }[];
}

/** Figures of the whole network, and of a layer. */
export const networkFigures = [
  'ratio',
  'perLayer',
  'loss',
  'testLoss',
  'trainAccuracy',
  'testAccuracy',
  'iteration',
] as const;
export const layerFigures = ['units', 'weightNorm', ...layerQuantities] as const;

/** The same that theory expects. */
export const networkTheory = [
  'ratio',
  'low',
  'high',
  'qStar',
  'chi1',
  'xi',
  'cStar',
  'xiC',
] as const;
export const layerTheory = ['q', 'signal', 'saturated', 'activationStd'] as const;

const isOneOf = (list: readonly string[], name: string) => list.includes(name);

const unknownTheory = (text: string, line: number) =>
  new LessonError(
    'unknown_theory',
    line,
    text,
    [...networkTheory, ...layerTheory.map((name) => `${name}.1`)].join(', '),
  );

function parseTerm(text: string, line: number): Term {
  if (/^(nan|infinity)$/i.test(text)) return /^n/i.test(text) ? NaN : Infinity;
  if (/^[+-]?[\d.]/.test(text)) {
    const number = Number(text);
    if (Number.isNaN(number)) throw new LessonError('bad_expression', line, text);
    return number;
  }
  if (text === 'guess') return { run: 'guess', name: 'guess', isTheory: false, layer: null };
  const [run = '', ...path] = text.split('.');
  const isTheory = path[0] === 'theory';
  const [name = '', place, ...more] = isTheory ? path.slice(1) : path;
  if (!/^\w+$/.test(run) || more.length > 0) throw new LessonError('bad_expression', line, text);
  const [ofNetwork, ofLayer] = isTheory
    ? [networkTheory, layerTheory]
    : [networkFigures, layerFigures];
  if (place === undefined && isOneOf(ofNetwork, name)) return { run, name, isTheory, layer: null };
  if (place === undefined || !isOneOf(ofLayer, name)) {
    throw isTheory ? unknownTheory(text, line) : new LessonError('unknown_figure', line, text);
  }
  const layer = place === 'output' ? -1 : place === 'last' ? -2 : Number(place);
  if (!Number.isInteger(layer) || layer === 0 || layer > maxLayers + 1) {
    throw new LessonError('unknown_figure', line, text);
  }
  // It speaks of hidden layers alone.
  if (isTheory && layer === -1) throw unknownTheory(text, line);
  return { run, name, isTheory, layer };
}

export function parseExpression(text: string, line: number): Expression {
  // Expressions are split at one sign: with the spaces around it, a long run of spaces would be
  // tried from each of them on.
  const parts = text.split(/([*/])/).map((part) => part.trim());
  const first = parseTerm(parts[0] ?? '', line);
  const rest: Expression['rest'] = [];
  for (let i = 1; i < parts.length; i += 2) {
    rest.push({ by: parts[i] as '*' | '/', term: parseTerm(parts[i + 1] ?? '', line) });
  }
  return { first, rest };
}

export function parseCondition(text: string, line: number): Condition {
  const all = text.split(/\sand(?=\s)/).map((one) => {
    const sides = one.split(/(<=|>=|<|>|=)/);
    if (sides.length !== 3) throw new LessonError('bad_expression', line, one.trim());
    return {
      left: parseExpression(sides[0]!, line),
      is: sides[1] as Comparison,
      right: parseExpression(sides[2]!, line),
    };
  });
  return { text: text.trim(), all };
}

/** Every figure that an expression or condition is made of. */
export function figuresIn(what: Expression | Condition): Figure[] {
  const expressions = 'all' in what ? what.all.flatMap(({ left, right }) => [left, right]) : [what];
  return expressions
    .flatMap(({ first, rest }) => [first, ...rest.map(({ term }) => term)])
    .filter((term): term is Figure => typeof term !== 'number');
}

/** Whether it is a number of things, which is written with all its digits. */
export const isCount = ({ first, rest }: Expression): boolean =>
  rest.length === 0 &&
  typeof first !== 'number' &&
  !first.isTheory &&
  (first.name === 'iteration' || first.name === 'units');

/** What a figure is now; NaN where it does not exist (yet). */
export type Lookup = (figure: Figure) => number;

export function evaluate({ first, rest }: Expression, lookup: Lookup): number {
  const value = (term: Term) => (typeof term === 'number' ? term : lookup(term));
  return rest.reduce(
    (product, { by, term }) => (by === '*' ? product * value(term) : product / value(term)),
    value(first),
  );
}

export function holds(condition: Condition, lookup: Lookup): boolean {
  return condition.all.every(({ left, is, right }) => {
    const [a, b] = [evaluate(left, lookup), evaluate(right, lookup)];
    switch (is) {
      case '<':
        return a < b;
      case '<=':
        return a <= b;
      case '>':
        return a > b;
      case '>=':
        return a >= b;
      case '=':
        return Object.is(a, b) || a === b;
    }
  });
}
