import { mapForm } from '../lab/map_form.ts';
import { causeOf, maxLayers } from '../module/names.ts';
import { LessonError, type Fields } from './lesson.ts';
import { moments, scenePanels, sceneQuantities, type Moment, type Scene } from './scene.ts';
import type { LayerPlace, Pointer, Speed, Stand } from './scene.ts';
import { keysOf, numberOf, type KeyValue, type Section } from './sections.ts';

const maxPoints = 3;
/** As many layers as a network may have, and its output. */
const maxLayer = maxLayers + 1;
const units = ['operation', 'layer', 'iteration'] as const;
const operationKinds = Object.keys(causeOf);
const stands = ['start', 'loss', 'back', 'forward', 'iteration'] as const;

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);
const listOf = ({ value }: KeyValue) =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** One of the words that can stand here; which these are is part of what is said of any other. */
function oneOf<Word extends string>(word: string, words: readonly Word[], line: number): Word {
  const found = words.find((one) => one === word);
  if (found === undefined) throw new LessonError('not_one_of', line, word, words.join(', '));
  return found;
}

function layerOf(text: string | undefined, line: number): LayerPlace {
  if (text === 'output') return -1;
  if (text === 'last') return -2;
  const layer = /^\d+$/.test(text ?? '') ? Number(text) : NaN;
  if (layer >= 1 && layer <= maxLayer) return layer;
  throw new LessonError('not_one_of', line, text ?? '', `1 – ${maxLayer}, last, output`);
}

/** Panels by names that lessons called them by before. */
const formerPanels = new Map([['landscape', 'predictions']]);

function pointerOf(text: string, line: number, fields: Fields): Pointer {
  const [kind = '', name = '', ...more] = wordsOf(text);
  if (more.length > 0) throw new LessonError('bad_line', line, text);
  switch (oneOf(kind, ['layer', 'panel', 'quantity', 'control'] as const, line)) {
    case 'layer':
      return { kind: 'layer', layer: layerOf(name, line) };
    case 'panel':
      return { kind: 'panel', name: oneOf(formerPanels.get(name) ?? name, scenePanels, line) };
    case 'quantity':
      return { kind: 'quantity', name: oneOf(name, sceneQuantities, line) };
    case 'control':
      if (!/^\w+$/.test(name) || (fields.length > 0 && !fields.some((one) => one.name === name))) {
        throw new LessonError('unknown_field', line, name);
      }
      return { kind: 'control', name };
  }
}

function standOf({ value, line }: KeyValue): Stand {
  const [word = '', place, ...more] = wordsOf(value);
  if (more.length > 0) throw new LessonError('bad_line', line, value);
  const kind = oneOf(word, stands, line);
  switch (kind) {
    case 'start':
    case 'loss':
      if (place !== undefined) throw new LessonError('bad_line', line, value);
      return { kind };
    case 'iteration': {
      const iteration = Math.round(numberOf({ value: place ?? '', line }, 0, 5000));
      return { kind, iteration };
    }
    case 'forward':
      return { kind, layer: layerOf(place, line) };
    case 'back':
      return place === undefined ? { kind: 'walked_back' } : { kind, layer: layerOf(place, line) };
  }
}

function speedOf({ value, line }: KeyValue): Speed {
  const [rate = '', unit = '', ...more] = wordsOf(value);
  if (more.length > 0) throw new LessonError('bad_line', line, value);
  return { rate: numberOf({ value: rate, line }, 0.5, 1000), unit: oneOf(unit, units, line) };
}

/** Both axes are numbers or words of the experiment, depth or width. */
function mapOf({ value, line }: KeyValue, fields: Fields): string {
  if (!mapForm.test(value)) throw new LessonError('bad_line', line, value);
  const [x = '', y = ''] = value.split(';').map((one) => one.split(':')[0]!);
  const isThere = (name: string) =>
    ['depth', 'width'].includes(name) || fields.some((one) => one.name === name);
  const unknown = [x, y].find((name) => fields.length > 0 && !isThere(name));
  if (unknown !== undefined) throw new LessonError('unknown_field', line, unknown);
  return value;
}

/** `# scene question`, `# scene run`, `# scene outcome`: lines of the form `key: value`. */
export function sceneOf(section: Section, fields: Fields): Scene {
  const moment: Moment = oneOf(section.argument, moments, section.line);
  // A run moves by itself: it cannot stand anywhere.
  const standing = moment === 'run' ? [] : ['position', 'operation'];
  const keys = keysOf(section, ['show', 'point', 'ghost', 'speed', 'map', ...standing]);
  const show = keys.get('show');
  const point = keys.get('point');
  const operation = keys.get('operation');
  const position = keys.get('position');
  const speed = keys.get('speed');
  const map = keys.get('map');
  const points = point ? listOf(point) : [];
  if (points.length > maxPoints)
    throw new LessonError('too_many', point!.line, `${points.length}`, `0 – ${maxPoints}`);
  return {
    moment,
    line: section.line,
    quantities: show ? listOf(show).map((one) => oneOf(one, sceneQuantities, show.line)) : [],
    points: points.map((one) => pointerOf(one, point!.line, fields)),
    operation: operation ? operationOf(operation) : null,
    ghost: keys.get('ghost')?.value || null,
    speed: speed ? speedOf(speed) : null,
    map: map ? mapOf(map, fields) : null,
    stand: position ? { at: standOf(position), line: position.line } : null,
  };
}

function operationOf({ value, line }: KeyValue): NonNullable<Scene['operation']> {
  const [kind = '', place, ...more] = wordsOf(value);
  if (more.length > 0) throw new LessonError('bad_line', line, value);
  return { kind: oneOf(kind, operationKinds, line), layer: layerOf(place, line), line };
}
