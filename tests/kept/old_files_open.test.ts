import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFile, writeFile } from '../../web/experiment/file';
import { receiptIn, writeReceipt, type Receipt } from '../../web/experiment/receipt';
import { writeCsv } from '../../web/figures/csv';
import { writeSvg } from '../../web/figures/write_svg';
import { readHandIn, writeHandIn } from '../../web/handin/hand_in';
import type { Ebb, Settings } from '../../web/module/ebb';
import { loadInNode } from '../module/load_node.mjs';
import { seedOf } from '../../web/handin/learner_seed';
import { begun } from '../../web/handin/record';
import { at, cures, graded, handIn, honest, visited, shortLesson } from '../web/handin/hands_in';

const folder = 'tests/kept/';
const isToWrite = process.env['EBB_WRITE_KEPT'] === '1';
const version = '0.1.0';

/** A field of every kind, and every way in which a link is written. */
const links = [
  '',
  'hidden=16*20&activation=tanh',
  'hidden=32,16*3&activation=relu&init=kaiming_normal&precision=float64',
  'depth=5&width=8&activation=gelu&normalization=batch&residual=add&dropout=0.1&seed=7',
  'hidden=12*4&optimizer=adam&learningRate=0.003&clip=norm&batchSize=32&data=spirals&noise=0.05',
  'hidden=1&activation=identity&weights=10,10&data=sine&samples=50&testFraction=0',
];
const iterations = 25;
const lesson = shortLesson('Kept');
const taskLesson = `ebb lesson 1
# title
Kept task
# question
Bring the loss under a half.
# start
link: hidden=8*2&activation=sigmoid
# task
goal: live.loss < 0.5 and live.iteration <= 200
keep: hidden data seed
# outcome
{live.loss}
# explanation
So it is.
`;
const clinicLesson = `ebb lesson 1
# title
Kept clinic
# question
What is it?
# clinic
faults: 2
looks: 6
changes: 4
# outcome
So.
# explanation
Because.
`;

let ebb: Ebb;
beforeAll(async () => {
  ebb = await loadInNode();
  if (isToWrite) await write();
});

/** Seeds and how many faults. A hand-in of a clinic is marked by the network that they draw. */
const clinics = [1, 2, 3].flatMap((faults) => [1, 2, 3, 4].map((seed) => [seed, faults]));

function clinicLine(seed: number, faults: number): string {
  return `${seed} ${faults} ${ebb.writeLink(ebb.clinicCase(seed, faults).experiment)}`;
}

function stands(settings: Settings, position?: number): Pick<Receipt, 'position' | 'digest'> {
  const run = new ebb.Simulation(settings);
  const goal = position ?? run.positionOf(iterations);
  while (!run.seek(goal, 100));
  const { digest } = run.frame();
  run.delete();
  return { position: goal, digest };
}

async function write(): Promise<void> {
  const put = (name: string, text: string) => writeFileSync(`${folder}${version}/${name}`, text);
  mkdirSync(`${folder}${version}`, { recursive: true });
  const receipts = links.map((link) => ({ link, ...stands(ebb.readLink(link).experiment) }));
  put('links.txt', receipts.map((one) => `${writeReceipt(one)}\n`).join(''));
  const table = {
    ...ebb.complete({ data: 'table', table: 'a,b,c\n1,2,x\n3,4,y\n5,7,x\n2,8,y\n' }),
  };
  put('experiment.ebb.json', writeFile(ebb.schema(), table, stands(table)));
  const receipt = writeReceipt(receipts[1]!);
  put('table.csv', writeCsv({ caption: '', head: ['a', 'receipt'], rows: [['1', receipt]] }));
  const figure = { name: 'x', title: 'x', origin: 'Ebb', receipt, width: 9, height: 9 };
  const nothing = () => Promise.resolve('');
  put('figure.svg', await writeSvg({ ...figure, ground: '#ffffff', shapes: [] }, nothing));
  put('kept.lesson', lesson);
  const record = await honest(ebb, 'kept.lesson', lesson, 0, { learner: 'Asha' });
  put('hand_in.json', writeHandIn(handIn([record], 'Asha')));

  put('kept_task.lesson', taskLesson);
  put('kept_clinic.lesson', clinicLesson);
  const seed = seedOf('Binod')!;
  const task = { link: `hidden=8*2&activation=tanh&seed=${seed}`, iterations: 200 };
  const patient = ebb.clinicCase(seed, 2);
  const clinic = await visited(ebb, patient, ['look signal', 'look gain', ...cures(patient)]);
  const records = [
    await honest(ebb, 'kept_task.lesson', taskLesson, null, { learner: 'Binod', task }),
    { ...begun('kept_clinic.lesson', clinicLesson, seed, at(2)), clinic },
  ];
  put('hand_in_task_and_clinic.json', writeHandIn(handIn(records, 'Binod')));
  put('clinics.txt', clinics.map(([of, count]) => `${clinicLine(of!, count!)}\n`).join(''));
  put('marks.json', '{ "hand_in.json": 1, "hand_in_task_and_clinic.json": 0.95 }\n');
}

const versions = existsSync(folder)
  ? readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())
  : [];

describe.each(versions.map(({ name }) => name))('of version %s', (old) => {
  const read = (name: string) => readFileSync(`${folder}${old}/${name}`, 'utf8');

  it('links come to the digest that they came to', () => {
    const lines = read('links.txt').trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const { link, position, digest } = receiptIn(new TextEncoder().encode(line))!;
      const { experiment, problems } = ebb.readLink(link);
      expect([link, problems]).toEqual([link, []]);
      expect([link, stands(experiment, position).digest]).toEqual([link, digest]);
    }
  });

  it.each(['experiment.ebb.json', 'table.csv', 'figure.svg'])('%s is what it says', (name) => {
    const receipt = receiptIn(readFileSync(`${folder}${old}/${name}`))!;
    const settings = receipt.settings ?? ebb.readLink(receipt.link).experiment;
    if (receipt.settings) expect(readFile(read(name))).toEqual(settings);
    expect(stands(settings, receipt.position).digest).toBe(receipt.digest);
  });

  it('a clinic’s seed draws the network that it drew', () => {
    const lines = read('clinics.txt').trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const [seed, faults] = line.split(' ', 2).map(Number);
      expect(clinicLine(seed!, faults!)).toBe(line);
    }
  });

  const named = (end: RegExp) => readdirSync(folder + old).filter((name) => end.test(name));
  const lessons = Object.fromEntries(named(/\.lesson$/).map((name) => [name, read(name)]));

  it.each(named(/^hand_in.*\.json$/))('%s is read, and marked as it was', async (name) => {
    const text = read(name);
    const marks = JSON.parse(read('marks.json')) as Record<string, number>;
    expect(readHandIn(text).lessons.length).toBeGreaterThan(0);
    const [result] = await graded(ebb, { [name]: text }, lessons);
    expect([result!.fault, result!.doubts, result!.score]).toEqual([null, [], marks[name]]);
  });
});

it('there are some', () => expect(versions.length).toBeGreaterThan(0));
