import { beforeAll, describe, expect, it } from 'vitest';
import type { Ebb, Frame } from '../../web/module/ebb';
import { filesToTranslate } from '../../tools/check_lessons';
import { LessonError } from '../../web/lessons/lesson';
import { parseLesson, type Translation } from '../../web/lessons/parse';
import { walkEnd } from '../../web/lessons/show_run';
import { ghostRun, passedAt, setScene, takeStand } from '../../web/lessons/show_scene';
import { runsAsked, runsShown } from '../../web/lessons/runs_shown';
import type { Lab } from '../../web/lab/lab.svelte';
import { opening } from '../../web/opening/opening';
import { outlookOf } from '../../web/worker/initial_frame';
import { loadInNode } from '../module/load_node.mjs';

const lesson = (scene: string) => `ebb lesson 1
# title
A lesson
# start
link: hidden=4*3
# question
What?
# run one
link: hidden=4*3&activation=tanh
# outcome
It is so.
# explanation
Because.
${scene}`;
const none: Translation = () => undefined;
const fields = [{ name: 'gain', type: 'number' }];
const scenesOf = (text: string) => parseLesson(lesson(text), none, fields).scenes;
const fault = (text: string) => {
  try {
    scenesOf(text);
  } catch (error) {
    if (error instanceof LessonError) return [error.reason, error.line, error.got, error.takes];
    throw error;
  }
  return null;
};

describe('a scene', () => {
  it('is read as it is written', () => {
    const [scene] = scenesOf(`# scene outcome
show: signal, update_ratio
point: layer last, panel chain, control gain
operation: activation 2
ghost: start
speed: 4 operation
map: gain:0.25:4;depth:2:9;16;0;1
position: back 1
`);
    expect(scene).toEqual({
      moment: 'outcome',
      line: 14,
      quantities: ['signal', 'update_ratio'],
      points: [
        { kind: 'layer', layer: -2 },
        { kind: 'panel', name: 'chain' },
        { kind: 'control', name: 'gain' },
      ],
      operation: { kind: 'activation', layer: 2, line: 17 },
      ghost: 'start',
      map: 'gain:0.25:4;depth:2:9;16;0;1',
      speed: { rate: 4, unit: 'operation' },
      stand: { at: { kind: 'back', layer: 1 }, line: 21 },
    });
  });

  it('points at a panel by the name that it had before', () => {
    const [scene] = scenesOf('# scene run\npoint: panel landscape\n');
    expect(scene?.points).toEqual([{ kind: 'panel', name: 'predictions' }]);
  });

  it.each([
    ['a moment that there is not', '# scene later', ['not_one_of', 14, 'later']],
    ['a moment twice', '# scene run\n# scene run', ['second_section', 15, 'scene run']],
    ['a key nobody knows', '# scene run\nshows: signal', ['unknown_key', 15, 'shows']],
    ['a place while it runs', '# scene run\nposition: start', ['unknown_key', 15, 'position']],
    ['a quantity that is none', '# scene run\nshow: loss', ['not_one_of', 15, 'loss']],
    ['a part that is none', '# scene run\npoint: panel sky', ['not_one_of', 15, 'sky']],
    ['nothing to point at', '# scene run\npoint: here', ['not_one_of', 15, 'here']],
    ['a field that is none', '# scene run\npoint: control gian', ['unknown_field', 15, 'gian']],
    ['layer 0', '# scene run\npoint: layer 0', ['not_one_of', 15, '0', '1 – 129, last, output']],
    ['layer 130', '# scene run\npoint: layer 130', ['not_one_of', 15, '130']],
    [
      'four things to point at',
      '# scene run\npoint: layer 1, layer 2, layer 3, layer 4',
      ['too_many', 15, '4', '0 – 3'],
    ],
    ['the ghost of nobody', '# scene run\nghost: two', ['unknown_run', 14, 'two']],
    ['the ghost of what moves', '# scene run\nghost: live', ['unknown_run', 14, 'live']],
    ['a map of one axis', '# scene run\nmap: gain:0.25:4;16;0;1', ['bad_line', 15]],
    [
      'a map of what is no setting',
      '# scene run\nmap: gain:0.25:4;gian:1:2;16;0;1',
      ['unknown_field', 15, 'gian'],
    ],
    ['no unit of speed', '# scene run\nspeed: 4 epoch', ['not_one_of', 15, 'epoch']],
    ['a speed of 0', '# scene run\nspeed: 0 layer', ['bad_number', 15, '0', '0.5 – 1000']],
    ['a place that is none', '# scene question\nposition: end', ['not_one_of', 15, 'end']],
    ['a place with more', '# scene question\nposition: start 3', ['bad_line', 15, 'start 3']],
    [
      'an iteration too far',
      '# scene question\nposition: iteration 5001',
      ['bad_number', 15, '5001', '0 – 5000'],
    ],
    [
      'an operation that is none',
      '# scene question\noperation: convolution 1',
      ['not_one_of', 15, 'convolution'],
    ],
  ])('with %s is refused, with the line and what is wrong', (_, text, expected) => {
    expect(fault(text)?.slice(0, expected.length)).toEqual(expected);
  });

  it('has the run computed whose ghost it keeps', () => {
    const names = (text: string) => {
      const read = parseLesson(lesson(text));
      return [runsAsked(read), runsShown(read)].map((runs) => runs.map(({ name }) => name));
    };
    expect(names('')).toEqual([[], ['one']]);
    expect(names('# scene question\nghost: one')).toEqual([['one'], ['one']]);
    expect(names('# scene outcome\nghost: start')).toEqual([[], ['one', 'start']]);
  });
});

