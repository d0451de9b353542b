import { describe, expect, it } from 'vitest';
import { numeral, type Table } from '../../../web/charts/table';
import { writeCsv } from '../../../web/figures/csv';

const csv = (table: Partial<Table>) => writeCsv({ caption: '', head: [], rows: [], ...table });
const lines = (text: string) => text.slice(1).split('\r\n');

describe('a table kept as a file', () => {
  it('has every digit of a number, where the page shows three', () => {
    const cell = numeral(0.1 + 0.2);
    expect(cell.text).toBe('0.3');
    expect(lines(csv({ rows: [['layer 1', cell]] }))[1]).toBe('layer 1,0.30000000000000004');
    for (const value of [1e-320, -2.5e-7, 2 ** 53 - 1, Math.PI]) {
      const [, row] = lines(csv({ rows: [[numeral(value)]] }));
      expect(Number(row)).toBe(value);
    }
  });

  it('tells what is no number from what is not there', () => {
    const row = [numeral(NaN), numeral(-Infinity), numeral(null), numeral(0)];
    expect(lines(csv({ rows: [row] }))[1]).toBe('NaN,-Infinity,,0');
  });

  it('names quantities with their units, and numbers that stand at the head of a column', () => {
    const head = ['Layer', { text: 'signal', unit: 'rms(B · ∂ℒ/∂z)' }, numeral(1 / 3)];
    expect(lines(csv({ head }))[0]).toBe('Layer,signal [rms(B · ∂ℒ/∂z)],0.3333333333333333');
  });

  it('quotes commas, quotes and line breaks, and ends every line as RFC 4180 has it', () => {
    const text = csv({ head: ['a,b', 'say "x"', 'two\nlines', ' spaced'], rows: [['c']] });
    expect(text).toBe('\ufeff"a,b","say ""x""","two\nlines"," spaced"\r\nc\r\n');
  });

  it('lets no text from outside run as a formula, and leaves negative numbers alone', () => {
    const evil = ['=HYPERLINK("http://x")', '+1', '-1+1', '@SUM(A1)', '\t=1', ' =1', '＝1'];
    for (const text of evil) {
      const [, row] = lines(csv({ rows: [[text]] }));
      expect(row!.replace(/^"/, '').startsWith("'"), text).toBe(true);
    }
    expect(lines(csv({ rows: [[numeral(-1), 'a=1', '1-2']] }))[1]).toBe('-1,a=1,1-2');
  });
});
