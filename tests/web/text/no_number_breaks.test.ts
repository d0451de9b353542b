import { expect, test } from 'vitest';
import { held, parseInline } from '../../../web/lessons/rich_text';
import { unbroken } from '../../../web/text/no_break';
import { formatExactly, formatFactor, formatNumber, formatShare } from '../../../web/text/numbers';
import { t } from '../../../web/text/words.svelte';

/** Where a line may end in it. */
const parts = (text: string) => text.split(/ /);

test('no line ends within a number, whoever writes it', () => {
  for (const text of [
    formatNumber(2.2e5),
    formatNumber(-3.1e-9),
    formatFactor(1.5e12),
    formatExactly(1.25e-7),
    formatShare(0.183),
  ]) {
    expect(parts(text)).toEqual([text]);
  }
});

test('a sign of multiplication stays with its number', () => {
  expect(parts(unbroken('√{inputs} × {weight} = × 2'))).toEqual([
    '√{inputs}\u00a0×\u00a0{weight}',
    '=',
    '×\u00a02',
  ]);
  expect(parts(unbroken('it grew × 1.2, then ÷ {limit}; 18 % of 10 × 16'))).toEqual([
    'it',
    'grew',
    '×\u00a01.2,',
    'then',
    '÷\u00a0{limit};',
    '18\u00a0%',
    'of',
    '10',
    '×\u00a016',
  ]);
});

test('so does one that a message or a lesson puts before a figure', () => {
  expect(parts(t('stage.multiplied', { limit: '10' }))).toHaveLength(1);
  const [before] = parseInline('all of it × {live.ratio}', 1);
  expect(before).toEqual({ kind: 'text', text: 'all of it ×\u00a0' });
});

test('punctuation stays with the formula or figure that it stands against, and nothing else does', () => {
  const words = (text: string) =>
    held(parseInline(text, 1)).map(({ before, one, after }) => {
      const own = one.kind === 'figure' ? '{}' : one.text;
      return before + own + after;
    });
  expect(words('Here ($x$), and $y$ too.')).toEqual([
    'Here ',
    '($x$),'.replaceAll('$', ''),
    ' and ',
    'y',
    ' too.',
  ]);
  expect(words('It is {live.ratio}–{live.loss}; *so*, it is.')).toEqual([
    'It is ',
    '{}–',
    '',
    '{};',
    ' ',
    'so',
    ', it is.',
  ]);
});
