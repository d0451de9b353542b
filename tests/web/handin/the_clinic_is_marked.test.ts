import { beforeAll, describe, expect, it } from 'vitest';
import { writeHandIn, type ClinicRecord, type LessonRecord } from '../../../web/handin/hand_in';
import { begun } from '../../../web/handin/record';
import { clinicScore, readAction, spentOn, treated } from '../../../web/lessons/clinic/rules';
import type { ClinicCase, Ebb, Suspect } from '../../../web/module/ebb';
import { measure } from '../../../web/worker/measure';
import { loadInNode } from '../../module/load_node.mjs';
import { at, cures, graded, handIn, visited } from './hands_in';

const clinic = { faults: 2, looks: 5, changes: 4, seed: 3 };
const lesson = `ebb lesson 1
# title
Sick
# question
What is it?
# clinic
faults: 2
looks: 5
changes: 4
seed: 3
# outcome
So.
# explanation
Because.
`;

let ebb: Ebb;
let patient: ClinicCase;
let suspects: Suspect[];
beforeAll(async () => {
  ebb = await loadInNode();
  patient = ebb.clinicCase(clinic.seed, clinic.faults);
  suspects = ebb.suspects();
});

const read = (texts: readonly string[]) => texts.map((text) => readAction(text, suspects)!);
const mark = async (record: ClinicRecord, change: Partial<LessonRecord> = {}, learner = '') => {
  const one = { ...begun('sick', lesson, null, at(0)), clinic: record, ...change };
  const [result] = await graded(
    ebb,
    { 'one.json': writeHandIn(handIn([one], learner)) },
    { sick: lesson },
  );
  expect(result!.fault).toBeNull();
  return { doubts: result!.doubts.map(({ kind }) => kind), score: result!.score };
};

describe('what was done in the clinic', () => {
  it('is a cure where the network learns then, and worth what was not spent', async () => {
    expect(await mark(await visited(ebb, patient, cures(patient)))).toEqual({
      doubts: [],
      score: 1,
    });
    const slower = ['look signal', 'look gain', ...cures(patient)];
    expect(await mark(await visited(ebb, patient, slower))).toEqual({ doubts: [], score: 0.875 });
  });

  it('is worth nothing where one fault is left, or it was given up', async () => {
    expect(await mark(await visited(ebb, patient, cures(patient).slice(1)))).toEqual({
      doubts: [],
      score: 0,
    });
    const record = { at: at(3).toISOString(), actions: cures(patient), digest: null, loss: null };
    expect(await mark(record)).toEqual({ doubts: [], score: 0 });
    const lookedOn = await visited(ebb, patient, cures(patient));
    const after = { ...lookedOn, actions: [...lookedOn.actions, 'look gain'] };
    expect((await mark(after)).score).toBe(0);
  });

  it('is of the learner’s own network where they have a seed', async () => {
    const { seedOf } = await import('../../../web/handin/learner_seed');
    const seed = seedOf('Asha')!;
    const own = ebb.clinicCase(seed, clinic.faults);
    const record = await visited(ebb, own, cures(own));
    expect(await mark(record, { seed }, 'Asha')).toEqual({ doubts: [], score: 1 });
    expect(
      (await mark(await visited(ebb, patient, cures(patient)), { seed }, 'Asha')).doubts,
    ).toContain('clinic_run');
  });

  it.each([
    ['a digest that was made up', { digest: '0123456789abcdef' }, 'clinic_run'],
    ['a loss that was made up', { loss: 0.01 }, 'clinic_run'],
    ['a training that never was', { actions: ['look signal'] }, 'clinic_run'],
    ['what nobody can do there', { actions: ['set gain=1.5', 'look training'] }, 'clinic_rules'],
    ['words', { actions: ['make it learn'] }, 'clinic_rules'],
  ])('%s is named', async (_, change, kind) => {
    const record = { ...(await visited(ebb, patient, cures(patient))), ...change };
    expect(await mark(record)).toEqual({ doubts: [kind], score: 0 });
  });

  it('beyond what was given is named', async () => {
    const looks = Array.from({ length: 5 }, () => 'look signal');
    const tooMany = await visited(ebb, patient, [...looks, ...cures(patient)]);
    expect(await mark(tooMany)).toEqual({ doubts: ['clinic_rules'], score: 0 });
    const changes = ['set gain=10', 'set gain=1', 'set dropout=0.1', 'set dropout=0'];
    expect(
      (await mark(await visited(ebb, patient, [...changes, ...cures(patient)]))).doubts,
    ).toEqual(['clinic_rules']);
  });
});

describe('in WebAssembly as natively', () => {
  it('every case of many seeds has a cure within the limits, and none with a fault left', async () => {
    for (let seed = 100; seed < 115; ++seed) {
      for (const faults of [1, 2, 3]) {
        const one = ebb.clinicCase(seed, faults);
        const lossOf = async (texts: string[]) => {
          const settings = { ...treated(one, read(texts)) };
          const found = await measure(ebb, { link: '', settings, iterations: one.iterations });
          return found!.frame.loss;
        };
        const all = cures(one);
        expect(await lossOf(all), `${seed} ${faults}`).toBeLessThan(one.goal);
        const left = await lossOf(all.slice(1));
        expect(left === null || !(left < one.goal), `${seed} ${faults}`).toBe(true);
      }
    }
  });
});

describe('the score', () => {
  it('spares what every cure needs, and is never over 1', () => {
    const visit = (looks: number, changes: number) => [
      ...Array.from({ length: looks }, () => ({ kind: 'look', at: 'gain' }) as const),
      ...Array.from({ length: changes }, () => ({ kind: 'set', field: 'gain', value: 1 }) as const),
    ];
    expect(spentOn(visit(3, 2))).toEqual({ looks: 3, changes: 2 });
    expect(clinicScore(clinic, visit(1, 2), true)).toBe(1);
    expect(clinicScore(clinic, visit(1, 1), true)).toBe(1);
    expect(clinicScore(clinic, visit(5, 4), true)).toBe(0.5);
    expect(clinicScore(clinic, visit(3, 3), true)).toBe(0.75);
    expect(clinicScore(clinic, visit(1, 2), false)).toBe(0);
    const tight = { faults: 1, looks: 1, changes: 1, seed: 1 };
    expect(clinicScore(tight, visit(1, 1), true)).toBe(1);
  });
});