describe('a knob of words', () => {
  const kinds = [{ name: 'activation', type: 'kind', kinds: ['tanh', 'relu', 'elu'] }];
  const knobs = (line: string) => parseLesson(lesson(`# knobs\n${line}`), none, kinds).knobs;
  it('has those it is given', () => {
    expect(knobs('its shape: activation of tanh relu')).toEqual([
      { name: 'its shape', field: 'activation', kinds: ['tanh', 'relu'] },
    ]);
  });
  it.each([
    ['a: activation of tanh tan', 'not_one_of'],
    ['a: activation of tanh', 'too_few'],
    ['a: gain of tanh relu', 'unknown_field'],
  ])('is refused where it says "%s"', (line, reason) => {
    expect(() => knobs(line)).toThrow(reason);
  });
});

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
});

/** A network, the end of its first walk back, and a frame of any position. */
function network(link: string) {
  const simulation = new ebb.Simulation(ebb.readLink(link).experiment);
  const initial = outlookOf(simulation);
  const at = (position: number): Frame => {
    simulation.seek(position, 1_000_000);
    return simulation.frame();
  };
  return { simulation, initial, at };
}

describe('the place where a scene stands', () => {
  it.each(['hidden=4*3', 'hidden=4*3&normalization=batch&dropout=0.2&residual=add&clip=norm'])(
    'is the one that its words say: %s',
    (link) => {
      const { simulation, initial, at } = network(link);
      const stand = (place: Parameters<typeof passedAt>[0]) => {
        const { operation, isBack } = passedAt(place, initial)!;
        return at(simulation.passed(0, operation, isBack));
      };
      for (const layer of [1, 2, 3, 4]) {
        const back = stand({ kind: 'back', layer });
        expect(back.phase, `back ${layer}`).toBe('backward');
        const known = back.layers.map(({ signal }) => signal !== null);
        expect(known, `back ${layer}`).toEqual([1, 2, 3, 4].map((one) => one >= layer));
        const forward = stand({ kind: 'forward', layer });
        expect(forward.phase).toBe('forward');
        const passed = forward.layers.map(({ activationMean }) => activationMean !== null);
        expect(passed, `forward ${layer}`).toEqual([1, 2, 3, 4].map((one) => one <= layer));
      }
      expect(stand({ kind: 'loss' }).phase).toBe('loss');
      // A run that is walked there before the reader's eyes ends at the same place.
      for (const layer of [1, 2, 3, 4]) {
        const { operation } = passedAt({ kind: 'back', layer }, initial)!;
        const end = walkEnd(initial, { kind: 'back', layer });
        expect(end, `walked back to ${layer}`).toBe(simulation.passed(0, operation, true));
      }
      expect(walkEnd(initial, { kind: 'walked_back' })).toBe(simulation.walkedBack(0));
      expect(walkEnd(initial, null)).toBe(simulation.walkedBack(0));
      expect(passedAt({ kind: 'back', layer: 9 }, initial)).toBeNull();
      expect(passedAt({ kind: 'forward', layer: 9 }, initial)).toBeNull();
      simulation.delete();
    },
  );
});

describe.each(opening.entries)('the scene $id of the opening', ({ text }) => {
  const { scenes, start, knobs } = parseLesson(text);
  it('ends where layer 1 has its gradient, and nothing has been handed on to the inputs', () => {
    const moment = knobs.length > 0 ? 'question' : 'outcome';
    const stand = scenes.find((scene) => scene.moment === moment)?.stand?.at ?? null;
    const { experiment } = ebb.readLink(start!.link, start!.table ? { table: start!.table } : {});
    const settings = start!.table ? { table: start!.table } : {};
    const simulation = new ebb.Simulation({ ...experiment, ...settings });
    simulation.seek(walkEnd(outlookOf(simulation), stand), 1);
    const { operation, operations, layers, diagnosis } = simulation.frame();
    expect(operations[operation!]).toMatchObject({ layer: 1, kind: 'activation' });
    expect(operations[0]!.attenuation).toBeNull();
    expect(layers.every(({ signal }) => signal !== null)).toBe(true);
    // What its words say is known there.
    if (layers.length > 2) expect(diagnosis.ratio).not.toBeNull();
    simulation.delete();
  });
});

describe.each([...filesToTranslate()])('the scenes of the lesson %s', (_, file) => {
  const read = parseLesson(file);
  it('are there, and each has what it shows in the network it stands on', async () => {
    expect(read.scenes.length).toBeGreaterThan(0);
    for (const scene of read.scenes) {
      const run = scene.moment === 'question' ? read.start! : read.runs[0]!;
      const settings = run.table ? { table: run.table } : {};
      const { experiment } = ebb.readLink(run.link, settings);
      const simulation = new ebb.Simulation({ ...experiment, ...settings });
      const initialFrame = outlookOf(simulation);
      const lab = {
        initialFrame,
        frame: initialFrame,
        playback: {},
        select: () => {},
        seek: async () => initialFrame,
        seekIteration: async () => initialFrame,
        seekOperation: async () => initialFrame,
        reset: async () => initialFrame,
      } as unknown as Lab;
      await takeStand(scene, lab);
      setScene(scene, lab, null);
      if (scene.ghost) expect(ghostRun(read, scene)).not.toBeNull();
      simulation.delete();
    }
  });
});
