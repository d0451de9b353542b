import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { figuresOf } from '../../../web/views/map/map_text';
import type { Ebb, Frame } from '../../../web/module/ebb';
import { autopsy } from '../../../web/text/finding_evidence';
import { findingCounts, findingSentence } from '../../../web/text/finding_text';
import { named, t, words, type Message } from '../../../web/text/words.svelte';
import { stepAnnouncement } from '../../../web/transport/step_announcement';
import { operationSentence } from '../../../web/views/inspector/operation_sentence';
import { runCells } from '../../../web/worker/map_cells';
import { loadInNode } from '../../module/load_node.mjs';

type Catalogue = Record<string, string>;
const files = import.meta.glob<Catalogue>('../../../web/text/**/{en,ne}.json', {
  import: 'default',
  eager: true,
});
/** All texts of a language; those of a catalogue in a folder have its name before their own. */
const textsOf = (language: string): Catalogue =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.endsWith(`/${language}.json`))
      .flatMap(([path, texts]) => {
        const folder = path.replace(/^.*\/text\//, '').replace(/\w+\.json$/, '');
        return Object.entries(texts).map(([key, text]) => [folder + key, text] as const);
      }),
  );

/** What says of the gradient that it did it, or that numbers will not come back. */
const blame: Record<string, RegExp> = { en: /gradient|recover/i, ne: /ग्रेडियन्ट|सुध्रि/ };

/** Numbers break down on the way forward as well, where no gradient has been yet; and some come back. */
describe('sentences on numbers that are infinite or not numbers', () => {
  /** Said only where it is a gradient that is not finite. */
  const ofGradients = /\.not_finite_backward$|\.tensor\.(parameter_)?gradient$/;
  const isOnBroken = (key: string, text: string) =>
    /infinit(?!ely)|\bNaN\b|no(t a)? number\b|finite\b|broke down/i.test(text) ||
    /not_finite|non_finite|\.(infinite|nan)/.test(key);
  /** What helps is no cause. */
  const isRemedy = (key: string) => key.endsWith('not_finite.helps');
  const keys = Object.entries(textsOf('en'))
    .filter(([key, text]) => isOnBroken(key, text) && !ofGradients.test(key) && !isRemedy(key))
    .map(([key]) => key);

  it.each(['en', 'ne'])('blame no gradient, and foretell nothing (%s)', (language) => {
    const texts = textsOf(language);
    expect(keys.length).toBeGreaterThan(25);
    // What a language lacks is said in English.
    const blaming = keys.filter((key) => blame[language]!.test(texts[key] ?? ''));
    expect(blaming).toEqual([]);
  });

  it.each([
    'verdict.infinite_text',
    'verdict.nan_text',
    'operation_sentence.no_share',
    'finding_text.not_finite_forward',
    'finding_text.not_finite_past',
    'finding_evidence.not_finite_growth',
    'non_finite.tensor.value',
    'sweep.read',
    'sweep.not_finite',
    'map.broken',
    'help/not_finite.what',
    'teacher/not_finite',
  ])('are known to be among them: %s', (key) => expect(keys).toContain(key));
});

describe('a run whose numbers break down on the way forward', () => {
  let ebb: Ebb;
  beforeAll(async () => {
    ebb = (await loadInNode()) as Ebb;
  });
  afterEach(() => words.speak('en'));

  const links = {
    'before any update': 'hidden=16*40&activation=identity&gain=20',
    'after one': 'hidden=4*2&activation=identity&gain=30&loss=mse&learningRate=1000',
    'at the loss': 'hidden=16*14&activation=identity&gain=20&loss=mse',
    'along residual connections, clipped':
      'hidden=16*30&activation=identity&gain=20&residual=add&clip=norm',
  };

  /** All that is said of what broke down, at one stop. */
  function saidAt(simulation: InstanceType<Ebb['Simulation']>, frame: Frame): string[] {
    const { verdict, findings } = frame.diagnosis;
    const broken = findings.filter(({ kind }) => kind === 'not_finite');
    const where = t('verdict.where_unknown');
    const said = [
      t(`verdict.${verdict}`),
      t(`verdict.${verdict}_text` as Message, { where }),
      findingCounts(broken),
      ...broken.flatMap((one) => [findingSentence(one, frame), ...autopsy(one, frame)]),
    ];
    // A step back over one operation is called by what it is: a step of the gradient.
    if (frame.phase === 'update') said.push(stepAnnouncement(frame));
    if (frame.phase !== 'backward' && frame.operation === null) return said;
    const { detail } = simulation.frame({ detail: frame.operation ?? 0 });
    const way = frame.phase === 'backward' ? 'backward' : 'forward';
    const uses = { activation: 'identity', loss: 'mse' };
    // A loss may be too large for what its gradient is: of that what is said is true.
    const isFinite = typeof frame.operations[detail?.operation ?? 0]?.attenuation === 'number';
    if (detail && !isFinite) said.push(operationSentence(detail, frame, way, uses));
    return said;
  }

  describe.each(Object.entries(links))('%s', (_, link) => {
    it.each(['en', 'ne'])(
      'says nothing against the gradient, at no stop (%s)',
      async (language) => {
        await words.speak(language);
        const simulation = new ebb.Simulation(ebb.readLink(link).experiment);
        while (!simulation.firstNonFinite) simulation.seek(simulation.position + 1, 1);
        expect(['forward', 'loss']).toContain(simulation.firstNonFinite.phase);
        const { iteration } = simulation.frame();
        const blamed = new Set<string>();
        let stops = 0;
        // Through the walk in which it happens, its update, and the next walk.
        for (let frame = simulation.frame(); frame.iteration < iteration + 2; ++stops) {
          const said = saidAt(simulation, frame).filter((text) => blame[language]!.test(text));
          said.forEach((text) => blamed.add(`${frame.phase}: ${text}`));
          simulation.seek(simulation.position + 1, 1);
          frame = simulation.frame();
        }
        simulation.delete();
        expect(stops).toBeGreaterThan(10);
        expect([...blamed]).toEqual([]);
      },
    );
  });

  it.each(['en', 'ne'])('is, as a cell of a map, called by what it is (%s)', async (language) => {
    await words.speak(language);
    const { experiment } = ebb.readLink(links['before any update']);
    const cells = [experiment];
    const { outcomes } = (await runCells(ebb, { cells, iterations: 5 }, () => true))!;
    const texts = figuresOf(outcomes, 5).map(({ text }) => text);
    expect(texts).toContain(named('finding', 'not_finite'));
    for (const text of texts) expect(text).not.toMatch(blame[language]!);
  });
});
